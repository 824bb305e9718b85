"""Names that are written in capitals, as news would write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LETTERS = re.compile(r"[^\W\d_]+")
SMALL = frozenset("and at by for from in of on the to".split())  # small within every name
EITHER = frozenset(
    "al el ul ibn bin e i de del da di do dos du la le van von der den".split()
)  # small within some
SHORT = 3  # letters of a word that by itself is taken for an abbreviation


def spellings(name: str) -> Iterator[str]:
    """Yield *name* as news may write it; one that is not all in capitals stays what it is.

    A single short word is left in capitals (``UN``). Small words within a name are
    small; where they may be either, as in names of persons, both spellings are given.
    """
    if not name.isupper() or len(name) <= SHORT:
        yield name
        return
    yield (first := LETTERS.sub(lambda word: _written(word, SMALL | EITHER), name))
    if (second := LETTERS.sub(lambda word: _written(word, SMALL), name)) != first:
        yield second


def _written(word: re.Match[str], small: frozenset[str]) -> str:
    """Return a *word* of a name in capitals with only its first letter large, or with none."""
    lower = word[0].lower()
    possessive = lower == "s" and word.string[word.start() - 1 : word.start()] in ("'", "\u2019")
    initial = word.string[word.end() : word.end() + 1] == "."
    if possessive or (word.start() > 0 and lower in small and not initial):
        return lower
    return word[0] if initial and len(lower) == 1 else lower[0].upper() + lower[1:]


def slug(name: str) -> str:
    """Return *name* as an id: small plain letters and digits with hyphens between, or nothing."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
