"""The way back from annotation tools: unedited as it was, edited as decisions with a name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger.decisions import made
from sayso.ledger.export import export
from sayso.ledger.imports.annotated import stretch
from sayso.ledger.imports.bring import bring
from sayso.ledger.imports.coming import Unfit
from sayso.ledger.imports.reviews import Reviewed, bring_reviews
from sayso.ledger.store import open_ledger
from sayso.problems import Failure

from .support import ARREST, CLOSE, INNER, LED, OUTER, TEXT, at, coded, filled

TWIN = replace(ARREST, id="e4000000000000d4", type="ASSAULT", certainty="possible", recipient=None)
ALIKE = replace(ARREST, id="e5000000000000e5", recipient=None, actor=ARREST.recipient, certainty="possible")
WHOLE = replace(coded(), events=(ARREST, CLOSE, TWIN, ALIKE))
NAMES = ("labelstudio", "doccano")
Json = dict[str, Any]


def written(folder: Path, name: str) -> Path:
    """Return the file that a ledger with the hand-built article is exported to."""
    with open_ledger(filled(folder / f"{name}.ledger", WHOLE)) as ledger:
        export(ledger, folder / name, name)
    return folder / name / "tasks.json" if name == "labelstudio" else folder / name


def reviewed(folder: Path, edit: Callable[[Json], None]) -> tuple[Reviewed, Mapping[str, tuple[str, Any]]]:
    """Return what came of *edit*, made in Label Studio, and the decisions by row."""
    path = written(folder, "labelstudio")
    (task,) = json.loads(path.read_text("utf-8"))
    task["annotations"] = [{"result": deepcopy(task["predictions"][0]["result"]), "was_cancelled": False}]
    edit(task)
    path.write_text(json.dumps([task]))
    with open_ledger(folder / "labelstudio.ledger") as ledger:
        found = bring_reviews(ledger, path, "Ann", "labelstudio")
    assert {one.reviewer for one in found.decisions} <= {"Ann"}
    return found, {one.row: (one.verdict, one.corrections) for one in found.decisions}


def result(task: Json) -> list[Json]:
    """Return the parts of the annotation of *task*."""
    found: list[Json] = task["annotations"][0]["result"]
    return found


def region(task: Json, name: str, kind: str = "labels") -> Json:
    """Return the region called *name* in *task*, or its choice."""
    return next(one for one in result(task) if one.get("id") == name and one["type"] == kind)


def move(task: Json, name: str, words: str) -> None:
    """Move the region called *name* to *words*."""
    span = at(words)
    region(task, name)["value"].update(start=span.start, end=span.end, text=words)


def drop(task: Json, *names: str) -> None:
    """Delete regions, and with them their relations, as Label Studio does."""
    kept = [
        one for one in result(task) if not {one.get("id"), one.get("from_id"), one.get("to_id")} & set(names)
    ]
    result(task)[:] = kept


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_edited_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    """Export, import into a new ledger, export: the same bytes."""
    path = written(tmp_path, name)
    with open_ledger(tmp_path / "new.ledger") as ledger:
        found = bring(ledger, str(path))
        assert (found.articles, found.problems) == (1, [])
        export(ledger, tmp_path / "again", name)
    again = tmp_path / "again" / "tasks.json" if name == "labelstudio" else tmp_path / "again"
    assert again.read_bytes() == path.read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_edited_is_no_decision(tmp_path: Path, name: str) -> None:
    """An unedited file has nothing to say about any row, however the tool has numbered its entities."""
    path = written(tmp_path, name)
    if name == "doccano":
        line = json.loads(path.read_text("utf-8"))
        renumber(line)
        del line["sayso"]
        path.write_text(json.dumps(line))
    with open_ledger(tmp_path / f"{name}.ledger") as ledger:
        found = bring_reviews(ledger, path, "Ann")
        assert (found.articles, found.decisions, found.problems) == (1, [], [])


def renumber(line: Json) -> None:
    """Give the entities of *line* other numbers and another order, as doccano does."""
    numbers = {one["id"]: 900 - one["id"] for one in line["entities"]}
    for one in line["entities"]:
        one["id"] = numbers[one["id"]]
    for one in line["relations"]:
        one["from_id"], one["to_id"] = numbers[one["from_id"]], numbers[one["to_id"]]
    line["entities"].sort(key=lambda one: one["id"])


def test_label_studio_may_put_the_annotation_behind_ids(tmp_path: Path) -> None:
    """Ids with a number sign and the annotation's own id are still those of the marks."""

    def suffix(task: Json) -> None:
        for one in result(task):
            for key in {"id", "from_id", "to_id"} & one.keys():
                one[key] += "#x7Yz"

    found, _ = reviewed(tmp_path, suffix)
    assert (found.decisions, found.problems) == ([], [])


