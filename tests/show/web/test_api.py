"""The answers for programs: as the document says, and what people are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso import decisions, show_rows, why_row
from sayso.show.web.app import application
from sayso.show.web.guard import Access, Guard
from sayso.show.web.openapi import OPERATIONS

from .support import Explorer, explorer


def test_the_document_describes_every_question(reader: Explorer) -> None:
    """Each path that is answered is in the document, and no other."""
    paths = reader.client.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {one.path for one in OPERATIONS}


@pytest.mark.parametrize("within", [True, False])
def test_answers_keep_to_the_document(writer: Explorer, within: bool) -> None:
    """Whatever schemathesis asks, within the document or outside it, is answered as the document says."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, settings

    guard = Guard(Access(frozenset({"testserver"})))
    app = application(writer.desk, guard)
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    mode = schemathesis.GenerationMode.POSITIVE if within else schemathesis.GenerationMode.NEGATIVE
    statuses: dict[str, set[int]] = {"get": set(), "post": set()}
    for found in schema.get_all_operations():
        operation = found.ok()
        raw = operation.definition.raw
        if not within and not raw["parameters"] and "requestBody" not in raw:
            continue  # nothing can be wrong

        @settings(
            max_examples=10,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case) -> None:  # type: ignore[no-untyped-def]
            if not within and [] in (case.query or {}).values():
                return  # an empty list is not sent: nothing is wrong with what is
            response = case.call(headers={"X-Sayso-Token": guard.token})
            statuses[case.method.lower()].add(response.status_code)
            case.validate_response(response)

        ask()
    assert statuses["get"] == ({200, 404} if within else {400})
    assert statuses["post"] <= ({200, 404, 409} if within else {400, 403})


def test_events_come_page_by_page(reader: Explorer) -> None:
    """Going on after the number that an answer ends with gives every event once."""
    found, after = [], ""
    while after is not None:
        answer = reader.client.get(f"/api/events?limit=40{f'&after={after}' if after else ''}").json()
        found += [one["id"] for one in answer["events"]]
        after = answer["next"]
    with reader.desk.open() as ledger:
        assert found == [one.id for one in show_rows(ledger)]
    assert answer["total"] == len(found)


def test_filters_are_those_of_the_pages(reader: Explorer) -> None:
    """The same words, the same events."""
    answer = reader.client.get("/api/events?type=ACCUSE&actor=KEN&limit=1000").json()
    with reader.desk.open() as ledger:
        assert [one["id"] for one in answer["events"]] == [
            one.id for one in show_rows(ledger, type="ACCUSE", actor="KEN")
        ]


def test_a_row_is_told_with_what_it_rests_on(reader: Explorer) -> None:
    """Article, sentence and run of one row, by the beginning of its id."""
    with reader.desk.open() as ledger:
        row = show_rows(ledger)[0].id
        told = why_row(ledger, row)
    answer = reader.client.get(f"/api/rows/{row[:10]}").json()
    assert answer["row"]["id"] == row
    assert answer["article"] == told.sha256
    assert answer["run"]["model"] == told.run.model
    article = reader.client.get(f"/api/articles/{told.sha256}").json()
    start, end = answer["sentence"]
    assert article["text"][start:end] == told.text[start:end]
    assert row in {one["id"] for one in article["events"]}


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/events?fame=1", 400, "S705"),
        ("/api/events?limit=0", 400, "S705"),
        ("/api/events?limit=\u0661", 400, "S705"),
        ("/api/events?since=2020-13-99x", 400, "S705"),
        ("/api/rows/zz", 400, "S705"),
        ("/api/rows/0000000000000000", 404, "S306"),
        ("/api/articles/" + "0" * 64, 404, "S306"),
        ("/api/nothing", 404, "S710"),
    ],
)
def test_what_is_wrong_is_a_numbered_problem(reader: Explorer, address: str, status: int, code: str) -> None:
    """Programs get code, what, where and remedy as JSON."""
    response = reader.client.get(address)
    assert response.status_code == status
    answer = response.json()
    assert answer["code"] == code
    assert set(answer) == {"code", "what", "where", "remedy"}


DECIDED = {"verdict": "accept", "reviewer": "Program"}


def some_row(explorer: Explorer) -> str:
    """Return the id of an event."""
    return str(explorer.client.get("/api/events?limit=1").json()["events"][0]["id"])


