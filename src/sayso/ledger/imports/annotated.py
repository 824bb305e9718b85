"""An article as somebody left it in an annotation tool: regions with labels, and ties between them.

Regions go by the ids of the marks that were exported (``export/marks.py``); those that were added, by others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sayso.ledger.export.marks import Tie, marks, ties
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.imports.objects import read
from sayso.ledger.rows import Rows
from sayso.record import Span


class Region(NamedTuple):
    """Marked characters, their label, and the certainty that was chosen for them."""

    label: str
    span: Span
    certainty: str | None = None


class Annotated(NamedTuple):
    """The regions of an article by id, and the ties between them."""

    regions: Mapping[str, Region]
    ties: frozenset[Tie]


def as_exported(rows: Rows) -> Annotated:
    """Return what an export of *rows* holds before anybody has edited it."""
    regions = {mark.id: Region(mark.label, mark.span, mark.certainty) for mark in marks(rows)}
    return Annotated(regions, frozenset(ties(rows)))


def carried(held: object, text: object) -> Mapping[str, object]:
    """Return the coding that *held* carries, with its *text*, as ``objects.read`` takes it. Raises Unfit."""
    if not isinstance(held, Mapping) or not isinstance(text, str):
        raise Unfit("it carries no coding; what was corrected in it comes with --reviewer NAME")
    return {**held, "text": text}


def digest_of(text: str) -> str:
    """Return the digest that an article with this *text* goes by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stretch(start: object, end: object, text: str, quote: object = None) -> Span:
    """Return the characters from *start* to *end* of *text*; where they are not *quote*, by UTF-16 units.

    Older Label Studio counts as JavaScript does. Raises Unfit where the characters are not in the text.
    """
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise Unfit(f"a region has no characters ({start!r} to {end!r})")
    found = Span(start, end)
    if quote is not None and text[start:end] != quote:
        units = text.encode("utf-16-le", "surrogatepass")
        first, last = (len(_decoded(units[: 2 * at])) for at in (start, end))
        found = Span(first, last)
        if text[first:last] != quote:
            raise Unfit(f"characters {start} to {end} are not {str(quote)[:40]!r}")
    if found.end > len(text):
        raise Unfit(f"characters {start} to {end} are not in the text, which has {len(text)}")
    return found


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "surrogatepass")


def uncorrected(held: Mapping[str, object], where: str, annotated: Callable[[Rows], Annotated]) -> Coming:
    """Return the coding *held* of the file *where*; *annotated* gives what stands beside it, by its rows.

    Raises Unfit where that was edited: nobody has put a name to it.
    """
    coming = read(held, where)
    coded = coming.coded
    rows = Rows(coded.claims, coded.events, coded.predictions, coded.relations)
    if annotated(rows) != as_exported(rows):
        raise Unfit("it was edited; what was corrected comes with --reviewer NAME")
    return coming
