"""Sentences varied for training."""

from __future__ import annotations

import random

import pytest

augment = pytest.importorskip("training.augment", reason="run from the repository's root")
example = pytest.importorskip("training.example")


def tagged(*pairs: str) -> object:
    """Return an example of ``word/TAG`` pairs."""
    words, tags = zip(*(pair.rsplit("/", 1) for pair in pairs), strict=True)
    return example.Example(words, {"xpos": tags, "upos": ("X",) * len(words)}, (0,) * len(words))


TREEBANK = [
    tagged("The/DT", "army/NN", "shelled/VBD", "three/CD", "villages/NNS", "./."),
    tagged("The/DT", "minister/NN", "praised/VBD", "two/CD", "teachers/NNS", "./."),
    tagged("Guards/NNS", "near/IN", "Lagos/NNP", "guard/VBP", "the/DT", "guard/NN", "./."),
]


def test_words_are_swapped_for_others_of_the_same_tag() -> None:
    """Open-class words only, and those with one tag."""
    swap = augment.Swapper([*TREEBANK, example.Example(("Talks", "in", "Quito", "failed"), {})])
    rng = random.Random(1)
    made = [swap(TREEBANK[0], rng) for _ in range(200)]
    seen = [{one.words[place] for one in made} for place in range(6)]
    assert seen[0] == {"The"}
    assert seen[5] == {"."}
    assert seen[1] == {"army", "minister"}  # guard is a verb as often as a noun: it is left alone
    assert seen[2] == {"shelled", "praised"}
    assert seen[3] == {"three", "two"}
    assert seen[4] == {"villages", "teachers"}
    assert not any(one.labels or one.heads for one in made)


def test_names_that_no_treebank_has_are_swapped_for_names() -> None:
    """A capital in the middle of a sentence tells a name."""
    news = example.Example(("Talks", "in", "Quito", "failed"), {})
    swap = augment.Swapper([*TREEBANK, news])
    rng = random.Random(1)
    made = [swap(news, rng).words for _ in range(100)]
    assert {words[2] for words in made} == {"Quito", "Lagos"}
    assert {words[3] for words in made} == {"failed"}


def test_the_same_seed_makes_the_same_sentence() -> None:
    """What is random comes from the generator that is given."""
    swap = augment.Swapper(TREEBANK)
    assert swap(TREEBANK[1], random.Random(5)) == swap(TREEBANK[1], random.Random(5))
