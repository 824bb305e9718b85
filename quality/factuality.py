"""How sure the core takes its authors to be, on annotated predicates, by the scorer that lies with them."""

from __future__ import annotations

import json
from pathlib import Path

from quality.shared import load_tool
from sayso.annotate.encoder import Core
from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize
from sayso.run.pipeline import Resources

PARTS = {"uw": "fact_uw_dev", "meantime": "fact_meantime_dev"}
SURE = 3.0  # what is taken of a predicate that the core does not take for one


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return, for each set, Pearson's r and the mean absolute error turned round (1 - MAE / 3)."""
    scorer = load_tool(shared / "tools" / "score_factuality.py")
    scores: dict[str, float] = {}
    for name, part in PARTS.items():
        lines = (shared / "corpora" / "factuality" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        judged = {text: _judged(text, resources.core) for text in {record["text"] for record in records}}
        ours = [judged[record["text"]].get(record["span"][0], SURE) for record in records]
        found = scorer.score([record["score"] for record in records], ours)
        scores[f"factuality {name} r"] = found["r"]
        scores[f"factuality {name} 1-MAE/3"] = 1 - found["MAE"] / 3
    return scores


def _judged(text: str, core: Core) -> dict[int, float]:
    """Return the factuality of each predicate of *text*, by where it begins."""
    tokens = tokenize(text, 0, len(text))
    found: dict[int, float] = {}
    for first, last in split_sentences(text, tokens, core.splitter):
        spans = tokens[first:last]
        sure = core.analyse([text[span.start : span.end] for span in spans]).factuality
        found |= {span.start: one for span, one in zip(spans, sure, strict=True) if one is not None}
    return found
