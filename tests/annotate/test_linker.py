"""Linking mentions: what it goes by, and how it chooses."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.linker import antecedents, link
from sayso.annotate.mentions import find
from sayso.annotate.traits import ALIKE, TIES, pairs, traits, width
from sayso.record import Sentence, Span, Token
from sayso.tree import Tree

# word, part of speech, tag, head, relation, entity
FIRST = (
    ("Anna", "PROPN", "NNP", 4, "nsubj", "B-PER"),
    ("Berg", "PROPN", "NNP", 0, "flat", "I-PER"),
    (",", "PUNCT", ",", 3, "punct", "O"),
    ("minister", "NOUN", "NN", 0, "appos", "O"),
    ("resigned", "VERB", "VBD", -1, "root", "O"),
)
SECOND = (("She", "PRON", "PRP", 1, "nsubj", "O"), ("left", "VERB", "VBD", -1, "root", "O"))


def sentence(rows: tuple[tuple[str, str, str, int, str, str], ...]) -> Sentence:
    """Return a sentence of *rows*."""
    tokens = tuple(
        Token(Span(number * 10, number * 10 + len(word)), word, word.lower(), *rest)
        for number, (word, *rest) in enumerate(rows)
    )
    return Sentence(Span(tokens[0].span.start, tokens[-1].span.end), 0, tokens)


SENTENCES = (sentence(FIRST), sentence(SECOND))
TREES = [Tree(one) for one in SENTENCES]


def column(name: str) -> int:
    """Return the place of a tie among the traits of a pair."""
    return width()[1] - len(TIES) + TIES.index(name)


def weights(**pair: float) -> dict[str, np.ndarray]:
    """Return weights under which a pair with one of the traits *pair* is linked, and no other."""
    own, both = width()
    found = {
        "later": np.zeros((own, 1)),
        "earlier": np.zeros((own, 1)),
        "pair": np.zeros((both, 1)),
        "bias": np.zeros(1),
        "out": np.ones(1),
        "new": np.zeros((own, 1)),
        "new_bias": np.full(1, 0.5),
        "new_out": np.ones(1),
    }
    for name, weight in pair.items():
        found["pair"][column(name)] = weight
    return {name: values.astype(np.float32) for name, values in found.items()}


def test_traits_of_a_pair_tell_its_tie_and_distance() -> None:
    """The apposition hangs on the name; the pronoun is a sentence on and has another kind."""
    found = traits(find(TREES), TREES)
    assert found.own.shape == (3, width()[0])
    both = pairs(found, 0, 0, 3)
    assert both.shape == (3, 3, width()[1])
    assert both[1, 0, column("apposition")] == 1
    assert both[2, 0, column("apposition")] == 0
    differs = 2 * ALIKE.index("kind") + 1
    assert both[2, 0, differs] == 1


def test_a_part_of_the_pairs_is_as_in_the_whole() -> None:
    """How many mentions are looked at together does not matter."""
    found = traits(find(TREES), TREES)
    whole = pairs(found, 0, 0, 3)
    assert np.array_equal(pairs(found, 0, 2, 3), whole[2:])
    assert np.array_equal(pairs(found, 1, 2, 3), whole[2:, 1:])


@pytest.mark.parametrize(
    ("tie", "expected"), [("apposition", [None, 0, None]), ("relative", [None, None, None])]
)
def test_a_mention_takes_up_what_scores_above_new(tie: str, expected: list[int | None]) -> None:
    """None is taken up where no pair scores above a new referent."""
    found = traits(find(TREES), TREES)
    assert antecedents(found, weights(**{tie: 1.0})) == expected


def test_mentions_of_one_referent_share_a_chain() -> None:
    """Chains are numbered in the order in which they begin."""
    assert [mention.chain for mention in link(SENTENCES, weights(apposition=1.0))] == [0, 0, 1]


QUOTED = (
    ("Camps", "NOUN", "NNS", 1, "nsubj", "O"),
    ("fell", "VERB", "VBD", 3, "ccomp", "O"),
    ("it", "PRON", "PRP", 3, "nsubj", "O"),
    ("said", "VERB", "VBD", -1, "root", "O"),
)


def test_who_speaks_is_nothing_spoken_of() -> None:
    """In "camps fell, it said" the speaker is no camp, whatever the weights say."""
    always = weights() | {"new_bias": np.full(1, -1, dtype=np.float32), "bias": np.ones(1, dtype=np.float32)}
    assert [mention.chain for mention in link((sentence(QUOTED),), always)] == [0, 1]
    assert [mention.chain for mention in link((sentence(FIRST),), always)] == [0, 0]


def test_without_mentions_there_is_nothing_to_link() -> None:
    """A sentence of punctuation alone holds nobody."""
    assert link((sentence((("!", "PUNCT", ".", -1, "root", "O"),)),), weights()) == ()
