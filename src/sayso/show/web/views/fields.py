"""The fields of a row as a form has them: what can be chosen for each, and how the others are typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from sayso.ledger.corrections import RELATIONS, RowKind
from sayso.ontology.triggers import MODES, TYPES
from sayso.record import Certainty, ClaimKind, Status
from sayso.show import typed
from sayso.show.rows import NOBODY

CHOICES: Mapping[tuple[RowKind, str], tuple[str, ...]] = {
    ("event", "type"): TYPES,
    ("event", "status"): get_args(Status),
    ("event", "certainty"): get_args(Certainty),
    ("event", "prediction"): ("yes", "no"),
    ("event", "mode"): (NOBODY, *sorted(frozenset().union(*MODES.values()))),
    ("claim", "kind"): get_args(ClaimKind),
    ("claim", "negated"): ("yes", "no"),
    ("prediction", "certainty"): get_args(Certainty),
    ("relation", "kind"): RELATIONS,
}
NEEDED: Mapping[RowKind, tuple[tuple[str, str], ...]] = {
    "event": (("trigger", "words that name the deed"), ("type", "what is done")),
    "claim": (("cue", "words that attribute"), ("content", "what is said, ' ... ' between stretches")),
}
FURTHER: Mapping[RowKind, tuple[str, ...]] = {
    "event": ("actor", "recipient", "said_by", "status", "certainty", "date", "place"),
    "claim": ("source", "speaker"),
}
PARTY = "WORDS = CODE, or WORDS"
USUAL = {"status": "happened", "certainty": "certain"}  # what an event plainly told is


class Field(NamedTuple):
    """A field that can be told: its name, its value as it is typed, how, and what can be chosen."""

    name: str
    label: str
    value: str
    form: str
    choices: tuple[str, ...]


def of_new(kind: RowKind) -> tuple[list[Field], list[Field]]:
    """Return what is needed of a row of a *kind* that is added, and what may be told."""
    return list(_needed(kind)), list(_further(kind))


def _needed(kind: RowKind) -> Iterator[Field]:
    for name, form in NEEDED[kind]:
        yield Field(name, name, "", form, CHOICES.get((kind, name), ()))


def _further(kind: RowKind) -> Iterator[Field]:
    for name in FURTHER[kind]:
        shape = "stretches" if name == "source" else typed.SHAPES.get(name, "word")
        label, choices = name.replace("_", " "), CHOICES.get((kind, name), ())
        form = PARTY if shape == "party" else typed.HELP[shape]
        yield Field(name, label, USUAL.get(name, ""), form, choices)
