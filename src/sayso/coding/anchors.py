"""Days that are told by other days: "the next day", "the day before the vote on May 6"."""

from __future__ import annotations

import re
from datetime import timedelta

from sayso.coding.days import COUNT, Phrase, Standpoint, find_phrases
from sayso.coding.reckoning import Days, count_of
from sayso.record import Span

_TIME = r"(?:day|night|morning|afternoon|evening)\b"
_ENDS = r"(?=\s*(?:[,.;]|$))"
BACK = re.compile(  # told by a day before
    rf"\b(?:(?P<next>the\s+(?:next|following)\s+{_TIME}|the\s+day\s+after{_ENDS})"
    rf"|(?P<same>(?:that|the\s+same)\s+{_TIME}|hours\s+later)"
    rf"|(?P<before>the\s+day\s+(?:before|earlier){_ENDS})"
    rf"|{COUNT}\s+days?\s+(?:(?P<later>later)|earlier|before{_ENDS}))",
    re.IGNORECASE,
)
ON = re.compile(  # told by a day after it in the sentence
    r"\b(?:(?:the|a)\s+day\s+(?P<side>before|after)|the\s+eve\s+of)\s+(?=\w)", re.IGNORECASE
)
WINDOW = 250  # characters before a phrase in which the day that it counts from may stand


def find_anchored(text: str, sentence: Span, at: Standpoint) -> list[Phrase]:
    """Return the phrases of time in *sentence*, at their characters in *text*, with those told by others."""
    own = [
        phrase._replace(
            start=phrase.start + sentence.start,
            own=phrase.own + sentence.start,
            end=phrase.end + sentence.start,
        )
        for phrase in find_phrases(text[sentence.start : sentence.end], at)
    ]
    told = [_told_after(text, match, own) for match in ON.finditer(text, sentence.start, sentence.end)]
    around = [phrase for phrase in told if phrase is not None]
    own = [phrase for phrase in own if not any(one.own <= phrase.own < one.end for one in around)]
    back = [_told_before(text, match, at) for match in BACK.finditer(text, sentence.start, sentence.end)]
    return sorted([*own, *around, *(phrase for phrase in back if phrase is not None)])


def _told_after(text: str, match: re.Match[str], phrases: list[Phrase]) -> Phrase | None:
    """Return the day before or after the first one that is named behind "the day before"."""
    for phrase in phrases:
        if phrase.own >= match.end() and not re.search(r"[,;:]", text[match.end() : phrase.own]):
            step = timedelta(days=1 if (match["side"] or "").lower() == "after" else -1)
            day, last = phrase.days
            days = (day + step, day + step)
            return Phrase(match.start(), match.start(), phrase.end, days, "") if day == last else None
    return None


def _told_before(text: str, match: re.Match[str], at: Standpoint) -> Phrase | None:
    """Return the day that is counted from the last one named before *match*."""
    before = find_phrases(text[max(0, match.start() - WINDOW) : match.start()], at)
    if not before or before[-1].days[0] != before[-1].days[1]:
        return None
    step = 0 if match["same"] else 1 if match["next"] else -1
    if match["count"]:
        step = count_of(match["count"]) * (1 if match["later"] else -1)
    there = before[-1].days[0] + timedelta(days=step)
    return Phrase(match.start(), match.start(), match.end(), (there, there), "")


def days_of_deed(phrase: Phrase, at: Standpoint) -> Days | None:
    """Return the days in which a deed lies that *phrase* dates, None where one end is open."""
    (first, last), how = phrase.days, phrase.how
    if how in ("after", "from", "as early as", "as soon as") or (how == "since" and at.ahead > 0):
        return None
    if how == "since":
        return (first, max(last, at.day)) if at.day is not None else None
    if how in ("by", "before", "until", "till", "through"):
        last = first - timedelta(days=1) if how == "before" else last
        return (at.day, last) if at.ahead > 0 and at.day is not None and last >= at.day else None
    return first, last
