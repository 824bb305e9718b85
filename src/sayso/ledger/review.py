"""Reviewing a ledger sentence by sentence: what is still to be reviewed, and one sentence with its rows.

``queue`` says which sentences, ``page`` gives one of them; ``decisions.decide`` keeps what is decided.
The terminal and the explorer show the same pages.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sayso.ledger import additions
from sayso.ledger.chain import TABLES, Key
from sayso.ledger.corrections import Row, RowKind, kind_of
from sayso.ledger.decisions import SENTENCE, Decision, current, decision, locate, row_added_by, withdraw
from sayso.ledger.filters import conditions
from sayso.ledger.query import events
from sayso.ledger.rows import rows_in
from sayso.ledger.standing import UNREVIEWED, State, states
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Span

BEFORE_ALL = -1  # the part of rows that stand before the first sentence
EVERY = "SELECT coding, part FROM current JOIN sentences ON sentences.coding = current.number"
STOPS = """
    SELECT {table}.coding, coalesce({table}.sentence, -1) AS part
    FROM current JOIN {table} ON {table}.coding = current.number
    JOIN readings ON readings.number = current.reading WHERE {where}
"""
# whether no decision of a reviewer on the row counts
UNDECIDED = """
    NOT EXISTS (
        SELECT 1 FROM decisions INDEXED BY rows_decided
        WHERE decisions.article = current.article AND decisions.row = {table}.id
        AND decisions.reviewer = ? AND decisions.withdraws IS NULL
        AND NOT EXISTS (SELECT 1 FROM decisions AS later WHERE later.withdraws = decisions.number)
    )
"""
LAST = """
    SELECT number FROM decisions WHERE reviewer = ? AND withdraws IS NULL
    AND NOT EXISTS (SELECT 1 FROM decisions AS later WHERE later.withdraws = decisions.number)
    ORDER BY number DESC LIMIT 1
"""
ORIGIN = """
    SELECT articles.sha256, articles.text, doc_id, published, title FROM codings
    JOIN articles ON articles.sha256 = codings.article
    JOIN readings ON readings.number = codings.reading
    WHERE codings.number = ?
"""
PLACES = """
    SELECT codings.article, coalesce(start, -1) FROM codings
    LEFT JOIN sentences ON sentences.coding = codings.number AND part = ?2 WHERE codings.number = ?1
"""


class Stop(NamedTuple):
    """A sentence to be reviewed: the number of its coding, and its part there (-1: before all sentences)."""

    coding: int
    part: int


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reviewer wants to review.

    ``wanted`` are filters as ``sayso show`` has them: sentences with an event that fits are asked for, with
    all their rows of the ``kinds``. ``sample`` draws so many of them, by ``seed``: the same for everybody,
    whatever was decided. ``again`` asks for what ``reviewer`` has decided about as well. ``every`` asks
    for sentences without rows, too, in which the machine may have missed something: those behind the last
    one in which the reviewer has decided anything, or all of them with ``again``.
    """

    reviewer: str
    wanted: Mapping[str, object] = field(default_factory=dict)
    kinds: tuple[RowKind, ...] = ("event", "claim")
    sample: int | None = None
    seed: int = 0
    again: bool = False
    every: bool = False


class Reviewed(NamedTuple):
    """A row on a page: the reviewer's own decision on it, and how it stands after everybody's.

    On a page for a blind reviewer the state is that after the reviewer's own decision alone.
    """

    row: Row
    kind: RowKind
    own: Decision | None
    state: State


NOWHERE = Stop(-1, BEFORE_ALL)


class Page(NamedTuple):
    """One sentence with its rows, in the order of the text. ``sentence`` is None before all sentences."""

    stop: Stop
    article: str
    doc_id: str
    title: str | None
    published: str | None
    text: str
    sentence: Span | None
    rows: tuple[Reviewed, ...]

    @property
    def left(self) -> tuple[Reviewed, ...]:
        """The rows that the reviewer has not decided about, or only as an older coding had them."""
        return tuple(one for one in self.rows if one.own is None or one.state.standing == "outdated")


