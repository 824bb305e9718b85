"""The serial runner: an outcome for each input, each stored before the next is read."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.store import Ledger, open_ledger
from sayso.problems import Failure
from sayso.run import serial
from sayso.run.serial import Outcome, code_sources, start_run
from sayso.settings import Settings

from . import stub

STORY = "The ministers of the two countries met on Monday and said that they would meet again.\n"


@pytest.fixture(autouse=True)
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the stub stand for the stages."""
    monkeypatch.setattr(serial, "process", stub.process)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two articles and one that cannot be read as one."""
    path = tmp_path / "articles"
    path.mkdir()
    for name, text in {"a.txt": STORY, "b.txt": STORY * 2, "empty.txt": ""}.items():
        (path / name).write_text(text)
    return path


def run(names: list[str], ledger: Ledger | None = None, stdin: bytes = b"") -> list[Outcome]:
    """Return the outcome of each of *names*."""
    return list(code_sources(names, Settings(), stub.RESOURCES, ledger, io.BytesIO(stdin)))


def test_every_input_has_an_outcome(folder: Path) -> None:
    """What cannot be coded is a problem, and the inputs after it are coded."""
    found = run([str(folder / "missing.txt"), str(folder), "-"], stdin=STORY.encode())
    names = [Path(one.address).name for one in found]
    assert names == ["missing.txt", "a.txt", "b.txt", "empty.txt", "-"]
    assert [one.coded is not None for one in found] == [False, True, True, False, True]
    assert [one.problems[0].code for one in found] == ["S101", "S203", "S203", "S104", "S203"]


def test_outcomes_go_into_the_ledger_one_by_one(folder: Path, tmp_path: Path) -> None:
    """Each article is there before the next is coded, with its problems; those of other inputs too."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        going = code_sources([str(folder)], Settings(), stub.RESOURCES, ledger)
        for number in (1, 2):
            assert next(going).added > 0
            assert query.counts(ledger)["articles"] == number
        assert next(going).added == 0
        assert list(going) == []
        assert sorted(one["code"] for one in query.entries(ledger, "problems")) == ["S104", "S203", "S203"]
        assert [one["finished"] is not None for one in query.entries(ledger, "runs")] == [True]


def test_what_was_coded_is_skipped(folder: Path, tmp_path: Path) -> None:
    """The second run knows the articles, codes what has changed since, and adds nothing else."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        run([str(folder)], ledger)
        (folder / "b.txt").write_text(STORY * 3)
        found = run([str(folder)], ledger)
        assert [(one.known, one.added > 0) for one in found] == [(True, False), (False, True), (False, False)]
        assert query.counts(ledger)["articles"] == 3


def test_other_settings_are_another_recipe(folder: Path, tmp_path: Path) -> None:
    """An article is coded again where the settings differ, and its new rows stand for the old."""
    with open_ledger(tmp_path / "my.ledger") as ledger:
        run([str(folder)], ledger)
        before = query.counts(ledger)
        again = code_sources([str(folder)], Settings(published="2023-03-14"), stub.RESOURCES, ledger)
        assert [one.known for one in again] == [False] * 3
        assert query.counts(ledger) == before


def test_a_ledger_that_cannot_be_written_stops_before_any_work(folder: Path, tmp_path: Path) -> None:
    """S303 is raised before the first input is coded."""
    open_ledger(tmp_path / "my.ledger").close()
    with (
        open_ledger(tmp_path / "my.ledger", read_only=True) as ledger,
        pytest.raises(Failure, match="S303"),
    ):
        run([str(folder)], ledger)


def test_runs_of_one_recipe_are_told_apart() -> None:
    """Two runs have two ids, though version, model and settings are the same."""
    first, second = (start_run(Settings(), "a model") for _ in range(2))
    assert first.id != second.id
    assert (first.version, first.model, first.settings) == (second.version, second.model, second.settings)
