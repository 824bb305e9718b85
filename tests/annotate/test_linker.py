"""Linking mentions: what it goes by, and how it chooses."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.linker import Seen, antecedents, link, with_meanings
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


def seen(*rows: tuple[tuple[str, str, str, int, str, str], ...], alike: str = "") -> tuple[Seen, ...]:
    """Return sentences of *rows* as the core sees them; the words *alike* mean one thing, others nothing."""
    states = (np.array([[float(word in alike.split())] for word, *_ in some]) for some in rows)
    return tuple(Seen(sentence(some), state) for some, state in zip(rows, states, strict=True))


TREES = [Tree(sentence(FIRST)), Tree(sentence(SECOND))]


def column(name: str) -> int:
    """Return the place of a tie among the traits of a pair."""
    return width()[1] - len(TIES) + TIES.index(name)


def weights(**pair: float) -> dict[str, np.ndarray]:
    """Return weights under which a pair with one of the traits *pair* is linked, and no other."""
    own, both = width()
    found = {
        "meaning": np.ones((1, 1)),
        "alike": np.zeros((1, 1)),
        "later": np.zeros((own + 1, 1)),
        "earlier": np.zeros((own + 1, 1)),
        "pair": np.zeros((both, 1)),
        "bias": np.zeros(1),
        "out": np.ones(1),
        "new": np.zeros((own + 1, 1)),
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
    found, given = traits(find(TREES), TREES), weights(**{tie: 1.0})
    assert antecedents(with_meanings(found, np.zeros((3, 1)), given), given) == expected


def test_mentions_of_one_referent_share_a_chain() -> None:
    """Chains are numbered in the order in which they begin."""
    assert [mention.chain for mention in link(seen(FIRST, SECOND), weights(apposition=1.0))] == [0, 0, 1]


def test_mentions_whose_words_mean_alike_are_linked() -> None:
    """What the core makes of two words ties them, without any trait that they share."""
    given = weights() | {"alike": np.ones((1, 1), dtype=np.float32)}
    sentences = seen(FIRST, SECOND, alike="minister She")
    assert [mention.chain for mention in link(sentences, given)] == [0, 1, 1]
    assert [mention.chain for mention in link(sentences, weights())] == [0, 1, 2]


QUOTED = (
    ("Camps", "NOUN", "NNS", 1, "nsubj", "O"),
    ("fell", "VERB", "VBD", 3, "ccomp", "O"),
    ("it", "PRON", "PRP", 3, "nsubj", "O"),
    ("said", "VERB", "VBD", -1, "root", "O"),
)


def test_who_speaks_is_nothing_spoken_of() -> None:
    """In "camps fell, it said" the speaker is no camp, whatever the weights say."""
    always = weights() | {"new_bias": np.full(1, -1, dtype=np.float32), "bias": np.ones(1, dtype=np.float32)}
    assert [mention.chain for mention in link(seen(QUOTED), always)] == [0, 1]
    assert [mention.chain for mention in link(seen(FIRST), always)] == [0, 0]


def test_without_mentions_there_is_nothing_to_link() -> None:
    """A sentence of punctuation alone holds nobody."""
    assert link(seen((("!", "PUNCT", ".", -1, "root", "O"),)), weights()) == ()


NAMED = (
    (("Anna", "PROPN", "NNP", -1, "root", "B-PER"), ("Berg", "PROPN", "NNP", 0, "flat", "I-PER")),
    (("Carl", "PROPN", "NNP", -1, "root", "B-PER"), ("Dorn", "PROPN", "NNP", 0, "flat", "I-PER")),
    (("Berg", "PROPN", "NNP", -1, "root", "B-PER"),),
)


def test_a_surname_is_the_one_person_called_so() -> None:
    """Names of persons are linked where one is a part of the other, and never where they share no word."""
    assert [mention.chain for mention in link(seen(*NAMED), weights())] == [0, 1, 0]
    always = weights() | {"new_bias": np.full(1, -1, dtype=np.float32), "bias": np.ones(1, dtype=np.float32)}
    assert [mention.chain for mention in link(seen(*NAMED), always)] == [0, 1, 0]
    both = [mention.chain for mention in link(seen(NAMED[0], SECOND, NAMED[1]), always)]
    assert both == [0, 0, 1]
