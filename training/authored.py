"""Reads the authored articles: news made up for sayso, with every event and every name marked.

A file is an article, its name the day and some words. A line is a sentence, in which ``[Ankara/LOC]`` marks
a name; the lines below it that begin with ``|`` are its events: trigger, type, actor, recipient, status,
certainty, said by, prediction. A party is ``words;CODE``, or ``words;CODE;it`` where only *it* stands for it
in the sentence, or ``-``. An empty line ends a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.annotations import HERE, PARTIES, event_examples, name_examples
from training.example import Example

AUTHORED, NAMED = HERE / "authored", HERE / "named"
COLUMNS = ("trigger", "type", "actor", "recipient", "status", "certainty", "said_by", "prediction")
NAME = re.compile(r"\[([^\[\]/]+)/(PER|ORG|LOC)\]")


def read_authored(folder: Path = AUTHORED) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the text and the annotation of each article in *folder*, as ``training.annotations`` has them.

    Raises ValueError, naming file and line, where an event does not have eight columns or names words that
    are not there.
    """
    for path in sorted(folder.glob("*.txt")):
        yield parse(path.stem, path.read_text(encoding="utf-8"))


def authored_examples() -> Iterator[Example]:
    """Yield the sentences of the authored articles."""
    for text, article in read_authored():
        yield from event_examples(text, article["events"], article["names"])


def named_examples() -> Iterator[Example]:
    """Yield the authored sentences, one a line, in which nothing but names is marked."""
    for path in sorted(NAMED.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from name_examples(*_unmarked(line))


def parse(name: str, source: str) -> tuple[str, dict[str, Any]]:
    """Return the text and the annotation of the article *name* that is written in *source*."""
    text, names, rows, start = "", [], [], 0
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("|"):
            rows.append((f"{name}, line {number}", line, start, len(text)))
        elif not line.strip():
            text = text.rstrip() + "\n"
        else:
            text += " " if text and not text.endswith("\n") else ""
            start = len(text)
            sentence, marked = _unmarked(line.strip())
            names += [[start + first, start + last, kind] for first, last, kind in marked]
            text += sentence
    events = [_event(*row, text) for row in rows]
    return text, {"doc_id": name, "corpus": "authored", "events": events, "names": names}


def _unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return *line* without its marks, and where the names (start, end, type) stand in what is left."""
    text, names, end = "", [], 0
    for mark in NAME.finditer(line):
        text += line[end : mark.start()]
        names.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, end = text + mark[1], mark.end()
    return text + line[end:], names


def _event(where: str, line: str, start: int, end: int, text: str) -> dict[str, Any]:
    """Return the event on *line*, whose sentence is the characters from *start* to *end* of *text*."""
    cells = [cell.strip() for cell in line[1:].split("|")]
    if len(cells) != len(COLUMNS):
        raise ValueError(f"{where}: {len(cells)} columns, {len(COLUMNS)} are due: {', '.join(COLUMNS)}")
    event: dict[str, Any] = dict(zip(COLUMNS, cells, strict=True))
    event["trigger"] = _place(where, event["trigger"], text, start, end)
    event["prediction"] = event["prediction"] == "yes"
    return event | {part: _party(where, event[part], text, start, end) for part in PARTIES}


def _party(where: str, cell: str, text: str, start: int, end: int) -> dict[str, Any] | None:
    if cell == "-":
        return None
    words, code, *stand_in = (part.strip() for part in cell.split(";"))
    here = _found(words, text, start, end)
    if here:
        return {"span": here[0], "code": code}
    before = _found(words, text, 0, start)
    elsewhere = before[-1] if before else _place(where, words, text, end, len(text))
    mention = {"mention": _place(where, stand_in[0], text, start, end)} if stand_in else {}
    return {"span": None, "code": code, "elsewhere": elsewhere} | mention


def _place(where: str, words: str, text: str, start: int, end: int) -> list[int]:
    """Return the characters of the first *words* between *start* and *end* of *text*."""
    found = _found(words, text, start, end)
    if not found:
        raise ValueError(f"{where}: {words!r} is not in {text[start:end][:80]!r}")
    return found[0]


def _found(words: str, text: str, start: int, end: int) -> list[list[int]]:
    """Return the characters of all *words*, whole ones, between *start* and *end* of *text*."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return [list(match.span()) for match in whole.finditer(text, start, end)]
