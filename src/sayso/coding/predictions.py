"""Predictions: what somebody says will or may come, how probable their words make it, and by when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from sayso.coding.identity import row_id
from sayso.ontology.grades import Grades, Likelihood
from sayso.record import Annotation, Article, Event, Interval, Prediction, Span

STRENGTH = re.compile(r"\b(?:(?:very|highly|almost|nearly|virtually|extremely)\s+)+$", re.IGNORECASE)
NUMBERS = {
    word: number
    for number, words in enumerate("a|one|an two three four five six seven eight nine ten".split(), start=1)
    for word in words.split("|")
}
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}
VAGUE = {"day": 14, "week": 56, "month": 365, "year": 3650, "decade": 18250}  # "in the coming weeks"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?\b"
_UNITS = r"(?P<unit>day|week|month|year|decade)s\b"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)\b"

Days = tuple[date, date]


def code_predictions(
    article: Article, annotation: Annotation, events: Sequence[Event], lexicon: Grades
) -> tuple[Prediction, ...]:
    """Return a prediction for each of *events* that somebody says will or may come."""
    lemmas = {token.span: token.lemma for sentence in annotation.sentences for token in sentence.tokens}
    return tuple(_prediction(article, lemmas, event, lexicon) for event in events if event.prediction)


def _prediction(article: Article, lemmas: dict[Span, str], event: Event, lexicon: Grades) -> Prediction:
    """Return the prediction that *event* will or may come."""
    words, likelihood = _likelihood(article, lemmas, event, lexicon)
    return Prediction(
        id=row_id(article, "prediction", event.id),
        event=event.id,
        span=event.trigger,
        said_by=event.said_by,
        certainty=event.certainty,
        words=words,
        low=likelihood.low,
        high=likelihood.high,
        origin=likelihood.origin,
        by=find_horizon(article, event),
    )


def _likelihood(
    article: Article, lemmas: dict[Span, str], event: Event, lexicon: Grades
) -> tuple[str, Likelihood]:
    """Return the words that tell how probable *event* is, and the range they stand for.

    What lowers the certainty counts before what looks ahead: in "may well be
    planning to attack" it is "may".
    """
    for field in ("certainty", "prediction"):
        for reason in event.reasons:
            if reason.field == field and reason.span is not None:
                words = _strengthened(article.text, reason.span)
                found = lexicon.likelihood(words)
                lemma = lemmas.get(reason.span, "")
                return words, found if found is not lexicon.other else lexicon.likelihood(lemma)
    return "", lexicon.other


def _strengthened(text: str, span: Span) -> str:
    """Return the words at *span* with those before them that strengthen or weaken them ("very likely")."""
    before = STRENGTH.search(text[max(0, span.start - 30) : span.start])
    return (before.group() if before else "") + text[span.start : span.end]


def find_horizon(article: Article, event: Event) -> Interval | None:
    """Return the days in which *event* is to come, None where text or date of the article is silent.

    Of several phrases in the sentence the one nearest to the event's word counts.
    """
    published = article.published
    if published.date is None or published.precision != "day":
        return None
    day = date.fromisoformat(published.date)
    start = event.sentence.start
    sentence = article.text[start : event.sentence.end]
    found = sorted(
        (abs(start + match.start() - event.trigger.end), -len(match.group()), days, match.group())
        for match, days in _horizons(sentence, day)
        if days[1] >= day and not _is_day_of_speaking(match, start, event)
    )
    if not found:
        return event.date if event.date is not None and event.date.end >= published.date else None
    (first, last), words = found[0][2:]
    return Interval(first.isoformat(), last.isoformat(), words)


def _is_day_of_speaking(match: re.Match[str], start: int, event: Event) -> bool:
    """Return whether "on Monday" stands before the event: "said on Monday that it could"."""
    plain = re.fullmatch(rf"(?:on|this)\s+(?:{'|'.join(WEEKDAYS)})", match.group(), re.IGNORECASE)
    return plain is not None and start + match.start() < event.trigger.start


def _horizons(sentence: str, day: date) -> Iterator[tuple[re.Match[str], Days]]:
    """Yield every phrase of *sentence* that tells by when something comes, and the days it stands for."""
    for pattern, reading in GRAMMAR:
        for match in re.finditer(pattern, sentence, re.IGNORECASE):
            days = reading(match, day)
            if days is not None:
                yield match, days


def _vague(match: re.Match[str], day: date) -> Days:
    return day, day + timedelta(days=VAGUE[match["unit"].lower()])


def _counted(match: re.Match[str], day: date) -> Days | None:
    """Return the days from now until a number of units have passed ("within six months")."""
    word = match["count"].lower()
    number = int(word) if word.isdigit() else NUMBERS[word]
    length = number * DAYS[match["unit"].lower()]
    return (day, day + timedelta(days=length)) if length < 365 * 200 else None


def _year(match: re.Match[str], day: date) -> Days:
    """Return the days up to the end of a named year, or those of the year itself under "in"."""
    year = int(match["year"])
    opens = match["how"].lower() == "in" and year > day.year
    return (date(year, 1, 1) if opens else day), date(year, 12, 31)


def _month(match: re.Match[str], day: date) -> Days | None:
    """Return the days up to the end of a named month, or those of the month itself under "in"."""
    number = MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else day.year + (number < day.month)
    opens = match["how"].lower() in ("in", "next") and (year, number) > (day.year, day.month)
    return (date(year, number, 1) if opens else day), _end("month", date(year, number, 1))


def _day(match: re.Match[str], day: date) -> Days | None:
    """Return the days up to a named one ("by April 1"), or it alone under "on"."""
    number = MONTHS.index(match["month"].lower()) + 1
    year = int(match["year"]) if match["year"] else day.year + (number < day.month)
    try:
        there = date(year, number, int(match["day"]))
    except ValueError:
        return None
    return (there if match["how"].lower() == "on" else day), there


def _turn(match: re.Match[str], day: date) -> Days:
    """Return the rest of this week, month or year, or the next one whole; "by" leaves it open when."""
    unit = match["unit"].lower()
    if match["turn"].lower() in ("this", "the"):
        return day, _end(unit, day)
    start = _end(unit, day) + timedelta(days=1)
    return (day if match["by"] else start), _end(unit, start)


def _end(unit: str, day: date) -> date:
    """Return the last day of the week, month or year of *day*."""
    if unit == "week":
        return day + timedelta(days=6 - day.weekday())
    if unit == "year":
        return date(day.year, 12, 31)
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _weekday(match: re.Match[str], day: date) -> Days:
    ahead = (WEEKDAYS.index(match["weekday"].lower()) - day.weekday()) % 7 or 7
    there = day + timedelta(days=ahead)
    return (day if match["how"].lower() == "by" else there), there


def _tomorrow(_: re.Match[str], day: date) -> Days:
    return day + timedelta(days=1), day + timedelta(days=1)


_PART = (
    r"(?:(?:the\s+)?(?:end|middle|beginning|start|spring|summer|autumn|fall|winter)\s+of\s+"
    r"|early\s+|mid-?\s*|late\s+)?"
)
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], date], Days | None]], ...] = (
    (rf"\b(?:in|over|within|during)\s+the\s+(?:coming|next)\s+(?:few\s+|several\s+)?{_UNITS}", _vague),
    (rf"\b(?:in|over|within)\s+coming\s+{_UNITS}", _vague),
    (rf"\b(?:within|in|over)\s+(?:a\s+few|a\s+matter\s+of|several)\s+{_UNITS}", _vague),
    (rf"\bwithin\s+{_UNITS}", _vague),
    (rf"\b(?:within|in|over)\s+(?:the\s+(?:next|coming)\s+)?{_COUNT}\s+{_UNIT}", _counted),
    (rf"\b(?P<how>by|before|in|until)\s+{_PART}{_YEAR}", _year),
    (rf"\b(?P<how>by|before|on|until)\s+{_MONTH}\s+(?P<day>\d{{1,2}})\b(?:,?\s+{_YEAR})?", _day),
    (rf"\b(?P<how>by|before|in|until|next)\s+{_PART}{_MONTH}\b(?!\s+\d{{1,2}}\b)(?:\s+{_YEAR})?", _month),
    (
        r"\b(?P<by>by\s+|before\s+|until\s+)?(?:(?:the\s+)?end\s+of\s+|later\s+|early\s+|late\s+)?"
        r"(?P<turn>next|this|coming)\s+(?P<unit>week|month|year)\b",
        _turn,
    ),
    (r"\b(?P<by>by|before|at)\s+the\s+end\s+of\s+(?P<turn>the)\s+(?P<unit>week|month|year)\b", _turn),
    (rf"\b(?P<how>on|by|next|before|this)\s+(?P<weekday>{'|'.join(WEEKDAYS)})\b", _weekday),
    (r"\btomorrow\b", _tomorrow),
)
