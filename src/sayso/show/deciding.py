"""A decision in a line: who decided what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.show.rows import NOBODY
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.decisions import Decision


def told(decision: Decision) -> str:
    """Return a decision in a line: who, what, and the note."""
    shown = _essence(decision) if decision.verdict == "add" else decision.corrections
    changed = ", ".join(f"{name} {_short(value)}" for name, value in shown.items())
    note = f' ("{visible(decision.note)}")' if decision.note else ""
    return f"{visible(decision.reviewer)}: {decision.verdict}{f' {changed}' if changed else ''}{note}"


def _essence(decision: Decision) -> Mapping[str, object]:
    """Return what an added row says, without what every plain one says."""
    quotes, shown = decision.corrections.get("quotes"), dict[str, object]()
    for name, words in quotes.items() if isinstance(quotes, Mapping) else ():
        if name in ("trigger", "cue", "source", "content"):
            shown[name] = " ... ".join(map(str, words))
    names = ("type", "actor", "recipient", "speaker", "status", "said_by")
    return {**shown, **{name: decision.corrections[name] for name in names if decision.corrections.get(name)}}


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        parts = (value.get(name) for name in ("text", "code", "country", "start", "end"))
        return visible(" ".join(str(part) for part in parts if part))
    return NOBODY if value is None else visible(str(value))
