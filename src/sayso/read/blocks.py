"""A plain text's blocks: title, deck, subheads, paragraphs and residue, with their exact characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from sayso.read.residue import residue_test
from sayso.record import Block, BlockKind, Span

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
BLANK = re.compile(r"(?:\r\n|[\n\r\u2028\u2029\x85])[^\S\r\n]*(?:\r\n|[\n\r\u2028\u2029\x85])")
WRAPPED = (40, 100)  # characters of a line in a hard-wrapped text
STOPS = tuple(".!?:;,\"'\u201d\u2019)\u2026")
ENDS = tuple(".!?\u2026")
MOST_TITLE_WORDS = 25
STOPPED_TITLE_WORDS = 16
DATELINE = re.compile(r"[A-Z][A-Z .,/'-]{2,60}(\([A-Za-z ]+\) )?\s?[-\u2013\u2014]{1,2} ")
MOST_SUBHEAD_WORDS = 10
DECK_WORDS = (6, 60)
INDENT = re.compile(r"(?:\t| {2,})$")
WHITE = " \t\x1c\x1d\x1e\x1f\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain *text* in order; none overlap and none begins or ends with white space."""
    spans = _spans(text)
    is_residue = residue_test()
    kinds: list[BlockKind] = ["residue" if is_residue(text[s:e]) else "paragraph" for s, e in spans]
    body = [number for number, kind in enumerate(kinds) if kind == "paragraph"]
    _name_head(text, spans, kinds, body)
    _name_subheads(text, spans, kinds, body)
    _name_tail(text, spans, kinds)
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))


def _spans(text: str) -> list[Span]:
    """Return the stretches of *text* that are blocks by its layout."""
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


def _group(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the blocks of lines that no blank line divides: one wrapped paragraph, or a paragraph a line."""
    is_residue = residue_test()
    if len(lines) == 1:
        return [lines[0]]
    if any(is_residue(text[start:end]) for start, end in lines):
        return [line for part in _around_residue(text, lines) for line in part]
    return [Span(lines[0].start, lines[-1].end)] if _is_wrapped(text, lines) else list(lines)


def _around_residue(text: str, lines: Sequence[Span]) -> list[list[Span]]:
    """Return the blocks of *lines*, every residue line standing alone."""
    is_residue = residue_test()
    parts: list[list[Span]] = []
    kept: list[Span] = []
    for line in [*lines, None]:
        residue = line is not None and is_residue(text[line.start : line.end])
        if (line is None or residue) and kept:
            parts.append([Span(kept[0].start, kept[-1].end)] if _is_wrapped(text, kept) else kept)
            kept = []
        if line is not None and residue:
            parts.append([line])
        elif line is not None:
            kept.append(line)
    return parts


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Return whether *lines* are pieces of paragraphs: most are of one width and break inside sentences."""
    inner = lines[:-1]
    if not inner:
        return True
    open_ended = sum(not text[: line.end].endswith(ENDS) for line in inner)
    width = median(line.end - line.start for line in inner)
    return WRAPPED[0] <= width <= WRAPPED[1] and open_ended >= len(inner) / 2


def _unwrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """Return the paragraphs of a wrapped text without blank lines: indented lines and short ends divide them."""
    width = max((line.end - line.start for line in lines), default=0)
    spans: list[Span] = []
    for line in lines:
        indented = INDENT.search(text, max(0, line.start - 8), line.start) is not None
        ended = bool(spans) and _ends_paragraph(text, spans[-1], width)
        if spans and not indented and not ended:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
    return spans


def _ends_paragraph(text: str, span: Span, width: int) -> bool:
    """Return whether the last line of *span* is short and ends a sentence, as the end of a paragraph does."""
    last = re.split(r"[\r\n]", text[span.start : span.end])[-1].strip()
    return len(last) < width * 0.75 and last.endswith(STOPS)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without white space (and zero-width marks) at its ends."""
    stretch = text[start:end]
    left = len(stretch) - len(stretch.lstrip("\ufeff\u200b" + WHITE))
    right = len(stretch.rstrip("\ufeff\u200b" + WHITE))
    return Span(start + left, start + max(left, right))


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _name_head(text: str, spans: Sequence[Span], kinds: list[BlockKind], body: Sequence[int]) -> None:
    """Mark the title, and the deck under it, at the head of a text with a body."""
    if len(body) < 2 or not _is_title(text[slice(*spans[body[0]])]):
        return
    kinds[body[0]] = "title"
    if len(body) >= 4 and _is_deck(text, spans, kinds, body):
        kinds[body[1]] = "deck"


def _is_title(words: str) -> bool:
    """Return whether *words* read like a headline: short, no sentence within, no dateline.

    Some archives end headlines with a full stop; those have to be shorter.
    """
    most = STOPPED_TITLE_WORDS if words.endswith(ENDS) else MOST_TITLE_WORDS
    inner = re.search(r"[a-z]{3}[.!?] +[A-Z]", words)
    return len(words.split()) <= most and inner is None and not DATELINE.match(words)


def _is_deck(text: str, spans: Sequence[Span], kinds: Sequence[BlockKind], body: Sequence[int]) -> bool:
    """Return whether the second block sums the report up: labelled so, or short and without speech or dateline."""
    number = body[1]
    words = text[slice(*spans[number])]
    if not DECK_WORDS[0] <= len(words.split()) <= DECK_WORDS[1]:
        return False
    if kinds[number - 1] == "residue" and kinds[number + 1] == "residue":
        return True
    stopped = text[: spans[body[0]].end].endswith(ENDS)
    spoken = any(mark in words for mark in ('"', "\u201c", "''")) or DATELINE.match(words)
    typical = median(_words(text, spans[other]) for other in body[2:])
    return not stopped and not spoken and _words(text, spans[number]) <= 1.3 * typical


def _name_subheads(text: str, spans: Sequence[Span], kinds: list[BlockKind], body: Sequence[int]) -> None:
    """Mark short blocks without a stop inside the body as subheads."""
    for number in body[1:-1]:
        words = text[slice(*spans[number])]
        short = len(words.split()) <= MOST_SUBHEAD_WORDS and not words.endswith(STOPS)
        if kinds[number] == "paragraph" and short and words[:1].isalnum() and not words[:1].islower():
            kinds[number] = "subhead"


def _name_tail(text: str, spans: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Mark unfinished short lines between residue and the end of the page as residue too."""
    for number in range(len(spans) - 1, 0, -1):
        words = text[slice(*spans[number])]
        if kinds[number] == "residue":
            continue
        beside = "residue" in kinds[max(0, number - 1) : number + 2]
        if not beside or len(words.split()) > MOST_SUBHEAD_WORDS or words.endswith(STOPS):
            return
        kinds[number] = "residue"
