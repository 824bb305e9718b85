"""Corrections of a row: which of its fields a person may correct, and what each may hold.

A correction has the form of the JSON contract. Of a party, a source or a time it
may give a part only; what it leaves out stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, get_args

from sayso.coding.quantities import COUNTED
from sayso.ledger import values
from sayso.ledger.contract import Json, row_as_json
from sayso.ledger.values import Within
from sayso.ontology.codes import Codes
from sayso.ontology.triggers import CONTEXTS, MODES, ROOTS, TYPES
from sayso.record import Certainty, Claim, ClaimKind, Event, Prediction, Relation, Span, Status

RowKind = Literal["claim", "event", "prediction", "relation"]
Row = Claim | Event | Prediction | Relation
Check = Callable[[object, Within], object]

RELATIONS = ("leads", "member_of", "based_in", "linked_to", "allied_with")
EVERY_MODE = tuple(sorted(frozenset().union(*MODES.values())))
EVERY_ROOT = tuple(sorted(frozenset(root for roots in ROOTS.values() for root in roots)))
COUNTS = tuple(sorted({*COUNTED.values(), "money"}))

FIELDS: Mapping[RowKind, Mapping[str, Check]] = {
    "event": {
        "type": values.one_of(TYPES),
        "actor": values.or_none(values.party),
        "recipient": values.or_none(values.party),
        "status": values.one_of(get_args(Status)),
        "certainty": values.one_of(get_args(Certainty)),
        "said_by": values.or_none(values.source),
        "prediction": values.truth,
        "date": values.or_none(values.days),
        "place": values.or_none(values.place),
        "mode": values.or_none(values.one_of(EVERY_MODE)),
        "context": values.some_of(tuple(sorted(CONTEXTS))),
        "cameo": values.one_of(EVERY_ROOT),
        "magnitude": values.magnitudes(COUNTS),
        "trigger": values.words_of_sentence,
    },
    "claim": {
        "source": values.stretches,
        "cue": values.stretches,
        "content": values.stretches,
        "speaker": values.or_none(values.party),
        "kind": values.one_of(get_args(ClaimKind)),
        "negated": values.truth,
        "parent": values.or_none(values.claim),
    },
    "prediction": {
        "said_by": values.or_none(values.source),
        "certainty": values.one_of(get_args(Certainty)),
        "words": values.words,
        "low": values.probability,
        "high": values.probability,
        "by": values.or_none(values.days),
        "span": values.stretch,
    },
    "relation": {
        "kind": values.one_of(RELATIONS),
        "subject": values.party,
        "object": values.party,
        "said_by": values.or_none(values.source),
        "span": values.stretch,
    },
}
KINDS: Mapping[type, RowKind] = {
    Claim: "claim",
    Event: "event",
    Prediction: "prediction",
    Relation: "relation",
}


class Seen(NamedTuple):
    """A row as a reviewer sees it, with what its corrections are checked against."""

    row: Row
    text: str
    sentence: Span | None
    claims: frozenset[str]


def kind_of(row: Row) -> RowKind:
    """Return what kind of row *row* is."""
    return KINDS[type(row)]


def checked(corrections: Mapping[str, object], seen: Seen, codes: Codes) -> Json:
    """Return *corrections* whole, without those that change nothing.

    Raises ValueError, which says of the first that cannot be what is wrong with it.
    """
    kind, before = kind_of(seen.row), row_as_json(seen.row)
    found: Json = {}
    for field, value in corrections.items():
        check = FIELDS[kind].get(field)
        if check is None:
            raise ValueError(
                f"{kind}s have no field {field!r} to correct; there are {', '.join(FIELDS[kind])}"
            )
        within = Within(seen.text, seen.sentence, seen.claims, seen.row.id, codes, before[field])
        try:
            found[field] = check(value, within)
        except ValueError as error:
            raise ValueError(f"the field {field} {error}") from error
    whole = _consistent(found, before, kind)
    return {field: value for field, value in whole.items() if not same(value, before[field])}


def same(value: object, other: object) -> bool:
    """Return whether two values of a field say the same: the characters of a source do not count."""
    if isinstance(value, Mapping) and isinstance(other, Mapping):
        shared = value.keys() & other.keys()
        return bool(shared) and all(value[name] == other[name] for name in shared)
    return value == other


def differing(before: Json, after: Json, fields: Iterable[str]) -> tuple[str, ...]:
    """Return which of *fields* do not say the same in two rows."""
    return tuple(field for field in fields if not same(before[field], after[field]))


def _consistent(found: Json, before: Json, kind: RowKind) -> Json:
    """Return corrections with what follows from them. Raises ValueError where they contradict each other."""
    match kind:
        case "event":
            return _event(found, {**before, **found})
        case "prediction":
            return _prediction(found, {**before, **found})
    return found


def _event(found: Json, after: Json) -> Json:
    """Give a new type its commonest CAMEO root, and take away a mode that is none of its own."""
    kind = str(after["type"])
    roots, modes = ROOTS[kind], MODES.get(kind, frozenset())
    if "type" in found and "cameo" not in found and after["cameo"] not in roots:
        found = {**found, "cameo": roots[0]}
    if "type" in found and "mode" not in found and after["mode"] not in modes:
        found = {**found, "mode": None}
    cameo, mode = found.get("cameo", after["cameo"]), found.get("mode", after["mode"])
    if "cameo" in found and cameo not in roots:
        raise ValueError(f"the field cameo cannot be {cameo} for {kind}, which has {' or '.join(roots)}")
    if "mode" in found and mode is not None and mode not in modes:
        known = ", ".join(sorted(modes)) or "none"
        raise ValueError(f"the field mode cannot be {mode} for {kind}, whose modes are: {known}")
    return found


def _prediction(found: Json, after: Json) -> Json:
    if float(str(after["low"])) > float(str(after["high"])):
        raise ValueError(f"the field low is {after['low']}, more than high, which is {after['high']}")
    return found
