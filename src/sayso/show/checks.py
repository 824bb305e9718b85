"""What ``sayso doctor`` looks at: one function a check, each telling what it found and what to do."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from sayso.problems import Failure
from sayso.settings import Settings
from sayso.show.terminal import is_terminal

LIBRARIES = "click httpx numpy onnxruntime py3langid pyyaml rensa rich tokenizers trafilatura".split()
SENTENCE = "Kenya accused Tanzania of detaining eleven sailors, officials said on Monday.\n"
REINSTALL = "Install sayso again: pip install --force-reinstall sayso."


class Check(NamedTuple):
    """One thing looked at: its name, what was found, and what to do where that is wrong."""

    name: str
    found: str
    remedy: str | None = None

    @property
    def well(self) -> bool:
        """Return whether nothing is wrong."""
        return self.remedy is None


def checks() -> Iterator[Check]:
    """Yield every check, cheap ones first."""
    yield check_versions()
    yield from check_libraries()
    yield check_database()
    yield check_terminal()
    yield check_folder("this folder", Path.cwd())
    yield check_folder("temporary folder", Path(tempfile.gettempdir()))
    yield from check_model()
    yield check_coding()


def check_versions() -> Check:
    """Look at sayso's own version, Python's and the machine."""
    machine = f"{platform.system()} {platform.machine()}"
    return Check("sayso", f"{version('sayso')} on Python {platform.python_version()}, {machine}")


def check_libraries() -> Iterator[Check]:
    """Look for every library that sayso stands on."""
    for name in LIBRARIES:
        try:
            yield Check(name, version(name))
        except PackageNotFoundError:
            yield Check(name, "not installed", f"Install it: pip install {name}")


def check_database() -> Check:
    """Look whether SQLite is recent enough for STRICT tables and can search text."""
    found = f"SQLite {sqlite3.sqlite_version}"
    with sqlite3.connect(":memory:") as database:
        options = {row[0] for row in database.execute("PRAGMA compile_options")}
    if sqlite3.sqlite_version_info < (3, 37):
        return Check("database", found, "Ledgers need SQLite 3.37 or newer; use a newer Python.")
    if "ENABLE_FTS5" not in options:
        return Check("database", f"{found} without FTS5", "Use a Python whose SQLite has full-text search.")
    return Check("database", f"{found} with full-text search")


def check_terminal() -> Check:
    """Look whether a terminal, where there is one, can show any letter."""
    if not is_terminal():
        return Check("terminal", "none: output goes into a pipe or file, as UTF-8")
    encoding = sys.stdout.encoding or ""
    if not encoding or encoding.lower().replace("-", "").startswith("utf8"):
        return Check("terminal", encoding or "unknown encoding")
    remedy = "Other letters appear as \\u escapes; set PYTHONUTF8=1 to see them. Data is UTF-8 all the same."
    return Check("terminal", encoding, remedy)


def check_folder(name: str, folder: Path) -> Check:
    """Look whether a ledger could be written in *folder*."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder) as trial:
            trial.write(b"sayso")
            trial.flush()
    except OSError as error:
        return Check(name, f"cannot be written ({error.strerror})", "Give another place with -o.")
    return Check(name, f"{folder} can be written")


def check_model() -> Iterator[Check]:
    """Look whether each language core is whole, and at the hash of each of its files."""
    import hashlib

    from sayso.annotate.encoder import MODELS, load_core

    for model, folder in MODELS.items():
        for path in sorted(folder.glob("*")):
            if path.is_file():
                yield Check(path.name, f"sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")
        name = f"{model} language core"
        try:
            load_core(Settings(model=model))
            yield Check(name, "loads, hashes as released")
        except Failure as failure:
            yield Check(name, failure.problem.what, failure.problem.remedy)


def check_coding() -> Check:
    """Code one sentence and look whether its accusation is found."""
    try:
        types = _types_in(SENTENCE)
    except Exception as error:  # whatever fails here is what the doctor was called for
        return Check("self-check", f"failed: {type(error).__name__}: {error}", REINSTALL)
    if "ACCUSE" in types:
        return Check("self-check", "one sentence coded as it should be")
    return Check("self-check", f"found {types or 'nothing'}, not the ACCUSE that is there", REINSTALL)


def _types_in(text: str) -> list[str]:
    """Return the types of the events in *text*."""
    import io

    from sayso.run.pipeline import load_resources
    from sayso.run.serial import code_sources

    settings = Settings()
    stdin = io.BytesIO(text.encode())
    found = code_sources(("-",), settings, load_resources(settings), None, stdin)
    return [event.type for outcome in found if outcome.coded for event in outcome.coded.events]
