"""Datelines are told apart from the sentences that they stand before."""

from __future__ import annotations

import pytest

from sayso.annotate.dateline import dateline

DATELINES = (
    "NAIROBI , March 14 , 2023 -",
    "FAYA - LARGEAU , Chad -",
    "BRASILIA \u2014",
    "NEW YORK , Nov. 19 ( UPI ) \u2014",
    "PORT OF SPAIN ( AP ) --",
)
NONE = (
    "Kenya and Tanzania - both",
    "NATO troops entered the town -",
    "WHO and UNICEF sent aid",
    "A dateline - that is what",
    "",
)


@pytest.mark.parametrize("text", DATELINES)
def test_dateline_ends_with_its_dash(text: str) -> None:
    """A dateline goes up to its dash, and the sentence after it is none of it."""
    words = [*text.split(), "Police", "arrested", "a", "man", "-", "twice"]
    assert dateline(words) == len(text.split())


@pytest.mark.parametrize("text", NONE)
def test_no_dateline(text: str) -> None:
    """A sentence with a dash, or one that begins in capitals, has no dateline."""
    assert dateline(text.split()) == 0
