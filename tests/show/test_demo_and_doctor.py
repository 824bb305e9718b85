"""``sayso demo`` and ``sayso doctor``: the first things that people run."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from sayso.show import checks
from sayso.show.samples import sample_files

from .support import Terminal, rows_of, sayso


def test_there_are_samples_of_both_kinds() -> None:
    """At least three articles are shipped, one of them a web page."""
    assert len(sample_files()) >= 3
    assert any(name.endswith(".html") for name in sample_files())


@pytest.mark.parametrize("path", sample_files())
def test_samples_say_that_they_are_invented(path: str) -> None:
    """Nobody can take a sample for news."""
    text = Path(path).read_text(encoding="utf-8")
    assert "Invented to show sayso at work" in text
    assert 250 <= len(re.sub("<[^>]*>", " ", text).split()) <= 520


def test_the_demo_shows_counts_rows_and_next_steps(tmp_path: Path) -> None:
    """The demo codes every sample and proposes commands that work."""
    ledger = tmp_path / "demo.ledger"
    result = sayso("demo", "-o", ledger)
    assert result.code == 0
    assert "3 articles" in result.out
    assert re.search(r"reports +3 reports", result.out)
    assert re.search(r"stories +\d\d+ stories", result.out)
    assert re.search(r"mentions +\d\d+ mentions of events", result.out)
    assert "COERCE" in result.out
    proposed = re.findall(r"^  sayso ((?:show|why|verify) .*)$", result.out, re.MULTILINE)
    assert len(proposed) >= 3
    assert [sayso(*line.split()).code for line in proposed] == [0] * len(proposed)


def test_the_readme_shows_rows_of_the_demo(tmp_path: Path) -> None:
    """What it shows is what comes out, column by column."""
    ledger = tmp_path / "demo.ledger"
    assert sayso("demo", "-o", ledger).code == 0
    readme = Path(__file__).parents[2] / "README.md"
    block = readme.read_text("utf-8").partition("<!-- demo -->")[2].partition("<!-- /demo -->")[0]
    (headings, *shown) = [re.split(" {2,}", line) for line in block.strip().strip("`").strip().splitlines()]
    known = {row["row"]: row for row in rows_of(sayso("show", ledger).out)}
    assert len(shown) == 5
    for cells in shown:
        assert cells == [known[cells[0]][name] for name in headings]


def test_the_demo_can_be_run_again(tmp_path: Path) -> None:
    """A second demo into the same ledger shows the same rows."""
    ledger = tmp_path / "demo.ledger"
    assert sayso("demo", "-o", ledger).out == sayso("demo", "-o", ledger).out


def test_the_doctor_finds_nothing_wrong_here() -> None:
    """Where the tests run, everything is in place, and the doctor says what."""
    result = sayso("doctor")
    assert result.code == 0, result.out
    for name in (*checks.LIBRARIES, "sayso", "database", "model.int8.onnx", "self-check"):
        assert re.search(rf"^ok +{re.escape(name)} ", result.out, re.MULTILINE), name
    assert "Everything is in place." in result.out


def test_the_doctor_says_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing library and a locked folder are told with a remedy, and the exit code is 3."""
    found = (*checks.check_libraries(), checks.check_folder("this folder", Path("/no/such/folder")))
    monkeypatch.setattr(checks, "LIBRARIES", ["no-such-library"])
    monkeypatch.setattr(checks, "checks", lambda: (*checks.check_libraries(), found[-1]))
    result = sayso("doctor")
    assert result.code == 3
    assert re.search(r"^WRONG +no-such-library +not installed$", result.out, re.MULTILINE)
    assert "pip install no-such-library" in result.out
    assert "Give another place with -o." in result.out


class Screen(io.TextIOWrapper):
    """A stream of any encoding that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that a person reads this."""
        return True


@pytest.mark.parametrize(
    ("stream", "found", "well"),
    [
        (Screen(io.BytesIO(), "utf-8"), "utf-8", True),
        (Screen(io.BytesIO(), "UTF8"), "UTF8", True),
        (Screen(io.BytesIO(), "latin-1"), "latin-1", False),
        (io.TextIOWrapper(io.BytesIO(), "ascii"), "none: output goes into a pipe or file, as UTF-8", True),
        (io.StringIO(), "none: output goes into a pipe or file, as UTF-8", True),
        (Terminal(), "unknown encoding", True),
    ],
)
def test_only_a_terminal_that_lacks_letters_is_wrong(
    monkeypatch: pytest.MonkeyPatch, stream: io.TextIOBase, found: str, well: bool
) -> None:
    """A pipe, a file and a stream without an encoding are as they should be."""
    monkeypatch.setattr(sys, "stdout", stream)
    check = checks.check_terminal()
    assert (check.found, check.well) == (found, well)
    assert well or "PYTHONUTF8" in (check.remedy or "")
