"""Lemmas by UD conventions, from tables learned with the model (``models/lemmas.json``)."""

from __future__ import annotations

from functools import lru_cache
from typing import TypedDict

LONGEST_ENDING = 6
_REMEMBERED = 100_000  # words


class Tables(TypedDict):
    """What is known of one part of speech.

    ``endings`` gives for an ending how many characters to cut off and what to
    add; ``words`` the lemmas of single words that the endings get wrong.
    """

    endings: dict[str, list[int | str]]
    words: dict[str, str]


class Lemmatiser:
    """Looks up lemmas by word and part of speech (XPOS)."""

    def __init__(self, tables: dict[str, Tables]) -> None:
        """Use *tables*, one for each part of speech."""
        self._tables = tables
        self._known = lru_cache(_REMEMBERED)(self._lemma)

    def lemma(self, word: str, xpos: str, first: bool = False) -> str:
        """Return the lemma of *word*; the capital of the *first* word of a sentence says nothing."""
        return self._known(word, xpos, first)

    def _lemma(self, word: str, xpos: str, first: bool) -> str:
        tables = self._tables.get(xpos)
        if xpos.startswith("NNP"):
            return self._name(word, tables)
        if tables is None or (not word.isalpha() and any(map(str.isdigit, word))):
            return word
        known = tables["words"].get(word.lower())
        if known is not None:
            return known
        plain = _apply(word.lower().replace("\u2019", "'"), tables)
        return _capital(plain) if _keeps_capital(word, xpos, first) else plain

    def _name(self, word: str, tables: Tables | None) -> str:
        """Names keep their letters; a plural one ("Taliban members, Talibs") loses its ending."""
        if tables is None:
            return word
        lower = word.lower()
        plain = tables["words"].get(lower) or _apply(lower, tables)
        same = len(plain) if lower.startswith(plain) else 0
        return word[:same] if same else _capital(plain)


def _keeps_capital(word: str, xpos: str, first: bool) -> bool:
    """Whether *word* is an adjective made from a name ("Waziri"): a capital inside a sentence."""
    return xpos == "JJ" and not first and word[0].isupper() and not word[1:].isupper()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _apply(word: str, tables: Tables) -> str:
    for start in range(max(0, len(word) - LONGEST_ENDING), len(word) + 1):
        change = tables["endings"].get(word[start:])
        if change is not None:
            cut, added = int(change[0]), str(change[1])
            return (word[: len(word) - cut] if cut < len(word) else "") + added or word
    return word
