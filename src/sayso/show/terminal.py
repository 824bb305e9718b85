"""Where output goes: data to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console


def prepare() -> None:
    """Let both streams take any character: data as UTF-8, a terminal with escapes for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        with contextlib.suppress(OSError, ValueError):
            terminal = stream.isatty()
            stream.reconfigure(encoding=None if terminal else "utf-8", errors="backslashreplace")


def console(stream: TextIO | None = None) -> Console:
    """Return a console on *stream* (standard output) that reads no markup in what it is given."""
    from rich.console import Console

    return Console(file=stream or sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=False)


def put(*things: object, stream: TextIO | None = None) -> None:
    """Show rich renderables on *stream* (standard output)."""
    target = console(stream)
    with target.capture() as captured:
        for thing in things:
            target.print(thing)
    put_text(captured.get(), stream)


def put_text(text: str, stream: TextIO | None = None) -> None:
    """Write *text* as it stands. A reader that went away raises BrokenPipeError here and nowhere else."""
    import click

    click.echo(text, file=stream or sys.stdout, nl=False)


def put_line(text: str) -> None:
    """Write one line of data to standard output."""
    put_text(text + "\n")


def tell(text: str) -> None:
    """Write one line that is not data to standard error."""
    put_text(text + "\n", sys.stderr)


def is_terminal() -> bool:
    """Return whether a person, not a program, reads standard output."""
    return sys.stdout.isatty()
