"""Files of tables, opened whatever they are packed in."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sayso.problems import Failure, problem
from sayso.read.tables.lines import Line, lines_of

LARGEST = 20_000_000_000  # bytes of a table when it is unpacked
RATIO, SMALL = 200, 100_000_000  # tables are packed ten to thirty times smaller; up to SMALL anything may be
MARKS = {b"PAR1": "parquet", b"PK\x03\x04": "zip", b"\x1f\x8b": "gzip"}
LOCKED = 1
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


def kind_of(path: Path) -> str:
    """Return what the file at *path* is by its first bytes: parquet, zip, gzip or text.

    Raises Failure: S101 where it is not there, S112 where it may not be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Failure(problem("S101", str(path))) from None
    except OSError as error:
        raise Failure(problem("S112", str(path), reason=(error.strerror or str(error)).lower())) from error
    return next((kind for mark, kind in MARKS.items() if head.startswith(mark)), "text")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file at *path*. Raises Failure (S112) where it cannot be read to its end."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Failure(problem("S112", str(path), reason=(error.strerror or str(error)).lower())) from error


def limit_of(path: Path) -> int:
    """Return how many bytes the file at *path* may have when it is unpacked."""
    return min(LARGEST, max(SMALL, RATIO * path.stat().st_size))


def text_lines(path: Path, kind: str) -> Iterator[Line]:
    """Yield the lines of the table at *path*. Raises Failure (S120) where it cannot be unpacked or read."""
    try:
        with _unpacked(path, kind) as file:
            yield from lines_of(file, limit_of(path))
    except BROKEN as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> Failure:
    reason = str(error).strip().rstrip(".") or type(error).__name__
    return Failure(problem("S120", str(path), reason=reason))


@contextmanager
def text_file(path: Path) -> Iterator[IO[bytes]]:
    """Open the file at *path*, unpacked, as bytes. Raises Failure (S101, S112, S120), also later."""
    try:
        with _unpacked(path, kind_of(path)) as file:
            yield file
    except BROKEN as error:
        raise _damaged(path, error) from error


@contextmanager
def _unpacked(path: Path, kind: str) -> Iterator[IO[bytes]]:
    """Open the table at *path*, out of the archive that it lies in."""
    match kind:
        case "gzip":
            with gzip.open(path) as file:
                yield file  # type: ignore[misc]
        case "zip":
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive, path)) as file:
                yield file
        case _:
            with path.open("rb") as file:
                yield file


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """Return the one table in *archive*. Raises Failure (S120) where there is none or more than one."""
    files = [one for one in archive.infolist() if not one.is_dir()]
    held = [one for one in files if not one.filename.startswith("__MACOSX/")]
    if len(held) == 1 and not held[0].flag_bits & LOCKED:
        return held[0]
    reason = f"the archive holds {len(held)} files, not one table" if len(held) != 1 else "it is locked"
    raise Failure(problem("S120", str(path), reason=reason))
