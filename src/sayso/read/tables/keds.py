"""Event files of the KEDS project and of TABARI: date, source, target, code.

Source: the files of the R package events (conjugateprior/events), whose help pages describe them, and
the output of TABARI, as its tests have it: a date of six or eight digits, the two actors and the code between
tabs, and after them the label and the words.
"""

from __future__ import annotations

import re

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day

CODE = re.compile(r"[0-9]{2,4}")
DATE = re.compile(r"(?:[0-9]{2})?[0-9]{6}")
ACTOR = re.compile(r"[A-Z][A-Z0-9_]{2,}(?:/[A-Z0-9_]+)*|---")
EARLY = frozenset(["WEIS"])  # codebooks that went with the older codes of countries


def _row(line: int, cells: Cells, codes: ForeignCodes, codebook: str) -> Row:
    day, source, target, code = cells
    party = codes.before_cameo if codebook in EARLY else codes.keds_cameo
    return Row(
        line=line,
        id="",
        day=iso_day(day),
        source=party(source),
        target=party(target),
        code=code,
        detail="",
        source_text=source,
        target_text=target,
        report="",
        story="",
        publisher="",
        place="",
    )


def _heading(first: Cells) -> tuple[str, ...] | None:
    """Return the columns of a file without a heading, where *first* is a line of such a file."""
    if len(first) < 4 or not DATE.fullmatch(first[0]) or not _fits(first):
        return None
    return ("date", "source", "target", "code", *(f"c{at}" for at in range(4, len(first))))


def _fits(cells: Cells) -> bool:
    """Return whether the parties are codes and what was done is one."""
    parties = all(ACTOR.fullmatch(cell) for cell in cells[1:3])
    return parties and CODE.fullmatch(cells[3]) is not None


KEDS = Format(
    name="keds",
    what="KEDS and TABARI events (date, source, target, code)",
    coder="KEDS",
    codebook="",
    columns=("date", "source", "target", "code"),
    needed=frozenset(["date", "source", "target", "code"]),
    code="code",
    row=_row,
    heading=_heading,
    fits=_fits,
)
