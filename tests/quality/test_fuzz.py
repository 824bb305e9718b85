"""Broken inputs break no reader: a short run of what ``python -m quality.fuzz`` does for longer."""

from __future__ import annotations

import pytest

from quality.fuzz import READERS, of_article, trial
from sayso.record import Article, Block, Published, Span


@pytest.mark.parametrize("name", list(READERS))
def test_no_reader_breaks(name: str) -> None:
    """Every reader makes articles or numbered problems of whatever it is given."""
    trial(name, 30)()


@pytest.mark.parametrize("spans", [[(0, 99)], [(0, 2)], [(0, 1), (0, 1)], [(1, 1)]])
def test_a_broken_article_would_be_seen(spans: list[tuple[int, int]]) -> None:
    """Blocks beyond the text, with blanks at their ends, over each other or empty are seen."""
    blocks = tuple(Block("paragraph", Span(*one)) for one in spans)
    with pytest.raises(AssertionError):
        of_article(Article("a", "a", "", "", "x y", None, Published(), blocks))
