"""The probe that other coders of events were put to: no one of them gave both a grade and a source."""

from __future__ import annotations

import pytest

from tests.coding.support import code_text

PROBE = [
    ("Israeli troops attacked Syrian villages.", "happened", "certain", None),
    ("Israeli troops did not attack Syrian villages.", "not_happened", "certain", None),
    ("Israeli troops may attack Syrian villages.", "future", "possible", None),
    ("Israeli troops will attack Syrian villages.", "future", "certain", None),
    ("Israeli troops allegedly attacked Syrian villages.", "happened", "probable", None),
    ("If Israeli troops attack Syrian villages, the talks will end.", "conditional", "possible", None),
    ("Iran said that Israeli troops attacked Syrian villages.", "happened", "certain", "Iran"),
    ("Iran believes that Israeli troops attacked Syrian villages.", "happened", "probable", "Iran"),
    ("Israeli troops attacked Syrian villages, Iran said.", "happened", "certain", "Iran"),
    ("It is not true that Israeli troops attacked Syrian villages.", "not_happened", "certain", None),
    ("Syrian villages were attacked by Israeli troops.", "happened", "certain", None),
    ("Iran denied that Israeli troops may have attacked Syrian villages.", "not_happened", "certain", "Iran"),
]


@pytest.mark.parametrize(("text", "status", "certainty", "source"), PROBE)
def test_grade_and_source_are_right(text: str, status: str, certainty: str, source: str | None) -> None:
    """One attack by Israeli troops, as sure as the sentence puts it, on the word of whom it names."""
    (event,) = [one for one in code_text(text).events if one.type == "ASSAULT"]
    assert (event.status, event.certainty) == (status, certainty)
    assert (event.said_by.text if event.said_by is not None else None) == source
    assert event.actor is not None
    assert event.actor.code == "ISR MIL"
