"""Actors and pairs: what is reported of their deeds and statements, and on whose word. Nobody is ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sayso.ledger.overview import Column, Mask, Overview, every, fitting, ordered
from sayso.ledger.store import Ledger
from sayso.show.rows import THE_ARTICLE
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.chart import Chart, Period, drawn, names_of, periods
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.ties import ties
from sayso.show.web.views.events import Chosen, Line, as_reviewed, check, line_of, read

SHOWN = 15
LISTED = 200  # actors of a page, or pairs
FILTERS = ("since", "until", "certainty", "status")
SIDES = {"actor": "Deeds", "recipient": "What is done to them", "said_by": "Statements"}


class Looked(NamedTuple):
    """What a page is made of: the events as they are to be read, those that fit, and where they are from."""

    desk: Desk
    ledger: Ledger
    links: Links
    query: Mapping[str, str]
    whole: Overview
    kept: Mask


class Entry(NamedTuple):
    """An actor of the list: its code, and how many mentions have it on each side."""

    code: str
    href: str
    times: tuple[int, ...]


class Side(NamedTuple):
    """The mentions that have an actor on one side: how many, by type and by source, and some of them."""

    name: str
    total: int
    of: int
    types: list[tuple[str, int]]
    sources: list[tuple[str, int]]
    lines: list[Line]
    href: str


class Way(NamedTuple):
    """What one side of a pair is reported to have done to the other."""

    name: str
    total: int
    chart: Chart
    periods: list[Period]
    lines: list[Line]
    href: str


def actors_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the list of actors and of pairs, by code in the order of the alphabet."""
    check(asked.query)
    with desk.open() as ledger:
        whole = desk.overview(ledger, as_reviewed(asked.query))
    codes = {name: _codes(whole.columns[name]) for name in SIDES}
    known = sorted(set().union(*codes.values()) - {""})
    start, way = int(asked.query.get("after", "0")[:9] or 0), as_read(asked.query)
    entries = [
        Entry(code, links.page("actor", {"who": code, **way}), tuple(codes[name][code] for name in SIDES))
        for code in known[start : start + LISTED]
    ]
    found = ties(whole, np.ones(len(whole.ids), bool))
    pairs = [
        (one.first, one.second, links.page("pair", {"a": one.first, "b": one.second, **way}), one.total)
        for one in found[:LISTED]
    ]
    content = {
        "entries": entries,
        "pairs": pairs,
        "more": len(found) - len(pairs),
        "sides": list(SIDES.values()),
        "query": asked.query,
        "network": links.page("network", way),
        "first": start + 1,
        "total": len(known),
        "previous": beside(links, "actors", way, start - LISTED, len(known)),
        "next": beside(links, "actors", way, start + LISTED, len(known)),
    }
    return Page("actors.html", "Actors and pairs", "actors", content)


def actor_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the deeds and statements of one actor as they are reported."""
    check(asked.query)
    who = asked.query.get("who", "").strip()
    with desk.open() as ledger:
        by = _looked(desk, ledger, links, asked.query)
        sides = [_side(name, who, by) for name in SIDES] if who else []
    content = {
        "who": visible(who),
        "sides": sides,
        "query": asked.query,
        "claims": links.page("claims", {"who": who, **as_read(asked.query)}) if links.live else "",
    }
    return Page("actor.html", visible(who) or "Actor", "actors", content)


def pair_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return what two sides are reported to have done to each other, over time."""
    check(asked.query)
    first, second = (asked.query.get(name, "").strip() for name in ("a", "b"))
    with desk.open() as ledger:
        by = _looked(desk, ledger, links, asked.query)
        ways = _ways((first, second), by) if first and second else []
    content = {
        "a": visible(first),
        "b": visible(second),
        "ways": ways,
        "query": asked.query,
        "everything": int(by.kept.sum()),
    }
    return Page("pair.html", f"{visible(first)} and {visible(second)}", "actors", content)


def as_read(query: Mapping[str, str]) -> dict[str, str]:
    """Return what of *query* says how rows are read; it goes along from page to page."""
    return {"reviewed": query.get("reviewed", "")}


def _looked(desk: Desk, ledger: Ledger, links: Links, query: Mapping[str, str]) -> Looked:
    whole = desk.overview(ledger, as_reviewed(query))
    return Looked(desk, ledger, links, query, whole, kept_by(ledger, whole, query))


