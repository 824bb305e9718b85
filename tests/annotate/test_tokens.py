"""Tokens and sentences: the cases in ``cases/``, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize

CASES = Path(__file__).parent / "cases"
PIECES = st.sampled_from(
    [
        *(
            "Mr.",
            " ",
            "\n",
            "\r\n",
            "U.S.",
            "'",
            "\u2019s",
            '"',
            "“",
            "”",
            ".",
            "...",
            ". . .",
            "!",
            "(",
            "]",
            "-",
            "—",
        ),
        *(
            "\x00",
            "\u200b",
            "👨\u200d👩\u200d👧",
            "شرطة",
            "İ",
            "ß",
            "can't",
            "http://a.b",
            "$",
            "1,000",
            "GO",
            "The",
            "a@b.c",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


def cases(name: str) -> list[Any]:
    """Return the cases of a file, each called by its reason."""
    return [
        pytest.param(case, id=case["why"])
        for case in yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    ]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of one block."""
    tokens = tokenize(text, 0, len(text))
    return [text[tokens[first].start : tokens[last - 1].end] for first, last in split_sentences(text, tokens)]


@pytest.mark.parametrize("case", cases("tokens.yaml"))
def test_tokens(case: dict[str, str]) -> None:
    """A text is split into the tokens that its case lists."""
    text = case["text"]
    assert case["tokens"].split(" ") == [text[start:end] for start, end in tokenize(text, 0, len(text))]


@pytest.mark.parametrize("case", cases("sentences.yaml"))
def test_sentences(case: dict[str, Any]) -> None:
    """A block is split into the sentences that its case lists."""
    assert [str(sentence) for sentence in case["sentences"]] == sentences_of(case["text"])


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\x00")
@example("don't\r\nGO")
def test_tokens_cover_text(text: str) -> None:
    """Tokens are in order and hold no blank; only blanks and invisible characters lie between them."""
    place = 0
    for start, end in tokenize(text, 0, len(text)):
        assert place <= start < end
        assert not any(char.isspace() for char in text[start:end])
        assert all(char.isspace() or not char.isprintable() for char in text[place:start])
        place = end
    assert all(char.isspace() or not char.isprintable() for char in text[place:])


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_sentences_cover_tokens(text: str) -> None:
    """Every token is in exactly one sentence, in order, and no sentence is empty."""
    tokens = tokenize(text, 0, len(text))
    place = 0
    for first, last in split_sentences(text, tokens):
        assert (first, last > first) == (place, True)
        place = last
    assert place == len(tokens)


@given(st.integers(0, 30), st.integers(0, 30))
def test_tokens_stay_inside(one: int, other: int) -> None:
    """No token reaches beyond the stretch of text that was asked for."""
    text = "Mr. Khan can't see the U.S.-led talks."
    start, end = sorted((one, other))
    assert all(start <= token.start < token.end <= end for token in tokenize(text, start, end))


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a-", "1", "1.", ".", "'", '"', "a%", "@", "(", "[1", ". ", "a. b ", "\n"]
)
def test_endless_repetition_is_split(piece: str) -> None:
    """A block of one repeated piece is split to its end, and nothing of it is lost."""
    text = piece * (100_000 // len(piece))
    tokens = tokenize(text, 0, len(text))
    assert "".join(text.split()) == "".join(text[start:end] for start, end in tokens)
    assert [last for _, last in split_sentences(text, tokens)][-1:] == [len(tokens)][: len(tokens)]
