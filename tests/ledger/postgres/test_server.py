"""A ledger in PostgreSQL: the same rows as in a file, by many at once, and nothing changed or lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.backup import backup
from sayso.ledger.decisions import Draft, decide, made
from sayso.ledger.export import export
from sayso.ledger.insert import add_row
from sayso.ledger.merge import merge
from sayso.ledger.postgres import opening
from sayso.ledger.schema import MIGRATIONS, NAMES, migrate
from sayso.ledger.store import open_ledger, transaction
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure

from ...postgres import PASSWORD, Cluster
from ..support import ARREST, CLOSE, RUN, TEXT, coded, decided, everything, filled, other_run, rows

OTHERS = f"{TEXT}Nul \0 and \U0001f6a2.\n"
DIGESTS = "SELECT article, recipe, digest FROM codings ORDER BY number"


def test_the_same_input_gives_the_same_rows_as_in_a_file(url: str, tmp_path: Path) -> None:
    """By the digests of the codings, and by the bytes of the exports; a NUL is kept too."""
    file = tmp_path / "my.ledger"
    for one in (url, file):
        filled(one, coded(), coded(OTHERS, "other"))  # type: ignore[arg-type] # an address does as well
    with open_ledger(url) as there, open_ledger(file) as here:
        assert rows(there, DIGESTS) == rows(here, DIGESTS)
        assert rows(there, "SELECT text FROM articles ORDER BY number")[1] == (OTHERS,)
        for name in ("json", "training", "csv", "parquet", "plover", "gdelt2"):
            for ledger, path in ((there, tmp_path / f"a.{name}"), (here, tmp_path / f"b.{name}")):
                export(ledger, path, name)
            assert _bytes(tmp_path / f"a.{name}") == _bytes(tmp_path / f"b.{name}"), name
        assert verify_ledger(there)[1] == ()


def _bytes(path: Path) -> dict[str, bytes]:
    """Return the content of the file at *path*, or of each in the folder."""
    if path.is_dir():
        return {one.name: one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}
    return {"": path.read_bytes()}


def test_no_row_can_be_changed_or_deleted(url: str, tmp_path: Path) -> None:
    """Every table refuses it, to its owner as well, who would have to drop the triggers first."""
    everything_at(url, tmp_path)
    with open_ledger(url) as ledger:
        for name in NAMES:
            for change in (
                f"UPDATE {name} SET number = number + 100",
                f"DELETE FROM {name}",
                f"TRUNCATE {name} CASCADE",
            ):
                with pytest.raises(sqlite3.IntegrityError, match="added to, not edited"):
                    ledger.connection.execute(change)


def fill(url: str, writer: str, several: int = 1) -> int:
    """Add *several* articles, every other of which the other writers add as well."""
    added = 0
    with open_ledger(url) as ledger:
        for number in range(several):
            name = f"{writer if number % 2 else 'shared'}-{number}"
            added += ledger.add(coded(f"{TEXT}{name}\n", name), other_run(f"run-{writer}"))
        ledger.finish(other_run(f"run-{writer}"))
    return added


def count(url: str) -> int:
    """Return how many times what was read fitted together: each article with all its rows."""
    seen = 0
    with open_ledger(url, create=False, read_only=True) as ledger:
        for _ in range(15):
            (one,) = rows(ledger, "SELECT (SELECT count(*) FROM codings), (SELECT count(*) FROM events)")
            seen += one[0] * 2 == one[1]
    return seen


def judge(url: str, reviewer: str) -> None:
    """Decide ten times."""
    with open_ledger(url, create=False) as ledger:
        for number in range(10):
            row = (ARREST, CLOSE)[number % 2].id
            decide(ledger, Draft(row, "accept" if number % 3 else "reject", reviewer))


def test_writers_and_readers_at_once_lose_nothing(url: str) -> None:
    """Three processes make one ledger, two read it: each article is there once, and always whole."""
    with ProcessPoolExecutor(5, multiprocessing.get_context("spawn")) as pool:
        writers = [pool.submit(fill, url, name, 10) for name in ("a", "b", "c")]
        readers = [pool.submit(count, url) for _ in range(2)]
        assert sum(one.result() for one in writers) == 20 * 6
        assert [one.result() for one in readers] == [15, 15]
    with open_ledger(url) as ledger:
        assert query.counts(ledger)["articles"] == 20
        assert verify_ledger(ledger)[1] == ()


def test_two_reviewers_at_once_keep_one_chain(url: str) -> None:
    """Each decision follows the one before it, whoever made that."""
    fill(url, "a")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        for one in [pool.submit(judge, url, name) for name in ("Anna", "Ben")]:
            one.result()
    with open_ledger(url) as ledger:
        assert sorted(one.reviewer for one in made(ledger)) == ["Anna"] * 10 + ["Ben"] * 10
        assert verify_ledger(ledger)[1] == ()


def die(url: str) -> None:
    """Be killed in the midst of adding an article."""
    with open_ledger(url) as ledger:
        ledger.add(coded(), RUN)
        ledger.connection.execute("BEGIN IMMEDIATE")
        add_row(ledger.connection, "articles", {"sha256": "x", "text": "y"})
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_writer_loses_nothing_and_stops_nobody(url: str) -> None:
    """What it had added is there, what it was adding is not, and others can write."""
    process = multiprocessing.get_context("spawn").Process(target=die, args=(url,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    fill(url, "a")
    with open_ledger(url) as ledger:
        assert query.counts(ledger)["articles"] == 2
        assert verify_ledger(ledger)[1] == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE articles SET text = replace(text, 'eleven', 'twelve')", "the text of article 1"),
        ("UPDATE spans SET quote = 'ordered' WHERE quote = 'arrested'", "says 'ordered'"),
        ("UPDATE events SET status = 'wanted' WHERE number = 1", "their digest differs"),
        ("UPDATE events SET run_id = 'nobody' WHERE number = 1", "refers to a row of codings"),
        ("UPDATE runs SET version = '9'", "are not those that it was added with"),
        ("DELETE FROM claims WHERE number = 2", "claims has 1 rows of 2; row 2 is missing"),
        ("DELETE FROM reasons WHERE number = 1", "row 1 is missing"),
        ("DELETE FROM search WHERE rowid = 1", "the index search holds 1 of the 2"),
        ("UPDATE decisions SET reviewer = 'Ben' WHERE number = 2", "decision 2 of Ben is not what"),
        ("ALTER TABLE events DISABLE TRIGGER events_no_update", "the trigger events_no_update is changed"),
        ("ALTER TABLE events DISABLE TRIGGER ALL", "what the table events refers to is not looked after"),
        ("DROP TRIGGER runs_no_delete ON runs", "the trigger runs_no_delete is missing"),
        ("CREATE TRIGGER x BEFORE INSERT ON runs EXECUTE FUNCTION no_change('')", "trigger x is none"),
        ("CREATE OR REPLACE FUNCTION no_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
         "the function no_change is changed"),
        ("ALTER TABLE claims DROP COLUMN negated CASCADE", "the table claims is changed"),
        ("ALTER TABLE events DROP CONSTRAINT events_id_coding_key CASCADE", "the table events is changed"),
        ("CREATE OR REPLACE VIEW current AS SELECT number, article, run_id, recipe, reading FROM codings"
         " WHERE number < 0", "the view current is changed"),
    ],
)  # fmt: skip
def test_damage_is_found(postgres: Cluster, database: str, statement: str, told: str) -> None:
    """Whatever somebody with all rights does to rows, triggers or tables."""
    url = postgres.url(database)
    decided(filled(url))  # type: ignore[arg-type] # an address does as well
    postgres.run(f"SET session_replication_role TO replica; SET search_path TO sayso; {statement}", database)
    with open_ledger(url, read_only=True) as ledger:
        _, found = verify_ledger(ledger)
    assert any(told in one.what for one in found), found


def test_a_newer_ledger_is_refused(postgres: Cluster, database: str) -> None:
    """It is S301, and nothing is done to it."""
    postgres.run("INSERT INTO sayso.migrations VALUES (99, 'tomorrow')", database)
    with pytest.raises(Failure, match="S301"):
        open_ledger(postgres.url(database))


def test_an_older_ledger_is_brought_up_to_date_by_who_adds(
    postgres: Cluster, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading it changes nothing."""
    older = f"{url}?schema=older"
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", lambda connection: migrate(connection, 3))
        open_ledger(older).close()
    with open_ledger(older, create=False) as ledger:
        assert list(query.events(ledger, {"type": "COERCE"})) == []
        assert rows(ledger, "PRAGMA user_version") == [(3,)]
        ledger.add(coded(), RUN)
        assert rows(ledger, "PRAGMA user_version") == [(len(MIGRATIONS),)]
        assert verify_ledger(ledger)[1] == ()


