"""The network that corrects the rules of sentences: cases in ``cases/``, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from sayso.annotate.corrections import may_add, may_take_away
from sayso.annotate.encoder import load_core
from sayso.annotate.sentences import split_sentences
from sayso.annotate.splitter import NEAR, ROWS, Weights, scores, traits
from sayso.annotate.tokens import tokenize
from sayso.settings import Settings
from tests.annotate.test_tokens import TEXTS, cases


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Return the weights that ship."""
    return load_core(Settings()).splitter


def sentences_of(text: str, weights: Weights | None) -> list[str]:
    """Return the sentences of one block."""
    tokens = tokenize(text, 0, len(text))
    ends = split_sentences(text, tokens, weights)
    return [text[tokens[first].start : tokens[last - 1].end] for first, last in ends]


@pytest.mark.parametrize("case", cases("corrected.yaml"))
def test_corrections(case: dict[str, Any], weights: Weights) -> None:
    """A block is split as its case says, by the rules alone and with the network."""
    assert case["sentences"] == sentences_of(case["text"], weights)
    assert case.get("rules", case["sentences"]) == sentences_of(case["text"], None)


@pytest.mark.parametrize("case", cases("sentences.yaml"))
def test_the_rules_cases_stand(case: dict[str, Any], weights: Weights) -> None:
    """What the rules get right, the network leaves alone."""
    assert [str(sentence) for sentence in case["sentences"]] == sentences_of(case["text"], weights)


def test_an_end_is_added_where_the_network_alone_sees_it() -> None:
    """Weights that want an end everywhere get it only where words allow it, those that want none likewise."""
    text = "Chad's Civil Rights Act failed > the army of Chad left. It (D-N.Y.) rained."
    keen, loath = _constant(9.0), _constant(-9.0)
    assert sentences_of(text, keen) == [
        "Chad's Civil Rights Act failed",
        "> the army of Chad left.",
        "It (D-N.",
        "Y.) rained.",
    ]
    assert sentences_of(text, loath) == [
        "Chad's Civil Rights Act failed > the army of Chad left.",
        "It (D-N.Y.) rained.",
    ]


def _constant(score: float) -> Weights:
    """Return weights by which every token has the same *score*."""
    shapes = {"table": (ROWS, 1), "near": (2 * NEAR + 1, 1), "far": (2 * NEAR + 1, 1)}
    found = {name: np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    found |= {name: np.zeros(1, dtype=np.float32) for name in ("near_bias", "far_bias")}
    found |= {name: np.zeros(1, dtype=np.float32) for name in ("out_near", "out_far")}
    return found | {"out_bias": np.float32(score)}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("Civil Rights | Act", False),
        ("fight | Tuesday", False),
        ("Sen. | Hill", False),
        ("Regards , | Anna", False),
        ("France 's | Act", False),
        ("he said : | We", False),
        ("“ | We", False),
        ("guns … | it", False),
        ("guns . . . | It", False),
        ("he said | “", False),
        ("said , `` | We", False),
        ("KAMPALA _ | The", False),
        ("the end | .", False),
        ("guns | - they", False),
        ("guns . | ... - -", False),
        ("guns . | ... they", True),
        ("guns … | They", True),
        ("a@b.org | Anna", True),
        ("Figure 1.6 | The", True),
        ("France Only | One", False),
    ],
)
def test_where_an_end_may_be_added(words: str, may: bool) -> None:
    """No name is cut, no quote taken from its speaker; marks, addresses and small words allow it."""
    before, after = (part.split() for part in words.split("|"))
    assert may_add(before + after, len(before)) == may


@pytest.mark.parametrize(
    ("words", "may"),
    [
        ("( D - N . | Y . )", True),
        ("in Ohio . | ( D )", True),
        ("the U.S. | “ clearly ”", True),
        ("the U.S. | “ Clearly ”", False),
        ("plan B . | The end", False),
        ("guns . | They", False),
        ("guns ! | Former", False),
        ("2 . | Two", False),
    ],
)
def test_where_an_end_may_be_taken_away(words: str, may: bool) -> None:
    """After a plain word and its stop, a capital begins a sentence whatever the network thinks."""
    before, after = (part.split() for part in words.split("|"))
    assert may_take_away(before + after, len(before)) == may


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_sentences_cover_tokens(text: str) -> None:
    """Every token is in exactly one sentence, in order, no sentence is empty, and a second run agrees."""
    tokens, weights = tokenize(text, 0, len(text)), load_core(Settings()).splitter
    found = split_sentences(text, tokens, weights)
    assert [0, *(last for _, last in found)] == [*(first for first, _ in found), len(tokens)]
    assert all(first < last for first, last in found)
    assert found == split_sentences(text, tokens, weights)


@pytest.mark.parametrize("piece", ["word ", ". ", "... I ", "a. b "])
def test_long_blocks_are_split(piece: str, weights: Weights) -> None:
    """100,000 words or marks without an end, or with one everywhere, are split to their end."""
    text = piece * (100_000 // len(piece.split()))
    tokens = tokenize(text, 0, len(text))
    ends = split_sentences(text, tokens, weights)
    assert (ends[0][0], ends[-1][1]) == (0, len(tokens))
    assert all(one[1] == other[0] for one, other in pairwise(ends))


def test_a_score_depends_on_what_is_near(weights: Weights) -> None:
    """A long block is scored in parts, and each token as if it were scored at once."""
    text = "The army left > Chad did (not). " * 500
    tokens = tokenize(text, 0, len(text))
    found = traits(text, tokens, [token.start % 32 == 0 for token in tokens])
    whole = scores(found, weights)
    assert len(whole) == len(tokens) > 4000
    assert np.allclose(whole[1900:2100], scores(found[1800:2200], weights)[100:300], atol=1e-3)


def test_nothing_to_split(weights: Weights) -> None:
    """A block without tokens has no sentences."""
    assert split_sentences(" \n", [], weights) == []
