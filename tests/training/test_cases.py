"""The authored cases: every one can be read, and a fifth is kept aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ontology.triggers import load_triggers
from training.annotations import event_examples
from training.cases import annotated, case_examples, read_cases
from training.example import is_aside

CASES = list(read_cases())


def test_every_case_names_known_types_and_grades() -> None:
    """What they are marked with is what rows can hold."""
    types = set(load_triggers().roots)
    assert {event["type"] for _, events in CASES for event in events} == types
    assert {event["certainty"] for _, events in CASES for event in events} == {
        "certain",
        "probable",
        "possible",
    }


def test_every_event_has_a_word() -> None:
    """Each case becomes examples with as many trigger words as it has events, or more."""
    for text, events in CASES:
        examples = event_examples(text, annotated(text, events), None)
        words = [kind for example in examples for kind in example.labels["event"] if kind != "O"]
        assert len(words) >= len(events), text


def test_about_a_fifth_is_kept_aside() -> None:
    """The words of a case decide."""
    assert 0.15 < sum(is_aside(text) for text, _ in CASES) / len(CASES) < 0.25


def test_what_is_kept_aside_is_not_trained_on() -> None:
    """The sentences that are trained on are those of all other cases, whole."""
    trained = "".join(word for example in case_examples() for word in example.words)
    for text, _ in CASES:
        assert ("".join(text.split()) in trained) != is_aside(text), text


def test_words_that_are_not_there_are_told(tmp_path: Path) -> None:
    """A case whose trigger is not in its sentence is an error."""
    (tmp_path / "some.yaml").write_text(
        "- {text: They left., events: [{trigger: stayed, actor: null}]}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"'stayed' does not stand in"):
        list(read_cases(tmp_path))
