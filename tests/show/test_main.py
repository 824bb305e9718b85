"""What becomes of what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.show.cli import main
from sayso.show.exits import Exit

from .support import sayso


def failing(error: BaseException) -> object:
    """Return a stand-in for the call of a command that raises *error*."""

    def call(_: object) -> int:
        raise error

    return call


def test_help_lists_the_commands_in_order() -> None:
    """--help shows every command, the first to try first."""
    result = sayso("--help")
    assert result.code == 0
    places = [result.out.index(f"\n  {command.name} ") for command in main.COMMANDS]
    assert places == sorted(places)


def test_an_unknown_command_is_wrong_usage() -> None:
    """A command that is not there gives 2 and a hint."""
    result = sayso("codde")
    assert result.code == 2
    assert "No such command 'codde'" in result.err


def test_a_fault_shows_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """An unforeseen error is told in words, with what to do."""
    monkeypatch.setattr(main, "_call", failing(ValueError("wrong")))
    result = sayso("demo")
    assert result.code == Exit.FAULT
    assert "ValueError: wrong" in result.err
    assert "--debug" in result.err
    assert "Traceback" not in result.err


def test_debug_lets_a_fault_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --debug the error itself is raised."""
    monkeypatch.setattr(main, "_call", failing(ValueError("wrong")))
    with pytest.raises(ValueError, match="wrong"):
        main.run(["demo"], debug=True)


def test_stopping_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C leaves with 130 and says that nothing was lost."""
    monkeypatch.setattr(main, "_call", failing(KeyboardInterrupt()))
    result = sayso("demo")
    assert result.code == 130
    assert "kept" in result.err


def test_an_interrupt_in_a_library_is_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a library is loaded, which makes it an error of its own, is no fault."""
    error = ImportError("import failed")
    error.__cause__ = KeyboardInterrupt()
    monkeypatch.setattr(main, "_call", failing(error))
    result = sayso("demo")
    assert result.code == 130
    assert "fault" not in result.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_said(ledger: Path) -> None:
    """A full disk at standard output is told in words, with exit code 3."""
    start = f"{sys.executable} -c 'from sayso.show.cli.main import main; main()'"
    command = f"{start} show {ledger} --json > /dev/full"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes that break this way")
def test_a_reader_that_goes_away_is_not_complained_about(ledger: Path) -> None:
    """``sayso show LEDGER | head -0`` prints nothing on standard error."""
    start = f"{sys.executable} -c 'from sayso.show.cli.main import main; main()'"
    command = f"{start} show {ledger} --json | true"
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("", "")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_stopped_while_it_loads() -> None:
    """Ctrl-C before the command line is loaded leaves with 130 and without a traceback."""
    code = (
        "import sys, sayso.__main__ as start\n"
        "class Stop:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name.startswith('sayso.show'): raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "start.main()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (130, "")


def test_started_as_a_module() -> None:
    """``python -m sayso`` is the same program."""
    command = [sys.executable, "-m", "sayso", "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.startswith("sayso ")
