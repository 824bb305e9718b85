"""GraphML (http://graphml.graphdrawing.org/): a network of actors with an edge an event."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.ledger.export.markup import allowed
from sayso.ledger.export.network import NAMES, TYPES, edges, nodes, told
from sayso.ledger.store import Ledger

SPACE = "http://graphml.graphdrawing.org/xmlns"
OF_NODES = ("label", "country", "role")


def write(ledger: Ledger, path: Path) -> int:
    """Write the network to *path*; return how many events it holds."""
    from lxml import etree

    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: SPACE}):
            _put_keys(file)
            with file.element("graph", id="sayso", edgedefault="directed"):
                _put_nodes(file, ledger)
                return _put_edges(file, ledger)


def _put_nodes(file: Any, ledger: Ledger) -> None:
    for node in nodes(ledger):
        with file.element("node", id=allowed(node.id)):
            _put_data(file, {name: getattr(node, name) for name in OF_NODES})


def _put_edges(file: Any, ledger: Ledger) -> int:
    """Write the edges; return how many."""
    count = 0
    for edge in edges(ledger):
        ends = {"source": allowed(edge.source), "target": allowed(edge.target)}
        with file.element("edge", id=edge.id, **ends):
            _put_data(file, {"label": edge.label, **edge.values})
        count += 1
    return count


def _put_keys(file: Any) -> None:
    """Declare what nodes and edges hold; the labels of both are one key."""
    declared = {
        **dict.fromkeys(OF_NODES, ("node", str)),
        **{name: ("edge", of) for name, of in NAMES.items()},
    }
    for name, (domain, of) in declared.items():
        where = "all" if name == "label" else domain
        attributes = {"id": name, "for": where, "attr.name": name, "attr.type": TYPES[of]}
        with file.element("key", attributes):
            pass


def _put_data(file: Any, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        if value != "":
            with file.element("data", key=name):
                file.write(told(value))
