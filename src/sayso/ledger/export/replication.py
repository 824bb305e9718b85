"""A replication package: the tidy tables, their codebook, hashes and versions in one ZIP.

The same ledger, version and libraries give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sayso.ledger.export.tidy import write_csv
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say
PORTION = 1 << 20
RUNS = "SELECT id, recipe, version, model, settings, started FROM runs ORDER BY number"
README = """# Replication package

Written by sayso {version} from a ledger: who did what to whom in the news, and on whose say-so.

| file | what |
|---|---|
| `data/*.csv` | the tables: events, claims, predictions, relations, magnitudes, mentions, articles, runs |
| `data/codebook.md`, `data/codebook.csv` | what every column and level means, and how cells are spelled |
| `VERSIONS.json` | version, model and settings of every run; Python and the libraries of this export |
| `SHA256SUMS` | the digest of every other file |

## To verify

1. Nothing was changed: run `sha256sum -c SHA256SUMS` here (macOS: `shasum -a 256 -c SHA256SUMS`).
2. The data come from these articles: `sha256` in `data/articles.csv` is the digest of an article's text in
   UTF-8. Where you hold the articles, code them with the version, model and settings that `VERSIONS.json`
   names (`pip install sayso==VERSION`, `sayso code ARTICLES -o NEW.ledger`) and export that ledger likewise.
   Of an article that was coded alike, `digest` in `data/articles.csv` is the same: it covers every row,
   character and reason.
3. The rows rest on the text: every row of `data/mentions.csv` says which characters of an article it quotes.

With the ledger itself, `sayso verify LEDGER` checks all of this.

The full texts are not in this package. It does quote sentences: see whether their publishers allow you to
pass them on.
"""


@settled
def write(ledger: Ledger, path: Path) -> int:
    """Write the package of *ledger* to *path*; return how many rows its tables hold."""
    folder = path.with_name(path.name + ".files")
    try:
        folder.mkdir()
        count = write_csv(ledger, folder / "data")
        _write(folder / "README.md", README.format(version=_version("sayso") or "unknown"))
        _write(folder / "VERSIONS.json", json.dumps(versions(ledger), indent=1, sort_keys=True) + "\n")
        _write(
            folder / "SHA256SUMS",
            "".join(f"{_digest(one)}  {_name(one, folder)}\n" for one in _files(folder)),
        )
        _pack(folder, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return count


def versions(ledger: Ledger) -> dict[str, object]:
    """Return what made the rows of *ledger*, run by run, and what writes them out now."""
    runs = [dict(row) for row in ledger.read(RUNS)]
    for run in runs:
        run["settings"] = json.loads(run["settings"])
    (row,) = ledger.read("PRAGMA user_version")
    libraries = {name: _version(name) for name in sorted(_libraries())}
    export = {"sayso": _version("sayso"), "python": platform.python_version(), "libraries": libraries}
    return {"schema": row[0], "runs": runs, "export": export}


def _libraries() -> Iterator[str]:
    """Yield the names of the libraries that sayso itself needs."""
    try:
        listed = requires("sayso") or []
    except PackageNotFoundError:
        return
    for one in listed:
        if "extra ==" not in one:
            yield "".join(letter for letter in one.split(";")[0].split("[")[0] if letter not in " ").split(
                ">"
            )[0]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(folder: Path, path: Path) -> None:
    """Write the files of *folder* to the ZIP at *path*: by name, without times, readable to all."""
    with ZipFile(path, "w") as package:
        for one in _files(folder):
            entry = ZipInfo(_name(one, folder), EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            entry.file_size = one.stat().st_size
            with one.open("rb") as source, package.open(entry, "w") as target:
                shutil.copyfileobj(source, target, PORTION)
