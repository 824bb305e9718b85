"""Finding sources: files, folders, standard input, and the addresses that the user names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from sayso.problems import problem
from sayso.read.fetch import fetch
from sayso.record import Problem, Source
from sayso.settings import Settings

TEXT = frozenset([".txt", ".text", ".md"])
HTML = frozenset([".html", ".htm", ".xhtml"])


def find_sources(
    names: Sequence[str], settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Source | Problem]:
    """Yield the source that each of *names* stands for, or why it cannot be had, one at a time.

    A name is a file, a folder (searched for text and HTML files), ``-`` for
    *stdin*, or an http(s) address.
    """
    for name in names:
        if name == "-":
            data = stdin.read(settings.max_bytes + 1) if stdin is not None else b""
            yield _checked("-", data, settings)
        elif name.startswith(("http://", "https://")):
            found = fetch(name, settings)
            yield found if isinstance(found, Problem) else _checked(name, found, settings)
        else:
            yield from _files(Path(name), settings)


def make_source(address: str, data: bytes) -> Source:
    """Return the source of *data* found at *address*; HTML is told by its name or its first characters."""
    suffix = Path(address).suffix.lower()
    head = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    marked = head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<body" in head
    html = suffix in HTML or (marked and suffix not in TEXT)
    return Source(address, "text/html" if html else "text/plain", data, hashlib.sha256(data).hexdigest())


def _files(path: Path, settings: Settings) -> Iterator[Source | Problem]:
    """Yield the sources at *path*, a file or a folder."""
    if not path.is_dir():
        yield _read(path, settings)
        return
    empty = True
    for found in _walk(path):
        empty = False
        yield found if isinstance(found, Problem) else _read(found, settings)
    if empty:
        yield problem("S102", str(path))


def _walk(folder: Path) -> Iterator[Path | Problem]:
    """Yield the text and HTML files under *folder*, sorted, hidden ones left out."""
    denied: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=denied.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in TEXT | HTML:
                yield Path(where, name)
        while denied:
            error = denied.pop()
            yield problem("S112", str(error.filename), reason=_reason(error))
    for error in denied:
        yield problem("S112", str(error.filename), reason=_reason(error))


def _read(path: Path, settings: Settings) -> Source | Problem:
    """Return the source in the file at *path*."""
    try:
        if not path.exists():
            return problem("S101", str(path))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > settings.max_bytes:
                return problem("S107", str(path), size=size, limit=settings.max_bytes)
            return _checked(str(path), file.read(settings.max_bytes + 1), settings)
    except OSError as error:
        return problem("S112", str(path), reason=_reason(error))


def _checked(address: str, data: bytes, settings: Settings) -> Source | Problem:
    """Return the source of *data*, or a problem where it is larger than allowed."""
    if len(data) > settings.max_bytes:
        return problem("S107", address, size=f"more than {settings.max_bytes}", limit=settings.max_bytes)
    return make_source(address, data)


def _reason(error: OSError) -> str:
    """Return what the system says of *error*, in lower case."""
    return (error.strerror or str(error)).lower()
