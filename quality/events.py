"""How well events are coded on annotated articles, by the scorer that lies with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
    result = scorer.score(scorer.load_gold(texts, gold), predicted(code_folder(texts, resources)))
    scores = {f"events {part} {level} F1": result[level]["f1"] for level in LEVELS}
    return scores | {f"events {part} {field} of typed": share for field, share in result["of typed"].items()}
