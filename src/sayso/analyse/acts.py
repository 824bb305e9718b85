"""The rows of a table of events as whole numbers, thinned as asked: what a panel is counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.asked import Asked, Pair
from sayso.analyse.distinct import Whole, any_named, first_rows, of_strings
from sayso.analyse.mirror import mirrored
from sayso.analyse.periods import Unit, periods_of
from sayso.ontology.scales import Scale
from sayso.table import EventTable

Mask = NDArray[np.bool_]
NOBODY = ("", "UNK")


@dataclass(frozen=True, slots=True)
class Acts:
    """Rows that can be placed. Arrays are (rows,) unless they say otherwise.

    ``names`` are the parties and ``codes`` the codes, numbered by their place. ``period`` counts from
    ``first``; ``pair`` is ``source * len(names) + target``, the lesser party first where the panel is
    undirected. ``kept`` says which rows count once repeats are out, ``share`` how much (a half where a mirror
    is split), ``of_types`` which have a code that was asked for. ``reports`` and ``stories`` number them, -1
    where a row names none, None where no row does. ``seen`` (periods,) is how many rows were read at all,
    ``covered`` their first and last day.
    """

    names: NDArray[np.str_]
    codes: NDArray[np.str_]
    first: int
    directed: bool
    period: Whole
    source: Whole
    pair: Whole
    code: Whole
    kept: Mask
    share: NDArray[np.float64]
    of_types: Mask
    reports: Whole | None
    stories: Whole | None
    seen: Whole
    covered: tuple[date, date]
    thinned: Mapping[str, int]

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return len(self.seen)

    def cells(self, keys: Whole) -> Whole:
        """Return where in a panel of the pairs *keys* (ascending) each row belongs, -1 for other pairs."""
        if not len(keys):
            return np.full(len(self.pair), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(keys, self.pair), len(keys) - 1)
        return np.where(keys[at] == self.pair, at * self.periods + self.period, -1)

    def keys_of(self, pairs: Iterable[Pair]) -> Whole:
        """Return the keys of *pairs*, all of whose parties are among ``names``."""
        places = {name: number for number, name in enumerate(self.names.tolist())}
        found = np.array([[places[source], places[target]] for source, target in pairs], dtype=np.int64)
        return _keys(found[:, 0], found[:, 1], len(self.names), self.directed)

    def value_of(self, scale: Scale | None) -> NDArray[np.float64]:
        """Return the value of each row on *scale*, NaN where its code has none."""
        found = [scale.value(code) if scale else None for code in self.codes.tolist()]
        of_code = np.array([np.nan if value is None else value for value in found], dtype=np.float64)
        return of_code[self.code]


def acts_of(table: EventTable, asked: Asked) -> Acts:
    """Return the rows of *table* that *asked* leaves.

    Raises ValueError where none has a day, or none is left.
    """
    dated = ~np.isnat(table.days)
    if not dated.any():
        raise ValueError("no event has a day" if len(table.days) else "there is no event")
    covered = (np.fmin.reduce(table.days), np.fmax.reduce(table.days))  # NaT does not count
    since = max(covered[0], np.datetime64(asked.since or covered[0], "D"))
    until = min(covered[1], np.datetime64(asked.until or covered[1], "D"))
    if since > until:
        raise ValueError(f"the events lie between {covered[0]} and {covered[1]}, outside the days asked for")
    asked_all = (since, until) == covered
    within = dated if asked_all else dated & (table.days >= since) & (table.days <= until)
    rows = _Rows(table, asked, np.flatnonzero(within), since)
    thinned = {"undated": int((~dated).sum()), "outside": int(dated.sum() - within.sum()), **rows.thinned}
    return rows.acts(_Calendar(since, until, asked.unit), (covered[0].item(), covered[1].item()), thinned)


class _Calendar:
    """The periods from one day to another: the number of the ``first``, and which is ``of_day`` after day."""

    def __init__(self, since: np.datetime64, until: np.datetime64, unit: Unit) -> None:
        """Work out the period of each day once: there are fewer days than rows."""
        numbers = periods_of(np.arange(since, until + 1), unit)
        self.first = int(numbers[0])
        self.of_day = (numbers - self.first).astype(np.int32)

    def counts(self, days: Whole) -> Whole:
        """Return how many of *days*, counted from the first, lie in each period."""
        of_days = np.bincount(days, minlength=len(self.of_day))
        return np.bincount(self.of_day, weights=of_days).astype(np.int64)


class _Rows:
    """Rows on their way through the steps of thinning; each step notes what it took."""

    def __init__(self, table: EventTable, asked: Asked, inside: Whole, since: np.datetime64) -> None:
        """Take the rows *inside* of *table* through all steps, as *asked*; days count from *since*."""
        self.table, self.asked = table, asked
        self.thinned: dict[str, int] = {}
        # what is allocated costs most here: ten million strings are not copied, and numbers have 32 bits
        whole = slice(None) if len(inside) == len(table.days) else inside
        self.row = inside.astype(np.int32)
        self.day = np.empty(len(inside), dtype=np.int32)
        days = table.days[whole].astype("datetime64[D]", copy=False).view(np.int64)
        np.subtract(days, since.astype(np.int64), out=self.day, casting="unsafe")
        self.read_days = self.day
        sources, source = of_strings(table.sources[whole])
        targets, target = of_strings(table.targets[whole])
        self.codes, self.code = of_strings(table.codes[whole])
        self.actors, both = np.unique(np.concatenate([sources, targets]), return_inverse=True)
        places = both.astype(np.int32)
        self.source, self.target = places[: len(sources)][source], places[len(sources) :][target]
        self._name_parties()
        self._drop_unplaced_and_domestic()
        self.share = self._shares()
        self.kept = self._kept()

    def _name_parties(self) -> None:
        """Say which party each actor is: itself, or its country; parties asked for are there in any case."""
        actors = self.actors.tolist()
        parties = actors if self.asked.roles else [one.partition(" ")[0] for one in actors]
        asked = [party for pair in self.asked.pairs for party in pair]
        self.names, places = np.unique(np.array(parties + asked, dtype=np.str_), return_inverse=True)
        self.party = places[: len(actors)].astype(np.int32)
        self.country = np.unique([one.partition(" ")[0] for one in actors], return_inverse=True)[1]
        self.placed = ~np.isin(self.names, NOBODY)[self.party]

    def _drop_unplaced_and_domestic(self) -> None:
        """Take out rows without a party, and rows within one country where these are not asked for."""
        if self.placed.all():
            self.thinned["unplaced"] = 0
        else:
            self._take("unplaced", self.placed[self.source] & self.placed[self.target])
        domestic = self.country[self.source] == self.country[self.target]
        if self.asked.domestic == "drop":
            self._take("domestic", ~domestic)
        elif self.asked.domestic == "only":
            self._take("international", domestic)

    def _take(self, step: str, left: Mask) -> None:
        """Keep the rows that are *left*, and note under *step* how many are not."""
        self.thinned[step] = int(len(left) - left.sum())
        if not left.all():
            self.row, self.day, self.code = self.row[left], self.day[left], self.code[left]
            self.source, self.target = self.source[left], self.target[left]

    def _shares(self) -> NDArray[np.float64]:
        """Say how much each row counts; mirrored rows are dropped or halved where that is asked."""
        if self.asked.mirrors == "keep":
            return np.broadcast_to(1.0, len(self.row))
        twin = mirrored(self.day, self.source, self.target, self.code)
        if self.asked.mirrors == "drop":
            self._take("mirrors", ~twin)
            return np.broadcast_to(1.0, len(self.row))
        return np.where(twin, 0.5, 1.0)

    def _kept(self) -> Mask:
        """Say which rows count once: by report or story where that is asked, then by day."""
        if self.asked.level == "mentions" and self.asked.dedupe == "none":
            self.thinned["repeats"] = 0
            return np.ones(len(self.row), dtype=bool)
        columns = (self.day, self.source, self.target, self.code)
        named = None if self.asked.level == "mentions" else self._numbered(self.asked.level)
        if named is not None:
            kept = self._one_each(columns[0], named)
            if self.asked.dedupe == "day":
                kept = kept[first_rows(*(one[kept] for one in columns))]
        elif self.asked.dedupe == "day":
            kept = first_rows(*columns)
        else:
            kept = np.arange(len(self.row))
        self.thinned["repeats"] = len(self.row) - len(kept)
        mask = np.zeros(len(self.row), dtype=bool)
        mask[kept] = True
        return mask

    def _one_each(self, days: Whole, named: Whole) -> Whole:
        """Return the first row of each act of each report (by day) or story, and all rows that name none."""
        order = np.argsort(days, kind="stable")
        order = order[named[order] >= 0]
        columns = [named[order], self.source[order], self.target[order], self.code[order]]
        if self.asked.level == "reports":
            columns.append(days[order])
        return np.sort(np.concatenate([order[first_rows(*columns)], np.flatnonzero(named < 0)]))

    def _numbered(self, level: str) -> Whole | None:
        """Return the number of each row's report or story, -1 where it names none; None where no row does."""
        column = getattr(self.table, level)
        if not any_named(column):
            return None
        column = column[self.row]
        if not any_named(column):
            return None
        names, numbers = of_strings(column)
        return np.where((names == "")[numbers], -1, numbers)

    def acts(self, calendar: _Calendar, covered: tuple[date, date], thinned: Mapping[str, int]) -> Acts:
        """Return what is left."""
        directed = self.asked.directed
        source, target = self.party[self.source], self.party[self.target]
        return Acts(
            names=self.names,
            codes=self.codes,
            first=calendar.first,
            directed=directed,
            period=calendar.of_day[self.day],
            source=source,
            pair=_keys(source, target, len(self.names), directed),
            code=self.code,
            kept=self.kept,
            share=self.share,
            of_types=_begins(self.codes, self.asked.types)[self.code],
            reports=self._numbered("reports"),
            stories=self._numbered("stories"),
            seen=calendar.counts(self.read_days),
            covered=covered,
            thinned=thinned,
        )


def _keys(source: Whole, target: Whole, parties: int, directed: bool) -> Whole:
    """Return one number for each pair; where not *directed*, the same for both directions."""
    first, second = (source, target) if directed else (np.minimum(source, target), np.maximum(source, target))
    keys: Whole = first.astype(np.int64)
    keys *= parties
    keys += second
    return keys


def _begins(codes: NDArray[np.str_], types: tuple[str, ...]) -> Mask:
    """Return which of *codes* begin with one of *types*; all do where there are none."""
    return np.array([not types or code.startswith(types) for code in codes.tolist()], dtype=bool)
