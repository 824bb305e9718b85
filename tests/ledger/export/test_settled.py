"""Exports of a ledger that is read as reviewed: every format has the rows as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.ledger.decisions import Draft, decide
from sayso.ledger.export import export, left_out
from sayso.ledger.store import Ledger, open_ledger

from ..support import ARREST, CLOSE, filled
from .support import commas, tabs


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger in which one event was rejected and another corrected."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        decide(opened, Draft(ARREST.id, "reject", "Anna"))
        decide(opened, Draft(CLOSE.id, "correct", "Anna", {"status": "happened", "context": ["legal"]}))
        yield opened


def test_as_it_was_coded_nothing_changes(ledger: Ledger, tmp_path: Path) -> None:
    """What the machine said is what is written."""
    export(ledger, tmp_path / "out", "csv")
    assert [row["id"] for row in commas(tmp_path / "out" / "events.csv")] == [ARREST.id, CLOSE.id]


def test_as_reviewed_tables_have_what_stands(ledger: Ledger, tmp_path: Path) -> None:
    """A rejected row is gone with its words, a corrected field is replaced; sentence and run stay."""
    export(ledger.as_reviewed(), tmp_path / "out", "csv")
    (row,) = commas(tmp_path / "out" / "events.csv")
    assert (row["id"], row["status"], row["contexts"], row["trigger"]) == (
        CLOSE.id,
        "happened",
        "legal",
        "close",
    )
    assert row["sentence_number"] == "2"
    assert ARREST.id not in {one["row"] for one in commas(tmp_path / "out" / "mentions.csv")}


@pytest.mark.parametrize("name", ["icews", "polecat"])
def test_as_reviewed_foreign_formats_have_what_stands(name: str, ledger: Ledger, tmp_path: Path) -> None:
    """What a person found to have happened is there, what was rejected is not, and nothing is left out."""
    export(ledger.as_reviewed(), tmp_path / "out", name)
    headings, row = tabs(tmp_path / "out")
    assert dict(zip(headings, row, strict=True))["sayso_id"] == CLOSE.id
    assert left_out(ledger.as_reviewed(), name) == {}
    assert left_out(ledger, name) == {"future": 1}
