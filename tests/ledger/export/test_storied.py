"""Stories as tables: every count names its level, and each row leads to its mentions."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from sayso.record import Coded, Event, Interval, Said

from ..support import ARREST, TEXT, coded, filled
from .support import commas, evil_ledger, written

Rows = list[dict[str, str | None]]


def told(text: str, name: str, **changes: object) -> Coded:
    """Return an article with the arrest, of one day, as *changes* tell it."""
    event: Event = replace(ARREST, id=name, date=Interval("2023-03-13", "2023-03-13", "then"), **changes)  # type: ignore[arg-type]
    return replace(coded(TEXT + text, name), events=(event,), predictions=())


def tables(tmp_path: Path, *articles: Coded) -> tuple[Rows, Rows]:
    """Return the stories and the tellings of a ledger of *articles*."""
    folder = written(filled(tmp_path / "a.ledger", *articles), tmp_path / "out", "stories")
    return commas(folder / "stories.csv"), commas(folder / "tellings.csv")


def test_counts_stand_at_each_level(tmp_path: Path) -> None:
    """Two copies are two mentions and articles, one report, one story."""
    found, mentions = tables(tmp_path, told("", "a1"), told("x", "b2"))
    (row,) = found
    assert (row["mentions"], row["articles"], row["reports"], row["sources"]) == ("2", "2", "1", "1")
    assert (row["type"], row["actor_code"], row["actor_role"]) == ("COERCE", "TZA COP", "COP")
    assert (row["first_day"], row["last_day"], row["dated"]) == ("2023-03-13", "2023-03-13", "true")
    assert {one["event"] for one in mentions} == {"a1", "b2"}
    assert {one["story"] for one in mentions} == {row["id"]}
    assert len({one["report"] for one in mentions}) == 1


def test_a_contradiction_keeps_both(tmp_path: Path) -> None:
    """A story that one report tells and another denies has both counts and says that it is disputed."""
    said = Said("Élodie Ken", "FRA GOV", None)
    found, mentions = tables(
        tmp_path, told("", "a1"), told("x", "b2", status="not_happened", certainty="probable", said_by=said)
    )
    (row,) = found
    assert (row["happened"], row["not_happened"], row["disputed"]) == ("1", "1", "true")
    assert (row["certain"], row["probable"], row["possible"]) == ("1", "1", "0")
    assert (row["mentions"], row["sources"]) == ("2", "2")
    assert [one["said_by_text"] for one in mentions].count("Élodie Ken") == 1


def test_hostile_text_is_spelled(tmp_path: Path) -> None:
    """No cell begins with what a spreadsheet would run."""
    folder = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", "stories")
    for name in ("stories", "tellings"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
            cells = [cell for row in csv.reader(opened) for cell in row]
        assert len(cells) > 50
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) or "\x1b" in cell]
    assert (folder / "codebook.csv").exists()
