"""Distinct values, numbered without sorting."""

from __future__ import annotations

import warnings
from unittest import mock

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.analyse import distinct

words = st.lists(st.text(max_size=6).filter(lambda word: "\0" not in word), max_size=40)


@given(words)
def test_each_row_leads_back_to_its_value(column: list[str]) -> None:
    """Values are distinct, and the numbers say which of them stands in each row."""
    array = np.array(column, dtype=np.str_)
    values, numbers = distinct.of_strings(array)
    assert len(set(values.tolist())) == len(values) == len(set(array.tolist()))
    assert values[numbers].tolist() == array.tolist()


def test_values_that_come_late_are_found() -> None:
    """A value that is not among the first rows gets its number too."""
    column = np.array(["A"] * (distinct.SEEN + 3) + ["B", "A", "C", "B"])
    values, numbers = distinct.of_strings(column)
    assert values[numbers].tolist() == column.tolist()
    assert len(values) == 3


def test_many_values_are_found_without_a_warning() -> None:
    """Where the first factor gives two values one slot, others are tried, and nothing is said of it."""
    column = np.array([str(number**3) for number in range(distinct.MOST)])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values, numbers = distinct.of_strings(column)
    assert values[numbers].tolist() == column.tolist()


def test_strings_of_one_digest_are_told_apart() -> None:
    """Where two strings happen to have one digest, they still get numbers of their own."""
    column = np.array(["KENGOV", "TZAGOV", "KENGOV"])
    with mock.patch.object(distinct, "_digests", lambda column: np.zeros(len(column), dtype=np.uint64)):
        values, numbers = distinct.of_strings(column)
    assert values[numbers].tolist() == column.tolist()


def test_the_first_rows_of_combinations() -> None:
    """Of rows that agree in all columns the first is kept, also where the numbers are very large."""
    large = 2**40
    rows = distinct.first_rows(
        np.array([large, 1, large, large]), np.array([large, 2, large, large]), np.array([3, 3, 3, 4])
    )
    assert rows.tolist() == [0, 1, 3]
