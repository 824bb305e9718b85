"""A ledger whose every text tries something on the program that reads it."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from sayso.ledger.export import export
from sayso.ledger.export.cells import plain
from sayso.ledger.store import open_ledger
from sayso.record import (
    Actor,
    Annotation,
    Block,
    Coded,
    Event,
    Interval,
    Magnitude,
    Said,
    Sentence,
    Span,
    Where,
)

from ..support import ARREST, article, coded, filled

EVILS = (
    "=cmd|' /C calc'!A1",
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '"quoted" from the start',
    "'apostrophe",
    "two\nlines\r\nand, commas; \"quotes\" 'and' more\ttabs",
    "NUL \x00 here",
    "\x1b[31mred\x1b[0m",
    "right to left \u202egnp.exe\u2066",
    "back\\slash \\n \\x1b",
    "\ufeffmark and \u2028 line",
    "\uff1dfullwidth",
    "Élodie 中文 🦊",
)


def evil(number: int) -> Coded:
    """Return an article all of whose texts are the evil called *number*, with one event that happened."""
    words = EVILS[number]
    at = Span(0, len(words))
    found = article(words + f" {number}", f"{words} {number}")
    found = replace(found, title=words, address=f"{words}/{number}.txt", blocks=(Block("paragraph", at),))
    party = Actor(words, "KEN GOV", words, at, words)
    event: Event = replace(
        ARREST,
        id=f"{number:016x}",
        trigger=at,
        sentence=at,
        type="ASSAULT",
        mode=None,
        context=(),
        cameo="19",
        actor=party,
        recipient=replace(party, code="TZA REB"),
        said_by=Said(words, "KEN", None),
        date=Interval("2023-03-13", "2023-03-13", words),
        place=Where(words, "TZA", at),
        magnitude=(Magnitude("killed", None, 3.0, None, words),),
        reasons=(),
    )
    return Coded(found, Annotation((Sentence(at, 0, ()),)), events=(event,))


def evil_ledger(path: Path) -> Path:
    """Return *path*, where a ledger now holds one article for each evil."""
    return filled(path, *map(evil, range(len(EVILS))))


def plain_ledger(path: Path) -> Path:
    """Return *path*, where a ledger now holds the article of the room's tests."""
    return filled(path, coded())


def written(ledger: Path, target: Path, name: str, all_statuses: bool = False) -> Path:
    """Return *target*, where *ledger* now is in the format called *name*."""
    with open_ledger(ledger) as opened:
        export(opened, target, name, all_statuses)
    return target


def commas(path: Path) -> list[dict[str, str | None]]:
    """Return the rows of a CSV file by heading, cells as the texts they were."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {name: plain(cell) for name, cell in row.items()} for row in csv.DictReader(file, strict=True)
        ]


def tabs(path: Path) -> list[list[str | None]]:
    """Return the rows of a tab-separated file, cells as the texts they were."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, strict=True)
        return [[plain(cell) for cell in line] for line in lines]
