"""Varies training sentences: as news varies (headlines, no stop, curly quotes, dashes), or in their words."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from training.example import Example

_CURLY = str.maketrans({"'": "\u2019", "`": "\u2018"})
_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"'})
_SMALL = frozenset(
    "a an and as at by for from in into of off on or over than the to up via with 's n't".split()
)
_QUOTES = frozenset("'\"`\u2018\u2019\u201c\u201d")
_OPEN = frozenset("CD JJ JJR JJS NN NNP NNPS NNS RB VB VBD VBG VBN VBP VBZ".split())
_SURE, _SWAPPED = 0.9, 0.25


class Swapper:
    """Puts other words of the same tag in the place of a quarter of a sentence's open-class words.

    What it makes has no labels: it is for a core that is taught, which otherwise hears its teachers
    speak of little but the sentences that they know by heart (after Jiao et al. 2020, TinyBERT).
    """

    def __init__(self, examples: Iterable[Example]) -> None:
        """Learn words' tags from the treebanks among *examples*; names in the middle of others are names."""
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        examples = list(examples)
        for example in examples:
            for word, tag in zip(example.words, example.labels.get("xpos", ()), strict=False):
                counts[word][tag] += 1
        best = {word: tags.most_common(1)[0] for word, tags in counts.items()}
        self._tags = {
            word: tag
            for word, (tag, number) in best.items()
            if tag in _OPEN and number >= _SURE * counts[word].total()
        }
        self._known = frozenset(counts)
        self._pools: defaultdict[str, list[str]] = defaultdict(list)
        for example in examples:
            for number, word in enumerate(example.words):
                tag = self._tag(word, number)
                if tag and (number or tag.startswith("NNP")):
                    self._pools[tag].append(word)

    def _tag(self, word: str, place: int) -> str | None:
        if word in self._known or not place:
            return self._tags.get(word)
        return "NNP" if word.istitle() and word.isalpha() else None

    def __call__(self, example: Example, rng: random.Random) -> Example:
        """Return *example* without labels and with other words."""
        words = tuple(self._swapped(word, place, rng) for place, word in enumerate(example.words))
        return Example(words, {})

    def _swapped(self, word: str, place: int, rng: random.Random) -> str:
        tag = self._tag(word, place)
        if not tag or rng.random() >= _SWAPPED:
            return word
        new = rng.choice(self._pools[tag])
        return new if place else new[:1].upper() + new[1:]


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
