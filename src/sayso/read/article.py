"""From a source to the article that it holds."""

from __future__ import annotations

import hashlib
from pathlib import PurePath, PurePosixPath

from sayso.problems import Failure, problem
from sayso.read.blocks import find_blocks
from sayso.read.dates import published_in_name, published_in_text, told_date
from sayso.read.decode import decode
from sayso.read.html import Page, read_page
from sayso.read.language import other_language
from sayso.read.objects import in_store, name_of
from sayso.record import Article, Block, BlockKind, Problem, Published, Source, Span, Told
from sayso.settings import Settings

LONG_BLOCK = 100_000  # characters


def read_article(source: Source, settings: Settings) -> tuple[Article | None, tuple[Problem, ...]]:
    """Return the article in *source*, or why there is none (S103 to S109, S114, S130), and what to mind."""
    try:
        markup = decode(source)
        page = read_page(source, markup) if source.media == "text/html" else _plain(markup, source.told)
        _check(source, page)
    except Failure as failure:
        return None, (failure.problem,)
    longest = max(block.span.end - block.span.start for block in page.blocks)
    minded = source.told.minded if source.told else ()
    if longest > LONG_BLOCK:
        minded += (problem("S113", source.address, size=longest),)
    return _article(source, page, _published(source, page, settings)), minded


def _plain(text: str, told: Told | None) -> Page:
    """Return a plain text with its blocks: it is left as it stands, under the title that it is told."""
    if told is not None and told.title:
        return _titled(text, told.title)
    blocks = find_blocks(text)
    title = next((text[slice(*block.span)] for block in blocks if block.kind == "title"), None)
    return Page(text, title, published_in_text(text), blocks)


def _titled(text: str, title: str) -> Page:
    """Return *text* under *title*, which is put before it unless it stands there."""
    begins = text[: len(title) + 1].rstrip() == title
    whole = text if begins else f"{title}\n\n{text}"
    rest = len(title) if begins else len(title) + 2
    body = find_blocks(whole[rest:])
    kinds: list[BlockKind] = ["paragraph" if block.kind == "title" else block.kind for block in body]
    spans = [Span(block.span.start + rest, block.span.end + rest) for block in body]
    blocks = (Block("title", Span(0, len(title))), *map(Block, kinds, spans))
    return Page(whole, title, published_in_text(whole), blocks)


def _check(source: Source, page: Page) -> None:
    """Raise Failure where *page* cannot be coded."""
    body = " ".join(page.text[slice(*block.span)] for block in page.blocks if block.kind != "residue")
    if not body:
        raise Failure(problem("S114" if page.blocks else "S104", source.address))
    language = other_language(body)
    if language is not None:
        raise Failure(problem("S109", source.address, language=language))


def _published(source: Source, page: Page, settings: Settings) -> Published:
    """Return the publication date, the first there is: told, the page's, the name's, the user's."""
    told = source.told
    name = told.name if told else source.address
    for found in (told.published if told else Published(), page.published, published_in_name(name)):
        if found.date:
            return found
    return (told_date(settings.published) if settings.published else None) or Published()


def _article(source: Source, page: Page, published: Published) -> Article:
    """Return the record of an article."""
    digest = hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        doc_id=source.told.name if source.told else _doc_id(source.address),
        address=source.address,
        source_sha256=source.sha256,
        sha256=digest,
        text=page.text,
        title=page.title or (source.told.title if source.told else None),
        published=published,
        blocks=page.blocks,
    )


def _doc_id(address: str) -> str:
    """Return a document's name: the file's stem (here as in an object store), the address, or ``stdin``."""
    if address == "-":
        return "stdin"
    if in_store(address):
        return PurePosixPath(name_of(address)).stem
    return address if "://" in address else PurePath(address).stem
