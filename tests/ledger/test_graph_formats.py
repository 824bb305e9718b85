"""Exports as networks, features and linked data: read back by the tools that they are for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from sayso.ledger.export import export
from sayso.ledger.store import open_ledger
from sayso.record import Actor, Coded, Event

from .support import ARREST, CLOSE, ELODIE, FORESEEN, INNER, KENYA, LED, OUTER, POLICE, RUN, coded, filled

DENIED = replace(ARREST, id="e3000000000000c3", status="not_happened", date=None)
HOSTILE = '<b>&"\x00\x1b\ufffe Ken\u202e'


def exported(tmp_path: Path, name: str, *events: Event) -> Path:
    """Return where an article with *events* (those built by hand, and one denied) stands in this format."""
    whole = replace(coded(), events=events or (ARREST, CLOSE, DENIED))
    found = whole if len(events) != 1 else replace(whole, predictions=())
    with open_ledger(filled(tmp_path / "a.ledger", found)) as ledger:
        export(ledger, tmp_path / "out", name)
    return tmp_path / "out"


def named(actor: Actor | None, name: str) -> Actor:
    """Return *actor* with another text and id."""
    assert actor is not None
    return replace(actor, text=name, id=name)


def read(path: Path, name: str) -> networkx.MultiDiGraph:
    """Return the network in the file at *path*."""
    return (
        networkx.read_graphml(path, force_multigraph=True) if name == "graphml" else networkx.read_gexf(path)
    )


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_an_event_with_two_parties_is_an_edge(tmp_path: Path, name: str) -> None:
    """The library networkx finds actors with their codes, and each event with status, certainty and day."""
    graph = read(exported(tmp_path, name), name)
    assert set(graph.nodes) == {"TZA COP", "KEN"}
    assert graph.nodes["TZA COP"] == {"label": "Tanzanian police", "country": "TZA", "role": "COP"}
    edges = {data["label"]: data for *_, data in graph.edges(data=True)}
    assert set(edges) == {"COERCE", "COERCE:not_happened"}
    happened, denied = edges["COERCE"], edges["COERCE:not_happened"]
    assert (happened["happened"], denied["happened"]) == (True, False)
    assert (happened["date"], happened["dated"]) == ("2023-03-13", True)
    assert (denied["date"], denied["dated"]) == ("2023-03-14", False)
    assert happened["evidence"].startswith("Tanzanian police arrested")
    assert (happened["certainty"], happened["prediction"], happened["probability"]) == (
        "certain",
        False,
        0.75,
    )


def test_gexf_has_days_and_keeps_kinds_apart(tmp_path: Path) -> None:
    """The structure is that of GEXF 1.3: days on the edges, kinds by status, every value declared."""
    root = ElementTree.parse(exported(tmp_path, "gexf")).getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert (root.tag, root.get("version")) == ("{http://gexf.net/1.3}gexf", "1.3")
    (graph,) = root
    assert graph.attrib == {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date"}
    assert [one.tag.partition("}")[2] for one in graph] == ["attributes", "attributes", "nodes", "edges"]
    edges = graph.findall("g:edges/g:edge", space)
    assert [(one.get("kind"), one.get("start"), one.get("end")) for one in edges] == [
        ("COERCE", "2023-03-13", "2023-03-13"),
        ("COERCE:not_happened", "2023-03-14", "2023-03-14"),
    ]
    for kind in ("node", "edge"):
        declared = {
            one.get("id") for one in graph.findall(f"g:attributes[@class='{kind}']/g:attribute", space)
        }
        used = {one.get("for") for one in graph.findall(f"g:{kind}s/g:{kind}/g:attvalues/g:attvalue", space)}
        assert used <= declared


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_hostile_text_stays_text_in_xml(tmp_path: Path, name: str) -> None:
    """Markup is escaped; what XML cannot hold becomes U+FFFD, one for one, in ids and labels alike."""
    hostile = replace(ARREST, actor=named(ARREST.actor, HOSTILE))
    graph = read(exported(tmp_path, name, hostile), name)
    shown = '<b>&"\ufffd\ufffd\ufffd Ken\u202e'
    assert graph.nodes[shown]["label"] == shown
    assert [(one, other) for one, other, *_ in graph.edges] == [(shown, "KEN")]


def test_no_feature_has_a_point(tmp_path: Path) -> None:
    """Every event is a feature with the words for its place and a null geometry."""
    found = json.loads(exported(tmp_path, "geojson").read_text("utf-8"))
    assert found["type"] == "FeatureCollection"
    features = {one["id"]: one for one in found["features"]}
    assert set(features) == {ARREST.id, CLOSE.id, DENIED.id}
    assert {one["geometry"] for one in features.values()} == {None}
    assert {one["type"] for one in features.values()} == {"Feature"}
    assert (features[ARREST.id]["properties"]["place"], features[ARREST.id]["properties"]["country"]) == (
        "Tanga",
        "TZA",
    )
    assert features[DENIED.id]["properties"]["label"] == "COERCE:not_happened"
    assert features[CLOSE.id]["properties"]["said_by"] == "Élodie Ken"


def test_linked_data_leads_from_a_row_to_its_source(tmp_path: Path) -> None:
    """Every reference leads to a node of the graph; only what happened is an event of schema.org."""
    graph = json.loads(exported(tmp_path, "jsonld").read_text("utf-8"))["@graph"]
    nodes = {one["id"]: one for one in graph}
    rows = (OUTER, INNER, ARREST, CLOSE, DENIED, FORESEEN, LED)
    assert {one.rpartition(":")[2] for one in nodes} >= {one.id for one in rows}
    for one in graph:
        for reference in ("prov:wasQuotedFrom", "prov:wasGeneratedBy"):
            assert one.get(reference, {"id": one["id"]})["id"] in nodes
    types = {name.rpartition(":")[2]: one["type"] for name, one in nodes.items()}
    assert "schema:Event" in types[ARREST.id]
    assert "schema:Event" not in types[CLOSE.id] + types[DENIED.id]
    inner = nodes[f"urn:sayso:claim:{INNER.id}"]
    assert (inner["sayso:parent"]["id"] in nodes, inner["sayso:negated"]) == (True, True)
    assert nodes[f"urn:sayso:run:{RUN.id}"]["prov:startedAtTime"] == RUN.started


def test_the_context_of_linked_data_is_one_of_json_ld(tmp_path: Path) -> None:
    """A term that is more than an IRI is defined by keywords alone, and every prefix used is there."""
    found = json.loads(exported(tmp_path, "jsonld").read_text("utf-8"))
    context = found["@context"]
    assert all(set(one) <= {"@id", "@type"} for one in context.values() if isinstance(one, dict))
    prefixes = {key.partition(":")[0] for one in found["@graph"] for key in one if ":" in key}
    assert prefixes <= set(context)


KNOWN = replace(KENYA, id="countries/KEN", row="countries/KEN#names")


def known() -> tuple[Event, ...]:
    """Return the events with a state that the dictionaries know in the place of the sailors."""
    return (replace(ARREST, recipient=KNOWN), replace(DENIED, recipient=KNOWN), replace(CLOSE, actor=KNOWN))


def entities(path: Path) -> list[dict[str, Any]]:
    """Return the entities in the file at *path*."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_only_what_happened_is_an_event_to_follow_the_money(tmp_path: Path) -> None:
    """What did not happen and what may come are notes; an event has its article as proof."""
    found = {one["id"]: one for one in entities(exported(tmp_path, "ftm", *known()))}
    assert len(found) == len(entities(tmp_path / "out"))
    schemata = {name.rpartition("-")[2]: one["schema"] for name, one in found.items() if "-event-" in name}
    assert schemata == {ARREST.id: "Event", DENIED.id: "Note", CLOSE.id: "Note"}
    event = found[f"sayso-event-{ARREST.id}"]["properties"]
    assert found[event["proof"][0]]["schema"] == "Article"
    assert found[event["involved"][0]]["properties"] == {"name": ["Kenya"], "country": ["ke"]}
    assert found[f"sayso-proof-{ARREST.id}"]["properties"]["entity"] == [f"sayso-event-{ARREST.id}"]
    assert "not_happened" in found[f"sayso-event-{DENIED.id}"]["properties"]["name"][0]


