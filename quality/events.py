"""How well events are coded on annotated articles, by the scorer that lies with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quality import calibration
from quality.intervals import drawn, f1, quotient
from quality.shared import load_tool
from sayso.ledger.contract import as_contract
from sayso.read.sources import find_sources
from sayso.record import Coded, Source
from sayso.run.pipeline import Resources, process
from sayso.settings import Settings

LEVELS = ("found", "typed", "who", "whom", "row")


def code_folder(folder: Path, resources: Resources) -> dict[str, Coded]:
    """Return every article of *folder* coded, by document id."""
    settings = Settings()
    coded = {}
    for source in find_sources([str(folder)], settings):
        result = process(source, settings, resources) if isinstance(source, Source) else None
        if isinstance(result, Coded):
            coded[result.article.doc_id] = result
    return coded


def predicted(coded: dict[str, Coded]) -> dict[str, list[dict[str, Any]]]:
    """Return the events of *coded* in the scorer's form."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for name, document in coded.items():
        events: Any = as_contract(document)["events"]
        documents[name] = [{**event, "span": event["trigger"]} for event in events]
    return documents


def measure(shared: Path, resources: Resources, part: str = "dev") -> dict[str, float]:
    """Return F1 by level and, of the typed events, the share right by field (``part`` is dev or sample)."""
    scorer = load_tool(shared / "gold" / "score_events.py")
    texts, gold = shared / "gold" / "texts" / part, shared / "gold" / "events" / part
    known, ours = scorer.load_gold(texts, gold), predicted(code_folder(texts, resources))
    results = [scorer.score({name: events}, ours) for name, events in known.items()]
    scores: dict[str, float] = {}
    for level in LEVELS:
        counts = [[one[level][name] for name in ("hit", "predicted", "hit", "gold")] for one in results]
        scores |= drawn(f"events {part} {level} F1", counts, f1)
    for field in results[0]["of typed"]:
        counts = [_of_typed(one, field) for one in results]
        scores |= drawn(f"events {part} {field} of typed", counts, quotient)
    return scores | calibration.measured(f"calibration events {part}, 1-ECE", _by_article(known, ours))


def told(shared: Path, resources: Resources, part: str = "dev") -> dict[str, list[tuple[float, bool]]]:
    """Return, for each article, its events' probabilities and whether they are right."""
    scorer = load_tool(shared / "gold" / "score_events.py")
    texts, gold = shared / "gold" / "texts" / part, shared / "gold" / "events" / part
    return _by_article(scorer.load_gold(texts, gold), predicted(code_folder(texts, resources)))


def _by_article(
    known: dict[str, list[dict[str, Any]]], ours: dict[str, list[dict[str, Any]]]
) -> dict[str, list[tuple[float, bool]]]:
    return {name: [_told(event, events) for event in ours.get(name, [])] for name, events in known.items()}


def _of_typed(result: dict[str, Any], field: str) -> list[int]:
    """Return how many of a document's typed events have *field* right, and how many there are."""
    typed = result["typed"]["hit"]
    return [round(result["of typed"][field] * typed), typed]


def _told(event: dict[str, Any], gold: list[dict[str, Any]]) -> tuple[float, bool]:
    """Return the probability of *event*, and whether an event of its type is annotated at its words."""
    start, end = event["span"]
    at = [one for one in gold if one["span"][0] < end and start < one["span"][1]]
    return event["probability"], any(one["type"] == event["type"] for one in at)
