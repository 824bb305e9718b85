"""Making text safe to show: what would steer a terminal is spelled out instead."""

from __future__ import annotations

import os
import re
import shlex

# controls (C0 and C1), separators of lines, marks and overrides of direction, what has no width or no
# glyph (joiners, fillers, soft hyphens, tags), halves of characters
STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U00013455\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
BREAKS = re.compile(r"[ \t]*[\r\n\t\u2028\u2029][ \t\r\n\u2028\u2029]*")
# marks above and below letters (Latin, Cyrillic, Hebrew, Arabic, Thai): a flood of them covers other lines
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
FLOOD = re.compile(f"([{MARKS}]{{4}})[{MARKS}]+")
# what spreadsheets take for the beginning of a formula; a dash alone, and a number, are none
FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d.,]*\s*%?\s*\Z))")

# what shells take as it stands, those of Windows also a path of theirs
WORD, WORD_OF_WINDOWS = re.compile(r"[\w@%+=:,./-]+"), re.compile(r"[\w@+=:./\\~-]+")


def visible(text: str) -> str:
    """Return *text* on one line: breaks become spaces, steering characters their escapes."""
    return _calm(STEERING.sub(_escape, BREAKS.sub(" ", text)))


def visible_lines(text: str) -> str:
    """Return *text* with its line ends and tabs kept and every other steering character escaped."""
    return _calm(STEERING.sub(lambda found: found[0] if found[0] in "\n\t" else _escape(found), text))


def typed(text: str) -> str:
    """Return *text* as it is typed behind a command: in quotation marks where a shell would divide it."""
    text = visible(text)
    if os.name == "nt":
        return text if WORD_OF_WINDOWS.fullmatch(text) else f'"{text}"'
    return text if WORD.fullmatch(text) else shlex.quote(text)


def cell(text: str) -> str:
    """Return *text* for a cell of a table that may be opened in a spreadsheet: never a formula.

    What begins like one gets an apostrophe before it, as spreadsheets themselves write such text.
    """
    return f"'{text}" if FORMULA.match(text) else text


def short(text: str, longest: int) -> str:
    """Return *text*, the middle left out where it has more than *longest* characters."""
    half = longest // 2
    return text if len(text) <= longest else f"{text[:half]} [...] {text[-half:]}"


def _calm(text: str) -> str:
    """Return *text* with no more than four marks on a letter."""
    return text if text.isascii() else FLOOD.sub(r"\1…", text)


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number > 0xFFFF:
        return f"\\U{number:08x}"
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
