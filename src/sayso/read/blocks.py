"""A plain text's blocks: title, deck, subheads, paragraphs and residue, with their exact characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from sayso.read.dates import date_of_line
from sayso.read.layout import ends_sentence, find_spans
from sayso.read.residue import residue_test
from sayso.record import Block, BlockKind, Span

STOPS = tuple(".!?:;,\"'\u201d\u2019)\u2026")
MOST_TITLE_WORDS = 25
STOPPED_TITLE_WORDS = 16
CAPITAL_SHARE = 0.7
MOST_TITLE_CHARACTERS = 250
DATELINE = re.compile(r"[A-Z][A-Z .,/'-]{2,60}(\([A-Za-z ]+\) )?\s?[-\u2013\u2014]{1,2} ")
NAME = r"[A-Z][\w.'\u2019-]*"
BYLINE = re.compile(
    rf"(?:By|BY) {NAME}(?: {NAME})+(?:,? (?:and|AND|&) {NAME}(?: {NAME})+)?(?:[,|] .{{2,60}})?"
)
MOST_SUBHEAD_WORDS = 10
SHOUTED_SUBHEAD_WORDS = 6
LEAD = re.compile(r"[\"\u201c]|''|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:said|says)\b")
DECK_WORDS = (6, 60)
STOPPED_DECK_WORDS = 15
HEAD = 6  # blocks among which bylines, date lines and archive labels stand


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a plain *text* in order; none overlap and none begins or ends with white space."""
    spans = find_spans(text)
    is_residue = residue_test()
    kinds: list[BlockKind] = ["residue" if is_residue(text[s:e]) else "paragraph" for s, e in spans]
    for number, (start, end) in enumerate(spans[:HEAD]):
        if _is_credit(text[start:end]) and len(spans) > 1:
            kinds[number] = "residue"
    body = [number for number, kind in enumerate(kinds) if kind == "paragraph"]
    _name_head(text, spans, kinds, body)
    _name_subheads(text, spans, kinds, body)
    _name_tail(text, spans, kinds)
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))


def _is_credit(words: str) -> bool:
    """Return whether *words* are a byline or a date and nothing else."""
    return len(words) <= 120 and (BYLINE.fullmatch(words) is not None or date_of_line(words) is not None)


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _name_head(text: str, spans: Sequence[Span], kinds: list[BlockKind], body: Sequence[int]) -> None:
    """Mark the title, and the deck under it, at the head of a text with a body."""
    if len(body) < 2 or not _is_title(text, spans, body):
        return
    kinds[body[0]] = "title"
    if len(body) >= 4 and body[1] == body[0] + 1 and _is_deck(text, spans, body):
        kinds[body[1]] = "deck"
    for number in body[1:-1]:
        labelled = kinds[number - 1] == kinds[number + 1] == "residue"
        if number < HEAD and labelled and _words(text, spans[number]) <= DECK_WORDS[1]:
            kinds[number] = "deck"


def _is_title(text: str, spans: Sequence[Span], body: Sequence[int]) -> bool:
    """Return whether the first block reads like a headline: short, no sentence within, no dateline.

    Some archives end headlines with a full stop; unless written With Capitals
    Like This, those have to be shorter, and much shorter than the paragraphs.
    """
    span = spans[body[0]]
    words = text[span.start : min(span.end, span.start + MOST_TITLE_CHARACTERS + 1)]
    number = len(words.split())
    if (
        len(words) > MOST_TITLE_CHARACTERS
        or DATELINE.match(words)
        or re.search(r"[a-z]{3}[.!?] +[A-Z]", words)
    ):
        return False
    capitals = sum(not word[0].islower() for word in words.split())
    if not ends_sentence(text, span) or capitals >= CAPITAL_SHARE * number:
        return number <= MOST_TITLE_WORDS
    return number <= STOPPED_TITLE_WORDS and _typical(text, spans, body[1:]) >= 1.5 * number


def _typical(text: str, spans: Sequence[Span], numbers: Sequence[int]) -> float:
    """Return how many words the middling one of these blocks has."""
    return median(_words(text, spans[number]) for number in numbers)


def _is_deck(text: str, spans: Sequence[Span], body: Sequence[int]) -> bool:
    """Return whether the second block sums the report up: short, without the marks of a first paragraph.

    Under a headline with a full stop, where first paragraphs look much the
    same, it has to be shorter still.
    """
    words = text[slice(*spans[body[1]])]
    number = len(words.split())
    if LEAD.search(words) or DATELINE.match(words) or not DECK_WORDS[0] <= number <= DECK_WORDS[1]:
        return False
    typical = _typical(text, spans, body[2:])
    if ends_sentence(text, spans[body[0]]):
        return number <= STOPPED_DECK_WORDS and number <= typical / 2
    return number < typical


def _name_subheads(text: str, spans: Sequence[Span], kinds: list[BlockKind], body: Sequence[int]) -> None:
    """Mark short blocks inside the body as subheads: without a stop, or in capitals."""
    for number in body[1:-1]:
        words = text[slice(*spans[number])]
        size = len(words.split())
        headed = size <= MOST_SUBHEAD_WORDS and not words.endswith(STOPS)
        shouted = size <= SHOUTED_SUBHEAD_WORDS and words.isupper()
        if (
            kinds[number] == "paragraph"
            and (headed or shouted)
            and words[0].isalnum()
            and not words[0].islower()
        ):
            kinds[number] = "subhead"


def _name_tail(text: str, spans: Sequence[Span], kinds: list[BlockKind]) -> None:
    """Mark unfinished short lines between residue and the end of the page as residue too."""
    for number in range(len(spans) - 1, 0, -1):
        if kinds[number] == "residue":
            continue
        words = text[slice(*spans[number])]
        beside = "residue" in kinds[max(0, number - 1) : number + 2]
        if not beside or len(words.split()) > MOST_SUBHEAD_WORDS or words.endswith(STOPS):
            return
        kinds[number] = "residue"
