"""Text in the cells of spreadsheets: what a program would obey is spelled out, and can be read back."""

from __future__ import annotations

import re

# Controls (C0 and C1), line and paragraph separators, marks and overrides of direction, byte-order mark,
# and the backslash that spells them. The formula signs are those of OWASP's page on CSV injection.
STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\\\\]")
FORMULA = tuple("=+-@'\uff1d\uff0b\uff0d\uff20")
NAMED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPELLED = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))", re.DOTALL)
MEANT = {"n": "\n", "r": "\r", "t": "\t"}


def cell(text: str) -> str:
    r"""Return *text* as one line that no spreadsheet or terminal obeys; ``plain`` undoes it.

    Steering characters and backslashes become ``\n``, ``\x1b``, ``\u202e``, ``\\``. An apostrophe goes before
    what would begin a formula, before another apostrophe, and stands for the empty text.
    """
    spelled = STEERING.sub(_spelled, text)
    return spelled if spelled and not spelled.startswith(FORMULA) else "'" + spelled


def plain(written: str) -> str | None:
    """Return the text that ``cell`` made *written* of; None for an empty cell, which is no text at all."""
    if not written:
        return None
    return SPELLED.sub(_meant, written[1:] if written.startswith("'") else written)


def _spelled(found: re.Match[str]) -> str:
    number = ord(found[0])
    return NAMED.get(found[0]) or (f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}")


def _meant(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else MEANT.get(found[3], found[3])
