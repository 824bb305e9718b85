"""Making text safe to show: what would steer a terminal is spelled out instead."""

from __future__ import annotations

import re

# controls (C0 and C1), line and paragraph separators, marks and overrides of direction, byte-order mark
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
BREAKS = re.compile(r"[ \t]*[\r\n\t\u2028\u2029][ \t\r\n\u2028\u2029]*")


def visible(text: str) -> str:
    """Return *text* on one line: breaks become spaces, steering characters their escapes."""
    return STEERING.sub(_escape, BREAKS.sub(" ", text))


def visible_lines(text: str) -> str:
    """Return *text* with its line ends and tabs kept and every other steering character escaped."""
    return STEERING.sub(lambda found: found[0] if found[0] in "\n\t" else _escape(found), text)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