def test_labels_and_choices_correct_an_event(tmp_path: Path) -> None:
    """Type, status and certainty are what the reviewer chose."""

    def edit(task: Json) -> None:
        region(task, f"{ARREST.id}.trigger")["value"]["labels"] = ["ASSAULT:not_happened"]
        region(task, f"{ARREST.id}.trigger", "choices")["value"]["choices"] = ["probable"]

    _, rows = reviewed(tmp_path, edit)
    assert list(rows) == [ARREST.id]
    verdict, corrections = rows[ARREST.id]
    assert verdict == "correct"
    assert {name: corrections[name] for name in ("type", "status", "certainty")} == {
        "type": "ASSAULT",
        "status": "not_happened",
        "certainty": "probable",
    }


def test_parties_are_moved_added_and_taken_away(tmp_path: Path) -> None:
    """A trimmed party keeps its code; another gets that of its words; a deleted one is none."""

    def edit(task: Json) -> None:
        move(task, f"{ARREST.id}.actor", "police")
        move(task, f"{ARREST.id}.recipient", "Kenya")
        move(task, f"{ARREST.id}.place", "Tanga on")
        drop(task, f"{CLOSE.id}.actor")
        span = at("Kenyan sailors")
        value = {"start": span.start, "end": span.end, "text": "Kenyan sailors", "labels": ["recipient"]}
        named = {"id": "new", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        tie = {"type": "relation", "from_id": "new", "to_id": f"{TWIN.id}.trigger", "labels": ["recipient"]}
        result(task).extend([named, {**tie, "direction": "left"}])

    found, rows = reviewed(tmp_path, edit)
    assert found.problems == []
    arrest = rows[ARREST.id][1]
    assert (arrest["actor"]["text"], arrest["actor"]["code"]) == ("police", "TZA COP")
    assert (arrest["recipient"]["text"], arrest["recipient"]["code"]) == ("Kenya", "KEN")
    assert (arrest["place"]["text"], arrest["place"]["country"]) == ("Tanga on", "TZA")
    assert rows[CLOSE.id] == ("correct", {"actor": None})
    twin = rows[TWIN.id][1]["recipient"]
    assert (twin["text"], twin["code"]) == ("Kenyan sailors", "KEN")


def test_what_was_deleted_is_rejected(tmp_path: Path) -> None:
    """An event without its trigger, a claim without any part, a relation without its tie."""

    def edit(task: Json) -> None:
        drop(task, f"{ARREST.id}.trigger", *(f"{INNER.id}.{field}" for field in ("cue", "content", "source")))
        tie = next(one for one in result(task) if one.get("from_id") == f"{LED.id}.subject")
        result(task).remove(tie)

    _, rows = reviewed(tmp_path, edit)
    assert {row: verdict for row, (verdict, _) in rows.items()} == {
        ARREST.id: "reject",
        INNER.id: "reject",
        LED.id: "reject",
        CLOSE.id: "correct",
    }
    assert rows[CLOSE.id][1] == {"said_by": None}


def test_claims_and_their_nesting_are_corrected(tmp_path: Path) -> None:
    """Parts, negation, the claim around, and the claim that an event stands on."""

    def edit(task: Json) -> None:
        region(task, f"{INNER.id}.cue")["value"]["labels"] = ["cue"]
        move(task, f"{INNER.id}.content", "Kenya may")
        for one in result(task):
            if one.get("labels") == ["within"]:
                one["labels"] = ["actor"]
            if one.get("labels") == ["said_by"]:
                one["to_id"] = f"{OUTER.id}.cue"

    _, rows = reviewed(tmp_path, edit)
    span = at("Kenya may")
    assert rows[INNER.id] == ("correct", {"content": [list(span)], "negated": False, "parent": None})
    assert rows[CLOSE.id][1]["said_by"]["claim"] == OUTER.id
    assert rows[CLOSE.id][1]["said_by"]["text"] == "Élodie Ken"


def test_relations_are_corrected(tmp_path: Path) -> None:
    """Another kind, and another end."""

    def edit(task: Json) -> None:
        tie = next(one for one in result(task) if one.get("from_id") == f"{LED.id}.subject")
        tie["labels"] = ["member_of"]
        move(task, f"{LED.id}.object", "Kenya")

    _, rows = reviewed(tmp_path, edit)
    verdict, corrections = rows[LED.id]
    assert (verdict, corrections["kind"], corrections["object"]["text"]) == ("correct", "member_of", "Kenya")


def test_doccano_edits_find_their_rows(tmp_path: Path) -> None:
    """Renumbered, with two events in one place, a changed label goes to the row that it was of."""
    path = written(tmp_path, "doccano")
    line = json.loads(path.read_text("utf-8"))
    labels = {one["label"]: one for one in line["entities"]}
    labels["ASSAULT"]["label"] = "ASSAULT:future"
    labels["SANCTION:future"].update(start_offset=at("may close").start)
    renumber(line)
    path.write_text(json.dumps(line))
    with open_ledger(tmp_path / "doccano.ledger") as ledger:
        found = bring_reviews(ledger, path, "Ann")
    rows = {one.row: one.corrections for one in found.decisions}
    assert rows[TWIN.id] == {"status": "future"}
    assert rows[CLOSE.id]["trigger"] == list(at("may close"))
    assert set(rows) == {TWIN.id, CLOSE.id}


def test_bringing_a_file_twice_adds_nothing(tmp_path: Path) -> None:
    """The second time all is known; another reviewer decides anew."""

    def edit(task: Json) -> None:
        region(task, f"{ARREST.id}.trigger")["value"]["labels"] = ["ASSAULT"]
        drop(task, f"{CLOSE.id}.trigger")

    first, _ = reviewed(tmp_path, edit)
    with open_ledger(tmp_path / "labelstudio.ledger") as ledger:
        path = tmp_path / "labelstudio" / "tasks.json"
        again = bring_reviews(ledger, path, "Ann")
        other = bring_reviews(ledger, path, "Ben", "labelstudio")
        assert (len(first.decisions), len(again.decisions), again.known) == (2, 0, 2)
        assert len(other.decisions) == 2
        assert len(list(made(ledger))) == 4


def test_an_edited_file_is_no_coding(tmp_path: Path) -> None:
    """S355: without a reviewer's name, what was edited is not taken for what the machine coded."""
    path = written(tmp_path, "doccano")
    line = json.loads(path.read_text("utf-8"))
    line["entities"][0]["label"] = "source"
    path.write_text(json.dumps(line))
    with open_ledger(tmp_path / "new.ledger") as ledger:
        found = bring(ledger, str(path))
        assert [one.code for one in found.problems] == ["S355"]
        assert "--reviewer" in found.problems[0].what
        assert found.articles == 0


def test_an_article_that_is_not_there_is_told(tmp_path: Path) -> None:
    """S340, and the other entries are done."""
    path = written(tmp_path, "doccano")
    line = json.loads(path.read_text("utf-8"))
    other = {"text": "Another text.", "entities": [], "relations": []}
    path.write_text(f"{json.dumps(other)}\n{json.dumps(line)}\n")
    with open_ledger(tmp_path / "doccano.ledger") as ledger:
        found = bring_reviews(ledger, path, "Ann")
    assert ([one.code for one in found.problems], found.articles) == (["S340"], 1)


BROKEN: tuple[Callable[[Json], None], ...] = (
    lambda task: task.pop("data"),
    lambda task: task.update(annotations=[], predictions=[]),
    lambda task: region(task, f"{ARREST.id}.trigger")["value"].update(start=-1),
    lambda task: region(task, f"{ARREST.id}.trigger")["value"].update(end=99999),
    lambda task: region(task, f"{ARREST.id}.trigger")["value"].update(start="1"),
    lambda task: region(task, f"{ARREST.id}.trigger")["value"].update(text="other words"),
    lambda task: region(task, f"{ARREST.id}.trigger")["value"].update(labels=[]),
    lambda task: region(task, f"{ARREST.id}.trigger").update(value=7),
)


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_an_entry_that_cannot_be_read_is_told(tmp_path: Path, number: int) -> None:
    """S341 says what is wrong, and nothing is decided."""
    found, rows = reviewed(tmp_path, lambda task: BROKEN[number](task) and None)
    assert ([one.code for one in found.problems], rows) == (["S341"], {})


def test_what_was_missed_and_what_is_unclear_is_told(tmp_path: Path) -> None:
    """S342 for a new event, S343 for two actors of one and for a trigger outside of its sentence."""

    def edit(task: Json) -> None:
        value = {"start": 0, "end": 9, "text": TEXT[:9], "labels": ["AID"]}
        result(task).append(
            {"id": "n", "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        )
        move(task, f"{CLOSE.id}.trigger", "arrested")
        for other in (LED.id + ".subject", LED.id + ".object", INNER.id + ".cue"):
            result(task).append(
                {"type": "relation", "from_id": f"{TWIN.id}.trigger", "to_id": other, "labels": ["actor"]}
            )

    found, rows = reviewed(tmp_path, edit)
    assert sorted(one.code for one in found.problems) == ["S342", "S343", "S343"]
    assert rows == {}


def test_only_files_of_tools_hold_reviews(tmp_path: Path) -> None:
    """S344 names the tools, S312 asks for a name; neither leaves anything behind."""
    path = tmp_path / "other.json"
    path.write_text('{"a": 1}')
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger:
        with pytest.raises(Failure) as caught:
            bring_reviews(ledger, path, "Ann")
        assert (caught.value.problem.code, "doccano" in caught.value.problem.remedy) == ("S344", True)
        with pytest.raises(Failure) as caught:
            bring_reviews(ledger, path, " ")
        assert caught.value.problem.code == "S312"


def test_offsets_of_javascript_are_understood() -> None:
    """Where the words are not at the code points, they may be at the UTF-16 units; nowhere is a fault."""
    text = "\N{SMILING FACE WITH OPEN MOUTH} Kenya agreed"
    assert stretch(2, 7, text, "Kenya") == (2, 7)
    assert stretch(3, 8, text, "Kenya") == (2, 7)
    with pytest.raises(Unfit):
        stretch(4, 9, text, "Kenya")
