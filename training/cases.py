"""Reads the authored cases: sentences of our own, with every event, its grade and its source marked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from training.annotations import PARTIES, event_examples
from training.example import Example, is_aside

HERE = Path(__file__).parent / "cases"


def read_cases(folder: Path = HERE) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the text and the events of each case, the trigger as characters.

    Raises ValueError where the words of a trigger or party are not in the text.
    """
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            text = case["text"]
            yield text, [event | {"trigger": _place(text, event["trigger"])} for event in case["events"]]


def case_examples() -> Iterator[Example]:
    """Yield the sentences of the cases that are trained on; a fifth, told by its words, is not."""
    for text, events in read_cases():
        if not is_aside(text):
            yield from event_examples(text, annotated(text, events), None)


def annotated(text: str, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return *events* as ``training.annotations`` has them; cases do not say which kind a party is."""
    return [event | {name: _party(text, event[name]) for name in PARTIES} for event in events]


def _party(text: str, words: str | None) -> dict[str, Any] | None:
    return {"span": _place(text, words), "code": None} if words is not None else None


def _place(text: str, words: str) -> tuple[int, int]:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"{words!r} does not stand in {text!r}")
    return start, start + len(words)
