"""The walls between the rooms."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from .tree import PACKAGE, ROOT, read


def lint_imports(config: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with *config* on the package that *cwd* holds."""
    command = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()")
    environment = {**os.environ, "PYTHONPATH": str(cwd), "COLUMNS": "200"}
    return subprocess.run(
        [*command, str(config), "--no-cache"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_rooms_look_downwards() -> None:
    """No room imports a room above it or beside it."""
    result = lint_imports(ROOT / "pyproject.toml", ROOT / "src")
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_contract_has_no_exceptions() -> None:
    """The contract is exhaustive and ignores no import."""
    (contract,) = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    assert contract["exhaustive"] is True
    assert "ignore_imports" not in contract


def test_a_breach_is_seen(tmp_path: Path) -> None:
    """A stage that imports the ledger breaks the contract: the check can fail."""
    package = tmp_path / "sayso"
    for room in ("read", "ledger"):
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "read" / "__init__.py").write_text("import sayso.ledger\n")
    config = tmp_path / "walls.toml"
    config.write_text(
        "[tool.importlinter]\nroot_package = 'sayso'\n[[tool.importlinter.contracts]]\n"
        "name = 'walls'\ntype = 'layers'\nlayers = ['sayso.ledger', 'sayso.read']\n"
    )
    result = lint_imports(config, tmp_path)
    assert result.returncode != 0
    assert "sayso.read -> sayso.ledger" in result.stdout


def test_the_plot_fits_on_one_screen() -> None:
    """``process`` and what it calls in its own module is read without scrolling."""
    import ast

    tree = ast.parse((PACKAGE / "run" / "pipeline.py").read_text(encoding="utf-8"))
    lengths = {
        node.name: (node.end_lineno or 0) - node.lineno + 1
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    assert lengths["process"] <= 45
    assert sum(lengths.values()) <= 60
