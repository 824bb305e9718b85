"""Whole numbers for the distinct values of a column, without sorting the column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.signedinteger[Any]]
MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio: spreads what differs in few bits (Knuth)
CHUNK = 1 << 18  # rows at a time: what is worked on stays in the processor's cache
BITS = np.uint64(21)  # of a letter in Unicode
EXACT = 3  # letters that 64 bits hold as they stand
SLOT, MOST, TRIES = np.uint64(64 - 16), 400, 400  # slots of a table, what it is tried for, how often
SEEN = 1 << 16  # rows that are looked at first, to learn the common values


def of_strings(column: NDArray[np.str_]) -> tuple[NDArray[np.str_], Whole]:
    """Return the distinct values of *column*, and for each row the number of its value."""
    if not len(column):
        return column[:0], np.zeros(0, dtype=np.int64)
    first, numbers = _numbered(_digests(column))
    values = column[first]
    if _width(column) > EXACT and not _all_equal(values, numbers, column):
        # two strings happen to have one digest: the slow way is always right
        values, inverse = np.unique(column, return_inverse=True)
        return values, inverse.astype(np.int64)
    return values, numbers


def any_named(column: NDArray[np.str_]) -> bool:
    """Return whether any string of *column* has a letter."""
    return bool(np.ascontiguousarray(column).view(np.uint32).any())


def of_numbers(column: Whole) -> tuple[Whole, Whole]:
    """Return the distinct values of *column* in ascending order, and for each row the number of its value."""
    values, inverse = np.unique(column, return_inverse=True)
    return values, inverse.astype(np.int64)


def first_rows(*columns: Whole) -> Whole:
    """Return the first row of each distinct combination of values of *columns* (none negative), ascending."""
    keys = joined(*columns)
    bits = max(len(keys) - 1, 1).bit_length()
    if len(keys) and int(keys.max()) >= 1 << (63 - bits):
        keys = of_numbers(keys)[1]
    order = (keys << bits) | np.arange(len(keys))  # sorting numbers is faster than sorting rows by them
    order.sort()
    new = np.ones(len(order), dtype=bool)
    new[1:] = order[1:] >> bits != order[:-1] >> bits
    rows: Whole = order[new] & ((1 << bits) - 1)
    rows.sort()
    return rows


def joined(*columns: Whole) -> Whole:
    """Return one number for each row that differs where any of *columns* (none negative) differs."""
    whole = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns:
        span = int(column.max()) + 1 if len(column) else 1
        if size * span >= 2**62:
            whole = of_numbers(whole)[1]
            size = int(whole.max()) + 1
        whole = whole * span + column
        size *= span
    return whole


def _width(column: NDArray[np.str_]) -> int:
    return column.dtype.itemsize // 4


def _digests(column: NDArray[np.str_]) -> NDArray[np.uint64]:
    """Return 64 bits of each string: equal strings have equal ones, and short strings no others."""
    column = np.ascontiguousarray(column)
    width = _width(column)
    letters = column.view(np.uint32).reshape(len(column), width)
    digests = np.zeros(len(column), dtype=np.uint64)
    for start in range(0, len(column), CHUNK):
        part = digests[start : start + CHUNK]
        for place in range(width):
            if width <= EXACT:
                part <<= BITS
            else:
                part ^= part >> np.uint64(29)
                part *= MIX
            part += letters[start : start + CHUNK, place]
    return digests


def _numbered(digests: NDArray[np.uint64]) -> tuple[Whole, Whole]:
    """Return the row of each distinct digest, and for each row the number of its digest.

    Few values make up most rows of such columns: those of the first rows are looked up, the others sorted.
    """
    known, rows = np.unique(digests[:SEEN], return_index=True)
    places = _places(known)
    numbers = np.empty(len(digests), dtype=np.int32)
    left = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(digests), CHUNK):
        part = digests[start : start + CHUNK]
        found = places(part)
        numbers[start : start + CHUNK] = found
        left.append(start + np.flatnonzero(known[found] != part))
    others = np.concatenate(left)
    _, more, inverse = np.unique(digests[others], return_index=True, return_inverse=True)
    numbers[others] = len(known) + inverse
    return np.concatenate([rows, others[more]]).astype(np.int64), numbers


def _places(known: NDArray[np.uint64]) -> Callable[[NDArray[np.uint64]], Whole]:
    """Return what finds the place of digests among those *known* (ascending): any place for one that is not.

    A table of slots in which each of *known* has its own, by the first odd factor that does that; halving
    where there are too many for a table that the cache holds.
    """
    if len(known) <= MOST:
        for factor in range(1, TRIES, 2):
            mixed = np.uint64(int(MIX) * factor % 2**64)  # of two scalars numpy would warn
            slots = (known * mixed) >> SLOT
            if len(np.unique(slots)) == len(known):
                table = np.zeros(1 << (64 - int(SLOT)), dtype=np.int64)
                table[slots] = np.arange(len(known))
                return lambda part: table[(part * mixed) >> SLOT]
    return lambda part: np.minimum(np.searchsorted(known, part), len(known) - 1).astype(np.int64)


def _all_equal(values: NDArray[np.str_], numbers: Whole, column: NDArray[np.str_]) -> bool:
    return all(
        bool(np.array_equal(values[numbers[start : start + CHUNK]], column[start : start + CHUNK]))
        for start in range(0, len(column), CHUNK)
    )
