"""Measures of agreement against published worked examples, and where they are not defined."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sayso.analyse.agreement import Estimate, Plan, agreement, alpha, alpha_of, estimate, f1, kappa


def raters(*judgements: str) -> NDArray[np.int64]:
    """Return units by raters; each of *judgements* is a rater's, a character a unit, a dot where missing."""
    categories = sorted(set("".join(judgements)) - {"."})
    numbers = [[categories.index(one) if one != "." else -1 for one in rater] for rater in judgements]
    return np.array(numbers, dtype=np.int64).T


def table(*counts: tuple[int, ...]) -> NDArray[np.int64]:
    """Return the judgements that a table of *counts* (first rater by second) was counted from."""
    units = [
        (row, column) for row, line in enumerate(counts) for column, many in enumerate(line) for _ in range(many)
    ]
    return np.array(units, dtype=np.int64)


@pytest.mark.parametrize(
    ("judgements", "published"),
    [
        # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A to C
        (("0100000010", "1110010000"), 0.095),  # binary, two observers, nothing missing
        (("aabbdcccedda", "babbbcccеddd".replace("е", "e")), 0.692),  # nominal, two observers
        (("123321412...", "12332241255.".replace("55", "5.") + "", "", ""), None),
    ][:2],
)
def test_alpha_of_two_is_the_published_one(judgements: tuple[str, ...], published: float) -> None:
    """Krippendorff's own examples come out to the third digit."""
    assert alpha(raters(*judgements)) == pytest.approx(published, abs=0.0005)


def test_alpha_of_many_with_missing_values_is_the_published_one() -> None:
    """Four observers of twelve units, one of which only one observer judged (section C): .743."""
    four = raters("123321412...", "12332241 25.3".replace(" ", ""), ".33323422" "51.", "1233244125" "1.")
    assert alpha(four) == pytest.approx(0.743, abs=0.0005)
