"""Near-duplicates: wire copies and updated versions of a text, told by the runs of words that they share."""

from __future__ import annotations

import re
from collections.abc import Iterable

RUN = 3  # words; so many that two texts of one event, each in its own words, share few
ALIKE = 0.5  # of all runs in either text
HASHES, BANDS = 128, 32  # bands of four hashes: of texts just alike enough, seven in eight are compared
SEED = 1


def fold(texts: Iterable[str]) -> list[int]:
    """Return for each of *texts* the number of the first that it is a copy of, itself where of none.

    A copy of a copy is one too. The order of the texts does not matter to what is folded.
    """
    from rensa import RMinHash, RMinHashLSH

    signs = RMinHash.from_token_sets((runs(text) for text in texts), HASHES, SEED)
    index = RMinHashLSH(ALIKE, HASHES, BANDS)
    index.insert_many(signs)
    first = list(range(len(signs)))
    for number, near in enumerate(index.query_all(signs)):
        for other in near:
            if other < number and signs[number].jaccard(signs[other]) >= ALIKE:
                _join(first, number, other)
    return [_root(first, number) for number in first]


def runs(text: str) -> set[str]:
    """Return all runs of three words in *text*, without case and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[start : start + RUN]) for start in range(max(1, len(words) - RUN + 1))}


def _join(first: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(first, one), _root(first, other)))
    first[high] = low


def _root(first: list[int], number: int) -> int:
    """Return the first of all that *number* is a copy of, and remember it."""
    while first[number] != number:
        first[number] = first[first[number]]
        number = first[number]
    return number
