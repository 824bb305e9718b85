"""The date of an event, as the words around its trigger tell it.

Dates are resolved against the article's publication date, and only where it is
known: "on Wednesday" of an undated report stays without a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sayso.record import Article, Interval
from sayso.tree import CLAUSES, Tree

WEEKDAYS = {
    name: number
    for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan. jan|february feb. feb|march mar. mar|april apr. apr|may|june jun. jun|"
            "july jul. jul|august aug. aug|september sept. sept sep.|october oct. oct|"
            "november nov. nov|december dec. dec"
        ).split("|"),
        start=1,
    )
    for name in names.split()
}
NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
UNITS = frozenset(["week", "month", "year"])
TURNS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


def find_date(article: Article, tree: Tree, head: int) -> Interval | None:
    """Return the days that the clause of *head* dates its deed to, or None where it tells none."""
    day = _published(article)
    for token in clause_of(tree, head):
        found = _dated(tree, token, day)
        if found is not None:
            (start, end), (first, last) = found
            words = tree.span((first, last))
            return Interval(start.isoformat(), end.isoformat(), article.text[words.start : words.end])
    return None


def _published(article: Article) -> date | None:
    """Return the day of publication where it is known to the day."""
    published = article.published
    exact = published.date is not None and published.precision == "day"
    return date.fromisoformat(published.date) if exact and published.date is not None else None


def clause_of(tree: Tree, head: int) -> Iterator[int]:
    """Yield the tokens under *head*, then those of its clause outside other clauses."""
    own = _outside_clauses(tree, head)
    yield from own
    up = next((above for above in tree.ancestors(head) if tree[above].upos in ("VERB", "AUX")), None)
    if tree[head].upos == "NOUN" and up is not None and tree[head].deprel in ("nsubj", "nsubj:pass", "obj"):
        yield from (token for token in _outside_clauses(tree, up) if token not in own)


def _outside_clauses(tree: Tree, head: int) -> list[int]:
    """Return *head* and what hangs on it, without the clauses below: their dates and places are their own."""
    clauses = [
        child
        for token in tree.subtree(head)
        for child in tree.children(token, *CLAUSES, "conj")
        if tree[child].upos in ("VERB", "AUX")
    ]
    return tree.subtree(head, without=clauses)


Days = tuple[date, date]
Tokens = tuple[int, int]


def _dated(tree: Tree, token: int, day: date | None) -> tuple[Days, Tokens] | None:
    """Return the days that *token* and its neighbours name, and the first and last of these tokens."""
    word = tree[token].text.lower()
    if word in MONTHS and tree[token].upos == "PROPN":
        return _in_month(tree, token, day)
    if word.isdigit() and len(word) == 4 and "1900" <= word <= "2100" and _is_year(tree, token):
        return (date(int(word), 1, 1), date(int(word), 12, 31)), (token, token)
    return _relative(tree, token, day) if day is not None else None


def _relative(tree: Tree, token: int, day: date) -> tuple[Days, Tokens] | None:
    """Return the days that a word stands for which is counted from the *day* of publication."""
    word = tree[token].text.lower()
    if word in WEEKDAYS:
        return _on_weekday(tree, token, day)
    if word in NEAR:
        there = day + timedelta(days=NEAR[word])
        return (there, there), (token, token)
    if tree.lemma(token) in UNITS:
        return _in_unit(tree, token, day)
    return None


def _is_year(tree: Tree, token: int) -> bool:
    """Return whether a four-digit number stands where a year does ("in 2009", "since 2014")."""
    return (
        tree.preposition(token) in ("in", "since", "during", "from", "of", "by")
        and not tree.children(token)[1:]
    )


def _in_month(tree: Tree, token: int, day: date | None) -> tuple[Days, Tokens] | None:
    """Return the day or month named at *token* ("Aug. 7, 2009", "7 August", "August 2009")."""
    month = MONTHS[tree[token].text.lower()]
    around = [
        number
        for number in range(max(0, token - 1), min(len(tree), token + 4))
        if tree[number].text.isdigit()
    ]
    years = [number for number in around if len(tree[number].text) == 4 and number > token]
    days = [
        number for number in around if 1 <= int(tree[number].text[:2]) <= 31 and len(tree[number].text) <= 2
    ]
    year = int(tree[years[0]].text) if years else _nearest_year(month, day)
    if year is None:
        return None
    used = (min([token, *days[:1]]), max([token, *days[:1], *years[:1]]))
    try:
        start = date(year, month, int(tree[days[0]].text)) if days else date(year, month, 1)
    except ValueError:
        return None
    end = start if days else _month_end(start)
    return (start, end), used


def _nearest_year(month: int, day: date | None) -> int | None:
    """Return the year that puts *month* nearest before the publication date, or up to two months after."""
    if day is None:
        return None
    return day.year - 1 if month > day.month + 2 else day.year


def _month_end(start: date) -> date:
    """Return the last day of the month of *start*."""
    return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _on_weekday(tree: Tree, token: int, day: date) -> tuple[Days, Tokens]:
    """Return the weekday nearest before publication, or after it under "next" and beside a future verb."""
    name = WEEKDAYS[tree[token].text.lower()]
    turns = {tree.lemma(child) for child in tree.children(token)}
    verb = tree.head(token)
    ahead = "next" in turns or (verb >= 0 and "will" in tree.lemmas(tree.children(verb, "aux")))
    back = (day.weekday() - name) % 7
    there = day + timedelta(days=(7 - back) if ahead else -back)
    return (there, there), (token, token)


def _in_unit(tree: Tree, token: int, day: date) -> tuple[Days, Tokens] | None:
    """Return the week, month or year that "last", "this" or "next" before *token* picks."""
    turn = next((child for child in tree.children(token) if tree[child].text.lower() in TURNS), None)
    if turn is None or tree[token].xpos == "NNS":
        return None
    step, unit = TURNS[tree[turn].text.lower()], tree.lemma(token)
    if unit == "week":
        start = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return (start, start + timedelta(days=6)), (turn, token)
    if unit == "year":
        return (date(day.year + step, 1, 1), date(day.year + step, 12, 31)), (turn, token)
    months = day.year * 12 + day.month - 1 + step
    start = date(months // 12, months % 12 + 1, 1)
    return (start, _month_end(start)), (turn, token)
