"""GEXF 1.3 (https://gexf.net/): a network of actors for Gephi, its edges dated by their events."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.ledger.export.markup import allowed
from sayso.ledger.export.network import NAMES, TYPES, Edge, Node, edges, nodes, told
from sayso.ledger.store import Ledger

SPACE = "http://gexf.net/1.3"
OF_NODES: dict[str, type] = {"country": str, "role": str}
GRAPH = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}


def write(ledger: Ledger, path: Path) -> int:
    """Write the network to *path*; return how many events it holds."""
    from lxml import etree

    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("gexf", nsmap={None: SPACE}, version="1.3"), file.element("graph", GRAPH):
            _put_columns(file, "node", OF_NODES)
            _put_columns(file, "edge", NAMES)
            return _put_graph(file, ledger)


def _put_graph(file: Any, ledger: Ledger) -> int:
    """Write nodes and edges; return how many edges."""
    count = 0
    with file.element("nodes"):
        for node in nodes(ledger):
            _put_node(file, node)
    with file.element("edges"):
        for edge in edges(ledger):
            _put_edge(file, edge)
            count += 1
    return count


def _put_columns(file: Any, of: str, columns: Mapping[str, type]) -> None:
    with file.element("attributes", {"class": of}):
        for name, kind in columns.items():
            with file.element("attribute", id=name, title=name, type=TYPES[kind]):
                pass


def _put_node(file: Any, node: Node) -> None:
    with file.element("node", id=allowed(node.id), label=allowed(node.label)):
        _put_values(file, {name: getattr(node, name) for name in OF_NODES})


def _put_edge(file: Any, edge: Edge) -> None:
    """Write *edge*. Its kind keeps what did not happen apart where a program adds up parallel edges."""
    ends = {"source": allowed(edge.source), "target": allowed(edge.target)}
    days = {name: day for name, day in (("start", edge.start), ("end", edge.end)) if day}
    with file.element("edge", {"id": edge.id, **ends, "label": edge.label, "kind": edge.label, **days}):
        _put_values(file, edge.values)


def _put_values(file: Any, values: Mapping[str, object]) -> None:
    with file.element("attvalues"):
        for name in (one for one in values if values[one] != ""):
            with file.element("attvalue", {"for": name, "value": told(values[name])}):
                pass
