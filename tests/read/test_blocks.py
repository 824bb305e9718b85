"""The blocks of plain texts, on cases that can be read and judged."""

from __future__ import annotations

from typing import Any

import pytest

from tests.read.support import kinds, load_cases, read

CASES = load_cases("blocks")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    """A text has the blocks that its case says it has, in order."""
    article = read(case["text"])
    found = kinds(article)
    assert [kind for kind, _ in found] == [kind for kind, _ in case["blocks"]], case["because"]
    for (_, words), (_, beginning) in zip(found, case["blocks"], strict=True):
        assert words.startswith(beginning)
    if "title" in case:
        assert article.title == case["title"]
    if "published" in case:
        assert article.published.date == case["published"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_windows_line_ends(case: dict[str, Any]) -> None:
    """The same text with Windows line ends has the same blocks, and keeps its line ends."""
    text = case["text"].replace("\n", "\r\n")
    article = read(text)
    assert article.text == text
    assert [kind for kind, _ in kinds(article)] == [kind for kind, _ in case["blocks"]]
