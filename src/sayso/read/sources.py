"""Finding sources: files, folders, standard input, and the addresses that the user names."""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, BinaryIO

from sayso.problems import Failure, problem
from sayso.read.fetch import fetch
from sayso.read.folder import walk
from sayso.read.source import make_source, one_line, reason, too_large, unreadable
from sayso.record import Problem, Source
from sayso.settings import Settings

__all__ = ["find_sources", "make_source", "named_file"]

LARGEST = 2_000_000_000  # bytes of a file that is no article
SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
Found = Iterator[Source | Problem]
Known = Callable[[Source], bool]


def find_sources(
    names: Sequence[str], settings: Settings, stdin: BinaryIO | None = None, known: Known | None = None
) -> Found:
    """Yield the sources that *names* stand for, or why one cannot be had, one at a time.

    A name is a file, a folder (searched for articles), ``-`` for *stdin*, or an http(s) address. A feed,
    a WARC file, an archive or a table gives a source for each article in it. Pages that a feed links to
    are fetched only where the settings say so, and not for entries that are *known* already.
    """
    for name in names:
        if name == "-":
            yield from _opened(_standard_input(stdin, settings), settings, known)
        elif SCHEME.match(name) and not os.path.exists(name):  # noqa: PTH110 - takes any string
            yield from _opened(_fetched(name, settings), settings, known)
        else:
            yield from _files(Path(name), settings, known)


def named_file(path: str) -> Source:
    """Return the source in the one file at *path*, whatever it holds. Raises Failure (S101, S107, S112)."""
    found = _read(Path(path), Settings(max_bytes=LARGEST))
    if isinstance(found, Problem):
        raise Failure(found)
    return found


def _fetched(address: str, settings: Settings) -> Source | Problem:
    """Return the source at *address*."""
    found = fetch(address, settings)
    return found if isinstance(found, Problem) else make_source(address, found.data, found.media)


def _standard_input(stdin: BinaryIO | None, settings: Settings) -> Source | Problem:
    """Return the source on standard input."""
    try:
        return _checked("-", stdin.read(settings.max_bytes + 1) if stdin is not None else b"", settings)
    except OSError as error:
        return problem("S112", "-", reason=reason(error))


def _files(path: Path, settings: Settings, known: Known | None) -> Found:
    """Yield the sources at *path*, a file or a folder."""
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where permission is denied
        yield from _in_file(path, settings, known)
        return
    empty = True
    for found in walk(path):
        empty = False
        if isinstance(found, Problem):
            yield found
        else:
            yield from _in_file(found, settings, known)
    if empty:
        yield problem("S102", str(path))


def _in_file(path: Path, settings: Settings, known: Known | None) -> Found:
    """Yield the sources in the file at *path*, as its name tells what it is."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".warc"):
        from sayso.read.warc import read_warc

        yield from read_warc(path, settings)
    elif name.endswith((".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")):
        yield from _table(path, settings, name)
    elif name.endswith(".zip"):
        from sayso.read.archive import read_zip

        yield from read_zip(path, settings)
    else:
        yield from _opened(_read(path, settings), settings, known)


def _table(path: Path, settings: Settings, name: str) -> Found:
    """Yield the articles in the table at *path*, whose *name* tells of which kind it is."""
    from sayso.read import commas, rows

    try:
        with path.open("rb") as file:
            packed = file.peek(2)[:2] == b"\x1f\x8b"
            lines: IO[bytes] = gzip.GzipFile(fileobj=file) if packed else file  # type: ignore[assignment]
            if name.endswith(".parquet"):
                found = rows.parquet_rows(path)
            elif name.endswith((".csv", ".tsv")):
                found = commas.csv_rows(lines, path, settings)
            else:
                found = rows.json_rows(lines, path, settings)
            yield from rows.read_rows(found, path, settings)
    except Failure as failure:
        yield failure.problem
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield problem("S117", str(path), reason=one_line(str(error), 200))
    except OSError as error:
        yield unreadable(path, error)


def _opened(found: Source | Problem, settings: Settings, known: Known | None) -> Found:
    """Yield what was *found*, or the articles in it where it is a feed."""
    from sayso.read.feed import entry_source, is_feed, read_feed

    if isinstance(found, Problem) or not is_feed(found.data):
        yield found
        return
    for entry in read_feed(found):
        if isinstance(entry, Problem):
            yield entry
            continue
        try:
            source = entry_source(entry, found.address)
        except Failure as failure:
            yield failure.problem
            continue
        if settings.follow and entry.link and not entry.full and not (known and known(source)):
            yield _followed(source, entry.link, settings)
        else:
            yield source


def _followed(source: Source, link: str, settings: Settings) -> Source | Problem:
    """Return the *source* of an entry with the page that it links to, known by what the feed has of it."""
    page = _fetched(link, settings)
    if isinstance(page, Problem):
        return replace(page, where=source.address)
    told = replace(source.told, minded=()) if source.told else None
    return replace(source, data=page.data, media=page.media, told=told)


def _read(path: Path, settings: Settings) -> Source | Problem:
    """Return the source in the file at *path*."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > settings.max_bytes:
                return too_large(str(path), size, settings)
            return _checked(str(path), file.read(settings.max_bytes + 1), settings)
    except (OSError, ValueError) as error:
        return unreadable(path, error)


def _checked(address: str, data: bytes, settings: Settings) -> Source | Problem:
    """Return the source of *data*, or a problem where it is larger than allowed."""
    return (
        too_large(address, None, settings) if len(data) > settings.max_bytes else make_source(address, data)
    )
