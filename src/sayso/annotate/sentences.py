"""Tokens to sentences.

A full stop, question or exclamation mark or ellipsis ends a sentence where
what follows can begin one; marks that close a quote or bracket stay with it.
Then a small network (``splitter.py``), where there is one, adds ends that no
mark shows, and takes away what an abbreviation feigned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sayso.annotate.abbreviations import ABBREVIATIONS, TITLES
from sayso.annotate.corrections import is_worded, may_add, may_take_away
from sayso.annotate.splitter import Weights, scores, traits
from sayso.annotate.tokens import begins_sentence
from sayso.record import Span

_STOP = re.compile(r"[.!?\u2026\u203d]+$")
_ELLIPSIS = re.compile(r"\.{2,}$|\u2026\.?$")
_CLOSERS = frozenset("\u201d\u2019)]}\u00bb'") | {"''", "\u2019\u2019"}
_OPENERS = frozenset("\u201c\u2018([{\u00ab`") | {"``"}
_SMILEY = re.compile(r"[:;][-']?[)(DPp]$")
_BULLETS = frozenset("\u2022\u00b7\u25cf\u25aa\u25a0*\u2013-")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_LONGEST_GAP = 200
_ADDED, _TAKEN_AWAY = 1.0, -3.0  # log odds: lower ones cut names in news, and the rules are rarely wrong
_DATE, _TIME = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}$"), re.compile(r"\d{1,2}:\d\d(:\d\d)?$")


def split_sentences(
    text: str, tokens: Sequence[Span], weights: Weights | None = None
) -> list[tuple[int, int]]:
    """Return first and last token number (exclusive) of each sentence of one block.

    *tokens* are the block's tokens in order. Every token is in one sentence.
    With the *weights* of the splitter, the network corrects the rules where it is sure.
    """
    block = _Block(text, tokens)
    begins = _by_rules(block)
    doubtful = list(_doubtful(block, begins)) if weights else []
    if weights and doubtful:  # seldom: most blocks need no network
        _correct(block.words, begins, doubtful, scores(traits(text, tokens, begins), weights))
    return list(pairwise([*(number for number, begin in enumerate(begins) if begin), len(tokens)]))


def _by_rules(block: _Block) -> list[bool]:
    """Return whether a sentence begins with each token of *block*."""
    begins = [False] * len(block.tokens)
    first, number = 0, 0
    while number < len(begins):
        begins[first] = True
        number = block.end_after(number)
        if number < len(begins) and block.breaks_before(number, first):
            first = number
    return begins


def _doubtful(block: _Block, begins: Sequence[bool]) -> Iterator[int]:
    """Yield the numbers of the tokens where the rules may be wrong about whether a sentence *begins*."""
    for number in range(1, len(begins)):
        if not begins[number]:
            if may_add(block.words, number):
                yield number
        elif may_take_away(block.words, number) and not block.breaks_line(number):
            yield number


def _correct(
    words: Sequence[str], begins: list[bool], doubtful: Sequence[int], scored: Sequence[float]
) -> None:
    """Change *begins* at the tokens *doubtful* where what the network *scored* is high or low enough."""
    for number in doubtful:
        if begins[number]:
            begins[number] = scored[number] > _TAKEN_AWAY
        else:
            begins[number] = scored[number] > _ADDED and _worded_before(words, begins, number)


def _worded_before(words: Sequence[str], begins: Sequence[bool], number: int) -> bool:
    """Whether the sentence that *number* would end is more than marks."""
    while number > 0:
        number -= 1
        if is_worded(words[number]):
            return True
        if begins[number]:
            return False
    return False


class _Block:
    """The tokens of one block, with the questions that splitting asks of them."""

    def __init__(self, text: str, tokens: Sequence[Span]) -> None:
        self.text, self.tokens = text, tokens
        self.words = [text[start:end] for start, end in tokens]
        self.closing = self._closing_quotes()

    def _closing_quotes(self) -> set[int]:
        """Return the numbers of the straight quotes that close: blanks around them tell, else their turn."""
        closing: set[int] = set()
        opened = False
        for number, word in enumerate(self.words):
            if word == '"':
                before, after = self._blank_before(number), self._blank_before(number + 1)
                opened = before if before != after else not opened
                if not opened:
                    closing.add(number)
        return closing

    def _blank_before(self, number: int) -> bool:
        if number == 0 or number >= len(self.tokens):
            return True
        return self.tokens[number - 1].end < self.tokens[number].start

    def breaks_line(self, number: int) -> bool:
        """Whether a line ends before token *number*."""
        return "\n" in self.text[self.tokens[number - 1].end : self.tokens[number].start]

    def _closes(self, number: int) -> bool:
        word = self.words[number]
        if word == '"':
            return number in self.closing
        if _SMILEY.match(word):
            return True
        # an apostrophe or bracket after a blank opens, or stands alone
        return word in _CLOSERS and (word in "\u201d)]}" or not self._blank_before(number))

    def end_after(self, number: int) -> int:
        """Return the number after token *number* and, where that is a stop, all marks that close with it."""
        number += 1
        if not self._stops(number - 1):
            return number
        while number < len(self.words):
            if self._closes(number) or _STOP.match(self.words[number]):
                number += 1
            elif self._is_note(number):
                number += 3
            else:
                break
        return number

    def _is_note(self, number: int) -> bool:
        """Whether a footnote's number in square brackets stands here: it belongs to the sentence before."""
        words = self.words[number : number + 3]
        return len(words) == 3 and words[0] == "[" and words[2] == "]" and words[1].isdigit()

    def _stops(self, number: int) -> bool:
        word = self.words[number]
        return bool(_STOP.search(word)) and (len(word) == 1 or word[:-1].lower() not in TITLES)

    def breaks_before(self, number: int, first: int) -> bool:
        """Whether a sentence ends before token *number*; the running one began with *first*."""
        gap = self.text[self.tokens[number - 1].end : self.tokens[number].start]
        if "\n" in gap[:_LONGEST_GAP] and (_BLANK_LINE.search(gap) or self.words[number] in _BULLETS):
            return True
        if self._ends_heading(number):
            return True
        last = number - 1
        while last > first and (self._closes(last) or self._is_note(last - 2)):
            last -= 3 if self._is_note(last - 2) else 1
        if not self._stops(last) or (last == first + 1 and self.words[first].isdigit()):
            return False
        return self._may_begin(number, last, quoted=last < number - 1)

    def _ends_heading(self, number: int) -> bool:
        """Whether the date and time over a letter that is quoted end here: "01/25/2001 09:40 AM"."""
        words = self.words[max(0, number - 3) : number]
        if words and words[-1] in ("AM", "PM"):
            words.pop()
        elif number < len(self.words) and self.words[number] in ("AM", "PM"):
            return False
        return len(words) > 1 and bool(_TIME.match(words[-1]) and _DATE.match(words[-2]))

    def _may_begin(self, number: int, stop: int, quoted: bool) -> bool:
        """Whether token *number* can begin a sentence after the stop at *stop*."""
        following = number
        while following < len(self.words) - 1 and self._opens(following):
            following += 1
        word, mark = self.words[following], self.words[stop]
        opened = following > number
        if len(mark) > 1 and mark[0].isalnum():  # an abbreviation: only small words and quotes tell
            return begins_sentence(word) or (opened and word[0].isupper() and self.words[number] != "(")
        if _ELLIPSIS.match(mark) or self._spaced_ellipsis(stop):
            return word[0].isupper() and word != "I"
        if word[0].islower():
            return not quoted and self._blank_before(number) and (mark[0] in "!?" or self._plain(stop - 1))
        return self._upper_may_begin(word, opened)

    def _upper_may_begin(self, word: str, opened: bool) -> bool:
        return word[0].isalnum() or opened or word[0] not in ",;:)]}%/"

    def _plain(self, number: int) -> bool:
        """Whether the word before a stop is no abbreviation, so that even a small letter may begin anew."""
        word = self.words[number] if number >= 0 else ""
        return len(word) > 2 and word.isalpha() and word.islower() and word not in ABBREVIATIONS

    def _opens(self, number: int) -> bool:
        word = self.words[number]
        return word in _OPENERS or (word == '"' and number not in self.closing) or word in ("'", "\u2019")

    def _spaced_ellipsis(self, stop: int) -> bool:
        """Whether *stop* is the last of ". . ."."""
        return stop >= 2 and self.words[stop - 1 : stop + 1] == [".", "."] and self._blank_before(stop)