def queue(ledger: Ledger, ask: Ask) -> list[Stop]:
    """Return the sentences of *ledger* that *ask* asks for, in the order of the ledger or as drawn.

    Raises TypeError for a filter that does not exist, Failure (S305).
    """
    chosen = _fitting(ledger, ask)
    bare = _bare(ledger, ask, chosen) if ask.every else set()
    chosen = sorted({*chosen, *bare})
    if ask.sample is not None:
        chosen = sorted(chosen, key=lambda stop: _lot(ledger, stop, ask.seed))[: ask.sample]
    if ask.again:
        return chosen
    open_ones = _undecided(ledger, ask) | _outdated(ledger, ask) | _added(ledger, ask, undecided=True)
    if bare:
        last = max(_touched(ledger, ask), default=NOWHERE)
        open_ones |= {stop for stop in bare if stop > last}
    return [stop for stop in chosen if stop in open_ones]


def page(ledger: Ledger, stop: Stop, ask: Ask, blind: bool = False) -> Page:
    """Return the sentence at *stop* with its rows of the kinds that *ask* asks for.

    Raises Failure (S306) where there is no such coding.
    """
    origin = next(ledger.read(ORIGIN, (stop.coding,)), None)
    if origin is None:
        raise Failure(problem("S306", str(ledger.path), row=f"coding {stop.coding}"))
    where = next(ledger.read(SENTENCE, (stop.coding, stop.part)), None)
    known = states(ledger, origin["sha256"], by=(ask.reviewer,) if blind else ())
    rows = []
    for row in (*_rows_at(ledger, stop, ask), *_added_at(ledger, stop, ask, known)):
        state = known.get((origin["sha256"], row.id), UNREVIEWED)
        own = next((one for one in state.decisions if one.reviewer == ask.reviewer), None)
        rows.append(Reviewed(row, kind_of(row), own, state))
    article, text, *others = origin
    doc_id, published, title = others
    return Page(stop, article, doc_id, title, published, text, Span(*where) if where else None, tuple(rows))


def undo(ledger: Ledger, reviewer: str) -> tuple[Decision, Stop | None]:
    """Take back the last decision of *reviewer* that counts; return it, and where its row stands.

    The place is None where the row is gone. Raises Failure: S303, S311 where there is none, S312.
    """
    number = next((row["number"] for row in ledger.read(LAST, (reviewer,))), None)
    if number is None:
        reason = f"{reviewer} has decided nothing that counts"
        raise Failure(problem("S311", str(ledger.path), reason=reason))
    withdraw(ledger, number, reviewer)
    taken = decision(ledger, number)
    return taken, stop_of(ledger, taken)


def stop_of(ledger: Ledger, one: Decision) -> Stop | None:
    """Return where the row of *one* stands today, None where it is gone."""
    try:
        return _stop(locate(ledger, one.row, one.article))
    except Failure:
        return None


def _fitting(ledger: Ledger, ask: Ask) -> list[Stop]:
    """Return the sentences with a row of the kinds, or, where there are filters, with an event that fits."""
    wanted = {name: value for name, value in ask.wanted.items() if value not in (None, False)}
    if "review_state" in wanted:
        return sorted(set(_of_events(ledger, wanted)))
    if wanted:
        where, values = conditions(wanted)
        found = ledger.read(f"{STOPS.format(table='events', where=where)}", values)
        return sorted({Stop(*row) for row in found})
    tables = [TABLES[kind] for kind in ask.kinds]
    query = " UNION ".join(STOPS.format(table=table, where="1") for table in tables)
    return sorted({Stop(*row) for row in ledger.read(query)} | _added(ledger, ask))


def _of_events(ledger: Ledger, wanted: Mapping[str, object]) -> Iterator[Stop]:
    """Yield where the events that fit *wanted*, a state after review among it, stand."""
    for one in events(ledger, wanted):
        yield _stop(locate(ledger, one.event.id, one.article))


