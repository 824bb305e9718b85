"""What can be asked of a ledger. Every value is bound, none is written into a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from sayso.ledger.chain import Key
from sayso.ledger.columns import event_columns
from sayso.ledger.filters import conditions, fits
from sayso.ledger.listings import LISTINGS, UNKNOWN
from sayso.ledger.pages import page
from sayso.ledger.records import Beside, event_of
from sayso.ledger.reviewed import added_event, corrected, without_claim
from sayso.ledger.rows import Rows, beside_some, rows_in
from sayso.ledger.settled import as_it_stands, settled
from sayso.ledger.standing import UNREVIEWED, State, listed, states
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Event

__all__ = [
    "Found",
    "Rows",
    "added_events",
    "counts",
    "entries",
    "events",
    "numbered",
    "rows_in",
    "rows_of",
    "unknown",
]

NUMBERED = """
    SELECT events.*, articles.text, codings.article, readings.doc_id FROM events
    JOIN codings ON codings.number = events.coding
    JOIN readings ON readings.number = codings.reading
    JOIN articles ON articles.sha256 = codings.article
    WHERE events.number = ?
"""
ORIGIN = """
    SELECT articles.text, readings.doc_id, current.run_id, coalesce(published, '') AS published, coalesce((
        SELECT number FROM sentences WHERE coding = current.number AND start <= ?2 ORDER BY part DESC LIMIT 1
    ), 0) AS sentence FROM current
    JOIN readings ON readings.number = current.reading
    JOIN articles ON articles.sha256 = current.article
    WHERE current.article = ?1
"""
WORDS_THERE = """
    SELECT 1 FROM sentences WHERE number = ? AND number IN (SELECT rowid FROM search WHERE search MATCH ?)
