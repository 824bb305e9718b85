"""The ledger's file: only added to, safe against a full disk, and shared by several writers."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.faults import failure_for
from sayso.ledger.schema import MIGRATIONS, NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure, problem
from sayso.record import Source

from .support import RUN, TEXT, coded, everything, filled, other_run, rows


def refused(path: Path, **how: bool) -> str:
    """Return the code of the problem for which the ledger at *path* cannot be opened."""
    with pytest.raises(Failure) as caught:
        open_ledger(path, **how)
    return caught.value.problem.code


def contents(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of *ledger*."""
    return {name: rows(ledger, f"SELECT * FROM {name}") for name in NAMES}


def test_every_row_of_an_article_is_counted_as_new(tmp_path: Path) -> None:
    """Adding says how many claims, events, predictions and relations were new."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        assert ledger.add(coded(), RUN) == 6


def test_adding_the_same_again_changes_nothing(tmp_path: Path) -> None:
    """A second run of the same recipe over the same articles leaves no trace at all."""
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        before = contents(ledger)
        again = other_run("second")
        ledger.begin(again)
        assert ledger.add(coded(), again) == 0
        ledger.add_problem(coded().problems[0], again)
        ledger.finish(again)
        assert contents(ledger) == before


def test_a_source_is_known_to_its_recipe_alone(tmp_path: Path) -> None:
    """What was coded is known to a run of the same version, model and settings, under the same address."""
    article = coded().article
    source = Source(article.address, "text/plain", TEXT.encode(), article.source_sha256)
    elsewhere = Source("elsewhere.txt", "text/plain", TEXT.encode(), article.source_sha256)
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        assert ledger.knows(source, other_run("second"))
        assert not ledger.knows(source, other_run("third", version="0.2.0"))
        assert not ledger.knows(elsewhere, RUN)


def test_a_run_that_finds_the_work_of_one_cut_short_finishes_it(tmp_path: Path) -> None:
    """Where a killed run had coded everything, the next one says that it is complete."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        ledger.add(coded(), RUN)
        ledger.finish(other_run("second"))
        assert rows(ledger, "SELECT run_id, codings FROM finishes") == [("second", 1)]
        assert [one["finished"] is None for one in query.entries(ledger, "runs")] == [True, False]


def test_the_same_articles_give_the_same_digests(tmp_path: Path) -> None:
    """Two ledgers of the same content can be compared, whatever the order in which they were filled."""
    articles = [coded(), coded(f"{TEXT}More.\n", "more")]
    digests = []
    for number, order in enumerate((articles, articles[::-1])):
        with open_ledger(filled(tmp_path / f"{number}.ledger", *order, run=other_run(str(number)))) as ledger:
            digests.append(sorted(rows(ledger, "SELECT article, digest FROM codings")))
    assert digests[0] == digests[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sqlite
def test_no_row_can_be_changed_or_deleted(tmp_path: Path, name: str) -> None:
    """Every table refuses both, to whoever opens the file."""
    path = everything(filled(tmp_path / "my.ledger"))
    with closing(sqlite3.connect(path)) as other:
        assert other.execute(f"SELECT count(*) FROM {name}").fetchone() > (0,)
        for statement in (f"UPDATE {name} SET number = number + 100", f"DELETE FROM {name}"):
            with pytest.raises(sqlite3.IntegrityError, match="added to, not edited"):
                other.execute(statement)


def test_an_article_is_added_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where a row cannot be added, nothing of its article is."""
    broken = coded()
    object.__setattr__(broken.events[0], "type", None)
    with open_ledger(tmp_path / "my.ledger") as ledger:
        try:
            with pytest.raises(sqlite3.IntegrityError):
                ledger.add(broken, RUN)
        finally:
            object.__setattr__(broken.events[0], "type", "COERCE")
        assert all(not found for found in contents(ledger).values())


@pytest.mark.sqlite
def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    """A schema that this version does not know is S301, with both versions in the message."""
    path = filled(tmp_path / "my.ledger")
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(Failure, match=rf"S301.*schema {len(MIGRATIONS) + 1}.*knows {len(MIGRATIONS)}"):
        open_ledger(path)


@pytest.mark.sqlite
def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    """A text, a folder and another program's database are S302, and are left as they were."""
    text = tmp_path / "a.txt"
    text.write_text("This is a text and not a database, and it is long enough to have a header." * 20)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE things (name)")
    before = (tmp_path / "other.db").read_bytes()
    assert [refused(path) for path in (text, tmp_path, tmp_path / "other.db")] == ["S302"] * 3
    assert (tmp_path / "other.db").read_bytes() == before


@pytest.mark.sqlite
def test_a_ledger_is_made_only_where_that_is_wanted(tmp_path: Path) -> None:
    """Reading what is not there is S304 and makes nothing."""
    path = tmp_path / "my.ledger"
    assert [refused(path, create=False), refused(path, read_only=True)] == ["S304", "S304"]
    assert not path.exists()
    open_ledger(path).close()
    assert path.exists()


@pytest.mark.sqlite
def test_a_broken_file_is_damaged(tmp_path: Path) -> None:
    """A ledger cut off in the middle is S305, when it is opened or when it is read."""
    path = filled(tmp_path / "my.ledger")
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(Failure, match="S305"), open_ledger(path) as ledger:
        list(query.events(ledger, {}))


@pytest.mark.sqlite
def test_a_full_disk_is_a_problem_and_loses_nothing(tmp_path: Path) -> None:
    """Where there is no space, S303 says so, and what was there before is whole."""
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        before = contents(ledger)
        (pages,) = ledger.connection.execute("PRAGMA page_count").fetchone()
        ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Failure, match=r"S303.*disk is full"):
            ledger.add(coded(TEXT + "More. " * 10_000, "long"), RUN)
        assert contents(ledger) == before
        assert verify_ledger(ledger)[1] == ()


