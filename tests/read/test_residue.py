"""Page furniture is residue; news that speaks of the same things is not."""

from __future__ import annotations

import pytest

from sayso.read.residue import residue_test
from tests.read.support import kinds, load_cases, read

CASES = load_cases("residue")


@pytest.mark.parametrize("line", CASES["fires"])
def test_fires(line: str) -> None:
    """A line of page furniture is residue."""
    assert residue_test()(line)


@pytest.mark.parametrize("case", CASES["silent"], ids=[case["text"] for case in CASES["silent"]])
def test_silent(case: dict[str, str]) -> None:
    """A line of news is not residue, whatever words it shares with page furniture."""
    assert not residue_test()(case["text"]), case["because"]


def test_long_block_is_never_residue() -> None:
    """A block longer than page furniture ever is stays a paragraph."""
    assert not residue_test()("Sign up for our newsletter " + "and read more of it every day " * 8)


def test_residue_is_kept() -> None:
    """Residue stays in the text, as a block of its own."""
    text = "The envoys met on Monday and talked about the lake.\nAdvertisement\nThey meet again in May.\n"
    article = read(text)
    assert article.text == text
    assert ("residue", "Advertisement") in kinds(article)