"""
CORRECTED = "SELECT row FROM decisions WHERE verdict = 'correct'"  # and perhaps no longer
DECIDED = "events.id IN (SELECT row FROM decisions)"
UNCORRECTED = ("doc", "text", "after")  # filters of what no correction changes
LEVELS = {"mentions": "events", "claims": "claims", "predictions": "predictions", "relations": "relations"}


class Found(NamedTuple):
    """An event, with the text and the name of its article, and how it stands after review."""

    event: Event
    text: str
    doc_id: str
    article: str
    state: State = UNREVIEWED


def events(ledger: Ledger, wanted: Mapping[str, object]) -> Iterator[Found]:
    """Yield the events of *ledger* that fit every filter in *wanted*, article by article.

    Filters that are None or False are not set. ``limit`` is how many come at most, ``after`` the beginning
    of the id of the event that they come after. Of a ledger that is read as reviewed, rejected events are
    left out, corrected ones have to fit as they were corrected, added ones come last. Raises
    TypeError for a filter that does not exist, Failure (S306, S307) where *after* is no event, or several.
    """
    if not ledger.review.applied and not wanted.get("review_state"):
        with closing(page(ledger, wanted)) as rows:
            for row, event in _read(ledger, rows):
                yield Found(event, row["text"], row["doc_id"], row["article"])
        return
    limit = wanted.get("limit")
    found = _standing(ledger, wanted)
    yield from islice(found, limit if isinstance(limit, int) else None)


def numbered(ledger: Ledger, numbers: Iterable[int]) -> Iterator[Found]:
    """Yield the events with these *numbers*, in their order, as they were coded. Raises Failure (S305)."""
    for number in numbers:
        for row, event in _read(ledger, ledger.read(NUMBERED, (number,))):
            yield Found(event, row["text"], row["doc_id"], row["article"])


def added_events(ledger: Ledger, known: Mapping[Key, State]) -> Iterator[tuple[Found, sqlite3.Row]]:
    """Yield the events that people added, in the order of *known*, with the columns of ``ORIGIN``.

    These are the run that read the article, the day that it was published, empty where none is known, and
    the number of the sentence, 0 where the words stand in none.
    """
    for (article, name), state in known.items():
        event = added_event(name, state)
        if event is not None:
            for row in ledger.read(ORIGIN, (article, event.trigger.start)):
                yield Found(event, row["text"], row["doc_id"], article, state), row


def _read(ledger: Ledger, rows: Iterator[sqlite3.Row]) -> Iterator[tuple[sqlite3.Row, Event]]:
    """Yield each of *rows* with the event that is in it, as it was coded."""
    for coding, its in groupby(rows, key=lambda row: int(row["coding"])):
        some = list(its)
        beside = beside_some(ledger, coding, [row["id"] for row in some])
        for row in some:
            yield row, _readable(ledger, row, beside)


def _standing(ledger: Ledger, wanted: Mapping[str, object]) -> Iterator[Found]:
    """Yield the events that fit and stand as *wanted*, as *ledger* is to be read."""
    known = states(ledger, by=ledger.review.by)
    gone = {key for key, state in known.items() if state.standing == "rejected"}
    decided = ledger.has("decisions")
    changed = {row["row"] for row in ledger.read(CORRECTED)} if decided and ledger.review.applied else set()
    passed = _after_added(known, wanted.get("after"))
    if passed is not None:
        yield from _added(ledger, wanted, known, passed)
        return
    for row, event in _read(ledger, _candidates(ledger, wanted, decided, changed)):
        key = (row["article"], event.id)
        state = known.get(key, UNREVIEWED)
        if wanted.get("review_state") not in (None, state.standing):
            continue
        told = event
        if ledger.review.applied:
            told = corrected(event, state)
            if key in gone or (event.id in changed and not fits(event_columns(told), wanted)):
                continue
            told = without_claim(told, {name for article, name in gone if article == row["article"]})
        yield Found(told, row["text"], row["doc_id"], row["article"], state)
    yield from _added(ledger, wanted, known)


def _after_added(known: Mapping[Key, State], after: object) -> Key | None:
    """Return the added row whose id begins with *after*, None where that is no added row."""
    if not isinstance(after, str) or not after:
        return None
    standing = (key for key, state in known.items() if state.standing == "added")
    return next((key for key in standing if key[1].startswith(after)), None)


def _added(
    ledger: Ledger, wanted: Mapping[str, object], known: Mapping[Key, State], after: Key | None = None
) -> Iterator[Found]:
    """Yield the events that people added and that fit *wanted*, in the order of the decisions."""
    if wanted.get("review_state") not in (None, "added"):
        return
    first = list(known).index(after) + 1 if after is not None else 0
    for found, row in added_events(ledger, dict(islice(known.items(), first, None))):
        if wanted.get("doc") not in (None, False, found.doc_id):
            continue
        if fits(event_columns(found.event), wanted) and _has_words(ledger, row, wanted.get("text")):
            yield found


def _candidates(
    ledger: Ledger, wanted: Mapping[str, object], decided: bool, changed: set[str]
) -> Iterator[sqlite3.Row]:
    """Yield the rows that may fit *wanted*, in the order of their numbers.

    Those *changed* by a correction fit as they stand, perhaps, and not as they were coded, by which the
    others are found: they all come, but for what no correction changes. Where rows are wanted that stand in
    some way after review, only those are looked at that somebody *decided* about.
    """
    every = {**wanted, "limit": None}
    among = DECIDED if decided and wanted.get("review_state") not in (None, "unreviewed") else "TRUE"
    fixed = {name: value for name, value in every.items() if name in UNCORRECTED}
    with (
        closing(page(ledger, every, among)) as coded,
        closing(page(ledger, fixed, _among(changed))) as others,
    ):
        same = (row for row in coded if row["id"] not in changed)
        yield from merge(same, others if changed else (), key=itemgetter("number"))


def _among(changed: set[str]) -> str:
    return f"events.id IN ({CORRECTED})" if changed else "FALSE"


def _has_words(ledger: Ledger, row: sqlite3.Row, words: object) -> bool:
    """Return whether the sentence of *row* has the *words* that are asked for, where any are."""
    _, values = conditions({"text": words})
    return not values or any(ledger.read(WORDS_THERE, [row["sentence"], *values]))


def _readable(ledger: Ledger, row: sqlite3.Row, beside: Beside) -> Event:
    """Return the event in *row*. Raises Failure (S305) where it holds what no program of ours wrote."""
    try:
        return event_of(row, beside)
    except ValueError as error:
        reason = f"event {row['id']} cannot be read"
        raise Failure(problem("S305", str(ledger.path), reason=reason)) from error


def entries(ledger: Ledger, listing: str) -> Generator[Mapping[str, object]]:
    """Yield the rows of a *listing* (of ``LISTINGS``, or decisions) by column, as *ledger* is to be read."""
    if listing == "decisions":
        yield from listed(ledger)
        return
    yield from _listed(ledger, LISTINGS[listing], ())


def _listed(ledger: Ledger, query: str, values: Sequence[object]) -> Iterator[Mapping[str, object]]:
    """Yield what *query* finds in *ledger*, or in what stands of it after decisions."""
    with as_it_stands(ledger) as found:
        for row in found.read(query, values):
            yield dict(row)


def unknown(ledger: Ledger, limit: int | None = None) -> Iterator[Mapping[str, object]]:
    """Yield the texts of actors, recipients and sources whose country is UNK, the commonest first.

    Each is a mapping of ``times``, ``text`` and ``row``, the id of one event or claim that has it.
    """
    yield from _listed(ledger, UNKNOWN, (limit or -1,))


@settled
def counts(ledger: Ledger) -> Mapping[str, int]:
    """Return how many rows of each level *ledger* holds; of an article only its current coding counts."""
    found = {"articles": _count(ledger, "SELECT count(*) FROM current")}
    for level, table in LEVELS.items():
        found[level] = _count(
            ledger, f"SELECT count(*) FROM current JOIN {table} ON {table}.coding = current.number"
        )
    return found


def rows_of(ledger: Ledger, sha256: str) -> Rows:
    """Return what the current coding of the article with the digest *sha256* holds."""
    found = next(ledger.read("SELECT number FROM current WHERE article = ?", (sha256,)), None)
    return rows_in(ledger, found["number"] if found else 0)


def _count(ledger: Ledger, query: str) -> int:
    (row,) = ledger.read(query)
    return int(row[0])
