"""Programs are killed, disks full and power cut, and nothing that was committed is lost."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quality.faults import wal
from quality.faults.bench import Bench, bench_in, contents, losses
from quality.faults.kinds import KINDS, Kind
from sayso.ledger.store import open_ledger

SHORT = tuple(kind for kind in KINDS if kind.name != "real")  # the model takes seconds to load
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a program for a moment")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Return a bench with a few articles. The moments depend on the machine, whatever the seed."""
    return bench_in(tmp_path_factory.mktemp("faults"), seed=6, articles=21)


@pytest.mark.parametrize("kind", SHORT, ids=[kind.name for kind in SHORT])
def test_a_fault_loses_nothing(bench: Bench, kind: Kind) -> None:
    """Two rounds of each kind lose nothing; ``python -m quality.faults`` does hundreds."""
    assert [one for _ in range(2) for one in kind.run(bench)] == []


def spoilt(bench: Bench, *statements: str) -> Iterator[str]:
    """Yield what is lost of the undisturbed ledger after *statements* were run on it by force."""
    path = bench.place / "spoilt.ledger"
    path.write_bytes((bench.place / "undisturbed.ledger").read_bytes())
    with closing(sqlite3.connect(path)) as other:
        for (trigger,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            other.execute(statement)
        other.commit()
    yield from losses(path, bench.reference, bench.reference)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM problems WHERE number = 2", "problems lost rows"),
        ("DELETE FROM reasons", "reasons lost rows"),
        ("UPDATE events SET type = 'ASSAULT' WHERE number = 3", "an undisturbed run does not write"),
        ("UPDATE spans SET quote = 'x' WHERE number = 3", "damaged"),
    ],
)
def test_a_loss_would_be_seen(bench: Bench, statement: str, told: str) -> None:
    """The looking after works: what is taken away or changed is told."""
    assert any(told in one for one in spoilt(bench, statement))


def test_what_was_said_to_be_committed_must_be_there(bench: Bench) -> None:
    """An article that a program said it had written, and that is not there, is a loss."""
    path = bench.place / "undisturbed.ledger"
    assert list(losses(path, {}, bench.reference, ["coded nowhere.txt\n"])) == [
        "nowhere.txt was committed and is not there"
    ]


def test_the_last_commit_of_a_log_is_found(bench: Bench, tmp_path: Path) -> None:
    """A log cut behind its last commit loses nothing, one cut before it loses that commit and no other."""
    path, whole, cut = tmp_path / "a.ledger", tmp_path / "whole.ledger", tmp_path / "cut.ledger"
    with open_ledger(path) as ledger:
        assert contents(ledger)["articles"] == []  # who has read keeps the log when others leave
        for number in range(2):
            with closing(sqlite3.connect(path)) as other:
                other.execute("INSERT INTO articles (sha256, text) VALUES (?, 'x')", (str(number),))
                other.commit()
        assert len(contents(ledger)["articles"]) == 2
        log = (tmp_path / "a.ledger-wal").read_bytes()
        for copy, end in ((whole, wal.committed(log)), (cut, wal.committed(log) - 1)):
            copy.write_bytes(path.read_bytes())
            copy.with_name(f"{copy.name}-wal").write_bytes(log[:end])
    with closing(sqlite3.connect(whole)) as one, closing(sqlite3.connect(cut)) as two:
        found = [
            connection.execute("SELECT count(*) FROM articles").fetchone()[0] for connection in (one, two)
        ]
    assert found == [2, 1]
