"""Where the blocks of a plain text begin and end: by blank lines, line by line, or by indents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.read.residue import residue_test
from sayso.record import Span

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
BREAK = r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029\x85])"  # a carriage return with its line feed is one break
BLANK = re.compile(rf"{BREAK}[^\S\r\n]*{BREAK}")
WRAPPED = (30, 160)  # characters of the longest line in a hard-wrapped text
FULL = 0.9  # of that length; editors that balance lines leave some room
ENDS = tuple(".!?\u2026")
CLOSERS = "\"'\u201d\u2019)]"
INDENT = re.compile(r"(?:\t| {2,})$")
ZERO_WIDTH = "\ufeff\u200b"


def find_spans(text: str) -> list[Span]:
    """Return the stretches of *text* that are blocks by its layout, in order and trimmed."""
    lines = [_trimmed(text, match.start(), match.end()) for match in LINE.finditer(text)]
    lines = [line for line in lines if line.end > line.start]
    if not BLANK.search(text.strip()):
        return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines
    groups: list[list[Span]] = []
    for line in lines:
        if groups and not BLANK.search(text[groups[-1][-1].end : line.start]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [span for group in groups for span in _group(text, group)]


def ends_sentence(text: str, span: Span) -> bool:
    """Return whether *span* ends with a stop, closing quotation marks and brackets aside."""
    end = span.end
    while end > span.start and text[end - 1] in CLOSERS:
        end -= 1
    return text.endswith(ENDS, span.start, end)


def _group(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the blocks of lines that no blank line divides, every line of residue standing alone."""
    is_residue = residue_test()
    spans: list[Span] = []
    kept: list[Span] = []
    for line in lines if len(lines) > 1 else ():
        if is_residue(text[line.start : line.end]):
            spans += [*_joined(text, kept), line]
            kept = []
        else:
            kept.append(line)
    return spans + _joined(text, kept) if len(lines) > 1 else list(lines)


def _joined(text: str, lines: list[Span]) -> list[Span]:
    """Return *lines* as one wrapped paragraph, or as a paragraph a line.

    Archives write a headline and its deck as two lines, the first with a semicolon.
    """
    headed = len(lines) == 2 and text[lines[0].end - 1] == ";"
    if len(lines) > 1 and not headed and _is_wrapped(text, lines):
        return [Span(lines[0].start, lines[-1].end)]
    return lines


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Return whether *lines* are pieces of paragraphs.

    Most break inside sentences, and those that do are full: the next word
    would have made them longer than the longest line.
    """
    width = max((line.end - line.start for line in lines), default=0)
    broken = [pair for pair in pairwise(lines) if not ends_sentence(text, pair[0])]
    full = sum(_with_next_word(text, *pair) > width * FULL for pair in broken)
    halves = len(broken) >= (len(lines) - 1) / 2 and full >= 0.8 * len(broken)
    return len(lines) > 1 and WRAPPED[0] <= width <= WRAPPED[1] and halves


def _with_next_word(text: str, line: Span, following: Span) -> int:
    """Return how long *line* would be with the first word of the *following* one."""
    word = text[following.start : min(following.end, following.start + WRAPPED[1])].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word)


def _unwrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the paragraphs of a wrapped text without blank lines: indents and short ends divide them."""
    width = max(line.end - line.start for line in lines)
    spans: list[Span] = []
    before: Span | None = None
    for line in lines:
        indented = INDENT.search(text, max(0, line.start - 8), line.start) is not None
        if before is None or indented or _ends_paragraph(text, before, width):
            spans.append(line)
        else:
            spans[-1] = Span(spans[-1].start, line.end)
        before = line
    return spans


def _ends_paragraph(text: str, line: Span, width: int) -> bool:
    """Return whether *line* is short and ends a sentence, as the last line of a paragraph does."""
    return line.end - line.start < width * 0.75 and ends_sentence(text, line)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space (and zero-width marks) at its ends."""
    while start < end and (text[start].isspace() or text[start] in ZERO_WIDTH):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ZERO_WIDTH):
        end -= 1
    return Span(start, end)
