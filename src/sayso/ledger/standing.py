"""How a row stands after what people decided about it.

Where the reviewers who are asked differ, the row stays as it was coded. Who is
unsure differs from nobody. ``Review.by`` chooses whose decisions count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from sayso.ledger.additions import QUOTED
from sayso.ledger.chain import Key
from sayso.ledger.contract import row_as_json
from sayso.ledger.corrections import FIELDS, Row, differing, kind_of, same
from sayso.ledger.decisions import Decision, counting, current, made, row_in
from sayso.ledger.rows import Rows, rows_in
from sayso.ledger.store import Ledger

Standing = Literal[
    "unreviewed", "accepted", "corrected", "rejected", "added", "unsure", "disputed", "outdated", "stale"
]
STANDINGS = get_args(Standing)
NAMES_OF_ARTICLES = """
    SELECT codings.number, doc_id FROM codings JOIN readings ON readings.number = codings.reading
    WHERE codings.number IN (SELECT coding FROM decisions)
"""
WORDS: Mapping[str, Standing] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
    "unsure": "unsure",
}


@dataclass(frozen=True, slots=True)
class State:
    """How a row stands, and the decision of each reviewer that counts.

    ``outdated``: since it was accepted, corrected or found unsure, a newer coding
    has said something else of it. ``stale``: no current coding has the row.
    ``corrections`` are those that stand, empty where the reviewers differ; of a row that was ``added``, as
    the machine missed it, all its fields.
    """

    standing: Standing
    corrections: Mapping[str, object]
    decisions: tuple[Decision, ...]


UNREVIEWED = State("unreviewed", {}, ())


def states(ledger: Ledger, article: str | None = None, by: Iterable[str] = ()) -> dict[Key, State]:
    """Return the state of every row that somebody decided about, in all of *ledger* or in one *article*.

    *by* names the reviewers whose decisions count; empty: all. Rows that no
    longer are there have states too. Raises Failure (S305).
    """
    whose = frozenset(by)
    every = list(made(ledger, article))
    decided = counting(one for one in every if not whose or one.reviewer in whose)
    added = frozenset((one.article, one.row) for one in every if one.verdict == "add")
    codings = _Codings(ledger, decided, added)
    return {key: _aged(key, state_of(its.values()), codings) for key, its in decided.items()}


def state_of(decisions: Iterable[Decision]) -> State:
    """Return how a row stands after *decisions*, one of each reviewer."""
    kept = tuple(sorted(decisions, key=lambda one: one.number))
    sure = [one for one in kept if one.verdict != "unsure"]
    if not sure:
        return State("unsure" if kept else "unreviewed", {}, kept)
    first = sure[0]
    if any((one.verdict, one.corrections) != (first.verdict, first.corrections) for one in sure):
        return State("disputed", {}, kept)
    fields = {name: value for name, value in first.corrections.items() if name != QUOTED}
    return State(WORDS[first.verdict], fields, kept)


def listed(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    """Yield every decision, the earliest first, by column; ``state`` says whether it counts, and why not."""
    everything = list(made(ledger))
    if not everything:
        return
    known = states(ledger)
    counts = {one.number for state in known.values() for one in state.decisions}
    stale = {key for key, state in known.items() if state.standing == "stale"}
    taken = {one.withdraws for one in everything}
    names = {int(row["number"]): row["doc_id"] for row in ledger.read(NAMES_OF_ARTICLES)}
    for one in everything:
        if one.withdraws is not None:
            state = f"withdraws {one.withdraws}"
        elif one.number not in counts:
            state = "withdrawn" if one.number in taken else "replaced"
        else:
            state = "stale" if (one.article, one.row) in stale else "counts"
        yield {
            **{name: getattr(one, name) for name in ("number", "row", "kind")},
            "document": names.get(one.coding),
            **{
                name: getattr(one, name) for name in ("verdict", "corrections", "reviewer", "decided", "note")
            },
            "blind": int(one.blind),
            "state": state,
            "digest": one.digest,
        }


class _Codings:
    """The rows of the codings that decisions were made on, each read once."""

    def __init__(self, ledger: Ledger, keys: Iterable[Key], added: frozenset[Key]) -> None:
        self._ledger = ledger
        self._added = added
        self._current = {one: current(ledger, one) for one in {article for article, _ in keys}}
        self._rows: dict[int, Rows] = {}

    def current(self, article: str) -> int:
        """Return the number of the coding of *article* that counts."""
        return self._current[article]

    def was_added(self, key: Key) -> bool:
        """Return whether somebody once added this row, as the machine had missed it."""
        return key in self._added

    def row(self, coding: int, name: str) -> Row | None:
        """Return the row of the id *name* in *coding*, None where it has none."""
        if coding not in self._rows:
            self._rows[coding] = rows_in(self._ledger, coding)
        return row_in(self._rows[coding], name)


def _aged(key: Key, state: State, codings: _Codings) -> State:
    """Return *state* as it is if the article was coded anew since: the same, outdated or stale."""
    article, name = key
    counts = codings.current(article)
    others = {one.coding for one in state.decisions} - {counts}
    added = any(one.verdict == "add" for one in state.decisions)
    if not others and not codings.was_added(key):
        return state
    if added and (not others or codings.row(counts, name) is None):
        return state
    now = codings.row(counts, name)
    if now is None:
        return replace(state, standing="stale")
    if added:
        return _found_since(state, now)
    if state.standing in ("rejected", "disputed"):
        return state
    then = (codings.row(coding, name) for coding in others)
    changed = any(one is not None and _changed(one, now, state.corrections) for one in then)
    return replace(state, standing="outdated") if changed else state


def _found_since(state: State, now: Row) -> State:
    """Return the *state* of a row that people added and the machine has found *now*, too."""
    if state.standing != "added":
        return replace(state, corrections={})
    before = row_as_json(now)
    fields = {name: value for name, value in state.corrections.items() if name in FIELDS[kind_of(now)]}
    differing_ones = {name: value for name, value in fields.items() if not same(value, before[name])}
    return replace(state, standing="corrected" if differing_ones else "accepted", corrections=differing_ones)


def _changed(then: Row, now: Row, corrections: Mapping[str, object]) -> bool:
    """Return whether two codings of a row differ in a field that nobody corrected."""
    fields = FIELDS[kind_of(now)].keys() - corrections.keys()
    return bool(differing(row_as_json(then), row_as_json(now), fields))
