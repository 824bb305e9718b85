"""Words to sub-tokens: what the encoder reads of a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CLS, SEP, UNKNOWN = 101, 102, 100
SHAPES = 18
_LONGEST_WORD = 6
_REMEMBERED = 200_000


class Pieces(NamedTuple):
    """Sub-tokens of one sentence, [CLS] first and [SEP] last.

    ``ids`` and ``shapes`` have a number for each sub-token; ``firsts`` has the
    place of each word's first sub-token, preceded by 0 for the root.
    """

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


def shape(word: str, first: bool) -> int:
    """Return the number of *word*'s case shape, 0 to 17; *first* is whether no letter came before it.

    The encoder is uncased: this is how it learns of capitals.
    """
    return _plain_shape(word) + (9 if first else 0)


def _plain_shape(word: str) -> int:
    if word.isalpha():
        return _letter_shape(word)
    if any(map(str.isdigit, word)):
        return 6 if word.isdigit() else 7
    return _letter_shape(word) if any(map(str.isalpha, word)) else 8


def _letter_shape(word: str) -> int:
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


class WordPieces:
    """Splits words into sub-tokens and remembers what it has split. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Read the tokenizer at *path* (a ``tokenizer.json``)."""
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def word(self, word: str) -> tuple[int, ...]:
        """Return the sub-tokens of *word*: at least one, at most six."""
        found = self._known.get(word)
        return found if found is not None else self._learn([word])[0]

    def learn(self, words: Iterable[str]) -> None:
        """Split all *words* that are not known yet at once, which is several times faster."""
        unknown = list(dict.fromkeys(word for word in words if word not in self._known))
        if unknown:
            self._learn(unknown)

    def _learn(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        if len(self._known) > _REMEMBERED:
            self._known = {}
        safe = [
            word[:100].encode("utf-8", "replace").decode() for word in words
        ]  # lone surrogates do not encode
        encoded = self._tokenizer.encode_batch(safe, add_special_tokens=False)
        split = [tuple(one.ids[:_LONGEST_WORD]) or (UNKNOWN,) for one in encoded]
        self._known.update(zip(words, split, strict=True))
        return split

    def sentence(self, words: Sequence[str]) -> Pieces:
        """Return the sub-tokens of a sentence of *words*."""
        pieces = Pieces([CLS], [0], [0])
        first = True
        for word in words:
            ids, number = self.word(word), shape(word, first)
            pieces.firsts.append(len(pieces.ids))
            pieces.ids.extend(ids)
            pieces.shapes.extend([number] * len(ids))
            first = first and number % 9 == 8
        pieces.ids.append(SEP)
        pieces.shapes.append(0)
        return pieces
