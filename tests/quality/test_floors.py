"""The scores on the development data do not fall below their floors."""

from __future__ import annotations

import pytest

from quality.__main__ import below_floor, measure
from quality.shared import SHARED


@pytest.mark.skipif(not SHARED.exists(), reason=f"the development data is not at {SHARED}")
def test_no_score_is_below_its_floor() -> None:
    """Each score that quality/floors.json names is reached again."""
    assert below_floor(measure(SHARED)) == []


def test_a_missing_score_breaks_its_floor() -> None:
    """A score that was not measured counts as broken, so that none can be dropped silently."""
    assert below_floor({})
