"""Tidy tables: whole, described, the same each time, and harmless."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from sayso.ledger.export import delimited, export, parquet
from sayso.ledger.export.shape import Column, Values
from sayso.ledger.export.tables import TABLES
from sayso.ledger.store import open_ledger
from sayso.problems import Failure

from ..support import ARREST, CLOSE, FORESEEN, INNER, OUTER, TEXT, coded, filled, other_run
from .support import EVILS, commas, evil, evil_ledger, plain_ledger, written

needs_duckdb = pytest.mark.skipif(find_spec("duckdb") is None, reason="DuckDB is not installed")
NUMBERS = {table.name: len(table.columns) for table in TABLES}


def rows_in(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table as the ledger itself gives them."""
    with open_ledger(ledger) as opened:
        return {table.name: [tuple(row) for row in table.rows(opened)] for table in TABLES}


def test_every_row_of_the_ledger_is_there(tmp_path: Path) -> None:
    """Each kind of row has its table, in the order of the ledger."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "csv")
    ids = {
        name: [row["id"] for row in commas(folder / f"{name}.csv")]
        for name in ("events", "claims", "predictions")
    }
    assert ids == {
        "events": [ARREST.id, CLOSE.id],
        "claims": [OUTER.id, INNER.id],
        "predictions": [FORESEEN.id],
    }


def test_an_event_keeps_what_it_was(tmp_path: Path) -> None:
    """Words, codes, status, source and day stand in columns of their own."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "csv")
    first, second = commas(folder / "events.csv")
    assert (first["actor_text"], first["actor_country"], first["actor_role"]) == (
        "Tanzanian police",
        "TZA",
        "COP",
    )
    assert (first["trigger"], first["contexts"], first["cameo"], first["goldstein"]) == (
        "arrested",
        "legal;military",
        "17",
        "-7.0",
    )
    assert (first["date_start"], first["published"], first["place_country"]) == (
        "2023-03-13",
        "2023-03-14",
        "TZA",
    )
    assert (second["status"], second["certainty"], second["said_by_text"], second["prediction"]) == (
        *("future", "possible", "Élodie Ken"),
        "true",
    )
    start, end = int(first["trigger_start"] or 0), int(first["trigger_end"] or 0)
    assert TEXT[start:end] == "arrested"


def test_a_claim_of_several_stretches_is_joined(tmp_path: Path) -> None:
    """The mentions have each stretch with its place; the claim has them in one cell."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "csv")
    outer = commas(folder / "claims.csv")[0]
    assert outer["content"] == "Many worry ... that Kenya may close the border"
    content = [
        row for row in commas(folder / "mentions.csv") if (row["row"], row["field"]) == (OUTER.id, "content")
    ]
    assert [row["quote"] for row in content] == ["Many worry", "that Kenya may close the border"]


def test_only_the_coding_that_counts_is_written(tmp_path: Path) -> None:
    """An article that two versions coded is there once."""
    ledger = filled(tmp_path / "a.ledger", coded())
    filled(ledger, coded(), run=other_run("run2", "0.2.0"))
    folder = written(ledger, tmp_path / "out", "csv")
    assert {row["run"] for row in commas(folder / "events.csv")} == {"run2"}
    assert len(commas(folder / "articles.csv")) == 1


def test_tables_are_read_as_they_are_at_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program adds while an export is under way is in none of its tables."""
    ledger = filled(tmp_path / "a.ledger", coded())
    write = delimited.write_table

    def write_and_add(path: Path, columns: Sequence[Column], rows: Iterable[Values]) -> int:
        count = write(path, columns, rows)
        if path.stem == "events":
            filled(ledger, evil(0), run=other_run("run2", "0.2.0"))
        return count

    monkeypatch.setattr(delimited, "write_table", write_and_add)
    folder = written(ledger, tmp_path / "out", "csv")
    assert len(commas(folder / "articles.csv")) == 1
    assert {row["row"] for row in commas(folder / "mentions.csv")} >= {ARREST.id}
    assert f"{0:016x}" not in (folder / "mentions.csv").read_text()


@needs_duckdb
def test_a_table_of_several_portions_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that do not fit into memory together stand in their order, none twice; so do none at all."""
    import duckdb

    monkeypatch.setattr(parquet, "AT_ONCE", 7)
    monkeypatch.setattr(parquet, "TURNED", 3)
    columns = (Column("number", "integer", "n"), Column("words", "text", "w"))
    for count in (0, 6, 7, 20, 21):
        rows = [(number, f"word {number}") for number in range(count)]
        assert parquet.write_table(tmp_path / "a.parquet", columns, rows) == count
        assert duckdb.read_parquet(str(tmp_path / "a.parquet")).fetchall() == rows


@needs_duckdb
@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_the_same_ledger_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Two exports differ in nothing."""
    ledger = evil_ledger(tmp_path / "a.ledger")
    one, other = (written(ledger, tmp_path / target, name) for target in ("one", "other"))
    files = sorted(path.name for path in one.iterdir())
    assert [(one / file).read_bytes() for file in files] == [(other / file).read_bytes() for file in files]
    assert len(files) == len(TABLES) + 2


