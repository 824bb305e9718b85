"""PLOVER JSONL: what was exported comes back equal, and what is broken is told."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.imports.plover import Read, read_lines
from sayso.record import Problem

from ..export.support import evil, evil_ledger, plain_ledger, written
from ..support import ARREST, CLOSE, article

FIELDS = {
    "id", "has_event", "date", "enddate", "time", "endtime", "source", "recipient", "event", "event_loc",
    "event_text", "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info",
    "coder", "coded_date", "coded_time", "comment",
}  # fmt: skip


def lines_of(tmp_path: Path, all_statuses: bool = True) -> list[str]:
    """Return the lines of an export of the room's ledger."""
    path = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "plover", all_statuses)
    return path.read_text("ascii").splitlines()


def changed(line: str, **fields: Any) -> str:
    """Return *line* with other values of some fields."""
    return json.dumps({**json.loads(line), **fields})


def test_events_come_back_equal(tmp_path: Path) -> None:
    """Every field of every event, and the article's name, digest and date."""
    found = list(read_lines(lines_of(tmp_path), "out"))
    source = article()
    assert found == [Read(one, "ferry", source.sha256, source.published) for one in (ARREST, CLOSE)]


def test_hostile_text_comes_back_equal(tmp_path: Path) -> None:
    """Newlines, NUL and direction marks are one escaped line, and then what they were."""
    path = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", "plover")
    lines = path.read_text("ascii").splitlines()
    expected = [evil(number).events[0] for number in range(len(lines))]
    assert [one.event for one in read_lines(lines, "out") if isinstance(one, Read)] == expected
    assert all(one.isprintable() for one in lines)


def test_every_field_is_one_of_plovers(tmp_path: Path) -> None:
    """What PLOVER has no name for stands under sayso, and nowhere else."""
    for line in map(json.loads, lines_of(tmp_path)):
        assert set(line) <= FIELDS | {"sayso"}
        assert {"id", "date", "source", "event"} <= set(line)


def test_a_record_says_what_the_ledger_says(tmp_path: Path) -> None:
    """Type, mode, parties, place, quad class, scale, day and sentence."""
    line = json.loads(lines_of(tmp_path)[0])
    assert (line["event"], line["mode"], line["context"]) == (["COERCE"], ["arrest"], ["legal", "military"])
    assert line["source"][0] == {
        "code": "TZA",
        "sector": "COP",
        "actor_text": "Tanzanian police",
        "identifier_text": "TZA COP",
    }
    assert line["event_loc"] == {"name": "Tanga", "country code": "TZ", "cc3": "TZA"}
    assert (line["quad_code"], line["event_scale"], line["date"]) == (4, -7.0, "2023-03-13")
    assert (line["text_info"]["sequence"], line["event_text"]) == (1, ["arrested"])


def test_what_did_not_happen_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    """A reader that knows only PLOVER's fields would take it for a deed."""
    (tmp_path / "some").mkdir()
    (line,) = lines_of(tmp_path / "some", all_statuses=False)
    assert json.loads(line)["sayso"]["event"]["status"] == "happened"


def test_corrections_in_plovers_fields_count(tmp_path: Path) -> None:
    """Who edits the type or a code in the file gets what was written there."""
    line = lines_of(tmp_path)[0]
    actor = {**json.loads(line)["source"][0], "code": "KEN", "sector": "MIL"}
    (found,) = read_lines([changed(line, event=["ASSAULT"], mode=["beat"], source=[actor])], "out")
    assert isinstance(found, Read)
    assert ARREST.actor is not None
    assert found.event == replace(
        ARREST, type="ASSAULT", mode="beat", actor=replace(ARREST.actor, code="KEN MIL")
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[]", "something else"),
        ('{"event": ["AID"]}', "no field sayso"),
        ('{"event": ["FEED"], "sayso": {"event": {}}}', "FEED is no type"),
        ("null", "something else"),
    ],
)
def test_a_broken_line_is_a_problem_and_the_others_are_read(line: str, reason: str, tmp_path: Path) -> None:
    """S332 says which line and why."""
    good = lines_of(tmp_path)[0]
    first, second, third = read_lines([good, line, good], "file.jsonl")
    assert isinstance(second, Problem)
    assert (second.code, second.where) == ("S332", "file.jsonl")
    assert "Line 2" in second.what
    assert reason in second.what
    assert first == third


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(FIELDS)), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(JSON, st.sampled_from(["event", "source", "mode", "sayso", "id", "context", "recipient"]))
def test_whatever_a_field_holds_is_read_or_told(value: object, field: str) -> None:
    """No value of a field is an error of sayso's."""
    whole = {
        "id": "e", "event": ["AID"], "source": [], "sayso": {"event": {}, "doc_id": "d", "article": "a"},
    }  # fmt: skip
    (found,) = read_lines([json.dumps({**whole, field: value})], "file")
    assert isinstance(found, Problem | Read)
