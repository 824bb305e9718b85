"""Who did what kind of thing to whom in the examples of CAMEO's manual, as PLOVER marked them up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quality.intervals import share
from quality.plover import NOW
from quality.shared import coded
from sayso.record import Actor, Event
from sayso.run.pipeline import Resources
from training.example import is_aside

# what the marked codes call countries otherwise than ISO 3166 does
COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VAT"}
Found = tuple[bool, bool]  # both parties right by their words, by their countries


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return the shares of sentences with an event of the marked type whose two parties are the marked ones.

    They are so by their words (which overlap), by their countries, or by either. Told for the fifth that is
    kept aside, and for all, of which four fifths were trained on. Sentences with one party are left out.
    """
    path = shared / "corpora" / "events" / "plover_gsr_cameo.jsonl"
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    found = [
        (is_aside(record["id"]), list(_found(record["text"], marked, resources)))
        for record in records
        for marked in [[one for one in record["events"] if one.get("source") and one.get("target")]]
        if marked
    ]
    return _shares("aside", [hits for aside, hits in found if aside]) | _shares(
        "all", [hits for _, hits in found]
    )


def _shares(part: str, found: list[list[Found]]) -> dict[str, float]:
    return (
        share(f"cameo {part} direction and root by words", [any(words for words, _ in one) for one in found])
        | share(f"cameo {part} direction and root by country", [any(by for _, by in one) for one in found])
        | share(f"cameo {part} direction and root", [any(map(any, one)) for one in found])
    )


def _found(text: str, marked: list[dict[str, Any]], resources: Resources) -> Iterator[Found]:
    """Yield, for each event of a marked type, whether its parties are the marked ones."""
    events = coded(text, resources).events
    for gold in marked:
        for ours in events:
            if ours.type == NOW.get(gold["code"], gold["code"]):
                yield by_words(text, ours, gold), by_country(ours, gold)


def by_words(text: str, ours: Event, gold: dict[str, Any]) -> bool:
    """Return whether the words of both parties of *ours* overlap with the marked ones."""
    return _overlaps(text, ours.actor, gold["source_text"]) and _overlaps(
        text, ours.recipient, gold["target_text"]
    )


def by_country(ours: Event, gold: dict[str, Any]) -> bool:
    """Return whether both parties of *ours* have the marked countries."""
    countries = [COUNTRIES.get(gold[name][:3], gold[name][:3]) for name in ("source", "target")]
    return [one.code[:3] if one else "" for one in (ours.actor, ours.recipient)] == countries


def _overlaps(text: str, ours: Actor | None, gold: str) -> bool:
    start = text.find(gold)
    return ours is not None and start >= 0 and ours.span.start < start + len(gold) and start < ours.span.end
