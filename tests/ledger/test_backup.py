"""A backup is a whole copy or none, also of a ledger that is being written to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger.backup import backup
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure

from .support import RUN, TEXT, coded, filled, other_run, rows


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the ledger at *path*."""
    with open_ledger(path, create=False, read_only=True) as ledger:
        return {name: rows(ledger, f"SELECT * FROM {name}") for name in NAMES}


def refused(ledger: Ledger, path: Path) -> str:
    """Return the code of the problem for which *ledger* cannot be copied to *path*."""
    with pytest.raises(Failure) as caught:
        backup(ledger, path)
    return caught.value.problem.code


def test_a_backup_is_the_same_ledger_in_one_file(tmp_path: Path) -> None:
    """All rows are there, nothing else lies beside it, and it can be opened and added to."""
    copy = tmp_path / "copies" / "my.backup"
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        assert backup(ledger, copy) == verify_ledger(ledger)[0] > 20
    assert [one.name for one in copy.parent.iterdir()] == ["my.backup"]
    assert contents(copy) == contents(tmp_path / "my.ledger")
    with open_ledger(copy) as ledger:
        assert ledger.add(coded(f"{TEXT}More.\n", "more"), other_run("second")) == 6
        assert verify_ledger(ledger)[1] == ()


def test_a_backup_holds_what_was_committed_while_another_writes(tmp_path: Path) -> None:
    """A transaction that is open elsewhere is not waited for and is not in the copy; an earlier copy goes."""
    path, copy = filled(tmp_path / "my.ledger"), tmp_path / "my.backup"
    copy.write_text("the backup of before")
    with open_ledger(path) as writer, open_ledger(path, create=False) as ledger:
        before = contents(path)
        writer.connection.execute("BEGIN IMMEDIATE")
        writer.connection.execute("INSERT INTO articles (sha256, text) VALUES ('x', 'y')")
        backup(ledger, copy)
        writer.connection.execute("ROLLBACK")
    assert contents(copy) == before


def test_a_damaged_ledger_is_not_copied_over_a_good_backup(tmp_path: Path) -> None:
    """Where the copy would not be whole, S320 says why, and the earlier backup stays."""
    path, copy = filled(tmp_path / "my.ledger"), tmp_path / "my.backup"
    copy.write_text("the backup of before")
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TRIGGER events_no_update")
    with open_ledger(path) as ledger, pytest.raises(Failure, match=r"S320.*events_no_update is missing"):
        backup(ledger, copy)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["my.backup", "my.ledger"]
    assert copy.read_text() == "the backup of before"


def test_a_ledger_is_not_its_own_backup(tmp_path: Path) -> None:
    """The same file under another name is S321 as well."""
    path = filled(tmp_path / "my.ledger")
    other = tmp_path / "other.name"
    other.hardlink_to(path)
    with open_ledger(path) as ledger:
        assert [refused(ledger, path), refused(ledger, other)] == ["S321", "S321"]


def test_a_ledger_in_use_is_not_replaced(tmp_path: Path) -> None:
    """Beside it lies a log, which would be read into the copy: S322, until the program has ended."""
    path, used = filled(tmp_path / "my.ledger"), tmp_path / "used.ledger"
    with open_ledger(path) as ledger, open_ledger(used) as other:
        other.add(coded(), RUN)
        before = used.read_bytes()
        assert refused(ledger, used) == "S322"
        assert used.read_bytes() == before
    with open_ledger(path) as ledger:
        assert backup(ledger, used) > 0


def test_a_place_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """A folder in the place of the file, and a file in that of a folder, are S309."""
    (tmp_path / "folder").mkdir()
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        assert refused(ledger, tmp_path / "folder") == "S309"
        assert refused(ledger, tmp_path / "my.ledger" / "below") == "S309"


def test_a_full_disk_leaves_the_earlier_backup(tmp_path: Path) -> None:
    """Where the copy finds no space, S309 says so, and nothing is left of it."""
    resource = pytest.importorskip("resource", reason="files have no limit here")
    copy = tmp_path / "my.backup"
    copy.write_text("the backup of before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
        try:
            found = refused(ledger, copy)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert found == "S309"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["my.backup", "my.ledger"]
    assert copy.read_text() == "the backup of before"
