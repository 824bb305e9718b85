"""Text to tokens by the conventions of the English UD treebanks (EWT, GUM), with exact offsets.

One regular expression finds numbers, addresses, words and marks; words are
then split at clitics ("do|n't") and hyphens ("US|-|Pakistan"). No pattern
looks further than a bounded stretch ahead, so that time grows with length only.
"""

from __future__ import annotations

import re

from sayso.annotate.abbreviations import (
    ABBREVIATIONS,
    BEFORE_NAMES,
    DOUBTFUL,
    JOINED_WORDS,
    PREFIXES,
)
from sayso.record import Span

_AP = "['\u2019\u02bc\uff07]"
_URL_END = r"[^\s<>\"\u201c\u201d\u2014]"
_ENDINGS = "url|com|org|net|edu|gov|mil|info|co\\.uk|html?|pdf|docx?|xlsx?|jpe?g|png|asp|aspx|php"
_PATTERNS = {
    "newsgroup": r"(?:alt|comp|misc|news|rec|sci|soc|talk)(?:\.[a-z][\w+-]{1,63}){1,6}(?!\w)",
    "space": r"[\s\x00-\x1f\u200b\u200e\u200f\u2060\ufeff]+",
    "url": rf"(?:https?|ftp)://{_URL_END}+|www\.{_URL_END}+",
    "email": r"(?:mailto:)?[\w.+%-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})*",
    "domain": rf"(?:[A-Za-z0-9_][A-Za-z0-9_#-]{{0,63}}\.){{1,6}}(?i:{_ENDINGS})(?![\w])(?:/{_URL_END}*)?",
    "handle": r"[@#][A-Za-z_]\w+",
    "smiley": r"[:;=][-']?[)(DPp](?![\w/])|<3(?!\d)|\^_+\^|\((?:-?:)(?!\w)",
    "shorthand": r"[A-Za-z]/[A-Za-z](?![\w/])|[wW]/(?=\s)",
    "extension": r"(?<![\w.])\.(?:docx?|xlsx?|pdf|ppt|zip|exe)(?!\w)",
    "cut": r"[A-Za-z]{1,2}-(?=[\s,])|[bcdp]\.(?=\s\d)",
    "acronym": r"[A-Z]\.[A-Z](?![\w.])|(?:[^\W\d_]\.){2,}(?:[A-Z](?![\w.]))?|Ph\.D\.?(?!\w)",
    "initials": r"[A-Z]{1,3}&[A-Z]{1,3}(?!\w)",
    "date": r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?![\w/-])|\d{1,2}/\d{1,2}(?![\w/-])",
    "phone": r"\d-\d{4}(?![\w-])|(?:\d-)?\d{3}-\d{3}-\d{4}(?!\w)|\d{3}-\d{4}(?!\w)",
    "time": r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
    "ordinal": r"\d{1,9}(?:,\d{3}){0,4}(?i:st|nd|rd|th)(?![^\W_])",
    "decade": rf"{_AP}?\d{{1,9}}s(?!\w)|\d{{1,3}}0{_AP}s(?!\w)|{_AP}\d\d(?!\w)",
    "number": r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)*|\.\d+(?!\w)",
    "currency": r"(?:US|[ACR])\$",
    "clitic": rf"{_AP}(?i:s|m|re|ve|ll|d)(?!\w)|(?<=\w)[`\u00b4]s(?!\w)",
    "word": rf"[^\W\d_](?:[\w\u0300-\u036f]|{_AP}(?=[^\W\d_])|[-\u2010\u2011](?=[^\W_])|&(?=[A-Z]))*",
    "emoji": "[\U0001f000-\U0001faff\u2600-\u27bf][\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]*",
    "line": r"[<>|]{0,9}[-=]{2,}[-=<>|]*",
    "run": r"\u2026\.?|[.!?]{2,}|_+|(?P<again>[<>+*~`'$/\\])(?P=again)+|[\u2018\u2019]{2}|.",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()), re.DOTALL)
_TRAILING = re.compile(r"[.,;:!?)\]}'\"\u2019\u201d*]+$")
_CLITIC = re.compile(rf"n{_AP}t$|{_AP}(?:s|m|re|ve|ll|d)$", re.IGNORECASE)
_WHOLE = re.compile(rf"(?:ya|y){_AP}a?ll$", re.IGNORECASE)
# what tells "its" that lacks its apostrophe from a possessive
_ITS = re.compile(r"\s+(?:an?|the|not|been|really|simply|definitely|also|like|too|so)(?![\w-])")
_HYPHEN = re.compile("[-\u2010\u2011]")
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those but and in on at for from as when while if "
    "there what who how why his her its their our my your no not so then now after before since "
    "although however meanwhile some many most all one both by to with is are was were do does did".split()
)