def _undecided(ledger: Ledger, ask: Ask) -> set[Stop]:
    """Return the sentences with a row that the reviewer has not decided about."""
    found: set[Stop] = set()
    for kind in ask.kinds:
        table = TABLES[kind]
        where = UNDECIDED.format(table=table) if ledger.has("decisions") else "? IS NOT NULL"
        query = f"SELECT DISTINCT coding, part FROM ({STOPS.format(table=table, where=where)})"
        found |= {Stop(*row) for row in ledger.read(query, (ask.reviewer,))}
    return found


def _outdated(ledger: Ledger, ask: Ask) -> set[Stop]:
    """Return the sentences with a row of which a newer coding says something else than the reviewer saw."""
    known = states(ledger, by=(ask.reviewer,))
    aged = (one.decisions[-1] for one in known.values() if one.standing == "outdated")
    return {stop for one in aged if (stop := stop_of(ledger, one)) is not None}


def _added(ledger: Ledger, ask: Ask, undecided: bool = False) -> set[Stop]:
    """Return the sentences with a row that people added; *undecided*: of which the reviewer said nothing."""
    found = set()
    known = states(ledger) if undecided else {}
    for one in additions.standing_additions(ledger):
        its = known[one["article"], one["id"]].decisions if undecided else ()
        if one["kind"] in ask.kinds and not any(each.reviewer == ask.reviewer for each in its):
            located = locate(ledger, one["id"], one["article"])
            found.add(_stop(located))
    return found


def _bare(ledger: Ledger, ask: Ask, chosen: Iterable[Stop]) -> set[Stop]:
    """Return the sentences that are not among *chosen*; with filters those of articles that have some."""
    chosen = set(chosen)
    codings = {stop.coding for stop in chosen}
    every = (Stop(*row) for row in ledger.read(EVERY))
    return {stop for stop in every if not ask.wanted or stop.coding in codings} - chosen


def _touched(ledger: Ledger, ask: Ask) -> Iterator[Stop]:
    """Yield where the rows stand that the reviewer has decided about."""
    for state in states(ledger, by=(ask.reviewer,)).values():
        found = stop_of(ledger, state.decisions[-1])
        if found is not None:
            yield found


def _stop(located: Mapping[str, Any]) -> Stop:
    return Stop(located["coding"], BEFORE_ALL if located["sentence"] is None else located["sentence"])


def _added_at(ledger: Ledger, stop: Stop, ask: Ask, known: Mapping[Key, State]) -> Iterator[Row]:
    """Yield the rows of a sentence that people added: the reviewer's own, or what was added last."""
    for (article, name), state in known.items():
        adding = [one for one in state.decisions if one.verdict == "add" and one.kind in ask.kinds]
        if not adding or current(ledger, article) != stop.coding:
            continue
        located = locate(ledger, name, article)
        if located["added"] and _stop(located) == stop:
            own = [one for one in adding if one.reviewer == ask.reviewer]
            yield row_added_by((own or adding)[-1])


def _lot(ledger: Ledger, stop: Stop, seed: int) -> str:
    """Return the lot of a sentence: it depends on its article and place alone, not on the coding."""
    (place,) = ledger.read(PLACES, stop)
    return hashlib.sha256(json.dumps([seed, *place]).encode()).hexdigest()


def _rows_at(ledger: Ledger, stop: Stop, ask: Ask) -> list[Row]:
    """Return the rows of a sentence, of the kinds asked for, each kind in the order of the ledger."""
    rows = rows_in(ledger, stop.coding)
    found: list[Row] = []
    for kind in ask.kinds:
        table = TABLES[kind]
        query = f"SELECT id FROM {table} WHERE coding = ? AND coalesce(sentence, -1) = ?"
        there = {row["id"] for row in ledger.read(query, stop)}
        found += [one for one in getattr(rows, table) if one.id in there]
    return found
