"""The ledger's rows: facets, search, order, pages, counts by level, and the file of what is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.overview import (
    FACETS,
    FILTERS,
    SORTS,
    Facet,
    Mask,
    Overview,
    every,
    facet,
    fitting,
    ordered,
)
from sayso.ledger.query import Found, numbered
from sayso.ledger.reviewed import corrected, without_claim
from sayso.ledger.standing import UNREVIEWED
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Certainty, Status
from sayso.show.rows import Row, row_of
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links

SHOWN = 50
IN_FILE = 200  # rows of a page that is a file
IN_FILES = ("type", "status", "certainty", "review_state", "year")  # facets of pages that are files
LISTED = 20  # values of a facet that are shown
DAY = re.compile(r"\d{4}(-\d\d){0,2}")
TITLES = {
    "type": "Type",
    "status": "Status",
    "certainty": "Certainty",
    "actor": "Actor",
    "recipient": "Recipient",
    "said_by": "Said by",
    "year": "Year",
    "review_state": "Review",
    "run": "Run",
}
WORDS = {"status": get_args(Status), "certainty": get_args(Certainty)}
ORDERS = {"": "as read", "day": "earliest first", "-day": "latest first"} | {
    name: f"by {name.replace('_', ' ')}" for name in SORTS if name != "day"
}


class Choice(NamedTuple):
    """A value of a facet: how often, where choosing it leads, and whether it is chosen."""

    label: str
    times: int
    href: str | None
    chosen: bool


class Line(NamedTuple):
    """A row as the page shows it, with where its evidence stands."""

    row: Row
    href: str
    day: str
    review: str
    prediction: bool


class Chosen(NamedTuple):
    """The events that fit what is asked, in their order: places in the overview, and how it was asked."""

    whole: Overview
    rows: NDArray[np.int64]
    masks: Mapping[str, Mask]
    query: Mapping[str, str]


def ledger_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the page of rows that fit what is asked."""
    with desk.open() as ledger:
        chosen = choose(desk, ledger, asked.query)
        rows, before, after = cut(chosen, SHOWN if links.live else IN_FILE)
        lines = [line_of(found, links) for found in read(desk, ledger, chosen, rows)]
        content = {
            "lines": lines,
            "facets": facets(chosen, links),
            "levels": levels(desk, ledger, chosen),
            "added": added_note(desk, ledger, links, chosen),
            "first": place(chosen, rows),
            "total": len(chosen.rows),
            "query": chosen.query,
            "orders": ORDERS,
            "chosen": chips(chosen.query, links),
            "previous": at(links, chosen.query, "before", before),
            "next": at(links, chosen.query, "after", after),
            "files": {name: links.page(f"ledger.{name}", kept(chosen.query)) for name in ("csv", "json")}
            if links.live
            else {},
        }
    return Page("ledger.html", "Ledger", "ledger", content)


def choose(desk: Desk, ledger: Ledger, query: Mapping[str, str]) -> Chosen:
    """Return the events that *query* asks for. Raises Failure (S705) where a value means nothing."""
    check(query)
    whole = desk.overview(ledger, applied=as_reviewed(query))
    wanted = {name: value for name, value in query.items() if name in FILTERS}
    masks = fitting(ledger, whole, wanted)
    rows, _ = ordered(whole, query.get("sort", ""), every(masks.values(), len(whole.ids)))
    return Chosen(whole, rows, masks, query)


def check(query: Mapping[str, str]) -> None:
    """Raise Failure (S705) where *query* has a value that means nothing."""
    for name, words in WORDS.items():
        if query.get(name) and query[name] not in words:
            raise unfit(name, query[name], f"one of {', '.join(words)}")
    for name in ("since", "until"):
        if query.get(name) and not DAY.fullmatch(query[name]):
            raise unfit(name, query[name], "a day, YYYY-MM-DD, or a month or year")
    if query.get("sort", "") not in ORDERS:
        raise unfit("sort", query["sort"], f"one of {', '.join(filter(None, ORDERS))}")
    for name in ("after", "before"):
        if query.get(name) and not query[name].isdecimal():
            raise unfit(name, query[name], "the number of a row")


def unfit(name: str, value: str, wanted: str) -> Failure:
    """Return what is wrong with a *value* of a filter."""
    reason = f"{name} is {visible(value)[:80]!r}, it has to be {wanted}"
    return Failure(problem("S705", "this address", reason=reason))


def cut(chosen: Chosen, size: int) -> tuple[Sequence[int], str, str]:
    """Return the places of the events of one page, and the numbers that the pages beside it begin at."""
    rows, numbers = chosen.rows, chosen.whole.numbers
    start = 0
    for name in ("after", "before"):
        if given := chosen.query.get(name):
            found = _place_of(chosen, int(given[:18]))
            start = found + 1 if name == "after" else max(found - size, 0)
    shown = rows[start : start + size]
    before = str(numbers[shown[0]]) if start and len(shown) else ""
    after = str(numbers[shown[-1]]) if start + size < len(rows) else ""
    return shown.tolist(), before, after


def _place_of(chosen: Chosen, number: int) -> int:
    """Return the place of the event *number* among those chosen, or of the last before it."""
    rows = chosen.rows
    (found,) = np.nonzero(chosen.whole.numbers[rows] == number)
    if len(found):
        return int(found[0])
    return (
        int(np.searchsorted(chosen.whole.numbers[rows], number)) - 1 if not chosen.query.get("sort") else -1
    )


