"""What holds of every article."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.read.article import read_article
from sayso.read.sources import make_source
from sayso.record import Article
from sayso.settings import Settings
from tests.read.support import STORY, kinds, read, refused

PIECES = st.sampled_from(
    [
        STORY,
        "Advertisement",
        "Talks fail",
        "\n",
        "\r\n",
        "\n\n",
        "  ",
        "\t",
        "\u2028",
        "\ufeff",
        "\u200b",
        "\u00a0",
        "\x85",
    ]
)


def check_blocks(article: Article) -> None:
    """Assert that the blocks are trimmed, in order and apart."""
    for _, words in kinds(article):
        assert words
        assert words == words.strip()
    for one, following in pairwise(article.blocks):
        assert one.span.end <= following.span.start


@given(st.lists(PIECES | st.text(max_size=30), max_size=25).map("".join))
@example("0\x00")
@settings(max_examples=150, deadline=None)
def test_blocks_of_any_text(text: str) -> None:
    """Any plain text is kept as it is, and its blocks are trimmed, in order and apart."""
    data = text.encode("utf-8", "ignore")
    article, found = read_article(make_source("a.txt", data), Settings())
    assert (article is None) == any(problem.code != "S113" for problem in found)
    if article is not None:
        assert article.text == data.decode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")
        check_blocks(article)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes, address: str) -> None:
    """Reading never raises."""
    article, found = read_article(make_source(address, data), Settings())
    assert article is not None or len(found) == 1


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "<table>",
    "<h2>",
    "<ul><li>",
    "<!--",
    "&amp",
    "<meta charset=",
    STORY,
    "<script>",
]


@given(st.lists(st.sampled_from(TAGS) | st.text(max_size=9), max_size=30).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_markup(markup: str) -> None:
    """Reading malformed markup never raises, and what is read has blocks in order and apart."""
    article, found = read_article(make_source("a.html", markup.encode("utf-8", "ignore")), Settings())
    assert article is not None or len(found) == 1
    if article is not None:
        check_blocks(article)


def test_digests() -> None:
    """An article carries the digests of its text and of its source's bytes, which differ by the mark."""
    data = b"\xef\xbb\xbf" + STORY.encode()
    article = read(data)
    assert article.sha256 == hashlib.sha256(STORY.encode()).hexdigest()
    assert article.source_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("address", "doc_id"),
    [
        ("folder/talks.v2.txt", "talks.v2"),
        ("-", "stdin"),
        ("https://example.org/a.html", "https://example.org/a.html"),
    ],
)
def test_doc_id(address: str, doc_id: str) -> None:
    """A document is called by its file's stem, its address, or stdin."""
    data = STORY.encode()
    article, _ = read_article(make_source(address, data, "text/plain"), Settings())
    assert article is not None
    assert article.doc_id == doc_id


def test_only_residue() -> None:
    """S114: a page of furniture is refused."""
    assert refused(b"Advertisement\n\nSign up for our newsletter\n\nShare this article\n") == "S114"


def test_giant_block() -> None:
    """S113: a giant block is read, with a problem that says so."""
    article, [problem] = read_article(make_source("a.txt", (STORY + " ").encode() * 1000), Settings())
    assert article is not None
    assert problem.code == "S113"


@pytest.mark.parametrize(
    "text",
    [
        (STORY + " ") * 30_000,
        "x" * 5_000_000,
        "sign up " + "x" * 2_000_000 + " now",
        (STORY[:70] + "\n") * 50_000,
        "Talks fail\n\n" + (STORY[:70] + "\n") * 50_000,
        STORY + "\n" + " " * 5_000_000 + "x",
        "<" * 1_000_000,
    ],
    ids=["one line", "one word", "one residual word", "wrapped", "one group", "blanks", "brackets"],
)
def test_time_is_linear(text: str) -> None:
    """Megabytes without structure take seconds at most."""
    began = time.monotonic()
    for address in ("a.txt", "a.html") if text.startswith("<") else ("a.txt",):
        read_article(make_source(address, text.encode()), Settings())
    assert time.monotonic() - began < 10
