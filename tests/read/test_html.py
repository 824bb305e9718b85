"""HTML pages: what is taken and how it is laid out."""

from __future__ import annotations

import pytest

from tests.read.support import STORY, kinds, read, refused

SECOND = (
    "Neither ministry would confirm it, and both of them asked journalists not to travel to the island "
    "before the end of the week, when its harbour &amp; its only road will be opened again."
)
DECK = "What two ministers may have said to each other on an island that neither of their countries owns."


def page(head: str = "", body: str = "") -> str:
    """Return a page with a story."""
    return (
        f"<!DOCTYPE html><html><head><title>Ministers meet</title>{head}</head><body>"
        "<nav><a href='/'>Home</a> <a href='/world'>World</a></nav><script>var talks = 'secret';</script>"
        f"<article><h1>Ministers meet</h1>{body}<p>{STORY}</p><h2>No word from the capital</h2>"
        f"<p>{SECOND}</p></article><footer>All rights reserved.</footer></body></html>"
    )


def test_blocks() -> None:
    """Title, paragraphs and headings are blocks with exact spans; entities are resolved, scripts left out."""
    article = read(page(), "page.html")
    assert kinds(article) == [
        ("title", "Ministers meet"),
        ("paragraph", STORY),
        ("subhead", "No word from the capital"),
        ("paragraph", SECOND.replace("&amp;", "&")),
    ]
    assert article.title == "Ministers meet"


def test_deck_that_is_shown() -> None:
    """A description that the page shows is the deck."""
    head = f'<meta name="description" content="{DECK}">'
    shown = kinds(read(page(head, f"<div class='dek'>{DECK}</div>"), "page.html"))
    assert [words for kind, words in shown if words == DECK] == [DECK]


def test_description_for_search_engines() -> None:
    """A description that no reader sees is no part of the article."""
    assert DECK not in read(page(f'<meta name="description" content="{DECK}">'), "page.html").text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<script>document.write('The talks failed.')</script>",
        "<nav><a href='/'>Home</a></nav>",
        "<div>" * 50_000,
        "<<<>>&&&;<p",
    ],
)
def test_no_article(body: str) -> None:
    """S108: a page without text, or one built to break its reader, is refused."""
    assert refused(f"<html><body>{body}</body></html>".encode(), "page.html") == "S108"


def test_malformed() -> None:
    """A page whose elements are never closed is read all the same."""
    article = read(f"<html><body><article><p>{STORY}<p><b>{STORY[::-1]}<div", "page.html")
    assert STORY in article.text


def test_declared_xml() -> None:
    """XHTML that declares its encoding in XML's way is read."""
    data = f'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{STORY}</p></body></html>'
    assert STORY in read(data, "page.xhtml").text


def test_a_page_of_tags() -> None:
    """S130: a page that is nothing but tags is not taken apart, which would take very long."""
    assert refused(b"<html><p>x" + b"<p>x" * 100_000, "page.html") == "S130"
