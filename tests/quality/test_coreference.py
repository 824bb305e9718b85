"""The measures of coreference, on the example of Luo (2005) and by hand."""

from __future__ import annotations

import pytest

coreference = pytest.importorskip("quality.coreference", reason="run from the repository's root")


def chains(*groups: str) -> list[frozenset[tuple[int, int]]]:
    """Return a chain for each of *groups*, a mention for each letter."""
    return [frozenset((0, ord(letter)) for letter in group) for group in groups]


GOLD = chains("abcde", "fg", "hijkl")


@pytest.mark.parametrize(
    ("ours", "muc", "b3", "ceaf"),
    [
        (GOLD, 1.0, 1.0, 1.0),
        (chains("abcde", "fghijkl"), 0.947, 0.865, 0.733),
        (chains("abcdehijkl", "fg"), 0.947, 0.737, 0.667),
    ],
)
def test_measures_agree_with_the_published_example(
    ours: list[frozenset[tuple[int, int]]], muc: float, b3: float, ceaf: float
) -> None:
    """Two responses to one key: the measures rank them as published."""
    found = [
        coreference.f1([count(ours, GOLD)]) for count in (coreference.muc, coreference.b3, coreference.ceaf)
    ]
    assert found == pytest.approx([muc, b3, ceaf], abs=5e-4)
