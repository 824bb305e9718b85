"""The page of scores, ``quality/scores.md``: each with its interval, its bar and the best peer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quality.intervals import FROM, TO

BARS = Path(__file__).with_name("bars.json")
HEAD = """# Scores

Written by `python -m quality`; do not edit by hand. Every score is measured on development data, which is no
independent test; the interval holds 95 % of 2,000 drawings of as many articles (or sentences, where they
stand alone) with replacement. A bar is what was set out for. Peers were measured by this project on other
articles of the same kind, unless it says "published".

`1-MAE/3` is the mean absolute error of a score in -3..3, turned round. `1-ECE` is one less the expected
calibration error (Guo and others 2017), by tenths of probability:
whether rows are right as often as they say.

| score | | 95 % | floor | bar | | best peer |
|---|---|---|---|---|---|---|
"""


def page(scores: Mapping[str, float], floors: Mapping[str, float]) -> str:
    """Return the page in Markdown, a line for each score."""
    bars: dict[str, dict[str, Any]] = json.loads(BARS.read_text(encoding="utf-8"))
    return HEAD + "".join(f"{line}\n" for line in _lines(scores, floors, bars))


def _lines(
    scores: Mapping[str, float], floors: Mapping[str, float], bars: Mapping[str, dict[str, Any]]
) -> Iterator[str]:
    for name, score in scores.items():
        if name.endswith((FROM, TO)):
            continue
        told = bars.get(name, {})
        ends = [scores.get(f"{name}{end}") for end in (FROM, TO)]
        interval = "-".join(_number(end) for end in ends) if None not in ends else ""
        bar = told.get("bar")
        met = "" if bar is None else "met" if score >= bar else f"missed by {bar - score:.3f}"
        peer = f"{_number(told['peer'])} {told['who']}" if "peer" in told else ""
        cells = (name, _number(score), interval, _number(floors.get(name)), _number(bar), met, peer)
        yield f"| {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
