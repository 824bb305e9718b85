"""How well single news sentences are coded, of each of which one event is marked: those never trained on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quality.intervals import share
from quality.shared import coded
from sayso.record import Actor
from sayso.run.pipeline import Resources
from training.example import is_aside

PARTS = {"zsp": "zsp_plv_train", "gsr": "plover_gsr_cameo"}
# PLOVER's type names of 2016
NOW = {
    "FIGHT": "ASSAULT",
    "INVESTIGATE": "ACCUSE",
    "DISAPPROVE": "ACCUSE",
    "ENGAGE": "COOPERATE",
    "YIELD": "CONCEDE",
    "DEMAND": "REQUEST",
}


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return the share of sentences with an event of the marked type, and with both marked parties in one.

    No precision: only one of a sentence's events is marked.
    """
    scores: dict[str, float] = {}
    for name, part in PARTS.items():
        lines = (shared / "corpora" / "events" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [record for record in map(json.loads, lines) if is_aside(record["id"])]
        found = [_hits(record, resources) for record in records]
        scores |= share(f"plover {name} root right", [bool(some) for some in found])
        scores |= share(f"plover {name} both parties", [any(some) for some in found])
    return scores


def _hits(record: dict[str, Any], resources: Resources) -> list[bool]:
    """Return, for each event of a marked type, whether both its parties overlap with the marked ones."""
    text = record["text"]
    events = coded(text, resources).events
    return [
        all(_overlaps(text, *pair) for pair in zip((ours.actor, ours.recipient), _parties(gold), strict=True))
        for gold in record["events"]
        for ours in events
        if ours.type == NOW.get(gold["code"], gold["code"])
    ]


def _parties(gold: dict[str, Any]) -> list[str | None]:
    return [gold.get(f"{name}_text") or gold.get(name) for name in ("source", "target")]


def _overlaps(text: str, ours: Actor | None, gold: str | None) -> bool:
    if ours is None or gold is None:
        return False
    start = text.find(gold)
    return start >= 0 and ours.span.start < start + len(gold) and start < ours.span.end
