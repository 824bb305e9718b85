"""From what was asked on a command line to series: whose events, which of them, on which scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import NamedTuple

from sayso.analyse.asked import Asked, Dedupe, Domestic, Level, Mirrors, Pair
from sayso.analyse.audit import Finding, audit, told_drift
from sayso.analyse.calendar import lags as lags_of
from sayso.analyse.panel import Numbers, Panel, build
from sayso.analyse.periods import Unit
from sayso.analyse.reciprocity import Question, Reciprocity, reciprocity
from sayso.ledger.store import Review
from sayso.ontology.scales import DEFAULTS, NAMES, Scale, load_scale, quad_codes, scale_for
from sayso.problems import Failure, problem
from sayso.record import Problem
from sayso.run.events import events_in
from sayso.run.parties import unknown_parties
from sayso.table import EventTable


class Wish(NamedTuple):
    """What is wanted of a file or ledger, as it was written: names of codes, classes and scales unchecked."""

    unit: Unit = "month"
    pairs: tuple[Pair, ...] = ()
    types: tuple[str, ...] = ()
    quad: str = ""
    level: Level = "mentions"
    dedupe: Dedupe = "day"
    mirrors: Mirrors = "keep"
    domestic: Domestic = "drop"
    undirected: bool = False
    roles: bool = False
    since: date | None = None
    until: date | None = None
    least: int = 1
    scale: str = ""
    codebook: str = ""
    number: int | None = None
    as_coded: bool = False


def table_in(name: str, wish: Wish) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events of the ledger, shard in parts or table called *name*, and what is wrong with some.

    Of a ledger they are its own, as they stand after review unless *wish* says as they were coded, or those
    of the import that it numbers. Raises Failure as ``events_in`` does.
    """
    return events_in(name, wish.codebook, wish.number, Review(not wish.as_coded))[:2]


def scale_of(table: EventTable, wish: Wish) -> Scale | None:
    """Return the scale that is wished for, else the one for the codebook of *table*, if there is one.

    Raises Failure (S602) where there is no such scale, or it is for another codebook.
    """
    if not wish.scale:
        return scale_for(table.codebook) if table.codebook in DEFAULTS else None
    if wish.scale not in NAMES:
        reason = f"there is none called {wish.scale}; there are {', '.join(NAMES)}"
        raise Failure(problem("S602", table.coder, reason=reason))
    scale = load_scale(wish.scale)
    if scale.codebook != table.codebook:
        reason = f"{scale.name} is for {scale.codebook}, the events are coded in {table.codebook}"
        raise Failure(problem("S602", table.coder, reason=reason))
    return scale


def asked_of(table: EventTable, wish: Wish) -> Asked:
    """Return what *wish* asks of *table*. Raises Failure (S603) where there is no such class of types."""
    types = tuple(one.upper() for one in wish.types)
    if wish.quad:
        try:
            types += quad_codes(table.codebook, wish.quad)
        except KeyError:
            raise Failure(problem("S603", table.coder, quad=wish.quad, codebook=table.codebook)) from None
    return Asked(
        unit=wish.unit,
        types=types,
        level=wish.level,
        dedupe=wish.dedupe,
        mirrors=wish.mirrors,
        domestic=wish.domestic,
        directed=not wish.undirected,
        roles=wish.roles,
        since=wish.since,
        until=wish.until,
        pairs=wish.pairs if wish.undirected else both_ways(wish.pairs),
        least=wish.least,
    )


def both_ways(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return *pairs* and the same turned round, each once."""
    return tuple(dict.fromkeys(one for pair in pairs for one in (pair, pair[::-1])))


def panel_in(name: str, wish: Wish) -> tuple[Panel, tuple[Problem, ...]]:
    """Return the panel that *wish* asks of the ledger or file *name*, and what is wrong with some events.

    Raises Failure as ``table_in`` does, S601 where nothing can be counted, S602, S603.
    """
    table, problems = table_in(name, wish)
    problems += unknown_parties(table, wish.pairs, wish.roles, name)
    try:
        return build(table, asked_of(table, wish), scale_of(table, wish)), problems
    except ValueError as error:
        raise Failure(problem("S601", name, reason=error)) from error


def program() -> str:
    """Return the program and its version, as every output names it."""
    return f"sayso {version('sayso')}"


def answers_in(name: str, wish: Wish, question: Question) -> tuple[Reciprocity, tuple[Problem, ...]]:
    """Return who answers whom in *name*, and what is wrong with some of its events.

    Where *wish* names no pair, all are asked with ``least`` events or more each way. Raises Failure as
    ``panel_in`` does.
    """
    table, problems = table_in(name, wish)
    problems += unknown_parties(table, wish.pairs, wish.roles, name)
    asked = asked_of(table, wish)
    try:
        pairs = wish.pairs or busy_pairs(build(table, replace(asked, unit="year")), wish.least)
        question = replace(question, asked=asked, pairs=pairs)
        return reciprocity(table, question, scale_of(table, wish)), problems
    except ValueError as error:
        raise Failure(problem("S601", name, reason=error)) from error


def busy_pairs(panel: Panel, least: int) -> tuple[Pair, ...]:
    """Return the pairs of *panel*, each in one order, with *least* events or more each way.

    Raises ValueError where there are none.
    """
    pairs = zip(panel.sources.tolist(), panel.targets.tolist(), strict=True)
    totals = dict(zip(pairs, panel.counts.sum(axis=1).tolist(), strict=True))
    found = [
        pair for pair, n in totals.items() if pair[0] < pair[1] and min(n, totals.get(pair[::-1], 0)) >= least
    ]
    if not found:
        raise ValueError(f"no pair has {least} events each way")
    return tuple(found)


def audit_in(name: str, wish: Wish) -> tuple[EventTable, tuple[Finding, ...], tuple[Problem, ...]]:
    """Return the events of *name*, what is wrong with them, and what could not be read.

    Raises Failure as ``table_in`` does, S601 where no event can be placed.
    """
    table, problems = table_in(name, wish)
    try:
        return table, audit(table), problems
    except ValueError as error:
        raise Failure(problem("S601", name, reason=error)) from error


def drift_in(table: EventTable, against: str, as_coded: bool = False) -> Finding:
    """Return by how many weeks *table* falls behind the dated events of *against*, span by span.

    Compared are the events a week of all pairs of countries that both have. Raises Failure as ``table_in``
    does, S601 where the two share too few weeks.
    """
    dated, _ = table_in(against, Wish(as_coded=as_coded))
    try:
        panels = [build(one, Asked(unit="week", dedupe="none")) for one in (table, dated)]
        first, last = max(one.first for one in panels), min(one.first + one.periods for one in panels)
        series = [_weekly(one, panels)[first - one.first : last - one.first] for one in panels]
        return told_drift(lags_of(series[0], series[1]), first, dated.coder)
    except ValueError as error:
        raise Failure(problem("S601", against, reason=error)) from error


def _weekly(panel: Panel, panels: Sequence[Panel]) -> Numbers:
    """Return the events a week of the pairs that all *panels* have. Raises ValueError where there is none."""
    shared = set.intersection(
        *(set(zip(one.sources.tolist(), one.targets.tolist(), strict=True)) for one in panels)
    )
    if not shared:
        raise ValueError("the two have no pair in common")
    series: Numbers = panel.counts[[panel.row(pair) for pair in sorted(shared)]].sum(axis=0)
    return series
