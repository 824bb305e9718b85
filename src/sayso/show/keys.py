"""What a reviewer types: single keys at a keyboard, lines where they come from a pipe or file."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sayso.show.terminal import put_text


class Keyboard:
    """Somebody at a terminal: a key counts as soon as it is pressed."""

    def key(self, prompt: str) -> str | None:
        """Return the next key, None where there are no more (Ctrl-D)."""
        import click

        put_text(prompt)
        try:
            pressed = click.getchar()
        except EOFError:
            return None
        put_text(f"{pressed if pressed.isprintable() else ''}\n")
        return None if pressed in ("\x04", "\x1a") else pressed

    def line(self, prompt: str) -> str | None:
        """Return the next line without its end, None where there are no more."""
        put_text(prompt)
        sys.stdout.flush()
        found = sys.stdin.readline()
        return found.rstrip("\r\n") if found else None


class Piped:
    """Lines of a pipe or file: a key is a line of its own. What was asked is not printed."""

    def __init__(self) -> None:
        """Read standard input."""
        self._lines = _lines()

    def key(self, prompt: str) -> str | None:
        """Return the next line as a key, None where there are no more."""
        return self.line(prompt)

    def line(self, prompt: str) -> str | None:  # noqa: ARG002 (nobody is there to read it)
        """Return the next line without its end, None where there are no more."""
        return next(self._lines, None)


Keys = Keyboard | Piped


def keys() -> Keys:
    """Return where the reviewer's keys come from."""
    return Keyboard() if sys.stdin.isatty() else Piped()


def _lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").strip("\r\n \t\ufeff")
