"""How the command starts."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso

HEAVY = {"onnxruntime", "tokenizers", "trafilatura", "numpy", "lxml", "yaml", "httpx", "rich", "py3langid"}


def imported_by(code: str) -> set[str]:
    """Return the names of the top packages that running *code* imports."""
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    )
    lines = (line for line in result.stderr.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


def test_help_imports_nothing_heavy() -> None:
    """``sayso --help`` loads neither the model's libraries nor the readers', so that it is quick."""
    code = "from sayso.show.cli.main import run; run(['--help'])"
    assert imported_by(code) & HEAVY == set()


def test_the_api_imports_nothing_heavy() -> None:
    """``import sayso`` loads nothing heavy either, and gives its names when asked."""
    assert imported_by("import sayso; sayso.Settings") & HEAVY == set()


def test_the_package_alone_loads_no_room() -> None:
    """Before the program can catch Ctrl-C nothing of sayso's is loaded that would take time."""
    code = "import sys, sayso; print([name for name in sys.modules if name.startswith('sayso.')])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_every_verb_is_there() -> None:
    """Each name that the package lists is given, a wrong one refused, and ``dir`` shows them."""
    assert all(getattr(sayso, name) for name in sayso.__all__)
    assert set(sayso.__all__) <= set(dir(sayso))
    with pytest.raises(AttributeError, match="no attribute 'code_file'"):
        _ = sayso.code_file


def test_heavy_imports_would_be_seen() -> None:
    """The measure works: what is imported is reported."""
    assert "numpy" in imported_by("import numpy")
