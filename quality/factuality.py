"""How sure the core takes its authors to be, on annotated predicates, by the scorer's formulas."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from quality.intervals import Numbers, drawn
from sayso.annotate.encoder import Core
from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize
from sayso.run.pipeline import Resources

PARTS = {"uw": "fact_uw_dev", "meantime": "fact_meantime_dev"}
SURE = 3.0  # what is taken of a predicate that the core does not take for one


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return, for each set, Pearson's r and the mean absolute error turned round (1 - MAE / 3)."""
    scores: dict[str, float] = {}
    for name, part in PARTS.items():
        lines = (shared / "corpora" / "factuality" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        rows: dict[str, list[tuple[float, float]]] = {}
        for record in map(json.loads, lines):
            rows.setdefault(record["text"], []).append((record["span"][0], record["score"]))
        sums = [_sums(_judged(text, resources.core), gold) for text, gold in rows.items()]
        scores |= drawn(f"factuality {name} r", sums, _correlation)
        scores |= drawn(f"factuality {name} 1-MAE/3", sums, _closeness)
    return scores


def _sums(judged: dict[int, float], gold: list[tuple[float, float]]) -> list[float]:
    """Return what correlation and error need of a sentence: n, x, y, xx, yy, xy and |x - y|, summed."""
    pairs = [(judged.get(int(start), SURE), score) for start, score in gold]
    columns = [(1.0, x, y, x * x, y * y, x * y, abs(x - y)) for x, y in pairs]
    return [sum(column) for column in zip(*columns, strict=True)]


def _correlation(sums: Numbers) -> Numbers:
    """Return Pearson's r; 0 where either does not vary, as the scorer has it."""
    n, x, y, xx, yy, xy, _ = sums.T
    spread = np.sqrt(np.maximum(n * xx - x * x, 0) * np.maximum(n * yy - y * y, 0))
    found: Numbers = np.where(spread > 0, (n * xy - x * y) / np.maximum(spread, 1e-12), 0.0)
    return found


def _closeness(sums: Numbers) -> Numbers:
    found: Numbers = 1 - sums[:, 6] / np.maximum(sums[:, 0], 1) / 3
    return found


def _judged(text: str, core: Core) -> dict[int, float]:
    """Return the factuality of each predicate of *text*, by where it begins."""
    tokens = tokenize(text, 0, len(text))
    found: dict[int, float] = {}
    for first, last in split_sentences(text, tokens, core.splitter):
        spans = tokens[first:last]
        sure = core.analyse([text[span.start : span.end] for span in spans]).factuality
        found |= {span.start: one for span, one in zip(spans, sure, strict=True) if one is not None}
    return found
