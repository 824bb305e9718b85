"""Reads judgements of how sure it is that an event happened, in the author's view, from -3 to 3."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.annotate.tokens import tokenize
from training.example import UNLABELLED, Example

# UDS-IH2 is not among them: it scores "will happen" as negative and cannot teach what lies ahead.
FACTUALITY = ("fact_uw", "fact_meantime", "fact_commitmentbank")
WHOLE = ("fact_uw",)  # marks every predicate of a sentence, so that the other words are none
NO_PREDICATE = "O"


def read_factuality(path: Path, whole: bool) -> list[Example]:
    """Return the sentences of a file; *whole*: words without a judgement are no predicates."""
    by_text: dict[str, list[dict[str, Any]]] = {}
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            by_text.setdefault(record["text"], []).append(record)
    return [_example(text, records, whole) for text, records in by_text.items()]


def _example(text: str, records: Iterable[dict[str, Any]], whole: bool) -> Example:
    spans = tokenize(text, 0, len(text))
    labels = [NO_PREDICATE if whole else UNLABELLED] * len(spans)
    for record in records:
        start, end = record["span"]
        inside = [number for number, span in enumerate(spans) if start <= span.start < end]
        for number in inside[:1]:
            labels[number] = label(record["score"])
    words = tuple(text[span.start : span.end] for span in spans)
    return Example(words, {"factuality": tuple(labels)})


def label(score: float) -> str:
    """Return the label of a *score*: it, to the nearest half."""
    return f"{round(score * 2) / 2:.1f}"
