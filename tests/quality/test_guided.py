"""Fuzzing that is led by coverage: what it is given, and that it runs where atheris is installed."""

from __future__ import annotations

import pytest

from quality.fuzz import READERS
from quality.guided import PACKED, fuzzed, readers


def test_all_readers_are_fuzzed_but_those_of_packed_files() -> None:
    """A changed byte of a packed file reaches the unpacking alone, which ``quality.fuzz`` breaks, too."""
    assert {*readers(), *PACKED} == set(READERS)
    assert not set(readers()) & set(PACKED)


def test_a_reader_is_fuzzed() -> None:
    """A moment of it ends with libFuzzer's report."""
    pytest.importorskip("atheris")
    *_, last = fuzzed("list", 1)
    assert last.startswith("Done ")
