"""The panel: every pair and month is there, each count names its level, and can be traced."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from sayso.ledger.export import left_out
from sayso.ledger.export.panel import Counted, rows_of
from sayso.ledger.store import open_ledger
from sayso.record import Coded, Interval

from ..support import ARREST, TEXT, coded, filled
from .support import commas, written


def told(text: str, name: str, day: str, **changes: object) -> Coded:
    """Return an article with one event that happened on a day."""
    event = replace(ARREST, id=name, date=Interval(day, day, "then"), **changes)  # type: ignore[arg-type]
    return replace(coded(TEXT + text, name), events=(event,), predictions=())


def counts(row: dict[str, str | None]) -> dict[str, str | None]:
    """Return the counts of a row that are not zero."""
    return {name: value for name, value in list(row.items())[4:] if value != "0"}


def panel(tmp_path: Path, *articles: Coded) -> list[dict[str, str | None]]:
    """Return the rows of the panel of a ledger of *articles*."""
    folder = written(filled(tmp_path / "a.ledger", *articles), tmp_path / "out", "panel")
    return commas(folder / "panel.csv")


def test_every_pair_has_every_month_at_every_level(tmp_path: Path) -> None:
    """Months between the first and the last are there with zeros, over the turn of a year."""
    other = replace(ARREST.actor, code="USA GOV")  # type: ignore[type-var]
    found = panel(
        tmp_path,
        told("One.", "a1", "2022-11-03"),
        told("Two things are told.", "b2", "2023-02-01", actor=other),
    )
    cells = [(row["actor"], row["recipient"], row["month"], row["level"]) for row in found]
    months = ["2022-11", "2022-12", "2023-01", "2023-02"]
    levels = ["mentions", "reports", "stories"]
    pairs = [("TZA", "KEN"), ("USA", "KEN")]
    assert cells == [(*pair, month, level) for pair in pairs for month in months for level in levels]
    assert [counts(row) for row in found[3:6]] == [{}, {}, {}]
    assert counts(found[0]) == {"coerce": "1", "material_conflict": "1", "total": "1"}


def test_levels_differ(tmp_path: Path) -> None:
    """Two articles that are copies tell one story in one report by two mentions."""
    found = panel(tmp_path, told("", "a1", "2023-03-13"), told("x", "b2", "2023-03-13"))
    assert [(row["level"], row["total"]) for row in found] == [
        ("mentions", "2"),
        ("reports", "1"),
        ("stories", "1"),
    ]


def test_the_denominator_is_what_the_actor_did_to_others(tmp_path: Path) -> None:
    """Of three events of the month, two are with another recipient."""
    other = replace(ARREST.recipient, code="UGA")  # type: ignore[type-var]
    texts = ("Nothing else was said.", "A second text, about a second deed alone.")
    more = (
        told(text, f"b{day}", f"2023-03-{day}", recipient=other)
        for text, day in zip(texts, (10, 20), strict=True)
    )
    days = [told("One thing.", "a1", "2023-03-01"), *more]
    found = {(row["recipient"], row["level"]): row for row in panel(tmp_path, *days)}
    assert (found["KEN", "mentions"]["total"], found["KEN", "mentions"]["n"]) == ("1", "2")
    assert (found["UGA", "mentions"]["total"], found["UGA", "mentions"]["n"]) == ("2", "1")


def test_a_report_of_two_types_counts_once_in_total() -> None:
    """It is one report for either type, and one in total."""
    one = Counted("KEN", "TZA", "2023-03", "COERCE", "m1", "r1", "s1")
    two = one._replace(type="ACCUSE", mentions="m2", stories="s2")
    names = ["request", "accuse", "reject", "coerce", "total"]
    columns = [
        "actor",
        "recipient",
        "month",
        "level",
        *"agree consult support concede cooperate aid retreat".split(),
    ]
    columns += (
        "request accuse reject threaten protest sanction mobilize coerce assault 1 2 3 4 total n".split()
    )
    found = {row[3]: dict(zip(columns, row, strict=True)) for row in rows_of([one, two])}
    assert [found["reports"][name] for name in names] == [0, 1, 0, 1, 1]
    assert [found["mentions"][name] for name in names] == [0, 1, 0, 1, 2]


def test_every_count_can_be_traced(tmp_path: Path) -> None:
    """The table beside it lists what was counted; the message says what was not."""
    unknown = told("Nobody knows.", "c3", "2023-03-15", recipient=None)
    wanted = told("It is asked for.", "d4", "2023-03-16", status="wanted")
    ledger = filled(tmp_path / "a.ledger", told("", "a1", "2023-03-13"), unknown, wanted)
    folder = written(ledger, tmp_path / "out", "panel")
    assert [row["id"] for row in commas(folder / "counted.csv")] == ["a1"]
    with open_ledger(ledger) as opened:
        assert left_out(opened, "panel") == {"wanted": 1, "without two known parties": 1}


def test_a_ledger_without_pairs_gives_an_empty_panel(tmp_path: Path) -> None:
    """There are columns and no rows."""
    assert panel(tmp_path, told("", "a1", "2023-03-13", actor=None)) == []


@pytest.mark.skipif(find_spec("duckdb") is None, reason="DuckDB is not installed")
def test_the_panel_is_the_same_in_parquet(tmp_path: Path) -> None:
    """Parquet and CSV hold the same rows."""
    import duckdb

    ledger = filled(tmp_path / "a.ledger", told("", "a1", "2023-03-13"), told("x", "b2", "2023-05-13"))
    rows = commas(written(ledger, tmp_path / "csv", "panel") / "panel.csv")
    path = written(ledger, tmp_path / "parquet", "panel-parquet") / "panel.parquet"
    found = [[str(value) for value in row] for row in duckdb.read_parquet(str(path)).fetchall()]
    assert found == [list(row.values()) for row in rows]
