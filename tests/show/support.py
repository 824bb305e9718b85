"""Running the command line in a test as a shell would."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Sequence
from typing import NamedTuple
from unittest import mock

from sayso.show.cli.main import run


class Result(NamedTuple):
    """What a command printed and how it left."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that a person reads this."""
        return True


def sayso(*arguments: object, stdin: bytes = b"", terminal: bool = False) -> Result:
    """Run ``sayso`` with *arguments*; *terminal* lets standard output be one."""
    out = Terminal() if terminal else io.StringIO()
    err = io.StringIO()
    fed = mock.Mock(buffer=io.BytesIO(stdin), encoding="utf-8", isatty=lambda: False)
    streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(err)
    with streams[0], streams[1], mock.patch.object(sys, "stdin", fed):
        code = run([str(one) for one in arguments])
    return Result(int(code), out.getvalue(), err.getvalue())


def rows_of(text: str) -> list[dict[str, str]]:
    """Return tab-separated *text* as a list of rows by heading."""
    headings, *lines = [line.split("\t") for line in text.splitlines()]
    return [dict(zip(headings, line, strict=True)) for line in lines]


def codes(text: str) -> Sequence[str]:
    """Return the problem codes in *text*, in order."""
    import re

    return re.findall(r"^(S\d{3})  ", text, re.MULTILINE)
