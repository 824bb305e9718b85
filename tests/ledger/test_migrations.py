"""A ledger of every schema that was ever committed is brought up to date, whole or not at all.

``schemas/`` has them as they were then, in SQL; ``python -m tests.ledger.write_schemas`` adds a new one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import query, schema
from sayso.ledger.schema import MIGRATIONS
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure

from .support import ARREST, CLOSE, coded, filled, old_ledger, other_run, rows
from .write_schemas import FOLDER

# articles, the versions that coded them one after the other, and whether that run was finished
CODED = (("a", "1", 1), ("b", "2", 0), ("a", "2", 1), ("c", "3", 0), ("b", "1", 1), ("b", "3", 0))
VERSIONS = sorted(FOLDER.glob("*.sql"))


def state(path: Path) -> tuple[int, list[tuple[object, ...]]]:
    """Return the version of the ledger at *path*, and all that its schema is made of."""
    with closing(sqlite3.connect(path)) as other:
        (version,) = other.execute("PRAGMA user_version").fetchone()
        return version, other.execute(
            "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        ).fetchall()


def test_every_schema_has_its_sql() -> None:
    """There is a file for each version, the present one included, and each begins with its number."""
    assert [path.stem for path in VERSIONS] == [f"{number:02}" for number in range(1, len(MIGRATIONS) + 1)]
    for number, path in enumerate(VERSIONS, start=1):
        assert f"PRAGMA user_version = {number};" in path.read_text("utf-8")


@pytest.mark.parametrize("version", VERSIONS, ids=[path.stem for path in VERSIONS])
def test_an_old_ledger_is_brought_up_to_date(tmp_path: Path, version: Path) -> None:
    """It is then as if it had been made today, holds what it held, and can be asked and added to."""
    path = old_ledger(tmp_path / "old.ledger", version)
    before, fresh = state(path), state(filled(tmp_path / "fresh.ledger"))
    with open_ledger(path) as ledger:
        assert verify_ledger(ledger)[1] == ()
        assert [one.event.id for one in query.events(ledger, {"actor": "police"})] == [ARREST.id]
        assert [one.event.id for one in query.events(ledger, {"text": "border"})] == [CLOSE.id]
        assert ledger.add(coded(), other_run("second")) == 0
        assert ledger.add(coded(), other_run("third", "0.2.0")) == 6
        assert verify_ledger(ledger)[1] == ()
    assert before[0] == VERSIONS.index(version) + 1
    assert state(path) == fresh


@pytest.mark.parametrize("version", VERSIONS[:-1], ids=[path.stem for path in VERSIONS[:-1]])
def test_an_interrupted_migration_leaves_the_old_version(
    tmp_path: Path, version: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever step fails, schema and rows are what they were; the next start finishes the work."""
    path = old_ledger(tmp_path / "old.ledger", version)
    before = state(path)

    def failing(step: Callable[[sqlite3.Connection], None]) -> Callable[[sqlite3.Connection], None]:
        def stop(connection: sqlite3.Connection) -> None:
            step(connection)
            raise KeyboardInterrupt

        return stop

    for number in range(before[0], len(MIGRATIONS)):
        steps = (*MIGRATIONS[:number], failing(MIGRATIONS[number]), *MIGRATIONS[number + 1 :])
        monkeypatch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(KeyboardInterrupt):
            open_ledger(path)
        monkeypatch.undo()
        assert state(path) == before
    with open_ledger(path) as ledger:
        assert verify_ledger(ledger)[1] == ()


@pytest.mark.parametrize("version", VERSIONS, ids=[path.stem for path in VERSIONS])
def test_an_old_ledger_that_may_only_be_read_is_read(tmp_path: Path, version: Path) -> None:
    """It is not migrated, and is verified, listed and counted all the same."""
    path = old_ledger(tmp_path / "old.ledger", version)
    before = path.read_bytes()
    with open_ledger(path, read_only=True) as ledger:
        assert verify_ledger(ledger)[1] == ()
        assert [one.event.id for one in query.events(ledger, {"actor": "police"})] == [ARREST.id]
        assert query.counts(ledger)["mentions"] == 2
    assert path.read_bytes() == before


def test_a_newer_ledger_is_refused_with_advice(tmp_path: Path) -> None:
    """S301 names both versions and says what to do; the file is not touched."""
    path = filled(tmp_path / "my.ledger")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(Failure, match=r"S301.*schema 99.*Upgrade sayso"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_the_view_of_what_counts_is_that_of_the_first_schema(tmp_path: Path) -> None:
    """Asked of one article at a time, the codings that count are those that ranking all of them gave."""
    path = tmp_path / "my.ledger"
    with open_ledger(path) as ledger:
        for number, (name, version, finished) in enumerate(CODED):
            run = other_run(str(number), version)
            ledger.add(coded(f"{coded().article.text}{name}\n", name), run)
            if finished:
                ledger.finish(run)
        ledger.connection.execute(schema.VIEW.replace("CREATE VIEW current", "CREATE TEMP VIEW first"))
        wanted = rows(ledger, "SELECT * FROM first ORDER BY number")
        assert rows(ledger, "SELECT * FROM current ORDER BY number") == wanted
        assert len(wanted) == 3
        assert len(rows(ledger, "SELECT * FROM codings")) == 6
