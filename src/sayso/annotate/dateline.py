"""Datelines: the place and day before a report's first sentence, which are nobody's deed."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_DATELINE = 20  # tokens
DASHES = frozenset(["-", "--", "\u2013", "\u2014"])
LINKS = frozenset(["of", "on", "the", "de", "del", "la", "al"])


def dateline(words: Sequence[str]) -> int:
    """Return how many of the *words* that begin a paragraph are its dateline, dash included; 0 for none.

    "NAIROBI, Kenya, March 14 (Reuters) -" is one: a place in capitals, then
    only names, numbers and marks up to a dash.
    """
    if not words or not words[0].isalpha() or not words[0].isupper() or len(words[0]) < 3:
        return 0
    dash = next((number for number, word in enumerate(words) if word in DASHES and _ends(words, number)), 0)
    return dash + 1 if dash and all(map(_is_part, words[:dash])) else 0


def _ends(words: Sequence[str], number: int) -> bool:
    """Return whether the dash at *number* is no hyphen within the name of the place."""
    after = words[number + 1 : number + 2]
    return words[number] != "-" or not (number == 1 and after and after[0].isupper() and len(after[0]) > 1)


def _is_part(word: str) -> bool:
    """Return whether *word* may stand in a dateline: a name, a number, a mark."""
    return word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha() or word in LINKS
