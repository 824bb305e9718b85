"""The parallel runner: the same ledger as the serial one writes, whatever becomes of the workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import query
from sayso.ledger.schema import NAMES
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.read.source import make_source
from sayso.record import Source
from sayso.run import parallel, serial
from sayso.run.crew import Crew
from sayso.run.parallel import BYTES, WINDOW, code_in_parallel, code_inputs, cores
from sayso.run.serial import Outcome, code_sources
from sayso.settings import Settings
from sayso.show.samples import sample_files

from . import stub

ROOT = Path(__file__).resolve().parents[2]
STORY = "The ministers of the two countries met on Monday and said that they would meet again.\n"
OF_A_RUN = {"runs", "finishes"}


def files(folder: Path, texts: Sequence[str]) -> list[str]:
    """Write *texts* to files in *folder* and return their names."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:03}.txt").write_text(text)
    return [str(path) for path in sorted(folder.iterdir())]


def run(names: Sequence[str], ledger: Ledger | None = None, **stages: Any) -> list[Outcome]:
    """Return what two workers make of *names* with a stub for the stages."""
    return list(code_in_parallel(names, Settings(), stub.crew(**stages), ledger))


def contents(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    """Return every row of *ledger*, with its number and digest, but for which run it was that added it."""
    return {
        name: [
            {column: row[column] for column in row.keys() if column != "run_id"}  # noqa: SIM118 (a Row)
            for row in ledger.read(f"SELECT * FROM {name} ORDER BY number")
        ]
        for name in NAMES
        if name not in OF_A_RUN
    }


def test_the_ledger_is_that_of_the_serial_runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row by row, with inputs that are alike, named twice, empty, missing, or done before."""
    monkeypatch.setattr(serial, "process", stub.process)
    names = files(tmp_path / "in", [STORY * (number % 7) for number in range(30)])
    names = [*names[:20], names[3], str(tmp_path / "missing.txt"), str(tmp_path / "in")]
    with open_ledger(tmp_path / "one") as one, open_ledger(tmp_path / "two") as two:
        first = list(code_sources(names, Settings(), stub.RESOURCES, one))
        assert run(names, two) == first
        assert contents(two) == contents(one)
        assert query.counts(two) == query.counts(one)
        again = run(names, two)
        assert [one.known for one in again] == [one.coded is not None or one.known for one in first]
        assert contents(two) == contents(one)


def test_the_real_stages_give_the_same_ledger(tmp_path: Path) -> None:
    """The samples, coded here and by two workers, with tokens and without."""
    with open_ledger(tmp_path / "one") as one, open_ledger(tmp_path / "two") as two:
        here = list(code_inputs(sample_files(), Settings(), Crew(1), one))
        there = list(code_inputs(sample_files(), Settings(), Crew(2, whole=False), two))
        assert contents(two) == contents(one)
        assert contents(one)["events"]
        whole = list(code_inputs(sample_files()[:1], Settings(), Crew(2)))
    assert [asdict(one.coded) for one in whole] == [asdict(here[0].coded)]  # type: ignore[call-overload]
    assert there[0].coded is not None
    assert there[0].coded.annotation.sentences[0].tokens == ()


def test_outcomes_keep_the_order_of_the_inputs(tmp_path: Path) -> None:
    """An article that takes long is waited for, and what was coded meanwhile comes after it."""
    names = files(tmp_path / "in", ["slow\n" + STORY, *[STORY * n for n in range(1, 9)]])
    found = run(names, process=stub.process_badly)
    assert [one.address for one in found] == names


@pytest.mark.parametrize("size", [10, BYTES // 4])
def test_little_is_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """However many inputs there are, few wait, and large ones less."""
    read = 0

    def many(*_: object) -> Iterator[Source]:
        nonlocal read
        for number in range(10 * WINDOW):
            read += 1
            yield make_source(f"{number}.txt", f"{'slow' * (not number)}\n{number}\n{'.' * size}".encode())

    monkeypatch.setattr(parallel, "find_sources", many)
    found = code_in_parallel([], Settings(), stub.crew(process=stub.process_badly))
    for done, _ in enumerate(found):
        assert read - done <= min(2 * WINDOW, 2 * BYTES // size) + 2
    assert read == 10 * WINDOW


def test_a_worker_that_is_lost_once_loses_nothing(tmp_path: Path) -> None:
    """What it was coding is given to another worker."""
    names = files(
        tmp_path / "in", [STORY, f"once {tmp_path / 'mark'}\n{STORY}", *[STORY * n for n in (2, 3)]]
    )
    found = run(names, process=stub.process_badly)
    assert [one.coded is not None for one in found] == [True] * 4
    assert (tmp_path / "mark").exists()


def test_an_input_that_ends_two_workers_is_a_problem(tmp_path: Path) -> None:
    """S131 for it, and the others are coded."""
    names = files(tmp_path / "in", [STORY, "die\n" + STORY, *[STORY * n for n in range(2, 6)]])
    with open_ledger(tmp_path / "my.ledger") as ledger:
        found = run(names, ledger, process=stub.process_badly)
        assert [one.coded is not None for one in found] == [True, False, True, True, True, True]
        (lost,) = found[1].problems
        assert (lost.code, lost.where) == ("S131", names[1])
        assert "exit code 9" in lost.what
        assert verify_ledger(ledger)[1] == ()
        assert "S131" in [one["code"] for one in query.entries(ledger, "problems")]


def test_many_inputs_that_end_workers(tmp_path: Path) -> None:
    """Every third input is fatal; with three workers, that die at the same time, the others are coded."""
    texts = [("die\n" if number % 3 == 1 else "") + STORY * (number + 1) for number in range(12)]
    names = files(tmp_path / "in", texts)
    found = list(code_in_parallel(names, Settings(), stub.crew(3, process=stub.process_badly)))
    assert [one.address for one in found] == names
    assert [one.coded is None for one in found] == [number % 3 == 1 for number in range(12)]


@pytest.mark.parametrize(("load", "code"), [(stub.load_never, "S201"), (stub.load_and_die, "S132")])
def test_workers_that_cannot_begin_end_the_run(tmp_path: Path, load: object, code: str) -> None:
    """What is wrong with the core is said as ever; workers that die of it are not started for ever."""
    with pytest.raises(Failure, match=code):
        run(files(tmp_path / "in", [STORY] * 3), load=load)


@pytest.mark.parametrize(("word", "kind"), [("fault", RuntimeError), ("fail", Failure)])
def test_what_ends_a_serial_run_ends_this_one(tmp_path: Path, word: str, kind: type[Exception]) -> None:
    """At its place in the order: all before it is in the ledger. A fault brings its traceback along."""
    names = files(tmp_path / "in", [STORY, STORY * 2, f"{word}\n{STORY}", STORY * 3])
    with open_ledger(tmp_path / "my.ledger") as ledger:
        with pytest.raises(kind) as raised:
            run(names, ledger, process=stub.process_badly)
        assert query.counts(ledger)["articles"] == 2
    if word == "fault":
        assert "ValueError: a fault of the stub" in str(raised.value)
        assert any("process_badly" in note for note in raised.value.__notes__)


def test_a_reader_that_stops_ends_the_workers(tmp_path: Path) -> None:
    """Nothing goes on when nobody asks for more outcomes."""
    import multiprocessing

    found = code_in_parallel(files(tmp_path / "in", [STORY] * 9), Settings(), stub.crew())
    next(found)
    assert multiprocessing.active_children()
    found.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_the_number_of_jobs_is_looked_at() -> None:
    """A negative number is refused; 0 stands for the cores there are."""
    with pytest.raises(ValueError, match="jobs"):
        code_inputs([], Settings(), Crew(-1))
    assert 1 <= cores() <= (os.cpu_count() or 1)
    assert list(code_inputs([], Settings(), stub.crew(0))) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_stopped_from_outside(tmp_path: Path, sent: signal.Signals) -> None:
    """Ctrl-C and a kill leave a whole ledger and no process; the next run goes on to the same end."""
    names = files(tmp_path / "in", [STORY * (number % 50) for number in range(200)])
    command = [sys.executable, "-m", "tests.run.stub", "--jobs=2", str(tmp_path / "my"), *names]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, **pipes) as running:  # type: ignore[call-overload]
        for _ in range(40):
            running.stdout.readline()
        if sent == signal.SIGINT:
            os.killpg(running.pid, sent)  # a terminal tells all
        else:
            running.kill()
        err = running.stderr.read()  # ends when the last worker has let go of it
        running.wait()
    assert err.count("Traceback") == (sent == signal.SIGINT)  # the stub's own, and none of a worker
    _nobody_is_left(running.pid)
    with open_ledger(tmp_path / "my") as ledger, open_ledger(tmp_path / "straight") as straight:
        assert verify_ledger(ledger)[1] == ()
        assert 0 < len(contents(ledger)["readings"]) < 180
        run(names, ledger)
        run(names, straight)
        assert contents(ledger) == contents(straight)


def _nobody_is_left(group: int) -> None:
    """Wait a while until no process of the *group* is there any more."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a worker outlived its parent")
