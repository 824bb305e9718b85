"""Exports for annotation tools: each row's characters, labels and ties as those tools read them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sayso.ledger.export import export
from sayso.ledger.export.marks import TIES, Mark, label_of, labels
from sayso.ledger.store import open_ledger
from sayso.record import Coded, Span

from .support import ARREST, CLOSE, FORESEEN, INNER, LED, OUTER, RUN, TEXT, article, coded, filled

DENIED = replace(ARREST, id="e3000000000000c3", status="not_happened", certainty="probable")


def exported(tmp_path: Path, name: str, *articles: Coded) -> Path:
    """Return where the hand-built articles stand in the format called *name*."""
    with open_ledger(filled(tmp_path / "a.ledger", *articles)) as ledger:
        export(ledger, tmp_path / "out", name)
    return tmp_path / "out"


def pages(tmp_path: Path, *articles: Coded) -> dict[str, Any]:
    """Return the web annotations of the hand-built articles by id."""
    page = json.loads(exported(tmp_path, "webannotation", *articles).read_text("utf-8"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    return {one["id"]: one for one in page["items"]}


def test_each_row_is_an_annotation(tmp_path: Path) -> None:
    """Claims, events, predictions and relations all are, each with its run and motivation."""
    found = pages(tmp_path)
    ids = {"claim": (OUTER, INNER), "event": (ARREST, CLOSE), "prediction": (FORESEEN,), "relation": (LED,)}
    assert set(found) == {f"urn:sayso:{kind}:{one.id}" for kind, rows in ids.items() for one in rows}
    assert {one["generator"]["id"] for one in found.values()} == {f"urn:sayso:run:{RUN.id}"}
    assert {one["motivation"] for one in found.values()} == {"classifying", "linking", "assessing"}
    assert all({"id", "type", "target"} <= one.keys() for one in found.values())  # what the model requires


def test_both_selectors_name_the_same_characters(tmp_path: Path) -> None:
    """Position and quotation agree, and the prefix and suffix stand beside them, on both ends of the text."""
    found = pages(tmp_path)
    targets = [target for one in found.values() for target in one["target"]]
    assert len(targets) == 4 + 3 + 5 + 3 + 1 + 3
    for target in targets:
        where, quote = target["selector"]
        start, end = where["start"], where["end"]
        assert quote["exact"] == TEXT[start:end]
        assert TEXT[:start].endswith(quote["prefix"])
        assert TEXT[end:].startswith(quote["suffix"])


def test_positions_count_code_points(tmp_path: Path) -> None:
    """A character beyond the basic plane before the words moves them by one, as the specification asks."""
    text = f"{TEXT}\N{SMILING FACE WITH OPEN MOUTH} Kenya agreed."
    start = text.index("agreed")
    late = replace(CLOSE, trigger=Span(start, start + 6), sentence=Span(len(TEXT), len(text)), said_by=None)
    one = replace(coded(), article=article(text), events=(ARREST, late))
    trigger = pages(tmp_path, one)[f"urn:sayso:event:{CLOSE.id}"]["target"][0]
    assert trigger["selector"][0] == {"type": "TextPositionSelector", "start": start, "end": start + 6}


def test_claims_nest_and_events_name_their_claim(tmp_path: Path) -> None:
    """The inner claim refers to the outer one, and the event to the claim that it stands on."""
    found = pages(tmp_path)
    inner = found[f"urn:sayso:claim:{INNER.id}"]["body"][1]
    event = found[f"urn:sayso:event:{CLOSE.id}"]["body"][1]
    assert inner["sayso:parent"] == {"id": f"urn:sayso:claim:{OUTER.id}"}
    assert event["sayso:said_by"]["sayso:claim"] == {"id": f"urn:sayso:claim:{INNER.id}"}
    assert event["sayso:status"] == "future"


def test_what_did_not_happen_is_not_tagged_as_if_it_had(tmp_path: Path) -> None:
    """The tag that people see names status and certainty."""
    found = pages(tmp_path, replace(coded(), events=(ARREST, CLOSE, DENIED)))
    told = {one["id"][-16:]: one["body"][0]["value"] for one in found.values()}
    assert told[DENIED.id] == "COERCE (not happened, probable)"
    assert told[ARREST.id] == "COERCE (happened)"
    assert told[INNER.id] == "indirect claim, negated"


def test_labels_tell_status() -> None:
    """Only what happened goes by its type alone, and every label that is used is listed."""
    assert (label_of(ARREST), label_of(DENIED), label_of(CLOSE)) == (
        "COERCE",
        "COERCE:not_happened",
        "SANCTION:future",
    )
    assert {"COERCE:not_happened", "actor", "cue:negated"} <= set(labels())
    assert Mark("a", "content", 1, "content", Span(0, 1)).id == "a.content.1"


def test_label_studio_gets_tasks_that_its_configuration_can_show(tmp_path: Path) -> None:
    """Every label, choice and relation of the tasks is one of the configuration; every span is quoted."""
    folder = exported(tmp_path, "labelstudio")
    view = ElementTree.fromstring((folder / "labels.xml").read_text("utf-8"))
    shown = {one.get("value") for one in view.iter()}
    names = {one.get("name") for one in view.iter()}
    (task,) = json.loads((folder / "tasks.json").read_text("utf-8"))
    results = task["predictions"][0]["result"]
    regions = [one for one in results if one["type"] != "relation"]
    ids = {one["id"] for one in regions}
    for one in regions:
        value = one["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
        assert {one["from_name"], one["to_name"]} <= names
        assert set(value.get("labels", []) + value.get("choices", [])) <= shown
    ties = [one for one in results if one["type"] == "relation"]
    assert {one["labels"][0] for one in ties} <= shown & set(TIES)
    assert {end for one in ties for end in (one["from_id"], one["to_id"])} <= ids
    assert {(INNER.id + ".cue", OUTER.id + ".cue", "within")} <= {
        (one["from_id"], one["to_id"], one["labels"][0]) for one in ties
    }


def test_doccano_gets_entities_and_relations(tmp_path: Path) -> None:
    """Ids are unique in the whole file, relations name entities, and certainty is a mark of its own."""
    one, two = coded(), coded(TEXT + "More.", "other")
    lines = exported(tmp_path, "doccano", one, two).read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    ids = [entity["id"] for line in found for entity in line["entities"]]
    assert len(ids) == len(set(ids))
    for line in found:
        own = {entity["id"] for entity in line["entities"]}
        assert {end for tie in line["relations"] for end in (tie["from_id"], tie["to_id"])} <= own
    labelled = {
        (line["label"], TEXT[line["start_offset"] : line["end_offset"]]) for line in found[0]["entities"]
    }
    assert {("COERCE", "arrested"), ("SANCTION:future", "close"), ("possible", "close")} <= labelled
    assert ("cue:negated", "worry") in labelled
