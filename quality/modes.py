"""How right type, mode, contexts and CAMEO root are, of events marked in sentences written for this."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from quality.intervals import share
from quality.shared import coded, event_at
from sayso.record import Event
from sayso.run.pipeline import Resources

AUTHORED = Path(__file__).parent / "modes.yaml"


class Marked(NamedTuple):
    """A sentence, the words of its marked event, how that should be coded, and whether it was kept aside."""

    text: str
    trigger: str
    type: str
    mode: str
    contexts: tuple[str, ...]
    cameo: str
    aside: bool


def measure(resources: Resources) -> dict[str, float]:
    """Return the share of events found with their type, and of these that with each other field right."""
    pairs = [(marked, found(marked, resources)) for marked in read_marked()]
    scores: dict[str, float] = {}
    for name, some in (("modes", pairs), ("modes aside", [pair for pair in pairs if pair[0].aside])):
        both = [(marked, event) for marked, event in some if event is not None]
        scores |= share(f"{name} type found", [event is not None for _, event in some])
        scores |= share(f"{name} mode right", [(event.mode or "") == marked.mode for marked, event in both])
        scores |= share(
            f"{name} contexts right", [set(event.context) == set(marked.contexts) for marked, event in both]
        )
        scores |= share(f"{name} root right", [event.cameo == marked.cameo for marked, event in both])
    return scores


def read_marked() -> Iterator[Marked]:
    """Yield the sentences of ``modes.yaml``."""
    for text, trigger, kind, mode, contexts, cameo, *aside in yaml.safe_load(AUTHORED.read_text("utf-8")):
        yield Marked(text, trigger, kind, mode, tuple(contexts), cameo, bool(aside))


def found(marked: Marked, resources: Resources) -> Event | None:
    """Return the row of the marked type at the marked words, or None."""
    start = marked.text.index(marked.trigger)
    events = (event for event in coded(marked.text, resources).events if event.type == marked.type)
    return event_at((start, start + len(marked.trigger)), events)
