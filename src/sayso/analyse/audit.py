"""What is wrong with events, or may be, before anything is counted: sentences with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.calendar import Lag, told_weeks
from sayso.analyse.distinct import Whole, first_rows, of_numbers, of_strings
from sayso.analyse.mirror import mirrored
from sayso.analyse.periods import label, periods_of
from sayso.analyse.territory import ASSAULT
from sayso.ontology.codebooks import codebook_of
from sayso.ontology.scales import DEFAULTS, scale_for
from sayso.table import EventTable

Weight = Literal["fine", "note", "warning"]
FITS = 0.95
BURST, BUSY = 0.5, 10  # share of one story, and events of a pair in a month, from which on a burst is told
NAMED = 5
Mask = NDArray[np.bool_]


class Finding(NamedTuple):
    """What was looked for, how grave what was found is, the sentence, and its numbers."""

    check: str
    weight: Weight
    sentence: str
    numbers: Mapping[str, object]


class Events(NamedTuple):
    """The rows that can be placed, as numbers: ``names`` are the parties, each with its country."""

    table: EventTable
    names: NDArray[np.str_]
    countries: NDArray[np.str_]
    row: Whole
    day: Whole
    source: Whole
    target: Whole
    code: Whole
    codes: NDArray[np.str_]

    @property
    def foreign(self) -> Mask:
        """Which rows are between two countries."""
        apart: Mask = self.countries[self.source] != self.countries[self.target]
        return apart


def audit(table: EventTable) -> tuple[Finding, ...]:
    """Return the findings on *table*, check by check. Raises ValueError where no row can be placed."""
    events = _events(table)
    return tuple(finding for check in CHECKS for finding in check(events))


def _events(table: EventTable) -> Events:
    row = np.flatnonzero(~np.isnat(table.days) & (table.sources != "") & (table.targets != ""))
    if not len(row):
        raise ValueError("no event has a day and two parties")
    sources, source = of_strings(table.sources[row])
    targets, target = of_strings(table.targets[row])
    names, places = np.unique(np.concatenate([sources, targets]), return_inverse=True)
    codes, code = of_strings(table.codes[row])
    countries = np.array([one.partition(" ")[0] for one in names.tolist()], dtype=np.str_)
    days = table.days[row].astype(np.int64)
    first, second = places[: len(sources)][source], places[len(sources) :][target]
    return Events(table, names, countries, row, days - days.min(), first, second, code, codes)


def _coverage(events: Events) -> Iterator[Finding]:
    days = events.table.days[events.row]
    months = periods_of(days, "month")
    counts = np.bincount(months - months.min())
    silent = [label(int(months.min() + step), "month") for step in np.flatnonzero(counts == 0)]
    rows, read = len(events.row), len(events.table.days)
    told = f"{read:,} rows, {rows:,} with a day and two parties, from {days.min()} to {days.max()}"
    lack = f"; nothing at all in {len(silent)} months ({_some(silent)})" if silent else "; no month is empty"
    numbers = {"read": read, "placed": rows, "silent_months": len(silent)}
    yield Finding("coverage", "warning" if silent else "fine", f"{told}{lack}.", numbers)


def _codebook(events: Events) -> Iterator[Finding]:
    counts = Counter({str(c): int(n) for c, n in zip(events.codes, np.bincount(events.code), strict=True)})
    guess, claimed = codebook_of(counts), events.table.codebook
    share = guess.shares.get(claimed)
    rival = max(guess.shares, key=lambda name: guess.shares[name])
    numbers: dict[str, object] = {"codebook": claimed, "shares": dict(guess.shares)}
    if share is None:
        yield Finding("codebook", "note", f"The codebook {claimed or '(none)'} is not known here.", numbers)
        return
    told = f"{claimed} has the codes of {share:.1%} of the events"
    wrong = share < FITS
    if wrong and guess.shares[rival] > share:
        told += (
            f", {rival} those of {guess.shares[rival]:.1%}: they are probably {rival}, and all numbers wrong"
        )
    yield Finding("codebook", "warning" if wrong else "fine", f"{told}.", numbers)
    if claimed in DEFAULTS:
        yield _scaled(events, counts)


def _scaled(events: Events, counts: Counter[str]) -> Finding:
    scale = scale_for(events.table.codebook)
    lacking = {code: number for code, number in counts.items() if scale.value(code) is None}
    share = sum(lacking.values()) / counts.total()
    worst = sorted(lacking, key=lambda code: -lacking[code])
    told = f"{scale.title} has no number for {share:.1%} of the events" + (
        f" ({_some(worst)})" if worst else ""
    )
    numbers = {"scale": scale.title, "unscaled": share}
    return Finding("scale", "warning" if share > 1 - FITS else "fine", f"{told}.", numbers)


def _domestic(events: Events) -> Iterator[Finding]:
    share = float(1 - events.foreign.mean())
    told = f"{share:.1%} of the rows are within one country; they are kept apart from pairs of countries."
    yield Finding("domestic", "note" if share > 0.1 else "fine", told, {"share": share})


def _repeats(events: Events) -> Iterator[Finding]:
    first = first_rows(events.day, events.source, events.target, events.code)
    share = 1 - len(first) / len(events.row)
    told = f"{share:.1%} of the rows repeat day, parties and code of another"
    numbers: dict[str, object] = {"share": share}
    reports = events.table.reports[events.row]
    if (reports != "").any():
        _, report = of_strings(reports)
        within = 1 - len(first_rows(report, events.day, events.source, events.target, events.code)) / len(
            events.row
        )
        told, numbers["within_report"] = f"{told}, {within:.1%} even within one report", within
    weight: Weight = "warning" if share > 0.1 else "fine"
    yield Finding("repeats", weight, f"{told}. By default an act counts once a day.", numbers)


def _mirrors(events: Events) -> Iterator[Finding]:
    foreign = np.flatnonzero(events.foreign)
    if not len(foreign):
        return
    code = events.code[foreign]
    twin = mirrored(events.day[foreign], events.source[foreign], events.target[foreign], code)
    share = float(twin.mean())
    of_code, all_of = (
        np.bincount(code, weights=twin, minlength=len(events.codes)),
        np.bincount(code, minlength=len(events.codes)),
    )
    most = [place for place in np.argsort(-of_code)[:3] if of_code[place]]
    told = (
        f"{share:.1%} of the rows between countries have a mirror: the same day and code the other way round"
    )
    by_code = {str(events.codes[place]): of_code[place] / all_of[place] for place in most}
    named = ", ".join(f"{code}: {part:.0%}" for code, part in by_code.items())
    told += f" (most of them in {named})" if named else ""
    weight: Weight = "warning" if share > 0.1 else "fine"
    yield Finding(
        "mirrors",
        weight,
        f"{told}. They look like answers and are one act.",
        {"share": share, "codes": by_code},
    )


def _bursts(events: Events) -> Iterator[Finding]:
    for what in ("stories", "reports"):
        column = getattr(events.table, what)[events.row]
        if (column != "").any():
            yield _burst(events, column, what)
            return
    told = "The coder names neither stories nor reports: whether one story makes a month cannot be seen."
    yield Finding("bursts", "note", told, {})


def _burst(events: Events, column: NDArray[np.str_], what: str) -> Finding:
    """Say in which months of a pair one story (or report) has half of the events or more."""
    foreign = np.flatnonzero(events.foreign & (column != ""))
    parties, party = np.unique(events.countries, return_inverse=True)
    months = periods_of(events.table.days[events.row[foreign]], "month")
    pair = party[events.source[foreign]] * len(parties) + party[events.target[foreign]]
    _, cell = of_numbers(pair * (int(months.max(initial=0)) + 1) + months)
    _, told = of_strings(column[foreign])
    key, number = of_numbers(cell * (int(told.max(initial=0)) + 1) + told)
    sizes, all_of = np.bincount(number), np.bincount(cell)
    first = np.zeros(len(key), dtype=np.int64)
    first[number[::-1]] = np.arange(len(number))[::-1]
    share = sizes / all_of[cell[first]]
    bad = np.flatnonzero((share >= BURST) & (all_of[cell[first]] >= BUSY))
    bad = bad[np.argsort(-sizes[bad], kind="stable")]
    bad = bad[np.sort(np.unique(cell[first[bad]], return_index=True)[1])]  # the largest of each month
    named = []
    for place in bad[:NAMED]:
        row = foreign[first[place]]
        who = f"{events.countries[events.source[row]]}>{events.countries[events.target[row]]}"
        when = label(int(months[first[place]]), "month")
        named.append(f"{who} {when}: {sizes[place]} of {all_of[cell[first[place]]]}")
    one = {"stories": "story", "reports": "report"}[what]
    if not len(bad):
        sentence = f"No month of a pair with {BUSY} events or more owes half of them to one {one}."
        return Finding("bursts", "fine", sentence, {"cells": 0})
    sentence = (
        f"{len(bad)} months of pairs owe half of their events or more to one {one}: {'; '.join(named)}."
    )
    return Finding("bursts", "warning", sentence, {"cells": len(bad), "largest": named})


def _calendar(events: Events) -> Iterator[Finding]:
    told = told_weeks(events.table.days[events.row])
    if told:
        yield Finding("calendar", "warning" if told.wrong else "note", told.sentence, told.numbers)


def _territory(events: Events) -> Iterator[Finding]:
    """Say which assaults between countries name no target but the country: it may be where, not whom."""
    kinds = ASSAULT.get(events.table.codebook)
    if kinds is None:
        return
    assault = (
        np.array([code.startswith(kinds) for code in events.codes.tolist()])[events.code] & events.foreign
    )
    bare = assault & (events.names == events.countries)[events.target]
    count, every = int(bare.sum()), int(assault.sum())
    pairs = Counter(
        f"{events.countries[source]}>{events.countries[target]}"
        for source, target in zip(events.source[bare], events.target[bare], strict=True)
    )
    named = ", ".join(f"{pair} {number:,}" for pair, number in pairs.most_common(NAMED))
    told = (
        f"{count:,} of {every:,} assaults between countries name a country and no one in it as their target"
    )
    told += f" ({named}): some will be on others who were there" if count else ""
    numbers = {"assaults": every, "bare": count, "pairs": dict(pairs.most_common(NAMED))}
    yield Finding("territory", "warning" if count else "fine", f"{told}.", numbers)


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return shown + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")


CHECKS: tuple[Callable[[Events], Iterator[Finding]], ...] = (
    _coverage,
    _codebook,
    _domestic,
    _repeats,
    _mirrors,
    _bursts,
    _calendar,
    _territory,
)


def told_drift(found: tuple[Lag, ...], first: int, coder: str) -> Finding:
    """Return what the lags *found* behind the events of *coder* say; *first* is the first week's number."""
    spans = [
        f"{label(first + one.first, 'week')} to {label(first + one.last - 1, 'week')}: {one.weeks}"
        f" (r = {one.correlation:.2f})"
        for one in found
    ]
    drifts = len({one.weeks for one in found}) > 1
    word = "The weeks drift against" if drifts else "The weeks keep step with"
    sentence = (
        f"{word} the dated events of {coder or 'the other coder'}; behind by, in weeks: {'; '.join(spans)}."
    )
    numbers = {"lags": [one.weeks for one in found], "correlations": [one.correlation for one in found]}
    return Finding("drift", "warning" if drifts else "fine", sentence, numbers)