def read(desk: Desk, ledger: Ledger, chosen: Chosen, rows: Sequence[int]) -> Iterator[Found]:
    """Yield the events at *rows*, with how they stand, corrected where that is asked for."""
    known, added = desk.states(ledger), desk.added(ledger)
    applied = as_reviewed(chosen.query)
    gone = [key for key, state in known.items() if state.standing == "rejected"] if applied else []
    for row in rows:
        number = int(chosen.whole.numbers[row])
        if number in added:
            yield added[number].found
            continue
        for one in numbered(ledger, [number]):
            state = known.get((one.article, one.event.id), UNREVIEWED)
            event = one.event
            if applied:
                names = {name for article, name in gone if article == one.article}
                event = without_claim(corrected(event, state), names)
            yield one._replace(event=event, state=state)


def as_reviewed(query: Mapping[str, str]) -> bool:
    """Return whether rows are wanted as they stand after review: only so are there any that were added."""
    return bool(query.get("reviewed")) or query.get("review_state") == "added"


def added_note(desk: Desk, ledger: Ledger, links: Links, chosen: Chosen) -> tuple[int, str]:
    """Return how many events people added that are not among those chosen from, and where they are."""
    count = 0 if as_reviewed(chosen.query) else len(desk.added(ledger))
    return count, links.page("ledger", {"review_state": "added"}) if count else ""


def line_of(found: Found, links: Links) -> Line:
    """Return an event as a line of the table."""
    event = found.event
    day = event.date.start if event.date else ""
    return Line(
        row_of(event, found.text, found.doc_id),
        links.article(found.article, f"e-{event.id}"),
        day,
        found.state.standing,
        event.prediction,
    )


def facets(chosen: Chosen, links: Links) -> list[tuple[str, bool, list[Choice], int]]:
    """Return each facet: its title, whether one of it is chosen, its values, and how many more there are.

    Pages that are files have one filter at a time, and the facets of all rows.
    """
    found = []
    for name in FACETS if links.live else IN_FILES:
        filters = ("since", "until") if name == "year" else (name,)
        given = next((chosen.query[one] for one in filters if chosen.query.get(one)), "")
        values = facet(chosen.whole, chosen.masks if links.live else {}, name)
        listed = [one for place, one in enumerate(values) if place < LISTED or one.value == given]
        choices = [_choice(name, one, given, (chosen, links)) for one in listed]
        found.append((TITLES[name], bool(given), choices, len(values) - len(listed)))
    return found


def _choice(name: str, one: Facet, given: str, by: tuple[Chosen, Links]) -> Choice:
    value, times = one
    chosen, links = by
    taken = value == given
    filters = ("since", "until") if name == "year" else (name,)
    others = kept(chosen.query) if links.live else {}
    changed = {**others, **dict.fromkeys(filters, "" if taken else value)}
    label = value[:8] if name == "run" else visible(value.replace("_", " "))
    return Choice(label, times, links.page("ledger", changed), taken)


def kept(query: Mapping[str, str]) -> Mapping[str, str]:
    """Return what of *query* holds on another page: all but where this one begins."""
    return {name: value for name, value in query.items() if name not in ("after", "before")}


def chips(query: Mapping[str, str], links: Links) -> list[tuple[str, str]]:
    """Return each filter that is set, in words, and where taking it away leads."""
    return [
        (
            f"{name.replace('_', ' ')}: {visible(value)}",
            links.page("ledger", {**kept(query), name: ""} if links.live else {}),
        )
        for name, value in query.items()
        if name in FILTERS and value
    ]


def at(links: Links, query: Mapping[str, str], way: str, number: str) -> str:
    """Return where the page before or after this one is, empty where there is none."""
    return links.page("ledger", {**kept(query), way: number}) if number else ""


def place(chosen: Chosen, rows: Sequence[int]) -> int:
    """Return which of the events chosen is the first on the page, counted from 1."""
    return _place_of(chosen, int(chosen.whole.numbers[rows[0]])) + 1 if rows else 0


def levels(desk: Desk, ledger: Ledger, chosen: Chosen) -> list[tuple[str, str, str]]:
    """Return for each level of counting its name, how many fit, and how many there are."""
    whole, rows = chosen.whole, chosen.rows
    articles = whole.columns["article"]
    places = articles.places[rows] if len(rows) else np.zeros(0, np.int32)
    counts, known = desk.counts(ledger), desk.levels(ledger, as_reviewed(chosen.query))
    found = [
        ("mentions", f"{len(rows):,}", f"{max(counts['mentions'], len(whole.ids)):,}"),
        ("articles", f"{_distinct(places):,}", f"{counts['articles']:,}"),
    ]
    if known is None or len(known.stories) != len(whole.ids):  # coded further in this very moment
        return [*found, ("reports", "being counted", ""), ("stories", "being counted", "")]
    return [
        *found,
        ("reports", f"{_distinct(known.reports[rows]):,}", f"{_distinct(known.reports):,}"),
        ("stories", f"{_distinct(known.stories[rows]):,}", f"{_distinct(known.stories):,}"),
    ]


def _distinct(numbers: NDArray[Any]) -> int:
    """Return how many different numbers there are, none counted that is below 0."""
    counted = np.bincount(numbers[numbers >= 0])
    return int(np.count_nonzero(counted))
