"""The answers for programs: as the document says, and what people are shown."""

from __future__ import annotations

import pytest

from sayso import show_rows, why_row
from sayso.show.web.app import application
from sayso.show.web.guard import Access, Guard
from sayso.show.web.openapi import OPERATIONS

from .support import Explorer


def test_the_document_describes_every_question(reader: Explorer) -> None:
    """Each path that is answered is in the document, and no other."""
    paths = reader.client.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {one.path for one in OPERATIONS}


@pytest.mark.parametrize("within", [True, False])
def test_answers_keep_to_the_document(reader: Explorer, within: bool) -> None:
    """Whatever schemathesis asks, within the document or outside it, is answered as the document says."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, settings

    app = application(reader.desk, Guard(Access(frozenset({"testserver"}))))
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    mode = schemathesis.GenerationMode.POSITIVE if within else schemathesis.GenerationMode.NEGATIVE
    statuses = set()
    for found in schema.get_all_operations():
        operation = found.ok()
        if not within and not operation.definition.raw["parameters"]:
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
            response = case.call()
            statuses.add(response.status_code)
            case.validate_response(response)

        ask()
    assert statuses == ({200, 404} if within else {400})


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
