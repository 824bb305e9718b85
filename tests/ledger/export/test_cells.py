"""Cells: nothing in them is obeyed, and nothing is lost."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.export.cells import cell, plain

from .support import EVILS

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(EVILS)


@given(TEXTS)
def test_what_was_spelled_is_read_back(text: str) -> None:
    """The text comes back as it was, the empty text too."""
    assert plain(cell(text)) == text


@given(TEXTS)
def test_nothing_in_a_cell_is_obeyed(text: str) -> None:
    """No formula begins a cell, and it holds no control, line end or direction mark."""
    written = cell(text)
    assert not re.match("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]", written)
    assert not [one for one in written if unicodedata.category(one) in ("Cc", "Zl", "Zp")]
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", written)


@given(TEXTS)
def test_two_texts_never_make_one_cell(text: str) -> None:
    """A text that looks like the spelling of another is told from it."""
    assert cell(cell(text)) != cell(text) or cell(text) == text


def test_ordinary_text_is_left_alone() -> None:
    """Most cells look as in the article."""
    assert cell('"We met," Élodie said; 5 - 3 = 2.') == '"We met," Élodie said; 5 - 3 = 2.'


@pytest.mark.parametrize(
    ("text", "written"), [("=1", "'=1"), ("'a", "''a"), ("a\nb", "a\\nb"), ("\x1b", "\\x1b"), ("", "'")]
)
def test_the_spelling_is_the_one_that_is_documented(text: str, written: str) -> None:
    """docs/formats/tables.md and the codebook describe this."""
    assert cell(text) == written


def test_an_empty_cell_is_no_text() -> None:
    """What is unknown differs from the empty text."""
    assert plain("") is None
