"""The encoder's arithmetic of distances."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("torch", reason="needs training/requirements.txt")
encoder = pytest.importorskip("training.encoder", reason="run from the repository's root")


def test_near_distances_have_buckets_of_their_own_and_far_ones_share_them() -> None:
    """As in T5 and MPNet: 16 buckets for what comes before, 16 for what comes after."""
    row = encoder._buckets(32)[300].tolist()
    assert row[300:292:-1] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert row[301:308] == [17, 18, 19, 20, 21, 22, 23]
    assert (row[292], row[289], row[288]) == (8, 8, 9)
    assert (row[173], row[0], row[427], row[511]) == (15, 15, 31, 31)
    assert all(earlier >= later for earlier, later in pairwise(row[:301]))