def test_decisions_of_an_older_ledger_are_kept(
    postgres: Cluster, database: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their table is made anew by a migration, and goes on from the number that was last."""
    filled(url, coded())  # type: ignore[arg-type] # an address does as well
    decided(url)  # type: ignore[arg-type]
    with monkeypatch.context() as patch:
        patch.setattr(opening, "migrate", lambda connection: migrate(connection, 5))
        open_ledger(f"{url}?schema=older").close()
    for table in NAMES:
        copied = f"INSERT INTO older.{table} SELECT * FROM sayso.{table}"
        postgres.run(f"SET session_replication_role TO replica; {copied}", database)
    decided(f"{url}?schema=older")  # type: ignore[arg-type]
    with open_ledger(url) as newer, open_ledger(f"{url}?schema=older") as older:
        asked = "SELECT number, row, verdict FROM decisions ORDER BY number"
        kept = rows(newer, asked)
        assert rows(older, asked)[: len(kept)] == kept
        assert [number for number, *_ in rows(older, asked)] == [*range(1, 2 * len(kept) + 1)]


def test_who_may_read_reads_and_who_may_insert_adds(postgres: Cluster, database: str) -> None:
    """A reader's ledger is open for reading only; a writer needs no right to change anything."""
    fill(postgres.url(database), "a")
    with pytest.raises(Failure, match="S733"):
        open_ledger(_guest(postgres, database), create=False)
    postgres.run("GRANT USAGE ON SCHEMA sayso TO guest", database)
    postgres.run("GRANT SELECT ON ALL TABLES IN SCHEMA sayso TO guest", database)
    with open_ledger(_guest(postgres, database)) as ledger:
        assert query.counts(ledger)["articles"] == 1
        with pytest.raises(Failure, match="S303"):
            ledger.add(coded(), RUN)
    postgres.run("GRANT INSERT ON ALL TABLES IN SCHEMA sayso TO guest", database)
    with open_ledger(_guest(postgres, database)) as ledger:
        assert ledger.add(coded(), RUN) == 6
        with pytest.raises(Failure, match="S303"), transaction(ledger.connection):
            ledger.connection.execute("DELETE FROM events")
        assert verify_ledger(ledger)[1] == ()


def _guest(postgres: Cluster, database: str, password: str = PASSWORD) -> str:
    return postgres.url(database, f"guest:{password.replace(' ', '%20')}")


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("S732", "postgresql://guest@127.0.0.1:1/x"),
        ("S733", "postgresql://guest:wrong@127.0.0.1:{port}/{database}"),
        ("S733", "postgresql://guest@127.0.0.1:{port}/{database}"),
        ("S733", "postgresql://sayso@127.0.0.1:{port}/nowhere"),
        ("S732", "postgresql://sayso@127.0.0.1:{port}/{database}?sslmode=require"),
        ("S304", "postgresql://sayso@127.0.0.1:{port}/{database}?schema=empty"),
        ("S732", "postgresql://sayso@/{database}?host=/nowhere"),
    ],
)
def test_a_server_that_does_not_serve_is_a_problem(
    postgres: Cluster, database: str, code: str, asked: str
) -> None:
    """Each has its number, and tells no password."""
    with pytest.raises(Failure, match=code) as raised:
        open_ledger(asked.format(port=postgres.port, database=database), create=False)
    assert "wrong@" not in str(raised.value.problem)