@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_hostile_text_in_csv_is_read_back(name: str, tmp_path: Path) -> None:
    """What the ledger has is what csv reads; no line end, control or formula is in the file."""
    ledger = evil_ledger(tmp_path / "a.ledger")
    path = written(ledger, tmp_path / "out", "csv") / f"{name}.csv"
    (table,) = (one for one in TABLES if one.name == name)
    texts = [n for n, column in enumerate(table.columns) if column.kind in ("text", "date")]
    expected = [[row[n] for n in texts] for row in rows_in(ledger)[name]]
    assert [[list(row.values())[n] for n in texts] for row in commas(path)] == expected
    lines = path.read_bytes().decode().split("\n")
    assert len(lines) == len(expected) + 2
    assert not any(ord(one) < 32 for line in lines for one in line)


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_hostile_csv_reads_alike_elsewhere(library: str, tmp_path: Path) -> None:
    """Pandas and DuckDB, left to their defaults, see the same cells as the csv module."""
    pytest.importorskip(library)
    path = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", "csv") / "events.csv"
    with path.open(encoding="utf-8", newline="") as file:
        expected = [row["actor_text"] for row in csv.DictReader(file)]
    if library == "pandas":
        import pandas

        found = pandas.read_csv(path)["actor_text"].tolist()
    else:
        import duckdb

        found = [row[0] for row in duckdb.read_csv(str(path)).select("actor_text").fetchall()]
    assert found == expected
    assert len(found) == len(EVILS)


@needs_duckdb
@pytest.mark.parametrize("name", sorted(NUMBERS))
def test_hostile_text_in_parquet_is_as_it_was(name: str, tmp_path: Path) -> None:
    """Parquet holds the ledger's own values, NUL and all; days are days and truths truths."""
    import duckdb

    ledger = evil_ledger(tmp_path / "a.ledger")
    path = written(ledger, tmp_path / "out", "parquet") / f"{name}.parquet"
    (table,) = (one for one in TABLES if one.name == name)
    relation = duckdb.read_parquet(str(path))
    assert relation.columns == [column.name for column in table.columns]
    assert [str(kind) for kind in relation.types] == [parquet.TYPES[column.kind] for column in table.columns]
    found = [tuple(map(_as_stored, row)) for row in relation.fetchall()]
    assert found == rows_in(ledger)[name]


def _as_stored(value: object) -> object:
    """Return *value* as SQLite has it."""
    import datetime

    return value.isoformat() if isinstance(value, datetime.date) else value


def test_the_codebook_describes_every_column_and_level(tmp_path: Path) -> None:
    """Each column of each file is in both codebooks, and each level with its meaning."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "csv")
    with (folder / "codebook.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    described = {(line["table"], line["column"]) for line in lines}
    for table in TABLES:
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert {(table.name, name) for name in next(csv.reader(file))} <= described
    text = (folder / "codebook.md").read_text("utf-8")
    assert all(line["meaning"] and f"`{line['column']}`" in text for line in lines)
    assert {line["level"] for line in lines if line["column"] == "status"} >= {"happened", "not_happened"}


def test_without_duckdb_parquet_is_a_problem_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S330 says what to install, and nothing is left behind."""
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with open_ledger(plain_ledger(tmp_path / "a.ledger")) as ledger, pytest.raises(Failure) as caught:
        export(ledger, tmp_path / "out", "parquet")
    assert caught.value.problem.code == "S330"
    assert "sayso[analysis]" in caught.value.problem.remedy
    assert not (tmp_path / "out").exists()


def test_the_length_of_an_article_counts_every_character(tmp_path: Path) -> None:
    """A NUL does not end it."""
    ledger = evil_ledger(tmp_path / "a.ledger")
    found = [row["characters"] for row in commas(written(ledger, tmp_path / "out", "csv") / "articles.csv")]
    assert found == [str(len(f"{words} {number}")) for number, words in enumerate(EVILS)]


@needs_duckdb
def test_an_empty_ledger_gives_empty_tables(tmp_path: Path) -> None:
    """Columns and types are there without a row."""
    import duckdb

    ledger = tmp_path / "a.ledger"
    open_ledger(ledger).close()
    folder = written(ledger, tmp_path / "out", "parquet")
    counts = {
        table.name: duckdb.read_parquet(str(folder / f"{table.name}.parquet")).shape for table in TABLES
    }
    assert counts == {name: (0, columns) for name, columns in NUMBERS.items()}
