"""How well attributions are coded on annotated articles, by the scorer that lies with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quality.shared import load_tool
from sayso.annotate.annotate import annotate
from sayso.coding.claims import code_claims
from sayso.record import Claim
from sayso.run.pipeline import Resources
from sayso.settings import Settings
from training.annotations import as_article

PARTS = ("polnear_dev", "gum_attribution_dev")
SCORES = {
    "linked F1": "overlap linked source+content",
    "source F1": "overlap source",
    "content F1": "overlap content",
    "direct F1": "bytype direct",
    "mixed F1": "bytype mixed",
    "indirect F1": "bytype indirect",
}


def predicted(document: dict[str, Any], resources: Resources, nested: bool) -> dict[str, Any]:
    """Return the claims coded in *document* in the scorer's form; only the outermost unless *nested*."""
    article = as_article(document["doc_id"], document["text"])
    annotation, _ = annotate(article, Settings(), resources.core)
    claims, _ = code_claims(article, annotation, {}, resources.cues)
    kept = [_spans(claim) for claim in claims if nested or claim.parent is None]
    return {"doc_id": document["doc_id"], "text": document["text"], "attributions": kept}


def _spans(claim: Claim) -> dict[str, Any]:
    return {"source": claim.source, "cue": claim.cue, "content": claim.content}


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return F1 by level on PolNeAR (outermost attributions, as it marks them) and GUM (all)."""
    scorer = load_tool(shared / "tools" / "score_attribution.py")
    scores: dict[str, float] = {}
    for part in PARTS:
        lines = (
            (shared / "corpora" / "attribution" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        )
        gold = {document["doc_id"]: document for document in map(json.loads, lines)}
        found = {
            name: predicted(document, resources, part.startswith("gum")) for name, document in gold.items()
        }
        report = scorer.report(*scorer.score(gold, found))["scores"]
        scores |= {f"attribution {part} {name}": report[key]["F1"] / 100 for name, key in SCORES.items()}
    return scores