def test_nobody_becomes_an_entity_whom_no_dictionary_knows(tmp_path: Path) -> None:
    """Élodie Ken, whom no dictionary has, and police by their role are words in an event, no more."""
    found = entities(exported(tmp_path, "ftm", *known()))
    actors = [one for one in found if one["id"].startswith("sayso-actor-")]
    assert [one["properties"]["name"] for one in actors] == [["Kenya"]]
    assert {ELODIE.text, POLICE.text}.isdisjoint(one["properties"]["name"][0] for one in actors)


def test_follow_the_money_takes_every_entity(tmp_path: Path) -> None:
    """Its own package validates each against its schema; all that is referred to is there."""
    followthemoney = pytest.importorskip("followthemoney", reason="the extra ftm is not installed")
    long = replace(coded(), events=known(), claims=(replace(OUTER, content=OUTER.content * 20), INNER))
    hostile: Coded = replace(long, article=replace(long.article, title=HOSTILE))
    with open_ledger(filled(tmp_path / "a.ledger", hostile)) as ledger:
        export(ledger, tmp_path / "out", "ftm")
    found = entities(tmp_path / "out")
    for one in found:
        followthemoney.model.get(one["schema"]).validate(one)
    ids = {one["id"] for one in found}
    referring = ("involved", "proof", "entity", "document", "subject", "object")
    assert {name for one in found for key in referring for name in one["properties"].get(key, [])} <= ids
