"""Starting and stopping: a free port, who is told what, and what goes wrong."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest

from sayso.problems import Failure
from sayso.show.web.desk import Desk
from sayso.show.web.serving import HOME, Place, access_for, listening, password_in

from ..support import codes, sayso


@contextmanager
def served(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield ``sayso open`` at work, and the address that it told."""
    command = [sys.executable, "-m", "sayso", "open", *map(str, arguments), "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            found = re.search(r"http://\S+", told)
            assert found, told
            process.stderr.readline()
            yield process, found[0]
        finally:
            process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
def test_it_serves_and_stops_on_ctrl_c(own: Path) -> None:
    """The told address answers; an interrupt ends it with exit code 0, and no traceback."""
    with served(own) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert b"<h1>Ledger</h1>" in answer.read()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "What was decided is kept" in err
    assert "Traceback" not in err
    assert out == ""


def test_a_killed_server_loses_nothing(own: Path) -> None:
    """What was decided before is in the ledger, which is whole."""
    with served(own) as (process, address):
        with urllib.request.urlopen(f"{address}review?reviewer=Anna", timeout=20) as answer:
            page, place = answer.read().decode(), answer.url
        token = re.search(r'name="token" value="(\w+)"', page)
        assert token
        request = urllib.request.Request(
            place.replace("/review", "/decide"), data=f"token={token[1]}&verdict=all".encode()
        )
        urllib.request.urlopen(request, timeout=20).close()
        process.kill()
    assert "Anna" in sayso("show", own, "--decisions").out
    assert sayso("verify", own).code == 0


def test_a_browser_that_goes_away_does_no_harm(own: Path) -> None:
    """A connection that is cut in the middle of a page leaves the server at work."""
    with served(own) as (_, address):
        host, _, port = address.removeprefix("http://").strip("/").partition(":")
        for _ in range(3):
            with socket.create_connection((host, int(port))) as connection:
                connection.sendall(b"GET /ledger HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with urllib.request.urlopen(f"{address}ledger", timeout=20) as answer:
            assert answer.status == 200


def test_for_other_computers_a_token_is_made_up_and_told(own: Path) -> None:
    """With --host and no password nobody enters without the token of the address."""
    with served(own, "--host", HOME) as (_, address):
        assert "/enter?token=" in address
        with urllib.request.urlopen(address.partition("?")[0], timeout=20) as answer:
            assert b"Password" in answer.read()
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(address.replace("token=", "token=x"), timeout=20)


def test_who_listens_to_others_has_a_password(tmp_path: Path) -> None:
    """Without --host none is needed; with it there is one, given or made up."""
    file = tmp_path / "password"
    file.write_text("correct horse battery\nsecond line\n")
    assert access_for(Place())[0].password is None
    assert access_for(Place(password_file=file))[0].password == "correct horse battery"
    assert access_for(Place(host="0.0.0.0", password_file=file))[1] == ""
    access, token = access_for(Place(host="0.0.0.0"))
    assert access.password == token
    assert len(token) >= 32
    assert access_for(Place(host="0.0.0.0"))[1] != token


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe\xff\xff\xff\xff\xff\xff\xff"])
def test_a_file_without_a_password_is_refused(tmp_path: Path, content: bytes) -> None:
    """Empty, too short or no text: S703, and nothing is served."""
    file = tmp_path / "password"
    file.write_bytes(content)
    with pytest.raises(Failure) as caught:
        password_in(file)
    assert caught.value.problem.code == "S703"


def test_a_port_that_is_taken_is_refused(own: Path) -> None:
    """S702, with the advice to take a free one."""
    with socket.create_server((HOME, 0)) as taken:
        result = sayso("open", own, "--no-browser", "--port", taken.getsockname()[1])
    assert codes(result.err) == ["S702"]
    assert result.code == 3


def test_an_address_of_another_computer_is_refused() -> None:
    """S702 as well."""
    with pytest.raises(Failure) as caught:
        listening(Place(host="192.0.2.1"))
    assert caught.value.problem.code == "S702"


def test_without_a_ledger_nothing_is_served(tmp_path: Path) -> None:
    """S304 where there is none, S302 where it is something else."""
    (tmp_path / "text").write_text("no ledger")
    assert codes(sayso("open", tmp_path / "none", "--no-browser").err) == ["S304"]
    assert codes(sayso("open", tmp_path / "text", "--no-browser").err) == ["S302"]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", [("open",), ("report", "-o", "out")])
def test_without_the_libraries_the_command_says_what_to_install(command: tuple[str, ...]) -> None:
    """S701 names the extra."""
    name, *options = command
    with mock.patch("sayso.show.web_extra.find_spec", return_value=None):
        result = sayso(name, "my.ledger", *options)
    assert codes(result.err) == ["S701"]
    assert "sayso[web]" in result.err


def test_a_ledger_that_is_coded_further_is_shown_anew(own: Path, sample: Path) -> None:
    """What is kept in memory is of one state of the ledger."""
    from sayso import code_text, open_ledger
    from sayso.record import Run

    desk = Desk(own)
    with desk.open() as ledger:
        before = len(desk.overview(ledger).ids)
        assert len(desk.overview(ledger).ids) == before
        with open_ledger(own) as other:
            coded = code_text("Kenya accused Tanzania of smuggling on Monday.\n", "more").coded
            assert coded is not None
            other.add(coded, Run("run0000000000009", "9", "m", "{}", "here", "2026-01-01T00:00:00+00:00"))
        assert len(desk.overview(ledger).ids) == before + len(coded.events)