def tokenize(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the tokens in ``text[start:end]``, in order; only blanks lie between them."""
    spans: list[Span] = []
    place = start
    while place < end:
        match = _TOKEN.match(text, place, end)
        if match is None:  # cannot be: the last pattern takes any character
            break
        place = match.end()
        kind = match.lastgroup
        if kind == "word":
            place = _add_word(spans, text, Span(match.start(), place), end)
        elif kind in ("url", "domain", "email"):
            place = _without_trailing(text, match.start(), place)
            spans.append(Span(match.start(), place))
        elif kind != "space":
            spans.append(Span(match.start(), place))
    return spans


def begins_sentence(word: str) -> bool:
    """Whether *word* is one of the small words that, with a capital, begin a sentence."""
    return word[:1].isupper() and word.lower() in _STARTERS


def _without_trailing(text: str, start: int, end: int) -> int:
    """Return where the address that *start* begins ends, without marks of the sentence around it."""
    trailing = _TRAILING.search(text, max(start + 1, end - 20), end)
    return trailing.start() if trailing else end


def _add_word(spans: list[Span], text: str, word: Span, end: int) -> int:
    """Add *word*, split, with its full stop where it is an abbreviation; return where it ends."""
    first = len(spans)
    for part in _hyphenated(text, word):
        spans.extend(_clitics(text, part))
    last = spans[-1]
    if last.end < end and text[last.end] == "." and _keeps_stop(spans, first, text, end):
        spans[-1] = Span(last.start, last.end + 1)
    return spans[-1].end


def _hyphenated(text: str, word: Span) -> list[Span]:
    """Split *word* at its hyphens; a prefix ("non-") keeps its own."""
    parts: list[Span] = []
    start = word.start
    for hyphen in _HYPHEN.finditer(text, word.start, word.end):
        if text[start : hyphen.start()].lower() not in PREFIXES:
            parts += [Span(start, hyphen.start()), Span(*hyphen.span())]
            start = hyphen.end()
    return [part for part in (*parts, Span(start, word.end)) if part.start < part.end]


def _clitics(text: str, part: Span) -> list[Span]:
    word = text[part.start : part.end]
    clitic = _CLITIC.search(word)
    if clitic is not None and not _WHOLE.match(word):
        cut = clitic.start()
    elif word.lower() == "its" and _ITS.match(text, part.end):
        cut = 2
    else:
        cut = JOINED_WORDS.get(word.lower(), 0)
    if cut == 0:
        return [part]
    return [Span(part.start, part.start + cut), Span(part.start + cut, part.end)]


def _keeps_stop(spans: list[Span], first: int, text: str, end: int) -> bool:
    """Whether the full stop after the last of *spans* belongs to it; *first* is where its word began."""
    start, stop = spans[-1]
    word = text[start:stop]
    after = text[stop + 1 : min(end, stop + 40)]
    following = after.lstrip()
    if after[:1].isalnum():
        return False
    if len(word) == 1 and word.isupper():
        return _is_initial(spans, first, text, following)
    if word.lower() not in ABBREVIATIONS or (word == "etc" and _nothing_runs_on(following)):
        return False
    if word.lower() not in DOUBTFUL:
        return True
    named = word[0].isupper() and word.lower() in BEFORE_NAMES and following[:1].isupper()
    return (
        following[:1].isdigit()
        or after[:1] in (",", ";", ":")
        or (named and not begins_sentence(_word_at(following)))
    )


def _nothing_runs_on(following: str) -> bool:
    """Whether nothing or a capital follows, where the treebanks split even the stop of "etc" off."""
    return not following or following[:1].isupper()


def _is_initial(spans: list[Span], first: int, text: str, following: str) -> bool:
    """Whether a capital before a full stop is a name's initial: "George W. Bush", "J. Smith"."""
    if not following[:1].isupper() or begins_sentence(_word_at(following)):
        return False
    if text[spans[-1].start] != "I":
        return True
    before = spans[first - 1] if first else None
    return before is not None and text[before.start].isupper()


def _word_at(text: str) -> str:
    match = re.match(r"\w+", text)
    return match.group() if match else ""
