"""An HTML page's article: trafilatura finds the main text, sayso lays it out in blocks."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, NamedTuple

from sayso.problems import Failure, problem
from sayso.read.dates import published_in_text, published_on_page
from sayso.read.residue import residue_test
from sayso.record import Block, BlockKind, Published, Source, Span

MOST_TAGS = 100_000  # a page of news has hundreds, a long live blog some ten thousand


class Page(NamedTuple):
    """The text that was laid out, its blocks, title and date."""

    text: str
    title: str | None
    published: Published
    blocks: tuple[Block, ...]


def read_page(source: Source, markup: str) -> Page:
    """Return the article of *markup*. Raises Failure: S108 where it holds none, S130 where it is all tags."""
    count = markup.count("<")
    if count > MOST_TAGS:
        raise Failure(problem("S130", source.address, count=count, limit=MOST_TAGS))
    document = _extracted(source, markup.replace("\x00", ""))
    pieces = _pieces(document.body) if document is not None and document.body is not None else []
    if not any(kind == "paragraph" for kind, _ in pieces):
        raise Failure(problem("S108", source.address))
    title, deck = _clean(document.title or ""), _clean(document.description or "")
    text, blocks = _laid_out(_headed(pieces, title, deck if _is_shown(deck, markup) else ""))
    published = published_on_page(document.date or "", markup)
    return Page(text, title or None, published if published.date else published_in_text(text), blocks)


def _extracted(source: Source, markup: str) -> Any:
    """Return what trafilatura makes of *markup*. Raises Failure (S108) where it cannot read it."""
    import trafilatura
    from lxml import etree

    try:
        return trafilatura.bare_extraction(
            markup,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,  # the extensive one takes dates out of the news itself
            },
        )
    except (ValueError, etree.LxmlError, RecursionError) as error:
        raise Failure(problem("S108", source.address)) from error


def _is_shown(words: str, markup: str) -> bool:
    """Return whether a reader sees *words*: many descriptions are there for search engines only."""
    if not words:
        return False
    shown = re.sub(r"<(script|style|noscript)\b[^<>]*>[^<]*", " ", markup, flags=re.IGNORECASE)
    return words in _clean(unescape(re.sub(r"<[^<>]*>", " ", shown)))


def _pieces(body: Any) -> list[tuple[BlockKind, str]]:
    """Return the headings and paragraphs under *body*, in order."""
    is_residue = residue_test()
    pieces: list[tuple[BlockKind, str]] = []
    for element in body.iter("p", "head", "item", "quote", "cell"):
        if any(True for _ in element.iterchildren("p", "item", "quote")):
            continue
        for line_break in element.iter("lb"):
            line_break.tail = f" {line_break.tail or ''}"
        words = _clean("".join(element.itertext()))
        kind: BlockKind = (
            "residue" if is_residue(words) else "subhead" if element.tag == "head" else "paragraph"
        )
        if words:
            pieces.append((kind, words))
    return pieces


def _headed(pieces: list[tuple[BlockKind, str]], title: str, deck: str) -> list[tuple[BlockKind, str]]:
    """Return *pieces* under their title and deck, repeats of either left out."""
    kept = [(kind, words) for kind, words in pieces if words != title]
    head: list[tuple[BlockKind, str]] = [("title", title)] if title else []
    if deck and deck != title and not any(deck[:60] in words for _, words in kept):
        head.append(("deck", deck))
    return head + kept


def _laid_out(pieces: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Return the text that has a blank line between *pieces*, and its blocks."""
    blocks: list[Block] = []
    start = 0
    for kind, words in pieces:
        blocks.append(Block(kind, Span(start, start + len(words))))
        start += len(words) + 2
    return "\n\n".join(words for _, words in pieces) + "\n", tuple(blocks)


def _clean(text: str) -> str:
    """Return *text* with single spaces."""
    return " ".join(text.split())
