"""The value of a field as a reviewer types it: what ``typed.py`` reads back as the same."""

from __future__ import annotations

from sayso.ledger.review import Reviewed
from sayso.record import Actor, Claim, Event, Interval, Magnitude, Prediction, Relation, Said, Where
from sayso.show.typed import NONE
from sayso.show.visible import visible

Row = Event | Claim | Prediction | Relation


def shown_as(name: str, one: Reviewed) -> str:
    """Return the value of field *name* of a row as it is typed; stretches of text are left empty.

    What was corrected before, and stands, is shown as it was corrected.
    """
    if name in ("trigger", "span", "source", "cue", "content"):
        return ""
    return _typed(getattr(one.row, name))


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Actor | Said | Where):
        code = value.country if isinstance(value, Where) else value.code
        return f"{visible(value.text)} = {code}"
    if isinstance(value, Interval):
        return value.start if value.start == value.end else f"{value.start} {value.end}"
    if isinstance(value, tuple):
        return _listed(value) or NONE
    return NONE if value is None else visible(str(value)) or NONE


def _listed(values: tuple[object, ...]) -> str:
    if all(isinstance(one, Magnitude) for one in values):
        return "; ".join(_counted(one) for one in values if isinstance(one, Magnitude))
    return " ".join(str(one) for one in values)


def _counted(one: Magnitude) -> str:
    bounds = (one.low, one.best, one.high) if one.low is not None and one.high is not None else (one.best,)
    numbers = " ".join(f"{number:g}" for number in bounds if number is not None)
    return f"{one.kind} {numbers} = {visible(one.text)}"
