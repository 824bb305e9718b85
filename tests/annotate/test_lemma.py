"""Lemmas and morphology."""

from __future__ import annotations

import pytest

from sayso.annotate.encoder import load_core
from sayso.annotate.lemma import Lemmatiser
from sayso.settings import Settings


@pytest.mark.parametrize(
    ("word", "xpos", "lemma"),
    [
        ("accused", "VBD", "accuse"),
        ("condemned", "VBD", "condemn"),
        ("provoking", "VBG", "provoke"),
        ("expelled", "VBN", "expel"),
        ("fled", "VBD", "flee"),
        ("slain", "VBN", "slay"),
        ("denies", "VBZ", "deny"),
        ("\u2019s", "VBZ", "be"),
        ("n't", "RB", "not"),
        ("n\u2019t", "RB", "not"),
        ("Strikes", "NNS", "strike"),
        ("STRIKES", "NNS", "strike"),
        ("allies", "NNS", "ally"),
        ("crises", "NNS", "crisis"),
        ("him", "PRP", "he"),
        ("Pakistani", "JJ", "Pakistani"),
        ("Haqqani", "NNP", "Haqqani"),
        ("Afghans", "NNPS", "Afghan"),
        ("10,000", "CD", "10,000"),
        ("worst", "JJS", "bad"),
    ],
)
def test_lemmas(word: str, xpos: str, lemma: str) -> None:
    """A word has the lemma that the treebanks would give it."""
    assert load_core(Settings()).lemmas.lemma(word, xpos) == lemma


def test_first_word_loses_its_capital() -> None:
    """The capital of a sentence's first word says nothing, that of an adjective within one does."""
    lemmatiser = Lemmatiser({"JJ": {"endings": {"": [0, ""]}, "words": {}}})
    assert lemmatiser.lemma("Waziri", "JJ") == "Waziri"
    assert lemmatiser.lemma("Grave", "JJ", first=True) == "grave"


def test_unknown_part_of_speech_keeps_the_word() -> None:
    """A word whose part of speech has no table is its own lemma."""
    assert Lemmatiser({}).lemma("Xyz", "FW") == "Xyz"
