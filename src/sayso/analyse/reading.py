"""What the ways of asking say together: one word for each direction, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sayso.analyse.reciprocity import Response

Word = Literal["shown", "not shown", "no answer seen", "cannot tell"]


class Reading(NamedTuple):
    """What can be said of one direction, and the reasons in sentences."""

    word: Word
    reasons: tuple[str, ...]


def read(responses: Sequence[Response], alpha: float) -> Reading:
    """Return what *responses*, all ways of one direction, say at the level *alpha*."""
    counted = [one for one in responses if one.way.counts]
    known = [one for one in counted if one.by_lag]
    if not known:
        return Reading("cannot tell", tuple(dict.fromkeys(_why_not(one) for one in counted)))
    found = [one for one in known if one.corrected <= alpha]
    if found:
        return Reading("shown", tuple(_found(one) for one in found) + tuple(_unlike(known, alpha)))
    seeming = [one for one in responses if not one.way.counts and one.p <= alpha]
    if seeming:
        return Reading("not shown", tuple(_gone(one, known) for one in seeming))
    return Reading("no answer seen", tuple(_nothing(one) for one in known))


def _why_not(one: Response) -> str:
    return f"by {one.way.unit}: {one.reason}"


def _found(one: Response) -> str:
    best = one.strongest
    assert best is not None
    lags = f"{best.lags} {one.way.unit}{'s' if best.lags > 1 else ''}"
    return (
        f"by {one.way.unit}, without mirrored events and net of press attention, p = {one.p:.4f}"
        f" ({one.corrected:.3f} corrected), most clearly within {lags}"
    )


def _unlike(known: Sequence[Response], alpha: float) -> list[str]:
    return [
        f"but not by {one.way.unit} (p = {one.corrected:.3f} corrected)"
        for one in known
        if one.corrected > alpha
    ]


def _gone(one: Response, known: Sequence[Response]) -> str:
    """Say that what *one* seems to show is not there in the way that counts, of the same unit where it is."""
    same = next((other for other in known if other.way.unit == one.way.unit), known[0])
    return (
        f"by {one.way.unit}, {told_way(one)}, it looks like an answer (p = {one.p:.4f}); without mirrored"
        f" events and net of press attention p = {same.p:.4f} ({same.corrected:.3f} corrected)"
    )


def _nothing(one: Response) -> str:
    return f"by {one.way.unit}, p = {one.p:.3f}"


def told_way(one: Response) -> str:
    """Return in words what *one* is of: measure, mirrors, attention."""
    mirrors = "mirrored events kept" if one.way.mirrors == "keep" else "without mirrored events"
    attention = "net of press attention" if one.way.attention else "press attention left in"
    return f"{one.way.measure}, {mirrors}, {attention}"
