"""Fits how the probability of a claim is told: ``OFFSET`` and ``SLOPE`` of ``sayso.coding.claims.weighing``.

python -m training.calibrate --corpora ../shared/corpora: prints both, and for each tenth of probability how
many claims have it and how many of these are right, before and after. It reads the PolNeAR articles of the
training part that the core was not trained on; quality/ measures on the development part. Run it after
``training.weigh_claims``.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from quality import calibration
from quality.attribution import coded, fit, load_scorer, outermost
from sayso.coding.claims.weighing import OFFSET, SLOPE
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from training.annotations import read_articles
from training.claims import read_attributions
from training.example import is_aside

STEPS = 30
Told = tuple[float, bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print offset and slope; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.calibrate")
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args(arguments)
    told = list(_told(options.corpora, load_resources(Settings())))
    raw = [((_logit(chance) - OFFSET) / SLOPE, right) for chance, right in told]
    offset, slope = platt(raw)
    after = [(1 / (1 + math.exp(-(offset + slope * odds))), right) for odds, right in raw]
    lines = [f"{len(told)} claims", f"OFFSET, SLOPE = {offset:.2f}, {slope:.2f}", "now", *_table(told)]
    sys.stdout.write("\n".join([*lines, "fitted", *_table(after)]) + "\n")
    return 0


def platt(odds: Sequence[Told]) -> tuple[float, float]:
    """Return offset and slope of the log *odds* under which what is right is likeliest (Platt 1999)."""
    rows = np.array([[1.0, one] for one, _ in odds])
    right = np.array([float(one) for _, one in odds])
    found = np.array([0.0, 1.0])
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ found))
        curve = rows.T @ (rows * (chances * (1 - chances))[:, None])
        found = found + np.linalg.solve(curve, rows.T @ (right - chances))
    return float(found[0]), float(found[1])


def _told(corpora: Path, resources: Resources) -> Iterator[Told]:
    """Yield the probability of each outermost claim as it is now, and whether it is right."""
    scorer = load_scorer(corpora.parent)
    known = read_attributions(corpora / "attribution" / "polnear_train.jsonl")
    for _, article in read_articles(corpora):
        if is_aside(article["doc_id"]):
            text, attributions = known[article["doc_id"]]
            document = {"doc_id": article["doc_id"], "text": text, "attributions": attributions}
            yield from fit(scorer, document, filter(outermost, coded(document, resources)))


def _logit(chance: float) -> float:
    return math.log(chance / (1 - chance))


def _table(told: Iterable[Told]) -> list[str]:
    pairs = list(told)
    bins = calibration.reliability(pairs)
    error = f"expected calibration error {calibration.calibration_error(pairs):.3f}"
    return [*(f"said {one.said:.2f}  right {one.right:.2f}  of {one.count}" for one in bins), error]


if __name__ == "__main__":
    sys.exit(main())
