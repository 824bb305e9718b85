"""Reads CoNLL-U: rows of sentences, documents, and the marked phrases of ``Entity=`` annotations."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

Row = list[str]

_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a CoNLL-U file (plain or gzip), without their ends, and a last empty one."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from (line.rstrip("\n") for line in lines)
    yield ""


def read_conllu(path: Path) -> Iterator[list[Row]]:
    """Yield the syntactic words of each sentence of a CoNLL-U file."""
    for sentences in read_documents(path):
        yield from sentences


def read_documents(path: Path) -> Iterator[list[list[Row]]]:
    """Yield the sentences of each document of a CoNLL-U file; one without documents is one."""
    sentences: list[list[Row]] = []
    rows: list[Row] = []
    for line in read_lines(path):
        if line.startswith("# newdoc") and sentences:
            yield sentences
            sentences = []
        elif line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))
        elif not line.strip() and rows:
            sentences.append(rows)
            rows = []
    if sentences:
        yield sentences


def phrases(rows: list[Row]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield first and last word number, from 0, and the fields of each phrase that is marked in a sentence.

    The fields of GUM are group, type, information status, salience, centering, head of the
    name, kind of link.
    """
    opened: list[tuple[int, list[str]]] = []
    for number, row in enumerate(rows):
        entity = _ENTITY.search(row[9])
        for bracket in _BRACKET.finditer(entity.group(1)) if entity else ():
            if bracket.group(1):
                opened.append((number, bracket.group(1).split("-")))
            if bracket.group(2) or bracket.group(3):
                yield from _closed(opened, bracket.group(3), number)


def _closed(
    opened: list[tuple[int, list[str]]], group: str | None, last: int
) -> Iterator[tuple[int, int, list[str]]]:
    """Take the phrase of *group* (the newest where ``None``) off *opened*, if it is there."""
    for place in range(len(opened) - 1, -1, -1):
        first, fields = opened[place]
        if group is None or fields[0] == group:
            del opened[place]
            yield first, last, fields
            return
