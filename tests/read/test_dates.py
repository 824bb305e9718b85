"""When an article was published."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.record import Published
from tests.read.support import STORY, load_cases, read

CASES = load_cases("dates")
PAGES = load_cases("pages")


@pytest.mark.parametrize("case", CASES, ids=[case["because"] for case in CASES])
def test_plain_texts(case: dict[str, Any]) -> None:
    """A plain text has the date that its case says it has."""
    article = read(case["text"], case.get("name", "story.txt"))
    assert article.published == Published(case["date"], case["precision"])


@pytest.mark.parametrize("case", PAGES, ids=[case["name"] for case in PAGES])
def test_pages(case: dict[str, Any]) -> None:
    """A page has the date that its case says it has."""
    page = (
        f"<html><head><title>Ministers meet</title>{case['head']}</head><body><article>"
        f"<h1>Ministers meet</h1>{case.get('before', '')}<p>{STORY}</p><p>{STORY[::-1]}</p></article>"
        f"{case.get('after', '')}</body></html>"
    )
    assert read(page, "page.html").published == Published(case["date"], case["precision"]), case["because"]


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("2001-02-03", Published("2001-02-03", "day")),
        ("2001-02", Published("2001-02-01", "month")),
        ("2001", Published("2001-01-01", "year")),
    ],
)
def test_user_fills_in(told: str, published: Published) -> None:
    """What the user says counts where the text says nothing, as exactly as it is said."""
    assert read("Talks fail\nThe talks failed.", published=told).published == published


def test_text_goes_first() -> None:
    """A date of the article's own is not overridden, so that a folder can be coded with one fallback."""
    article = read("Talks fail\n7 August 2009\nThe talks failed.", published="2001-02-03")
    assert article.published == Published("2009-08-07", "day")


def test_address_with_a_date() -> None:
    """The path of an address may hold the date."""
    article = read("The talks failed.", "https://example.org/world/2009/08/07/talks")
    assert article.published == Published("2009-08-07", "day")
