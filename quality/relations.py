"""How right the standing relations are that sentences written for this state; how often none is made up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from quality.intervals import share
from quality.shared import coded
from sayso.record import Relation
from sayso.run.pipeline import Resources

AUTHORED = Path(__file__).parent / "relations.yaml"
MUTUAL = ("linked_to", "allied_with")  # either side may stand first


class Stated(NamedTuple):
    """A sentence, the relation that it states (no kind: none), how surely, and whether it was kept aside.

    A relation has no certainty, so one that is not sure should give no row.
    """

    text: str
    kind: str
    subject: str
    object: str
    certain: bool
    aside: bool


def measure(resources: Resources) -> dict[str, float]:
    """Return the share of relations found, of rows that are right, and of silences kept."""
    pairs = [(stated, coded(stated.text, resources).relations) for stated in read_stated()]
    scores: dict[str, float] = {}
    for name, some in (("relations", pairs), ("relations aside", [pair for pair in pairs if pair[0].aside])):
        sure = [any(is_right(stated, row) for row in rows) for stated, rows in some if stated.certain]
        scores |= share(f"{name} found", sure)
        scores |= share(f"{name} rows right", [is_right(one, row) for one, rows in some for row in rows])
        scores |= share(f"{name} silent", [not rows for stated, rows in some if not stated.certain])
    return scores


def read_stated() -> Iterator[Stated]:
    """Yield the sentences of ``relations.yaml``."""
    for text, *told in yaml.safe_load(AUTHORED.read_text("utf-8")):
        aside = told[-1:] == ["aside"]
        kind, subject, other, certain = told[:4] if len(told) >= 4 else ("", "", "", False)
        yield Stated(text, kind, subject, other, certain, aside)


def is_right(stated: Stated, row: Relation) -> bool:
    """Return whether *row* says what the sentence states as certain."""
    ways = [(row.subject.text, row.object.text)]
    if stated.kind in MUTUAL:
        ways.append((row.object.text, row.subject.text))
    same = any(_alike(stated.subject, one) and _alike(stated.object, other) for one, other in ways)
    return stated.certain and row.kind == stated.kind and same


def _alike(told: str, ours: str) -> bool:
    """Return whether one of two wordings stands within the other."""
    return told.lower() in ours.lower() or ours.lower() in told.lower()
