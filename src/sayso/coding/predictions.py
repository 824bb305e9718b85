"""Predictions: what somebody says will or may come, how probable their words make it, and by when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from sayso.coding.anchors import find_anchored
from sayso.coding.days import COUNT, UNIT, Phrase, Standpoint
from sayso.coding.identity import row_id
from sayso.coding.reckoning import UNIT_MONTHS, Days, add_units, count_of
from sayso.coding.whenwhere import published_day, root_of
from sayso.ontology.grades import Grades, Likelihood
from sayso.record import Annotation, Article, Event, Interval, Prediction, Sentence, Span
from sayso.tree import Tree

STRENGTH = re.compile(r"\b(?:(?:very|highly|almost|nearly|virtually|extremely)\s+)+$", re.IGNORECASE)
VAGUE = {"hour": 1, "day": 14, "week": 56, "month": 365, "year": 3650, "decade": 18250}  # "in coming weeks"
OPEN = frozenset(["since", "after", "as early as", "as soon as", "from", "between"])  # these set no end
UNTIL = frozenset(["by", "until", "till", "through", "within"])
AHEAD = re.compile(r"\b(?:next|coming|later|tomorrow)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")
TO_THE_END = re.compile(r"(?:the\s+)?end\b", re.IGNORECASE)
_UNITS = r"(?P<unit>hour|day|week|month|year|decade)s\b"


def code_predictions(
    article: Article, annotation: Annotation, events: Sequence[Event], lexicon: Grades
) -> tuple[Prediction, ...]:
    """Return a prediction for each of *events* that somebody says will or may come."""
    lemmas = {token.span: token.lemma for sentence in annotation.sentences for token in sentence.tokens}
    sentences = {sentence.span: sentence for sentence in annotation.sentences}
    return tuple(
        _prediction(article, lemmas, event, lexicon, sentences.get(event.sentence))
        for event in events
        if event.prediction
    )


def _prediction(
    article: Article, lemmas: dict[Span, str], event: Event, lexicon: Grades, sentence: Sentence | None
) -> Prediction:
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
        by=find_horizon(article, event, Tree(sentence) if sentence is not None else None),
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


def find_horizon(article: Article, event: Event, tree: Tree | None = None) -> Interval | None:
    """Return the days in which *event* is to come, None where text or date of the article is silent.

    Of several phrases in the sentence the one nearest to the event's word counts.
    """
    day = published_day(article)
    found = sorted(
        (abs(start - event.trigger.end), start - end, days, article.text[start:end])
        for start, end, days in _horizons(article.text, event, day, tree)
        if day is None or days[1] >= day
    )
    if not found:
        return event.date if day and event.date and event.date.end >= day.isoformat() else None
    (first, last), words = found[0][2:]
    return Interval(first.isoformat(), last.isoformat(), words)


def _horizons(
    text: str, event: Event, day: date | None, tree: Tree | None
) -> Iterator[tuple[int, int, Days]]:
    """Yield every phrase of the sentence that tells by when something comes: its ends and its days."""
    counted = list(_durations(text, event.sentence, day)) if day is not None else []
    yield from counted
    for phrase in find_anchored(text, event.sentence, Standpoint(day, ahead=1)):
        taken = any(start < phrase.end and phrase.own < end for start, end, _ in counted)
        days = None if taken else _ahead(phrase, text[phrase.own : phrase.end], day)
        if days is not None and not _is_of_another(tree, phrase, event, text):
            yield phrase.start, phrase.end, days


def _durations(text: str, sentence: Span, day: date) -> Iterator[tuple[int, int, Days]]:
    """Yield every phrase of *sentence* that counts from *day* on ("within six months")."""
    for pattern, reading in GRAMMAR:
        for match in re.finditer(pattern, text[sentence.start : sentence.end], re.IGNORECASE):
            days = reading(match, day)
            if days is not None:
                yield sentence.start + match.start(), sentence.start + match.end(), days


def _ahead(phrase: Phrase, words: str, day: date | None) -> Days | None:
    """Return the days up to those of *phrase* ("by", "before"), or they themselves from *day* on."""
    first, last = phrase.days
    if phrase.how in OPEN:
        return None
    if phrase.how == "before" and not TO_THE_END.match(words):
        last = first - timedelta(days=1)
    if phrase.how == "before" or phrase.how in UNTIL:
        return (day, last) if day is not None else None
    return (max(first, day) if day is not None else first), last


def _is_of_another(tree: Tree | None, phrase: Phrase, event: Event, text: str) -> bool:
    """Return whether *phrase* dates something else: what was, what is said ("said on Monday it could").

    It is the event's where it hangs on its word, or on a verb above it.
    """
    words = text[phrase.own : phrase.end]
    if tree is None or phrase.how in UNTIL or phrase.how == "before" or AHEAD.search(words):
        return False
    deed = next((n for n in range(len(tree)) if tree[n].span.end > event.trigger.start), -1)
    root = root_of(tree, phrase)
    holder = tree.head(root) if root >= 0 else -1
    if holder == deed:
        return False
    above = [deed, *tree.ancestors(deed)]
    if holder not in above or tree[holder].upos in ("NOUN", "PROPN", "PRON"):
        return True
    marks = (holder, *tree.children(holder, "aux", "aux:pass", "cop"))
    past = any(tree[one].xpos == "VBD" for one in marks) and not YEAR.search(words)
    return past or any(tree[one].deprel == "ccomp" for one in above[: above.index(holder)])


def _vague(match: re.Match[str], day: date) -> Days | None:
    return day, day + timedelta(days=VAGUE[match["unit"].lower()])


def _counted(match: re.Match[str], day: date) -> Days | None:
    """Return the days from now until a number of units have passed ("within six months")."""
    number, unit = count_of(match["count"] or "a"), match["unit"].lower()
    if unit == "hour":
        number, unit = -(-number // 24), "day"
    return (day, add_units(day, number, unit)) if number * (UNIT_MONTHS.get(unit, 0)) < 12 * 200 else None


_FOR = r"\b(?:in|over|within|during)\s+"
GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], date], Days | None]], ...] = (
    (rf"{_FOR}the\s+(?:coming|next)\s+(?:few\s+|several\s+)?{_UNITS}", _vague),
    (rf"{_FOR}the\s+{_UNITS}\s+(?:ahead|to\s+come)\b", _vague),
    (rf"{_FOR}coming\s+{_UNITS}", _vague),
    (rf"{_FOR}(?:a\s+few|a\s+matter\s+of|several)\s+{_UNITS}", _vague),
    (rf"\bwithin\s+(?:\w+s\s+or\s+)?{_UNITS}", _vague),
    (rf"{_FOR}(?:the\s+(?:next|coming)\s+)?{COUNT}\s+{UNIT}s?\b", _counted),
    (rf"{_FOR}the\s+(?:next|coming)\s+(?P<count>){UNIT}\b", _counted),
)
