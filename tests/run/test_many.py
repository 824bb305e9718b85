"""Inputs that hold many articles: each is known, resumed and told of by itself."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.store import open_ledger
from sayso.run import serial
from sayso.run.serial import code_sources
from sayso.settings import Settings

from . import stub

ARTICLES = 40


@pytest.fixture(autouse=True)
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stub stand for the stages."""
    monkeypatch.setattr(serial, "process", stub.process)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table of articles, one line of which is broken."""
    rows = [
        json.dumps({"id": n, "text": f"The minister met the mayor on day {n} of the talks, they said."})
        for n in range(ARTICLES)
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([*rows[:5], "broken", *rows[5:]]))
    return path


def test_a_stopped_run_goes_on_in_the_middle(table: Path, tmp_path: Path) -> None:
    """What was coded of a table is known to the next run, which codes the rest."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        running = code_sources([str(table)], Settings(), stub.RESOURCES, ledger)
        assert [one.known for one in islice(running, 15)] == [False] * 15
        running.close()
        again = list(code_sources([str(table)], Settings(), stub.RESOURCES, ledger))
        assert [one.known for one in again] == [*[True] * 5, False, *[True] * 9, *[False] * 26]
        assert query.counts(ledger)["articles"] == ARTICLES
        assert all(
            one.known or one.problems
            for one in code_sources([str(table)], Settings(), stub.RESOURCES, ledger)
        )


def test_a_problem_names_the_article(table: Path, tmp_path: Path) -> None:
    """A broken line is kept as a problem with its number; the table is not lost for it."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        list(code_sources([str(table)], Settings(), stub.RESOURCES, ledger))
        broken = [one for one in query.entries(ledger, "problems") if one["code"] == "S119"]
        assert [one["where"] for one in broken] == [f"{table}#6"]


def test_an_entry_that_changed_is_coded_again(tmp_path: Path) -> None:
    """An entry is known by its text, title and day together."""
    path = tmp_path / "news.jsonl"
    row = {"id": 1, "text": "The minister met the mayor on the first day of the talks, they said."}
    with open_ledger(tmp_path / "my.ledger") as ledger:
        for change, known in (
            ({}, False),
            ({}, True),
            ({"date": "2023-03-14"}, False),
            ({"title": "Talks"}, False),
        ):
            row |= change
            path.write_text(json.dumps(row))
            [outcome] = code_sources([str(path)], Settings(), stub.RESOURCES, ledger)
            assert outcome.known is known
