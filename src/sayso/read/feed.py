"""Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom. Each entry is an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import entities, unescape
from typing import Any, NamedTuple
from urllib.parse import urljoin

from sayso.problems import Failure, problem
from sayso.read.dates import entry_date
from sayso.read.fragment import as_text
from sayso.read.source import make_entry, one_line, whole
from sayso.record import Problem, Published, Source, Told

ROOT = re.compile(rb"<(?:[a-z]+:)?(?:rss|feed|rdf)[\s>/]", re.IGNORECASE)
HEAD = 20_000  # bytes among which the first element stands
NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
XML_OWN = frozenset(["amp", "lt", "gt", "quot", "apos"])
ATOM = "{http://www.w3.org/2005/Atom}"
FULL_TEXT = ("encoded", "content", "body")
SUMMARIES = ("description", "summary", "subtitle")
DATES = ("published", "pubDate", "issued", "date", "created", "updated", "modified")
LONG_SUMMARY = 1500  # characters; from here on a description is the article itself
TEXTUAL = frozenset(["", "text", "html", "xhtml", "text/plain", "text/html", "application/xhtml+xml"])


class Entry(NamedTuple):
    """What a feed holds of an article; ``link`` is its page's address, ``full`` whether ``text`` is all."""

    name: str
    link: str
    title: str
    published: Published
    text: str
    full: bool


def is_feed(data: bytes) -> bool:
    """Return whether the first element of *data* is that of a feed."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    while (head := head.lstrip()).startswith((b"<?", b"<!")):
        head = head.partition(_end(head))[2]
    return ROOT.match(head) is not None


def _end(head: bytes) -> bytes:
    """Return what ends the comment, instruction or declaration that *head* begins with."""
    if head.startswith(b"<!--"):
        return b"-->"
    if head.startswith(b"<?"):
        return b"?>"
    return b"]>" if b"[" in head.partition(b">")[0] else b">"


def read_feed(source: Source) -> Iterator[Entry | Problem]:
    """Yield the entries of the feed in *source*, and last a problem (S115) where it is damaged."""
    root, damage = _parsed(source.data)
    empty = True
    for number, element in enumerate(() if root is None else root.iter("{*}item", "{*}entry"), start=1):
        empty = False
        try:
            yield _entry(element, number, source.address)
        except UnicodeDecodeError:  # what was recovered of damaged XML may hold halves of characters
            told = "it holds characters that do not exist"
            yield problem("S119", f"{source.address}#{number}", reason=told)
    if damage:
        yield problem("S115", source.address, reason=damage)
    elif empty:
        yield problem("S118", source.address, kind="feed")


def entry_source(entry: Entry, address: str) -> Source:
    """Return the source of *entry* in the feed at *address*. Raises Failure (S119) where it has no words."""
    if not (entry.text or entry.title):
        raise Failure(problem("S119", f"{address}#{entry.name}", reason="it has neither title nor text"))
    minded = () if entry.full else (problem("S116", f"{address}#{entry.name}", size=len(entry.text)),)
    told = Told(entry.link or entry.name, entry.title or None, entry.published, minded)
    data = (entry.text or entry.title).encode()
    return make_entry(address, data, told, "text/plain", entry.name)


def _parsed(data: bytes) -> tuple[Any, str]:
    """Return the root of the XML in *data* as far as it can be read, and what is wrong with it.

    Entities that a document declares are never put in, and nothing that it refers to is loaded.
    """
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    data = NAMED.sub(_numbered, data)
    try:
        return etree.fromstring(data, etree.XMLParser(**safe)), ""
    except (etree.LxmlError, ValueError) as error:
        damage = one_line(str(error), 200) or type(error).__name__
    try:
        return etree.fromstring(data, etree.XMLParser(**safe, recover=True)), damage
    except (etree.LxmlError, ValueError):
        return None, damage


def _numbered(found: re.Match[bytes]) -> bytes:
    """Return an entity of HTML by its number, for XML knows only five names."""
    name = found[1].decode("ascii")
    if name in XML_OWN or f"{name};" not in entities.html5:
        return found[0]
    return "".join(f"&#{ord(char)};" for char in entities.html5[f"{name};"]).encode()


def _entry(element: Any, number: int, feed: str) -> Entry:
    """Return what *element*, the *number*-th entry of the feed at address *feed*, holds."""
    link = _link(element, feed if "://" in feed else "")
    name = _first(element, ("guid", "id")) or _about(element) or link or str(number)
    full = _longest(element, FULL_TEXT)
    summary = _longest(element, SUMMARIES)
    return Entry(
        name=one_line(name),
        link=one_line(link),
        title=one_line(as_text(_first(element, ("title",), raw=True))),
        published=next(filter(None, map(entry_date, _all(element, DATES))), Published()),
        text=full or summary,
        full=bool(full) or len(summary) >= LONG_SUMMARY,
    )


def _children(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of *element* called *name* in any namespace but that of media (captions)."""
    for child in element.iterchildren("{*}" + name):
        if "search.yahoo.com/mrss" not in child.tag:
            yield child


def _all(element: Any, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the text of each child of *element* that bears one of *names*, in the order of *names*."""
    for name in names:
        for child in _children(element, name):
            yield whole("".join(child.itertext())).strip()


def _first(element: Any, names: tuple[str, ...], raw: bool = False) -> str:
    """Return the first text of a child called by one of *names*; *raw* as it was before XML was read."""
    if not raw:
        return next(filter(None, _all(element, names)), "")
    return next((_markup(child) for name in names for child in _children(element, name)), "")


def _longest(element: Any, names: tuple[str, ...]) -> str:
    """Return the longest text among the children of *element* that bear one of *names*."""
    found = (as_text(_markup(child)) for name in names for child in _children(element, name))
    return max(found, key=len, default="")


def _markup(element: Any) -> str:
    """Return the HTML in *element*, whichever way it is written there."""
    from lxml import etree

    kind = (element.get("type") or "").partition(";")[0].strip().lower()
    if kind not in TEXTUAL or element.get("src"):
        return ""
    if len(element):
        return whole(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    text = whole(element.text or "")
    plain = element.tag.startswith(ATOM) and kind in ("", "text", "text/plain")
    return _escaped(text) if plain else text


def _escaped(text: str) -> str:
    """Return plain *text* as HTML, its paragraphs kept."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{part}</p>" for part in re.split(r"\n\s*\n", escaped))


def _about(element: Any) -> str:
    return str(element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or "")


def _link(element: Any, base: str) -> str:
    """Return the address of the page of *element*, empty where it has none over http(s)."""
    links = [*_children(element, "link")]
    pages = [one for one in links if one.get("rel", "alternate") == "alternate"]
    pages.sort(key=lambda one: one.get("type", "text/html") not in ("text/html", "application/xhtml+xml"))
    found = [one.get("href") or (one.text or "") for one in pages]
    found += [one.text or "" for one in _children(element, "guid") if one.get("isPermaLink") != "false"]
    for address in found:
        try:
            whole_address = urljoin(base, unescape(address.strip()))
        except ValueError:
            continue
        if whole_address.lower().startswith(("http://", "https://")):
            return whole(whole_address)
    return ""