def test_a_schema_of_something_else_is_left_alone(postgres: Cluster, database: str) -> None:
    """It is S734, whether a ledger is to be made or not."""
    postgres.run("CREATE SCHEMA press", database)
    postgres.run("CREATE TABLE press.things (name text)", database)
    for create in (True, False):
        with pytest.raises(Failure, match="S734"):
            open_ledger(f"{postgres.url(database)}?schema=press", create=create)


def test_a_database_of_other_characters_is_refused(postgres: Cluster) -> None:
    """It is S738: not every text could be kept."""
    postgres.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(Failure, match="S738"):
            open_ledger(postgres.url("latin"))
    finally:
        postgres.run("DROP DATABASE latin")


def test_a_connection_that_is_lost_is_a_problem(postgres: Cluster, database: str) -> None:
    """It is S735, and the ledger is as it was; so is what is asked afterwards."""
    with open_ledger(postgres.url(database)) as ledger:
        postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
        for _ in range(2):
            with pytest.raises(Failure, match="S735"):
                ledger.add(coded(), RUN)
    fill(postgres.url(database), "a")


def test_a_text_that_cannot_be_kept_is_a_problem(url: str) -> None:
    """It is S737, nothing of the article is kept, and the next one is."""
    with open_ledger(url) as ledger:
        with pytest.raises(Failure, match="S737"):
            ledger.add(coded(f"{TEXT}\U0010fffe\n"), RUN)
        assert ledger.add(coded(), RUN) == 6


def test_without_the_library_it_says_what_to_install(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is S731."""
    monkeypatch.setitem(__import__("sys").modules, "pg8000.native", None)
    with pytest.raises(Failure, match="S731"):
        open_ledger(url)


def test_it_is_not_backed_up_but_brought_into_a_file(url: str, tmp_path: Path) -> None:
    """Backing it up is S736; merging takes everything, there and back."""
    everything_at(url, tmp_path)
    with open_ledger(url, create=False) as ledger, open_ledger(tmp_path / "copy.ledger") as copy:
        with pytest.raises(Failure, match="S736"):
            backup(ledger, tmp_path / "b.ledger")
        (came,) = merge(copy, [url])
        assert (came.articles, came.decisions, came.problems) == (1, 3, ())
        assert rows(copy, DIGESTS) == rows(ledger, DIGESTS)
        assert verify_ledger(copy)[1] == ()
        (back,) = merge(ledger, [tmp_path / "copy.ledger"])
        assert (back.articles, back.rows, back.decisions) == (0, 0, 0)
        (itself,) = merge(ledger, [url])
        assert [one.code for one in itself.problems] == ["S370"]


def everything_at(url: str, tmp_path: Path) -> None:
    """Bring rows of every kind to *url*."""
    with open_ledger(url) as ledger:
        (came,) = merge(ledger, [everything(filled(tmp_path / "a.ledger"))])
        assert came.taken
