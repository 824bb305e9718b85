"""Verification finds each kind of damage and says what differs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger import verify
from sayso.ledger.columns import PARTS
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.ledger.whole import whole

from .support import TEXT, coded, everything, filled, other_run


def damaged(path: Path, *statements: str) -> Path:
    """Return *path* after *statements* were run on it by somebody who took its guards away."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        guards = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement)
        for _, sql in guards:
            other.execute(sql)
    return path


def reasons(path: Path) -> Sequence[str]:
    """Return what verification finds wrong with the ledger at *path*; every problem is S305."""
    with open_ledger(path, create=False) as ledger:
        found = verify_ledger(ledger)[1]
    assert {one.code for one in found} <= {"S305"}
    assert {one.where for one in found} <= {str(path)}
    return [one.what for one in found]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a ledger of two articles, to be damaged."""
    return filled(tmp_path / "my.ledger", coded(), coded(f"{TEXT}More.\n", "more"))


def test_a_whole_ledger_is_verified(path: Path) -> None:
    """Nothing differs, and every sentence, span and reason that quotes was compared."""
    with open_ledger(path, create=False) as ledger:
        checked, found = verify_ledger(ledger)
        (quoted,) = next(ledger.read("SELECT count(*) FROM reasons WHERE quote IS NOT NULL"))
        (spans,) = next(ledger.read("SELECT count(*) FROM spans"))
    assert found == ()
    assert checked == 4 + spans + quoted
    assert spans > 20


@pytest.mark.sqlite
def test_verifying_changes_nothing(path: Path) -> None:
    """The file is the same, byte for byte."""
    before = path.read_bytes()
    assert reasons(path) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE articles SET text = replace(text, 'eleven', 'twelve') WHERE number = 2",
            ("the text of article 2 has the sha256", "Tanzanian police arrested twelve"),
        ),
        (
            "UPDATE spans SET quote = 'ordered' WHERE coding = 1 AND quote = 'arrested'",
            ("of spans of coding 1 (ferry) says 'ordered', characters 17 to 25 of its article 'arrested'",),
        ),
        (
            "UPDATE spans SET start = start + 1 WHERE number = 1",
            ("row 1 of spans of coding 1", "their digest differs"),
        ),
        ("UPDATE sentences SET quote = 'x' WHERE number = 2", ("row 2 of sentences of coding 1",)),
        ("UPDATE reasons SET quote = 'x' WHERE number = 1", ("row 1 of reasons of coding 1",)),
        (
            "UPDATE events SET status = 'wanted' WHERE number = 1",
            ("the rows of coding 1 (ferry) are not those that were added",),
        ),
        ("UPDATE claims SET negated = 0", ("the rows of coding 1", "the rows of coding 2")),
        ("UPDATE magnitudes SET best = 12 WHERE number = 1", ("the rows of coding 1",)),
        ("UPDATE codings SET digest = 'x' WHERE number = 2", ("the rows of coding 2 (more)",)),
        ("UPDATE runs SET version = '9'", ("version, model or settings of run run0000000000001",)),
        (
            "UPDATE events SET run_id = 'nobody' WHERE number = 1",
            ("row 1 of events refers to a row of codings",),
        ),
        ("DELETE FROM claims WHERE number = 2", ("claims has 3 rows of 4; row 2 is missing", "refers to")),
        ("DROP INDEX event_types", ("the index event_types is missing",)),
        ("DROP TABLE search", ("the table search is missing",)),
        ("UPDATE articles SET text = CAST(x'ff00' AS TEXT) WHERE number = 1", ("not valid UTF-8",)),
        (
            "UPDATE codings SET recipe = 'x' WHERE number = 2",
            ("row 2 of codings is not of the recipe of its run",),
        ),
        ("UPDATE problems SET recipe = 'x'", ("row 1 of problems is not of the recipe", "row 2 of problems")),
        (
            "UPDATE sources SET sha256 = 'x' WHERE number = 1",
            ("source 1 (ferry.txt) has no sha256, but 'x'",),
        ),
        ("DELETE FROM event_words_docsize WHERE id = 1", ("the index event_words holds 3 of the 4 rows",)),
        ("UPDATE spans SET coding = 2, row = 'x' WHERE number = 1", ("coding 1 (ferry)", "coding 2 (more)")),
        (
            "CREATE TRIGGER other AFTER INSERT ON events BEGIN SELECT 1; END",
            ("the trigger other is none of sayso's",),
        ),
    ],
)
@pytest.mark.sqlite
def test_damage_is_found(path: Path, statement: str, told: tuple[str, ...]) -> None:
    """Each kind of change is told, with the place where it was made."""
    found = reasons(damaged(path, statement))
    assert [part for part in told if not any(part in one for one in found)] == []


@pytest.mark.parametrize("which", ["min", "max"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sqlite
def test_a_row_that_is_missing_is_found(path: Path, name: str, which: str) -> None:
    """The first and the last row of any table are missed."""
    everything(path)
    with closing(sqlite3.connect(path)) as other:
        (number,) = other.execute(f"SELECT {which}(number) FROM {name}").fetchone()
    found = reasons(damaged(path, f"DELETE FROM {name} WHERE number = {number}"))
    assert any(f"{name} has " in one and f"row {number} is missing" in one for one in found)


@pytest.mark.sqlite
def test_a_guard_that_was_taken_away_is_found(path: Path) -> None:
    """Without its trigger a table could be edited."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER events_no_update")
        other.execute("DROP VIEW current")
        other.execute("CREATE VIEW current AS SELECT * FROM codings")
    found = reasons(path)
    assert any("the trigger events_no_update is missing" in one for one in found)
    assert any("the view current is changed" in one for one in found)


