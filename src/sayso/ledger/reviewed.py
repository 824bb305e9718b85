"""Rows as they stand after decisions: rejected ones left out, corrected fields replaced."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from sayso.ledger.additions import anchor, row_of
from sayso.ledger.contract import row_as_json
from sayso.ledger.rows import Rows
from sayso.ledger.standing import State
from sayso.record import (
    Actor,
    Claim,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Reason,
    Relation,
    Said,
    Span,
    Where,
)

Found = TypeVar("Found", Claim, Event)
One = TypeVar("One", Claim, Event, Prediction, Relation)
Teller = TypeVar("Teller", Event, Prediction, Relation)
SEVERAL = {  # fields of an event that are several columns, which begin with the name of the field
    "actor": ("text", "code", "id", "row"),
    "recipient": ("text", "code", "id", "row"),
    "said_by": ("text", "code", "claim"),
    "date": ("start", "end", "text"),
    "place": ("text", "country"),
}


def reviewed(rows: Rows, states: Mapping[str, State]) -> Rows:
    """Return *rows* as they stand, given the *states* of those that were decided about, by id.

    What people added stands among the others by its place in the text. With a rejected event its predictions
    go. What names a rejected claim keeps the source's words and code, without the claim; a claim within it
    moves to the claim around it.
    """
    gone = {name for name, state in states.items() if state.standing == "rejected"}
    settled = rows._replace(
        claims=tuple(_standing(rows.claims, states)), events=tuple(_standing(rows.events, states))
    )
    claims, events = with_additions(settled, states)[:2]
    gone |= _unknown(additions(states), [one.id for one in claims])
    parents = {one.id: one.parent for one in claims}
    predictions = _standing(rows.predictions, states)
    relations = _standing(rows.relations, states)
    return Rows(
        tuple(replace(one, parent=_around(one.id, parents, gone)) for one in claims if one.id not in gone),
        tuple(without_claim(one, gone) for one in events if one.id not in gone),
        tuple(without_claim(one, gone) for one in predictions if not gone & {one.id, one.event}),
        tuple(without_claim(one, gone) for one in relations if one.id not in gone),
    )


def with_additions(rows: Rows, states: Mapping[str, State]) -> Rows:
    """Return *rows* with those that people added, each where it stands in the text."""
    added = tuple(additions(states))
    claims = _among(rows.claims, [one for one in added if isinstance(one, Claim)])
    events = _among(rows.events, [one for one in added if isinstance(one, Event)])
    return rows._replace(claims=tuple(claims), events=tuple(events))


def additions(states: Mapping[str, State]) -> Iterator[Claim | Event]:
    """Yield the rows that people added, as the machine had missed them, where all agree on them."""
    for name, state in states.items():
        if state.standing == "added":
            kind = state.decisions[0].kind
            yield row_of(kind, name, state.corrections, _by(state))


def added_event(name: str, state: State) -> Event | None:
    """Return the event that people added with the id *name*; None where *state* is not that of one."""
    found = next(additions({name: state}), None)
    return found if isinstance(found, Event) else None


def _among(rows: Sequence[Found], added: Iterable[Found]) -> list[Found]:
    """Return *rows* with those *added* to them, each before the first that stands after it."""
    found = list(rows)
    for one in added:
        place = next((at for at, other in enumerate(found) if start(other) > start(one)), len(found))
        found.insert(place, one)
    return found


def start(row: Claim | Event) -> int:
    """Return where the words of *row* begin."""
    return anchor(row_as_json(row))


def _unknown(added: Iterable[Claim | Event], claims: Collection[str]) -> set[str]:
    """Return the claims that rows which were *added* name, and that are not among *claims*."""
    named = [
        one.parent if isinstance(one, Claim) else one.said_by.claim if one.said_by else None for one in added
    ]
    return {name for name in named if name is not None} - set(claims)


def corrected(row: One, state: State) -> One:
    """Return *row* with the corrections of *state*; the reasons of those fields name the decision."""
    if not state.corrections:
        return row
    changes = {field: _value(field, value) for field, value in state.corrections.items()}
    if isinstance(row, Prediction) and changes.keys() & {"low", "high"}:
        changes["origin"] = _by(state)
    if isinstance(row, Event | Claim):
        others: tuple[Reason, ...] = tuple(one for one in row.reasons if one.field not in state.corrections)
        changes["reasons"] = (*others, *(Reason(field, _by(state)) for field in state.corrections))
    return replace(row, **changes)


def corrected_columns(state: State) -> dict[str, Any]:
    """Return the columns of an event that the corrections of *state* replace, but for lists and spans."""
    found: dict[str, Any] = {}
    for field, value in state.corrections.items():
        if field in SEVERAL:
            found |= {f"{field}_{name}": _part(value, name) for name in SEVERAL[field]}
        elif not isinstance(value, list):
            found[field] = value
    return found


def _part(value: object, name: str) -> object:
    return value[name] if isinstance(value, Mapping) else None


def without_claim(row: Teller, gone: Container[str]) -> Teller:
    """Return *row* without the claim that it is told by, where that is among those *gone*."""
    if row.said_by is None or row.said_by.claim is None or row.said_by.claim not in gone:
        return row
    return replace(row, said_by=replace(row.said_by, claim=None))


def _standing(rows: Sequence[One], states: Mapping[str, State]) -> list[One]:
    return [corrected(one, states[one.id]) if one.id in states else one for one in rows]


def _by(state: State) -> str:
    """Return what decided a corrected field, as a reason names it."""
    deciding = next(one for one in state.decisions if one.verdict in ("correct", "add"))
    return f"decision:{deciding.number} by {deciding.reviewer}"


def _around(name: str, parents: Mapping[str, str | None], gone: set[str]) -> str | None:
    """Return the nearest claim around *name* that stands; none where corrections led in a circle."""
    passed = {name}
    parent = parents[name]
    while parent in gone and parent not in passed:
        passed.add(parent)
        parent = parents.get(parent)
    ends = parent
    while ends is not None and ends not in passed:
        passed.add(ends)
        ends = parents.get(ends)
    return parent if ends is None and parent in parents else None


def _party(value: Any) -> Actor:
    return Actor(**{**value, "span": Span(*value["span"])})


def _stretches(value: Any) -> tuple[Span, ...]:
    return tuple(Span(*one) for one in value)


BUILT: Mapping[str, Callable[[Any], object]] = {
    **dict.fromkeys(("actor", "recipient", "speaker", "subject", "object"), _party),
    **dict.fromkeys(("source", "cue", "content"), _stretches),
    **dict.fromkeys(("trigger", "span"), lambda value: Span(*value)),
    **dict.fromkeys(("date", "by"), lambda value: Interval(**value)),
    "said_by": lambda value: Said(value["text"], value["code"], value["claim"]),
    "place": lambda value: Where(value["text"], value["country"], Span(*value["span"])),
    "magnitude": lambda value: tuple(Magnitude(**one) for one in value),
    "context": tuple,
}


def _value(field: str, value: Any) -> Any:
    """Return a corrected *value*, in the form of the JSON contract, as the record that it is."""
    return BUILT[field](value) if value is not None and field in BUILT else value
