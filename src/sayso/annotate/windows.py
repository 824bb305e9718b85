"""Cuts sentences that are too long to be read whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

_BEST_CUTS = ({";", ":"}, {",", "\u2014", "\u2013", "--"}, {")", "]", '"', "\u201d"})


def windows(words: Sequence[str], sizes: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    """Yield first and last word number (exclusive) of windows whose *sizes* sum to at most *longest*.

    A window ends after the best mark in its second half, where there is one.
    No single size may be above *longest*.
    """
    ends = [0, *accumulate(sizes)]
    first = 0
    while ends[-1] - ends[first] > longest:
        last = _fitting(ends, first, longest)
        last = _best_cut(words, (first + last) // 2, last)
        yield first, last
        first = last
    yield first, len(words)


def _fitting(ends: Sequence[int], first: int, longest: int) -> int:
    last = first + 1
    while last + 1 < len(ends) and ends[last + 1] - ends[first] <= longest:
        last += 1
    return last


def _best_cut(words: Sequence[str], earliest: int, latest: int) -> int:
    """Return the number after the last of the best marks between *earliest* and *latest*, else *latest*."""
    for marks in _BEST_CUTS:
        for number in range(latest, earliest, -1):
            if words[number - 1] in marks:
                return number
    return latest
