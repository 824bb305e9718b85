"""Tables of articles: rows of JSONL or Parquet with ``text``, and ``title``, ``date``, ``url``, ``id``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import isnan
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from sayso.problems import Failure, problem
from sayso.read.dates import entry_date, published_in_name
from sayso.read.fragment import as_text, is_fragment
from sayso.read.source import make_entry, one_line, too_large, whole
from sayso.record import Problem, Published, Source, Told
from sayso.settings import Settings

SHOWN = 12  # columns that a message names
PAGE = ("<!doctype html", "<html")


class Lines(Protocol):
    """What can be read line by line, never further than a limit."""

    def readline(self, size: int, /) -> bytes:
        """Return the next line, or *size* bytes of it."""
        ...


class Row(NamedTuple):
    """A row of a table, the names of its columns as they stand; ``number`` counts from 1."""

    number: int
    values: Mapping[str, object]


def read_rows(rows: Iterator[Row | Problem], path: Path, settings: Settings) -> Iterator[Source | Problem]:
    """Yield the article in each of *rows* of the table at *path*.

    Yields S119 for a row without text, S107 for one above the limit, S125 (once, and nothing after it)
    where the first row has no column called text, S118 where there is no row.
    """
    first = True
    for row in rows:
        if isinstance(row, Problem):
            yield row
            first = False
            continue
        values = {name.strip().lower(): value for name, value in row.values.items()}
        if first and "text" not in values:
            names = ", ".join(one_line(name, 40) for name in list(row.values)[:SHOWN])
            yield problem("S125", str(path), names=names or "none")
            return
        first = False
        yield _article(row.number, values, path, settings)
    if first:
        yield problem("S118", str(path), kind="table")


def _article(number: int, values: Mapping[str, object], path: Path, settings: Settings) -> Source | Problem:
    """Return the article in the row of *values* by column, names in lower case."""
    where = f"{path}#{number}"
    text = values.get("text")
    if not isinstance(text, str | bytes) or not text.strip():
        return problem("S119", where, reason="it has no text")
    data = text if isinstance(text, bytes) else whole(text).encode()
    if len(data) > settings.max_bytes:
        return too_large(where, len(data), settings)
    told, own = _told(number, values, path)
    page = isinstance(text, str) and text[:200].lstrip("\ufeff \t\r\n").lower().startswith(PAGE)
    if isinstance(text, str) and not page and is_fragment(text):
        data = whole(as_text(text)).encode()
    return make_entry(str(path), data, told, "text/html" if page else "text/plain", own)


def _told(number: int, values: Mapping[str, object], path: Path) -> tuple[Told, str]:
    """Return what the row says beside its text, and the name of the row in the table."""
    url, name, title, day = (one_line(_cell(values.get(column))) for column in ("url", "id", "title", "date"))
    own = url or name or str(number)
    published = entry_date(day) if day else published_in_name(url) if "://" in url else Published()
    minded = (problem("S128", f"{path}#{own}", date=day),) if published is None else ()
    named = name or url or f"{path.name.partition('.')[0]}:{number}"
    return Told(named, title or None, published or Published(), minded), own


def _cell(value: object) -> str:
    """Return *value* as text: empty for what is missing, guessed by its bytes where it is bytes."""
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    if not isinstance(value, bytes):
        return str(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("windows-1252", "replace")


def lines(file: Lines, path: Path, settings: Settings) -> Iterator[tuple[int, bytes | Problem]]:
    """Yield the lines of *file* by number, those above the limit as problems (S107)."""
    number = 0
    while line := file.readline(settings.max_bytes + 1):
        number += 1
        if len(line) <= settings.max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := file.readline(1 << 20)) and not rest.endswith(b"\n"):
            pass
        yield number, too_large(f"{path}#{number}", None, settings)


def json_rows(file: IO[bytes], path: Path, settings: Settings) -> Iterator[Row | Problem]:
    """Yield the object in each line of *file*, or why there is none (S107, S119)."""
    for number, line in lines(file, path, settings):
        if isinstance(line, Problem):
            yield line
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _object(number, line, path)


def _object(number: int, line: bytes, path: Path) -> Row | Problem:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        return problem("S119", f"{path}#{number}", reason="it is nested too deeply")
    except ValueError as error:  # of JSON, of UTF-8, and of numbers with too many digits
        return problem("S119", f"{path}#{number}", reason=one_line(f"it is no JSON ({error})", 200))
    if not isinstance(found, dict):
        return problem("S119", f"{path}#{number}", reason="it is no JSON object")
    return Row(number, found)


def parquet_rows(path: Path) -> Iterator[Row | Problem]:
    """Yield the rows of the Parquet file at *path*, a batch at a time.

    Raises Failure: S126 where DuckDB is not installed, S117 where the file is damaged.
    """
    try:
        import duckdb
    except ImportError as error:
        raise Failure(problem("S126", str(path), kind="Parquet files", extra="analysis")) from error
    literal = "".join(f"[{char}]" if char in "*?[" else char for char in str(path))
    try:
        with duckdb.connect(config={"threads": 1}) as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [literal])
            names = [column[0] for column in found.description or ()]
            for number, values in enumerate(iter(found.fetchone, None), start=1):
                yield Row(number, dict(zip(names, values or (), strict=True)))
    except duckdb.Error as error:
        raise Failure(problem("S117", str(path), reason=one_line(str(error), 200))) from error
