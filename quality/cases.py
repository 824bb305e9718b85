"""How well the authored cases of status, certainty and source come out that no core is trained on."""

from __future__ import annotations

from typing import Any

from quality.intervals import grouped
from quality.shared import coded, event_at
from sayso.record import Event
from sayso.run.pipeline import Resources
from training.cases import read_cases
from training.example import is_aside


def measure(resources: Resources) -> dict[str, float]:
    """Return the share of the events found, and of these that with both grade and source right."""
    found: dict[str, list[bool]] = {}
    right: dict[str, list[bool]] = {}
    for text, events in read_cases():
        if is_aside(text):
            ours = coded(text, resources).events
            pairs = [(gold, event_at(gold["trigger"], ours)) for gold in events]
            found[text] = [one is not None for _, one in pairs]
            right[text] = [_is_right(gold, one) for gold, one in pairs if one is not None]
    return grouped("cases found", found) | grouped("cases grade and source of found", right)


def _is_right(gold: dict[str, Any], ours: Event) -> bool:
    """Return whether status and certainty are right, and the source's words share one with gold's."""
    same = (ours.status, ours.certainty) == (gold["status"], gold["certainty"])
    told, said = gold["said_by"], ours.said_by.text if ours.said_by is not None else None
    if told is None or said is None:
        return same and told is said
    return same and bool(set(told.split()) & set(said.split()))
