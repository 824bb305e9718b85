"""Varies training sentences the way news varies: headlines, missing stops, curly quotes, dashes."""

from __future__ import annotations

import random
from dataclasses import replace

from training.example import Example

_CURLY = str.maketrans({"'": "\u2019", "`": "\u2018"})
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
_SMALL = frozenset(
    "a an and as at by for from in into of off on or over than the to up via with 's n't".split()
)
_QUOTES = frozenset("'\"`\u2018\u2019\u201c\u201d")


def vary(example: Example, rng: random.Random) -> Example:
    """Return *example*, or now and then a variant of it; the labels stay right."""
    chance = rng.random()
    if chance < 0.03:
        example = _with_words(example, [word.upper() for word in example.words])
    elif chance < 0.07:
        example = _with_words(_without_stop(example), _title_case(example.words))
    elif chance < 0.08:
        example = _with_words(example, [word.lower() for word in example.words])
    elif chance < 0.11:
        example = _without_stop(example)
    if rng.random() < 0.3:
        example = _other_marks(example)
    return example


def _with_words(example: Example, words: list[str]) -> Example:
    return replace(example, words=tuple(words[: len(example.words)]))


def _title_case(words: tuple[str, ...]) -> list[str]:
    return [
        word if word.lower() in _SMALL and number else word[:1].upper() + word[1:]
        for number, word in enumerate(words)
    ]


def _without_stop(example: Example) -> Example:
    """Return *example* without its final full stop, where nothing hangs on that."""
    size = len(example.words)
    if size < 3 or example.words[-1] != "." or size in example.heads:
        return example
    labels = {name: values[:-1] for name, values in example.labels.items()}
    return Example(example.words[:-1], labels, example.heads[:-1])


def _other_marks(example: Example) -> Example:
    """Swap straight and curly quotes, and two hyphens for a dash."""
    text = "".join(example.words)
    if not (_QUOTES.intersection(text) or "--" in text):
        return example
    straight = not ({"\u2019", "\u2018", "\u201c", "\u201d"} & set(text))
    opened = False
    words = []
    for word in example.words:
        if word in ('"', "''", "``"):
            opened = not opened
            words.append("\u201c" if opened else "\u201d")
        else:
            words.append("\u2014" if word == "--" else word.translate(_CURLY if straight else _STRAIGHT))
    return _with_words(example, words)