def test_a_program_decides_and_takes_back(writer: Explorer) -> None:
    """With the token a decision is kept as if made by hand, listed, seen at its row, and taken back."""
    row = some_row(writer)
    headers = {"X-Sayso-Token": writer.client.get("/api/token").json()["token"]}
    sent = {
        **DECIDED,
        "row": row,
        "verdict": "correct",
        "corrections": {"type": "AID"},
        "note": "seen",
        "blind": True,
    }
    kept = writer.client.post("/api/decisions", json=sent, headers=headers)
    assert kept.status_code == 200, kept.text
    assert (kept.json()["corrections"]["type"], kept.json()["blind"]) == ("AID", True)
    listed = writer.client.get("/api/decisions").json()
    assert [one["row"] for one in listed["decisions"]] == [row]
    assert writer.client.get(f"/api/rows/{row}").json()["review"] == "corrected"
    undone = writer.client.post("/api/undo", json={"reviewer": "Program"}, headers=headers)
    assert undone.json()["number"] == kept.json()["number"]
    assert writer.client.get(f"/api/rows/{row}").json()["review"] == "unreviewed"
    with writer.desk.open() as ledger:
        assert [one.verdict for one in decisions(ledger)] == ["correct", "withdraw"]


@pytest.mark.parametrize(
    ("headers", "change", "status", "code"),
    [
        ({"X-Sayso-Token": ""}, {}, 403, "S743"),
        ({"X-Sayso-Token": "0" * 64}, {}, 403, "S743"),
        ({"Origin": "http://evil.example"}, {}, 403, "S743"),
        ({"Sec-Fetch-Site": "cross-site"}, {}, 403, "S743"),
        ({"Content-Type": "text/plain"}, {}, 400, "S742"),
        ({}, {"verdict": "praise"}, 400, "S742"),
        ({}, {"row": 7}, 400, "S742"),
        ({}, {"row": "0000000000000000"}, 404, "S306"),
        ({}, {"fame": 1}, 400, "S742"),
        ({}, {"reviewer": "\n"}, 409, "S312"),
        ({}, {"verdict": "correct", "corrections": {"type": "FAME"}}, 409, "S310"),
        ({}, {"verdict": "correct", "corrections": {"actor": [["deep"]]}}, 409, "S310"),
        ({}, {"note": "\ud800"}, 200, ""),
    ],
)
def test_what_a_program_may_not_send(
    writer: Explorer, headers: dict[str, str], change: dict[str, object], status: int, code: str
) -> None:
    """Other sites, no token, another type, no decision: nothing is kept, and a problem says why."""
    sent = {**DECIDED, "row": some_row(writer), **change}
    whole = {"X-Sayso-Token": writer.guard.token, "Content-Type": "application/json", **headers}
    response = writer.client.post("/api/decisions", content=json.dumps(sent), headers=whole)
    assert response.status_code == status, response.text
    assert response.json().get("code", "") == code
    with writer.desk.open() as ledger:
        assert len(decisions(ledger)) == (status == 200)


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 30_000, '{"row": NaN}', "\x00", "7"])
def test_what_is_no_object_is_no_decision(writer: Explorer, body: str) -> None:
    """Broken, deep and foreign bodies are refused in the same way."""
    headers = {"X-Sayso-Token": writer.guard.token, "Content-Type": "application/json"}
    response = writer.client.post("/api/decisions", content=body, headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "S742")


def test_nothing_is_taken_by_a_server_that_only_shows(own: Path) -> None:
    """Read-only holds for programs too; a body that is too large is refused before it is read whole."""
    with explorer(own, read_only=True) as found:
        headers = {"X-Sayso-Token": found.guard.token}
        sent = {**DECIDED, "row": some_row(found)}
        refused = found.client.post("/api/decisions", json=sent, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "S707")
        large = found.client.post("/api/decisions", json={**sent, "note": "a" * 70_000}, headers=headers)
        assert (large.status_code, large.json()["code"]) == (413, "S709")


def test_the_password_is_asked_of_programs_too(own: Path) -> None:
    """Without the cookie nothing is told, not even the token; with it a program goes on."""
    with explorer(own, Access(password="a long password")) as found:
        for path in ("/api/events", "/api/token", "/api/openapi.json"):
            response = found.client.get(path)
            assert (response.status_code, response.json()["code"]) == (401, "S741")
        found.client.post("/enter", data={"password": "a long password"})
        assert found.client.get("/api/token").json() == {"token": found.guard.token}


def test_the_network_counts_every_pair_both_ways(reader: Explorer) -> None:
    """The pairs are those that the events name, counted by hand."""
    answer = reader.client.get("/api/network?certainty=certain").json()
    events = reader.client.get("/api/events?limit=1000&certainty=certain").json()["events"]
    counted: dict[tuple[str, str], int] = {}
    for one in events:
        sides = [(one[side] or {}).get("code", "")[:3] for side in ("actor", "recipient")]
        if all(sides) and sides[0] != sides[1] and "UNK" not in sides:
            first, second = sorted(sides)
            counted[first, second] = counted.get((first, second), 0) + 1
    found = {
        (one["first"], one["second"]): sum((*one["forth"].values(), *one["back"].values()))
        for one in answer["pairs"]
    }
    assert found == counted