@pytest.mark.sqlite
def test_a_folder_that_is_not_there_cannot_be_written(tmp_path: Path) -> None:
    """A ledger in a missing folder is S303."""
    assert refused(tmp_path / "missing" / "my.ledger") == "S303"


@pytest.mark.sqlite
def test_a_folder_that_may_not_be_written_is_a_problem(tmp_path: Path) -> None:
    """A new ledger in a read-only folder is S303; one that is there can be read, and not added to."""
    path = filled(tmp_path / "my.ledger")
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("permissions do not bind this user (root)")
        assert refused(tmp_path / "new.ledger") == "S303"
        with open_ledger(path) as ledger:
            assert len(list(query.events(ledger, {}))) == 2
            with pytest.raises(Failure, match=r"S303.*only be read"):
                ledger.begin(RUN)
    finally:
        tmp_path.chmod(0o755)


def test_a_ledger_opened_for_reading_cannot_be_added_to(tmp_path: Path) -> None:
    """Every way of adding is S303."""
    with open_ledger(filled(tmp_path / "my.ledger"), read_only=True) as ledger:
        for add in (
            lambda: ledger.begin(RUN),
            lambda: ledger.add(coded(), RUN),
            lambda: ledger.add_problem(problem("S104", "a.txt"), RUN),
            lambda: ledger.finish(RUN),
        ):
            with pytest.raises(Failure, match="S303"):
                add()


def write(path: Path, writer: int) -> int:
    """Add forty articles to the ledger at *path*, half of which the other writer adds as well."""
    run = other_run(f"writer{writer}")
    added = 0
    with open_ledger(path) as ledger:
        for number in range(40):
            name = f"{writer if number % 2 else 'shared'}-{number}"
            added += ledger.add(coded(f"{TEXT}{name}\n", name), run)
        ledger.finish(run)
    return added


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two programs make and fill one ledger together: each article is there once, and nothing is missing."""
    path = tmp_path / "my.ledger"
    with ThreadPoolExecutor(2) as pool:
        added = list(pool.map(write, (path, path), (1, 2)))
    with open_ledger(path) as ledger:
        assert query.counts(ledger)["articles"] == 60
        assert sum(added) == 60 * 6
        assert verify_ledger(ledger)[1] == ()


def test_a_reader_sees_whole_articles_while_another_writes(tmp_path: Path) -> None:
    """What is being added is not seen before it is all there, and reading does not wait."""
    path = filled(tmp_path / "my.ledger")
    with open_ledger(path) as writer, open_ledger(path, create=False) as reader:
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("INSERT INTO articles (sha256, text) VALUES ('x', 'y')")
        assert query.counts(reader)["articles"] == 1
        assert rows(reader, "SELECT count(*) FROM articles") == [(1,)]
        writer.connection.execute("ROLLBACK")


def meddled(folder: Path, *statements: str) -> Path:
    """Return a ledger with one article in which somebody ran *statements*."""
    path = folder / "my.ledger"
    with open_ledger(path) as ledger:
        ledger.add(coded(), RUN)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


@pytest.mark.sqlite
def test_a_ledger_whose_version_is_gone_is_damaged(tmp_path: Path) -> None:
    """A schema without its number is not taken for an empty file, and nothing is made in it."""
    path = meddled(tmp_path, "PRAGMA user_version = 0")
    assert refused(path) == "S305"


@pytest.mark.sqlite
def test_a_row_that_nobody_can_read_is_damage(tmp_path: Path) -> None:
    """A value that no program of ours wrote is told as damage, not as a fault."""
    path = meddled(tmp_path, "DROP TRIGGER events_no_update", "UPDATE events SET context = 'garbage'")
    with open_ledger(path) as ledger, pytest.raises(Failure) as caught:
        list(query.events(ledger, {}))
    assert caught.value.problem.code == "S305"


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (sqlite3.SQLITE_FULL, "Free some space"),
        (sqlite3.SQLITE_BUSY, "Wait until that program"),
        (sqlite3.SQLITE_READONLY, "permissions"),
        (sqlite3.SQLITE_CANTOPEN, "Make the folder"),
        (sqlite3.SQLITE_TOOBIG, "Split the article"),
    ],
)
def test_each_reason_has_its_advice(code: int, advice: str) -> None:
    """S303 says what to do about just what has happened."""
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    failure = failure_for(error, Path("my.ledger"))
    assert failure is not None
    assert failure.problem.code == "S303"
    assert advice in failure.problem.remedy


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_what_is_read_ends_quietly_after_its_ledger(tmp_path: Path) -> None:
    """A reader that goes away in the middle of a list leaves nothing behind that complains."""
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        found = query.events(ledger, {})
        next(found)
    found.close()  # type: ignore[attr-defined] # a generator
    with open_ledger(tmp_path / "my.ledger") as ledger:
        reading = ledger.read("SELECT * FROM events")
        next(reading)
    reading.close()
