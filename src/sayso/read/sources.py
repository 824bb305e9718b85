"""Finding sources: files, folders, standard input, and the addresses that the user names."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from sayso.problems import Failure, problem
from sayso.read.fetch import fetch
from sayso.record import Problem, Source
from sayso.settings import Settings

TEXT = frozenset([".txt", ".text", ".md"])
HTML = frozenset([".html", ".htm", ".xhtml"])
LARGEST = 2_000_000_000  # bytes of a file that is no article
HTML_MEDIA = frozenset(["text/html", "application/xhtml+xml"])


def find_sources(
    names: Sequence[str], settings: Settings, stdin: BinaryIO | None = None
) -> Iterator[Source | Problem]:
    """Yield the source that each of *names* stands for, or why it cannot be had, one at a time.

    A name is a file, a folder (searched for text and HTML files), ``-`` for
    *stdin*, or an http(s) address.
    """
    for name in names:
        if name == "-":
            yield _standard_input(stdin, settings)
        elif name.lower().startswith(("http://", "https://")):
            found = fetch(name, settings)
            yield found if isinstance(found, Problem) else make_source(name, found.data, found.media)
        else:
            yield from _files(Path(name), settings)


def make_source(address: str, data: bytes, media: str = "") -> Source:
    """Return the source of *data* found at *address*.

    HTML is told by *media*, as a server gives it, or by the name, or by the first characters.
    """
    suffix = Path(urlsplit(address).path if "://" in address else address).suffix.lower()
    head = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    marked = head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<body" in head
    plain = media == "text/plain" or suffix in TEXT
    html = media in HTML_MEDIA or (not media and suffix in HTML) or (marked and not plain)
    return Source(address, "text/html" if html else "text/plain", data, hashlib.sha256(data).hexdigest())


def named_file(path: str) -> Source:
    """Return the source in the one file at *path*, whatever it holds. Raises Failure (S101, S107, S112)."""
    found = _read(Path(path), Settings(max_bytes=LARGEST))
    if isinstance(found, Problem):
        raise Failure(found)
    return found


def _standard_input(stdin: BinaryIO | None, settings: Settings) -> Source | Problem:
    """Return the source on standard input."""
    try:
        return _checked("-", stdin.read(settings.max_bytes + 1) if stdin is not None else b"", settings)
    except OSError as error:
        return problem("S112", "-", reason=_reason(error))


def _files(path: Path, settings: Settings) -> Iterator[Source | Problem]:
    """Yield the sources at *path*, a file or a folder."""
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where permission is denied
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
            if _is_readable_kind(Path(where, name)):
                yield Path(where, name)
        while denied:
            error = denied.pop()
            yield problem("S112", str(error.filename), reason=_reason(error))
    for error in denied:
        yield problem("S112", str(error.filename), reason=_reason(error))


def _is_readable_kind(path: Path) -> bool:
    """Return whether *path* is named like an article; a broken link is one too, and will be a problem."""
    named = not path.name.startswith(".") and path.suffix.lower() in TEXT | HTML
    return named and (path.is_file() or path.is_symlink())


def _read(path: Path, settings: Settings) -> Source | Problem:
    """Return the source in the file at *path*."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > settings.max_bytes:
                return problem("S107", str(path), size=size, limit=settings.max_bytes)
            return _checked(str(path), file.read(settings.max_bytes + 1), settings)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL is a ValueError
        return problem("S101", str(path))
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
