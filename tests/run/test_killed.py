"""A run that is killed leaves a whole ledger, and the next one goes on from there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 400
KILLS = 5
OF_A_RUN = {"runs", "finishes"}  # differ between a run that was resumed and one that was not


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of many short articles, some alike, some empty."""
    path = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        lines = (
            f"The minister spoke to reporters on day {number - number % 7} of the talks, and said that"
            f" party {line} would come to the next meeting."
            for line in range(number % 9)
        )
        (path / f"{number:03}.txt").write_text("\n\n".join(lines))
    return path


def start(path: Path, folder: Path) -> subprocess.Popen[str]:
    """Start a program that codes *folder* into the ledger at *path* and says so line by line."""
    command = [sys.executable, "-m", "tests.run.stub", str(path), str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finish(path: Path, folder: Path) -> list[str]:
    """Code *folder* into the ledger at *path* and return what became of each input."""
    with start(path, folder) as running:
        out, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    return [line.split()[0] for line in out.splitlines()]


def kill(path: Path, folder: Path, chance: random.Random) -> None:
    """Start coding and kill the program somewhere between, or within, two articles."""
    with start(path, folder) as running:
        assert running.stdout is not None
        for _ in range(chance.randrange(1, ARTICLES // 2)):
            running.stdout.readline()
        time.sleep(chance.uniform(0, 0.005))
        running.kill()
    assert running.returncode != 0


def contents(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    """Return all that *ledger* holds, save which run it was that added it."""
    return {
        name: [
            {column: row[column] for column in row.keys() if column != "run_id"}  # noqa: SIM118 (a Row)
            for row in ledger.read(f"SELECT * FROM {name} ORDER BY number")
        ]
        for name in NAMES
        if name not in OF_A_RUN
    }


def test_a_killed_run_is_resumed(folder: Path, tmp_path: Path) -> None:
    """After every kill the ledger is whole; in the end it holds what an uninterrupted run writes."""
    chance = random.Random()
    path, straight = tmp_path / "killed.ledger", tmp_path / "straight.ledger"
    finish(straight, folder)
    for _ in range(KILLS):
        kill(path, folder, chance)
        with open_ledger(path) as ledger:
            assert verify_ledger(ledger)[1] == ()
    became = finish(path, folder)
    assert {"known", "coded"} >= set(became)
    assert "known" in became
    with open_ledger(path) as killed, open_ledger(straight) as whole:
        assert verify_ledger(killed)[1] == verify_ledger(whole)[1] == ()
        assert contents(killed) == contents(whole)
        assert query.counts(killed) == query.counts(whole)
        assert [one["finished"] is not None for one in query.entries(whole, "runs")] == [True]
        finished = [one["finished"] is not None for one in query.entries(killed, "runs")]
        assert not any(finished[:-1])
        assert finished[-1]


def test_a_resumed_run_writes_no_article_twice(folder: Path, tmp_path: Path) -> None:
    """What a killed run had written is known to the next, which begins where that one stopped."""
    path = tmp_path / "my.ledger"
    kill(path, folder, random.Random())
    with open_ledger(path) as ledger:
        readings = len(list(ledger.read("SELECT 1 FROM readings")))
    assert finish(path, folder).count("known") == readings
    assert 0 < readings < ARTICLES
