"""How often the place of an event and the numbers told of deeds are those that a careful reader gives.

Passages written for this (``places.yaml``, ``magnitudes.yaml``); those under ``aside`` no rule was
written after. Of an event that was not coded nothing is counted among the places; a number told of a deed
that was not coded is one that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quality.intervals import drawn, f1, grouped
from quality.shared import coded, event_at
from sayso.record import Event, Magnitude, Where
from sayso.run.pipeline import Resources

HERE = Path(__file__).parent
SETS = ("worked", "aside")
ARTICLES = ("the ", "a ", "an ")
UNKNOWN = "UNK"


class Place(NamedTuple):
    """What came of one passage: whether its event was coded, and with its place and the place's country."""

    coded: bool
    place: bool
    country: bool


def measure(resources: Resources) -> dict[str, float]:
    """Return the scores of places and numbers, by set."""
    scores: dict[str, float] = {}
    for name in SETS:
        scores |= _places(name, resources) | _numbers(name, resources)
    return scores


def read(name: str, part: str) -> list[list[Any]]:
    """Return the passages of a *part* of the data file *name*."""
    passages: list[list[Any]] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))[part]
    return passages


def _places(part: str, resources: Resources) -> dict[str, float]:
    passages = read("places", part)
    found = {text: place_told(text, name, country, resources) for text, name, country in passages}
    met = {text: one for text, one in found.items() if one.coded}
    return (
        grouped(f"places {part} event coded", {text: [one.coded] for text, one in found.items()})
        | grouped(f"places {part} place of coded", {text: [one.place] for text, one in met.items()})
        | grouped(
            f"places {part} place and country of coded", {text: [all(one)] for text, one in met.items()}
        )
    )


def place_told(marked: str, name: str | None, country: str | None, resources: Resources) -> Place:
    """Return whether the event in brackets in *marked* has one of the names in *name*, and *country*."""
    event = _marked_event(marked, resources)
    where = event.place if event is not None else None
    right = _is_named(where, name)
    told = where.country if where is not None and where.country != UNKNOWN else None
    return Place(event is not None, right, right and told == country)


def _marked_event(marked: str, resources: Resources) -> Event | None:
    words = marked.index("["), marked.index("]") - 1
    return event_at(words, coded(marked.replace("[", "").replace("]", ""), resources).events)


def _is_named(where: Where | None, name: str | None) -> bool:
    if where is None or name is None:
        return where is None and name is None
    return _bare(where.text) in {_bare(one) for one in name.split("|")}


def _bare(name: str) -> str:
    lower = name.lower()
    return next((lower.removeprefix(one) for one in ARTICLES if lower.startswith(one)), lower)


def _numbers(part: str, resources: Resources) -> dict[str, float]:
    counts, bounds, whole = [], {}, {}
    for text, gold in read("magnitudes", part):
        ours = numbers_told(text, resources)
        pairs = [(one, wanted) for one in ours for wanted in gold if is_number(one, wanted)]
        right = sum(any(is_number(one, wanted) for wanted in gold) for one in ours)
        met = sum(any(is_number(one, wanted) for one in ours) for wanted in gold)
        counts.append([right, len(ours), met, len(gold)])
        whole[text] = [right == len(ours) and met == len(gold)]
        bounds[text] = [is_bounded(one, wanted) for one, wanted in pairs]
    return (
        grouped(f"numbers {part} passages all right", whole)
        | drawn(f"numbers {part} F1", counts, f1)
        | grouped(f"numbers {part} bounds of right", bounds)
    )


def numbers_told(text: str, resources: Resources) -> list[Magnitude]:
    """Return the numbers that the events of *text* carry, each kind and best once."""
    found = [one for event in coded(text, resources).events for one in event.magnitude]
    return list({(one.kind, one.best): one for one in found}.values())


def is_number(ours: Magnitude, wanted: Sequence[Any]) -> bool:
    """Return whether *ours* counts what *wanted* does, with its best or one that its vague word may mean."""
    kind, best = wanted[:2]
    low, high = map(float, best if isinstance(best, list) else (best, best))
    return bool(ours.kind == kind) and low <= ours.best <= high


def is_bounded(ours: Magnitude, wanted: Sequence[Any]) -> bool:
    """Return whether the bounds of *ours* are those of *wanted*; of an exact number both may be its best.

    A vague word has none that could be wrong.
    """
    _, best, low, high = wanted
    given = [ours.low, ours.high]
    return isinstance(best, list) or given == [low, high] or (low is high is None and given == [best, best])
