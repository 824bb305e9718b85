"""An Atom feed (RFC 4287) of what looks have found: what is new is put before what the file holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from sayso.problems import Failure, problem
from sayso.show.news import Item
from sayso.show.visible import visible

if TYPE_CHECKING:
    from lxml.etree import _Element

ATOM = "http://www.w3.org/2005/Atom"
KEPT = 1000  # entries; the oldest go
BEGINNING = "1970-01-01T00:00:00+00:00"  # of a feed that has never had an entry


def write_feed(path: Path, found: Sequence[Item], name: str) -> None:
    """Put *found* into the feed at *path*, made if need be, of what the list at *name* follows.

    Raises Failure (S365) where it cannot be written, or something else stands there.
    """
    from lxml import etree

    from sayso.ledger.export.whole import replacing

    before = _entries(path)
    new = [_entry(one) for one in found]
    ids = {_text(one, "id") for one in new}
    kept = [*new, *(one for one in before if _text(one, "id") not in ids)]
    kept.sort(key=lambda one: _text(one, "updated"), reverse=True)
    feed = _feed(kept[:KEPT], name)
    try:
        with replacing(path) as target:
            data = etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
            target.write_bytes(data)
    except OSError as error:
        raise Failure(problem("S365", str(path), reason=(error.strerror or str(error)).lower())) from error


def _entries(path: Path) -> list[_Element]:
    """Return the entries of the feed at *path*. Raises Failure (S365) where it is none of sayso's."""
    from lxml import etree

    if not path.exists():
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise Failure(problem("S365", str(path), reason="what stands there is no feed")) from error
    if root.tag != f"{{{ATOM}}}feed" or _text(root, "generator") != "sayso":
        raise Failure(problem("S365", str(path), reason="what stands there is no feed of sayso"))
    return list(root.findall(f"{{{ATOM}}}entry"))


def _feed(entries: Iterable[_Element], name: str) -> _Element:
    from lxml import etree

    listed = list(entries)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(feed, "id", uuid5(NAMESPACE_URL, Path(name).absolute().as_uri()).urn)
    _put(feed, "title", f"sayso watch: {Path(name).stem}")
    _put(feed, "updated", _text(listed[0], "updated") if listed else BEGINNING)
    _put(_put(feed, "author"), "name", "sayso")
    _put(feed, "generator", "sayso")
    feed.extend(listed)
    return feed


def _entry(item: Item) -> _Element:
    from lxml import etree

    entry = etree.Element(f"{{{ATOM}}}entry", nsmap={None: ATOM})
    _put(entry, "id", f"urn:sayso:{item.id}")
    _put(entry, "title", item.title)
    _put(entry, "updated", item.updated)
    if item.address.startswith(("http://", "https://")):
        _put(entry, "link", rel="alternate", href=item.address)
    _put(entry, "content", "\n".join(f"{label}: {told}" if label else told for label, told in item.lines))
    return entry


def _put(parent: _Element, tag: str, text: str | None = None, **attributes: str) -> Any:
    """Add a child to *parent*, with steering characters spelled out; return it."""
    from lxml import etree

    from sayso.ledger.export.markup import allowed

    shown = {name: allowed(visible(value)) for name, value in attributes.items()}
    child = etree.SubElement(parent, f"{{{ATOM}}}{tag}", shown)
    child.text = None if text is None else "\n".join(allowed(visible(line)) for line in text.split("\n"))
    return child


def _text(element: _Element, tag: str) -> str:
    return str(element.findtext(f"{{{ATOM}}}{tag}", ""))
