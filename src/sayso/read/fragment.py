"""A piece of HTML that holds nothing but an article, as feeds and tables have it, as plain text."""

from __future__ import annotations

import re
from html import unescape

BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption h1 h2 h3 h4 h5 h6 header hr li main ol p pre "
    "section table td th tr ul".split()
)
LEFT_OUT = frozenset(
    "audio button canvas figure footer form iframe head link math meta nav noscript object script select "
    "style svg template textarea title video".split()
)
MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|li|blockquote|a|em|strong|span)\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
ENTITY = re.compile(r"&(?:[a-z]+[0-9]*|#[0-9]+|#x[0-9a-f]+);", re.IGNORECASE)


def is_fragment(text: str) -> bool:
    """Return whether *text* holds tags of HTML that lay text out."""
    return MARKUP.search(text) is not None


def as_text(markup: str) -> str:
    """Return the words of *markup*, a blank line between its blocks; empty where there are none.

    Where it is nested more deeply than the parser allows (256), every tag parts two blocks.
    """
    if not ("<" in markup or ENTITY.search(markup)):
        return _paragraphs(markup)
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<div>{markup.replace(chr(0), '')}</div>", parser)
    except (ValueError, etree.LxmlError):
        root = None
    if root is None or any("depth" in one.message for one in parser.error_log):
        return _paragraphs(unescape(TAG.sub("\n\n", markup)))
    return _paragraphs(_words(root))


def _words(root: object) -> str:
    """Return the text under *root* with two line feeds wherever a block begins or ends."""
    from lxml import etree

    parts: list[str] = []
    depth = 0  # of elements that are left out
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        parts += ["\n\n"] if tag in BLOCKS else ["\n"] if tag == "br" and event == "start" else []
        depth += (tag in LEFT_OUT) * (1 if event == "start" else -1)
        text = element.text if event == "start" else element.tail
        if not depth and text:
            parts.append(re.sub(r"\s+", " ", text))
    return "".join(parts)


def _paragraphs(text: str) -> str:
    """Return *text* with single blanks in its paragraphs, and an empty line between two."""
    pieces = re.split(r"\n[^\S\n]*\n\s*", text)
    return "\n\n".join(words for words in (" ".join(piece.split()) for piece in pieces) if words)
