"""How the core and the lexicon are put together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sayso.coding.parties import parties_of
from sayso.coding.readings import THRESHOLD, logit, propose, weighed
from sayso.ontology.triggers import load_triggers
from tests.coding.support import code_text


@pytest.mark.parametrize("strength", ["strong", "weak", "none"])
def test_a_surer_core_makes_a_likelier_reading(strength: str) -> None:
    """Whatever the lexicon says, the core's probability counts."""
    chances = [weighed(core, strength, True) for core in (0.1, 0.3, 0.5, 0.9, 1.0)]
    assert chances == sorted(set(chances))


def test_a_reading_without_its_parties_is_less_likely() -> None:
    """The parties that an entry of the lexicon asks for count."""
    assert weighed(0.5, "strong", False) < weighed(0.5, "strong", True)


def test_the_core_has_no_veto() -> None:
    """What the core has never met is no proof against an entry of the lexicon."""
    assert logit(0.0) == logit(0.1)
    assert weighed(0.0, "strong", True) >= THRESHOLD > weighed(0.0, "none", True)


def test_each_row_says_who_decided_its_type() -> None:
    """The reason of a type is an entry of the lexicon or the core."""
    events = code_text("French troops attacked rebel positions in Mali on Tuesday.").events
    by = [reason.by for event in events for reason in event.reasons if reason.field == "type"]
    assert by
    assert all(one.startswith(("dictionary:verbs/", "core:")) for one in by)


def test_no_word_stands_for_two_events() -> None:
    """Triggers do not overlap."""
    events = code_text("Kenya accused Tanzania of attacking its ferry and demanded an apology.").events
    spans = [event.trigger for event in events]
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "North Korea conducted a missile test on Friday.",
        "Bolivian lawmakers expressed outrage at the Chilean decree.",
        "Kenyan soldiers carried out a military exercise near the lake.",
    ],
)
def test_a_light_verb_is_no_event_beside_its_deed(text: str) -> None:
    """Where a verb says no more than that a deed is done, only the deed is a row."""
    assert len(code_text(text).events) == 1


def test_only_unlikely_readings_are_left_out_early() -> None:
    """What is proposed from a probability on lacks no reading that has it, and some that have less."""
    text = (
        "Kenya attacked a ferry. Talks on sanctions may stop the strike, he said. They met and left the town."
    )
    annotation = code_text(text).annotation
    every, few = (
        [
            one
            for parties in parties_of(annotation, {}, ())
            for one in propose(parties, load_triggers(), *least)
        ]
        for least in ((), (THRESHOLD,))
    )
    assert [one for one in few if one.probability >= THRESHOLD] == [
        one for one in every if one.probability >= THRESHOLD
    ]
    assert 0 < len(few) < len(every)