@pytest.mark.sqlite
def test_nothing_is_compared_where_a_table_is_missing(path: Path) -> None:
    """A table that is gone is told, and not taken for a fault of sayso."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE reasons")
    with open_ledger(path, create=False) as ledger:
        checked, found = verify_ledger(ledger)
    assert checked == 0
    assert any("the table reasons is missing" in one.what for one in found)


def test_both_ways_of_comparing_agree(tmp_path: Path) -> None:
    """The quick pass and the look at each coding count the same quotations, whatever their characters."""
    odd = 'He said "\\\x00\u2028\x7f\t😀 é" and left.\n'
    with open_ledger(filled(tmp_path / "odd.ledger", coded(), coded(TEXT + odd, "odd"))) as ledger:
        each = [
            sum(
                1
                for _ in verify._quotations(
                    {name: list(verify._rows(ledger, name, number)) for name in PARTS}
                )
            )
            for number in (1, 2)
        ]
        assert whole(ledger) == sum(each) == verify_ledger(ledger)[0]


def test_a_ledger_is_verified_as_it_was_at_one_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program adds meanwhile is not taken for damage."""

    def adding(ledger: Ledger) -> Iterator[str]:
        filled(path, coded(f"{TEXT}Meanwhile.\n", "meanwhile"), run=other_run("meanwhile"))
        yield from ()

    monkeypatch.setattr(verify, "CHECKS", (adding, *verify.CHECKS))
    with open_ledger(path, create=False) as ledger:
        before = len(list(ledger.read("SELECT * FROM spans")))
        checked, found = verify_ledger(ledger)
        assert found == ()
        monkeypatch.undo()
        assert len(list(ledger.read("SELECT * FROM spans"))) == before * 3 // 2
        assert verify_ledger(ledger)[0] == checked * 3 // 2


@pytest.mark.sqlite
def test_a_broken_database_is_found(path: Path) -> None:
    """A page that was overwritten is told, and nothing is compared then."""
    with closing(sqlite3.connect(path)) as other:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'event_types'"
        (page,) = other.execute(query).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 512)
    with open_ledger(path, create=False) as ledger:
        checked, found = verify_ledger(ledger)
    assert checked == 0
    assert found
    assert {one.code for one in found} == {"S305"}


@pytest.mark.sqlite
def test_long_quotations_are_cut_in_messages(path: Path) -> None:
    """A message shows no more than some sixty characters of a quotation."""
    found = reasons(damaged(path, "UPDATE sentences SET quote = quote || 'x' WHERE number = 1"))
    assert max(len(one) for one in found) < 4 * verify.SHOWN
