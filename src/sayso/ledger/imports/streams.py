"""JSON objects of a file: one a line, or a list of them, or one alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sayso.problems import Failure, problem
from sayso.read.tables.files import limit_of, text_file

LONGEST = 200_000_000  # bytes of a line, or of a file that is one list
BEGINS = (b"{", b"[")


class Found(NamedTuple):
    """An object and where it stands (the line, or the entry of a list), or what is wrong there."""

    number: int
    value: Mapping[str, object] | None
    fault: str = ""


def is_json(path: Path) -> bool:
    """Return whether the file at *path* begins as JSON does. Raises Failure (S101, S112, S120)."""
    with text_file(path) as file:
        head = file.read(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(BEGINS)


def objects_in(path: Path) -> Iterator[Found]:
    """Yield the objects of the file at *path*. Raises Failure (S101, S112, S120) where it cannot be read."""
    with text_file(path) as file:
        first = file.readline(LONGEST).removeprefix(b"\xef\xbb\xbf")
        if first.lstrip().startswith(b"[") or (first.strip() == b"{" or not _parsed(first, 1).value):
            yield from _whole(path, first + file.read(LONGEST))
            return
        number, line, left = 1, first, limit_of(path)
        while line:
            left -= len(line)
            if left < 0:
                raise Failure(
                    problem("S120", str(path), reason=f"it goes on beyond {limit_of(path):,} bytes")
                )
            if line.strip():
                yield _parsed(line, number)
            number, line = number + 1, file.readline(LONGEST)


def _whole(path: Path, data: bytes) -> Iterator[Found]:
    """Yield the entries of the list that *data* is, or its one object, or else its lines."""
    if len(data) >= LONGEST:
        raise Failure(problem("S120", str(path), reason=f"it is one text of over {LONGEST:,} bytes"))
    value = _value(data)
    if isinstance(value, Mapping):
        yield Found(1, value)
    elif isinstance(value, list):
        for number, entry in enumerate(value, start=1):
            yield _object(entry, number)
    else:
        for number, line in enumerate(data.splitlines(), start=1):
            if line.strip():
                yield _parsed(line, number)


def _parsed(line: bytes, number: int) -> Found:
    return _object(_value(line), number)


def _object(value: object, number: int) -> Found:
    if isinstance(value, Mapping):
        return Found(number, value)
    return Found(number, None, value if isinstance(value, str) else "it is no JSON object")


def _value(data: bytes) -> Mapping[str, object] | list[object] | str:
    """Return the object or list in *data*, or what is wrong with it."""
    try:
        value = json.loads(data)
    except UnicodeDecodeError:
        return "it is not valid UTF-8"
    except RecursionError:
        return "it is nested too deeply"
    except ValueError as error:
        return f"it is no JSON ({error})"
    return value if isinstance(value, Mapping | list) else "it is no JSON object"
