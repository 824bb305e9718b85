"""Where things stand in the checkout, and the files that are the house's own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "sayso"
DOCS = ROOT / "docs"
SKIPPED = {"__pycache__", "build", "dist", "site"}


def files(folder: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the files under *folder* with one of *suffixes*, those of tools and builds left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and path.suffix in suffixes and not any(map(is_skipped, inside)):
            yield path


def is_skipped(name: str) -> bool:
    """Return whether *name* is a folder or file of tools and builds."""
    return name in SKIPPED or (name.startswith(".") and name not in {".ci", ".gitignore"})


def modules(folder: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield the name and the syntax tree of every module under *folder*."""
    for path in files(folder, ".py"):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def read(*names: str) -> str:
    """Return the text of the file that *names* lead to from the root."""
    return ROOT.joinpath(*names).read_text(encoding="utf-8")
