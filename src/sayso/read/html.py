"""An HTML page's article: trafilatura finds the main text, sayso lays it out in blocks."""

from __future__ import annotations

from typing import Any, NamedTuple

from sayso.problems import Failure, problem
from sayso.read.dates import parse
from sayso.read.residue import residue_test
from sayso.record import Block, BlockKind, Published, Source, Span

DEEPEST = 200  # elements within elements: deeper is an attack, not an article


class Page(NamedTuple):
    """The text that was laid out, its blocks, title and date."""

    text: str
    title: str | None
    published: Published
    blocks: tuple[Block, ...]


def read_page(source: Source, markup: str) -> Page:
    """Return the article of *markup*. Raises Failure (S108) where it holds none."""
    import trafilatura
    from lxml import etree

    try:
        document: Any = trafilatura.bare_extraction(
            markup.replace("\x00", ""),
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
        )
    except (ValueError, etree.LxmlError, RecursionError) as error:
        raise Failure(problem("S108", source.address)) from error
    pieces = _pieces(document.body) if document is not None and document.body is not None else []
    if not any(kind == "paragraph" for kind, _ in pieces):
        raise Failure(problem("S108", source.address))
    title = _clean(document.title or "") or None
    return _laid_out(
        _headed(pieces, title, _clean(document.description or "")), title, _dated(document, markup)
    )


def _pieces(body: Any) -> list[tuple[BlockKind, str]]:
    """Return the headings and paragraphs under *body*, in order."""
    is_residue = residue_test()
    pieces: list[tuple[BlockKind, str]] = []
    for element in body.iter("p", "head", "item", "quote", "cell"):
        if any(True for _ in element.iterchildren("p", "item", "quote")):
            continue
        words = _clean("".join(element.itertext()))
        kind: BlockKind = (
            "residue" if is_residue(words) else "subhead" if element.tag == "head" else "paragraph"
        )
        if words:
            pieces.append((kind, words))
    return pieces


def _headed(pieces: list[tuple[BlockKind, str]], title: str | None, deck: str) -> list[tuple[BlockKind, str]]:
    """Return *pieces* under their title and deck, repeats of either left out."""
    texts = " ".join(words for _, words in pieces)
    kept = [(kind, words) for kind, words in pieces if words != title]
    head: list[tuple[BlockKind, str]] = [("title", title)] if title else []
    if deck and deck != title and not deck.endswith(("...", "\u2026")) and deck[:60] not in texts:
        head.append(("deck", deck))
    return head + kept


def _laid_out(pieces: list[tuple[BlockKind, str]], title: str | None, published: Published) -> Page:
    """Return the page whose text has a blank line between blocks."""
    text, blocks = "", []
    for kind, words in pieces:
        start = len(text) + (2 if text else 0)
        text = text + ("\n\n" if text else "") + words
        blocks.append(Block(kind, Span(start, start + len(words))))
    return Page(text + "\n", title, published, tuple(blocks))


def _dated(document: Any, markup: str) -> Published:
    """Return the page's date where its digits stand in the markup; a date that does not was guessed."""
    found = parse(document.date or "")
    if found is None or found.date is None:
        return Published()
    year, _, day = found.date.split("-")
    return found if year in markup and (day in markup or str(int(day)) in markup) else Published()


def _clean(text: str) -> str:
    """Return *text* with single spaces."""
    return " ".join(text.split())