def beside(links: Links, name: str, query: Mapping[str, str], start: int, total: int) -> str:
    """Return where the part of a table that begins at line *start* of *total* is, empty for none."""
    if start >= total or start <= -LISTED:
        return ""
    return links.page(name, {**query, "after": str(start) if start > 0 else ""})


def _codes(column: Column) -> Counter[str]:
    """Return how many events have each code in *column*, empty where nobody is named."""
    counts = np.bincount(column.places, minlength=len(column.values)).tolist()
    found: Counter[str] = Counter()
    for (code, _), times in zip(column.values, counts, strict=True):
        found[code or ""] += times
    return found


def kept_by(ledger: Ledger, whole: Overview, query: Mapping[str, str]) -> Mask:
    """Return which events fit the filters that these pages have."""
    wanted = {name: query.get(name, "") for name in FILTERS}
    return every(fitting(ledger, whole, wanted).values(), len(whole.ids))


def _side(name: str, who: str, by: Looked) -> Side:
    mask = by.kept & fitting(by.ledger, by.whole, {name: who})[name]
    types = by.whole.columns["type"]
    said = _codes(_part(by.whole.columns["said_by"], mask))
    return Side(
        SIDES[name],
        int(mask.sum()),
        int(by.kept.sum()),
        [
            (types.values[place], times)
            for place, times in enumerate(np.bincount(types.places[mask]).tolist())
            if times
        ],
        sorted((code or THE_ARTICLE, times) for code, times in said.items() if times),
        _lines(mask, by),
        _all_of({name: who}, by),
    )


def _part(column: Column, mask: Mask) -> Column:
    return Column(column.values, column.places[mask])


def _lines(mask: Mask, by: Looked) -> list[Line]:
    """Return some of the events of *mask*, the latest first."""
    rows, _ = ordered(by.whole, "-day", mask)
    chosen = Chosen(by.whole, rows, {}, by.query)
    return [line_of(one, by.links) for one in read(by.desk, by.ledger, chosen, rows[:SHOWN].tolist())]


def _all_of(wanted: Mapping[str, str], by: Looked) -> str:
    """Return where all events are that fit what is *wanted*; nowhere in a report of files."""
    return by.links.page("ledger", {**wanted, **as_read(by.query)}) if by.links.live else ""


def _ways(pair: tuple[str, str], by: Looked) -> list[Way]:
    """Return both directions of a pair, drawn to one scale and over the same time."""
    everything = _days(by.whole, by.kept)
    found = []
    for first, second in (pair, pair[::-1]):
        masks = fitting(by.ledger, by.whole, {"actor": first, "recipient": second})
        mask = every((by.kept, *masks.values()), len(by.whole.ids))
        found.append((first, second, mask, _counted(by.whole, mask)))
    names = names_of(day for *_, counted in found for day, _, _ in counted)
    spans = [periods(counted, names, everything) for *_, counted in found]
    highest = max((max(one.cooperation, one.conflict) for span in spans for one in span), default=0)
    return [
        Way(
            f"{visible(first)} to {visible(second)}",
            int(mask.sum()),
            drawn(span, highest, _label(first, second, span)),
            [one for one in span if one.cooperation or one.conflict],
            _lines(mask, by),
            _all_of({"actor": first, "recipient": second}, by),
        )
        for (first, second, mask, _), span in zip(found, spans, strict=True)
    ]


def _days(whole: Overview, mask: Mask) -> Mapping[str, int]:
    column = whole.columns["day"]
    counts = np.bincount(column.places[mask], minlength=len(column.values)).tolist()
    return dict(zip(column.values, counts, strict=True))


def _counted(whole: Overview, mask: Mask) -> list[tuple[str, str, int]]:
    """Return how often each day and type is among the events of *mask*."""
    days, types = whole.columns["day"], whole.columns["type"]
    pairs = zip(days.places[mask].tolist(), types.places[mask].tolist(), strict=True)
    return [(days.values[day], types.values[kind], times) for (day, kind), times in Counter(pairs).items()]


def _label(first: str, second: str, span: list[Period]) -> str:
    cooperation, conflict = sum(one.cooperation for one in span), sum(one.conflict for one in span)
    when = f", {span[0].name} to {span[-1].name}" if span else ""
    return (
        f"{visible(first)} to {visible(second)}{when}: {cooperation} mentions of cooperation, {conflict} of"
        " conflict; the table below has the numbers"
    )
