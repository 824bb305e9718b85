"""The network: which countries are reported to have dealt with which, by time and certainty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, get_args

from sayso.ledger.overview import facet
from sayso.record import Certainty
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.ties import Tie, ring, strongest, ties
from sayso.show.web.views.actors import FILTERS, LISTED, as_read, beside, kept_by
from sayso.show.web.views.events import as_reviewed, check, unfit

DRAWN = ("40", "20", "80")  # pairs of the picture, the usual number first


class Line(NamedTuple):
    """A pair of the table."""

    name: str
    href: str
    numbers: tuple[int, ...]


def network_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the network of the events that fit what is asked: a picture, and a table of all pairs."""
    query = asked.query
    check(query)
    most = query.get("drawn") or DRAWN[0]
    if most not in DRAWN:
        raise unfit("drawn", most, f"one of {', '.join(DRAWN)}")
    with desk.open() as ledger:
        whole = desk.overview(ledger, as_reviewed(query))
        kept = kept_by(ledger, whole, query)
        found = _of(ties(whole, kept), query.get("who", ""))
        years = [one.value for one in facet(whole, {}, "year")] if not links.live else []
    drawn = strongest(found, int(most))
    start = int(query.get("after", "0")[:9] or 0)
    content = {
        "query": query,
        "ring": ring(
            drawn, {code: _actor(code, query, links) for code in _codes(drawn)}, _label(drawn, found)
        ),
        "lines": [_line(one, query, links) for one in found[start : start + LISTED]],
        "first": start + 1,
        "total": len(found),
        "shown": len(drawn),
        "sizes": sorted(DRAWN, key=int),
        "n": sum(one.total for one in found),
        "everything": int(kept.sum()),
        "previous": beside(links, "network", query, start - LISTED, len(found)),
        "next": beside(links, "network", query, start + LISTED, len(found)),
        "ways": _ways(sorted(years), links) if not links.live else (),
    }
    return Page("network.html", "Network", "actors", content)


def _of(found: list[Tie], who: str) -> list[Tie]:
    """Return the pairs that one side of is *who*; all where nobody is named."""
    code = who.strip().upper()[:3]
    return [one for one in found if code in ("", one.first, one.second)]


def _codes(drawn: list[Tie]) -> set[str]:
    return {code for one in drawn for code in (one.first, one.second)}


def _asked(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query.get(name, "") for name in FILTERS} | as_read(query)


def _actor(code: str, query: Mapping[str, str], links: Links) -> str:
    return links.page("actor", {"who": code, **(_asked(query) if links.live else {})})


def _line(one: Tie, query: Mapping[str, str], links: Links) -> Line:
    pair = {"a": one.first, "b": one.second, **(_asked(query) if links.live else {})}
    numbers = (one.cooperation[0], one.conflict[0], one.cooperation[1], one.conflict[1], one.total)
    return Line(f"{one.first} and {one.second}", links.page("pair", pair), numbers)


def _ways(years: list[str], links: Links) -> list[tuple[str, str]]:
    """Return the networks that a report holds: of each certainty, of each year."""
    found = [("everything", links.page("network"))]
    found += [(one, links.page("network", {"certainty": one})) for one in get_args(Certainty)]
    return found + [(one, links.page("network", {"since": one, "until": one})) for one in years]


def _label(drawn: list[Tie], found: list[Tie]) -> str:
    most = max(drawn, key=lambda one: one.total, default=None)
    if most is None:
        return "No pair is named."
    return (
        f"A ring of {len(_codes(drawn))} countries with {len(drawn)} of {len(found)} pairs;"
        f" most often named together are {visible(most.first)} and {visible(most.second)},"
        f" {most.total} mentions; the table below has the numbers"
    )
