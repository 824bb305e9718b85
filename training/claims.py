"""Reads PolNeAR's attributions: who says what, as sources, cues and contents, the outermost layer only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.record import Span
from training.annotations import inside, sentences
from training.example import UNLABELLED, Example

CLAIM_TAGS = ("O", *(f"{place}-{part}" for part in ("source", "cue", "content") for place in "BI"))


def read_attributions(path: Path) -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Return the text and the attributions of each article by its id."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return {record["doc_id"]: (record["text"], record["attributions"]) for record in records}


def claim_examples(text: str, attributions: Sequence[dict[str, Any]]) -> Iterator[Example]:
    """Yield the sentences of *text*: each word's part in a claim, and the first word of its cue.

    A part that began in the sentence before begins with I; a cue in another sentence is 0, the root.
    """
    for spans in sentences(text):
        tags, cues = ["O"] * len(spans), [UNLABELLED] * len(spans)
        for attribution in attributions:
            cue = next((place for span in attribution["cue"] for place in inside(spans, span)), -1)
            for place, tag in _tags(spans, attribution):
                tags[place] = tag
                cues[place] = UNLABELLED if tag.endswith("cue") else str(cue + 1)
        words = tuple(text[span.start : span.end] for span in spans)
        yield Example(words, {"claim": tuple(tags), "cue": tuple(cues)})


def _tags(spans: Sequence[Span], attribution: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield the number and the tag of each token of a sentence that is part of *attribution*."""
    for part in ("source", "cue", "content"):
        for start, end in attribution[part]:
            for place in inside(spans, (start, end)):
                begins = spans[place].start <= start or (place > 0 and spans[place - 1].end <= start)
                yield place, f"{'B' if begins else 'I'}-{part}"
