"""What the explorer keeps in memory of a ledger, made anew when the ledger has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.added import Added, added, with_added
from sayso.ledger.chain import Key
from sayso.ledger.judgements import shared
from sayso.ledger.overview import Overview, overview, places_of, standing
from sayso.ledger.parties import Anew, Parties, Standing, parties
from sayso.ledger.parties import standing as standing_parties
from sayso.ledger.postgres.address import Place
from sayso.ledger.postgres.address import place as place_of
from sayso.ledger.query import counts
from sayso.ledger.review import Ask, Stop, queue
from sayso.ledger.standing import State, states
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.stories import reports, stories
from sayso.problems import Failure
from sayso.resolve.stories import Story, Telling

Kept = TypeVar("Kept")
FEW = 2000  # decisions that are counted anew at each step of a review
DRAWN = 64  # pictures that are kept
EXPECTED = """
    SELECT predictions.number, predictions.id, by_end FROM current
    JOIN predictions ON predictions.coding = current.number ORDER BY predictions.number
"""


class Stamp(NamedTuple):
    """What tells one state of a ledger from another: nothing in it is ever changed, only added."""

    codings: int
    finishes: int
    decisions: int

    @property
    def coded(self) -> tuple[int, int]:
        """What tells one state of its codings from another."""
        return self.codings, self.finishes


@dataclass(frozen=True, slots=True)
class Told:
    """The stories of a ledger, that of each mention by its key, the report of each article, and disputes."""

    stories: list[Story]
    of: Mapping[Key, Story]
    reports: Mapping[str, str]
    disputed: list[Story]

    def others(self, article: str, row: str) -> Iterator[Telling]:
        """Yield the other mentions of the story that *row* of *article* tells."""
        found = self.of.get((article, row))
        for one in found.mentions if found else ():
            if (one.article, one.id) != (article, row):
                yield one


class Levels(NamedTuple):
    """The number of the report and of the story of each event of an overview; -1 where it has none."""

    reports: NDArray[np.int64]
    stories: NDArray[np.int64]


class Queue:
    """The sentences that a reviewer goes through, and those of them that are known to be done."""

    def __init__(self, stops: list[Stop]) -> None:
        self.stops = stops
        self.places = {stop: place for place, stop in enumerate(stops)}
        self.done: set[Stop] = set()

    def after(self, stop: Stop | None) -> Iterator[Stop]:
        """Yield the sentences behind *stop* that are not known to be done."""
        start = self.places[stop] + 1 if stop in self.places else 0
        for place in range(start, len(self.stops)):
            if self.stops[place] not in self.done:
                yield self.stops[place]


class Desk:
    """One ledger, and what was made of it. Several threads may ask it at once."""

    def __init__(self, path: str | Place, read_only: bool = False, patient: bool = False) -> None:
        """Look at the ledger at *path*. *patient*: wait for its stories instead of having them made aside."""
        self.path = place_of(path)
        self.read_only = read_only
        self.patient = patient
        self._lock = threading.RLock()
        self._kept: dict[str, tuple[object, Any]] = {}
        self._queues: dict[str, Queue] = {}
        self._working: threading.Thread | None = None
        self._drawn: dict[tuple[str, str], bytes] = {}
        self._drawing = threading.Lock()

    def open(self) -> Ledger:
        """Open the ledger; use it with ``with``. Raises Failure (S301, S302, S304, S305)."""
        return open_ledger(self.path, create=False, read_only=self.read_only)

    def states(self, ledger: Ledger) -> Mapping[Key, State]:
        """Return how each row stands that somebody decided about."""
        stamp = stamp_of(ledger)
        return self._made("states", stamp, lambda: states(ledger))

    def overview(self, ledger: Ledger, applied: bool = False) -> Overview:
        """Return the events of *ledger* as columns, as they stand after review where *applied*."""
        stamp = stamp_of(ledger)
        coded = self._made("overview", stamp.coded, lambda: overview(ledger))
        name = "reviewed" if applied else "coded"
        places = self.places(ledger)
        return self._made(name, stamp, lambda: self._standing(ledger, (coded, places), applied))

    def added(self, ledger: Ledger) -> Mapping[int, Added]:
        """Return the events that people added, by their numbers in the overview."""
        make = partial(added, ledger, self.states(ledger))
        return self._made("added", stamp_of(ledger), lambda: {one.number: one for one in make()})

    def places(self, ledger: Ledger) -> Mapping[Key, int]:
        """Return the place of each event in the overview as it was coded, by its key."""
        stamp = stamp_of(ledger).coded
        coded = self._made("overview", stamp, lambda: overview(ledger))
        return self._made("places", stamp, lambda: places_of(coded))

    def counts(self, ledger: Ledger) -> Mapping[str, int]:
        """Return how many rows of each level there are."""
        return self._made("counts", stamp_of(ledger).coded, lambda: counts(ledger))

    def told(self, ledger: Ledger) -> Told | None:
        """Return the stories of *ledger*; None while they are being made."""
        stamp = stamp_of(ledger).coded
        if self.patient:
            return self._made("told", stamp, lambda: told(ledger))
        with self._lock:
            found, made = self._kept.get("told", (None, None))
            if found != stamp and not (self._working and self._working.is_alive()):
                self._working = threading.Thread(target=self._tell, daemon=True)
                self._working.start()
        return made if found == stamp else None

    def parties(self, ledger: Ledger, applied: bool = False) -> Parties:
        """Return who is named in claims and predictions, as they stand after review where *applied*."""
        if applied:
            return self.standing(ledger).parties
        return self._made("parties", stamp_of(ledger).coded, lambda: parties(ledger))

    def standing(self, ledger: Ledger) -> Standing:
        """Return which claims and predictions stand after review, and who is named in them."""
        stamp, known, its = stamp_of(ledger), self.parties(ledger), self.states(ledger)
        read: dict[str, Anew] = self._made("anew", stamp.coded, dict)
        return self._made("standing", stamp, lambda: standing_parties(ledger, known, its, read))

    def expected(self, ledger: Ledger, applied: bool = False) -> list[tuple[int, str, str]]:
        """Return number, id and deadline (empty: none) of each prediction that was coded.

        Where *applied* the deadlines are those that stand after review.
        """
        rows, deadlines = ledger.read, self.standing(ledger).deadlines if applied else {}
        coded = self._made(
            "expected",
            stamp_of(ledger).coded,
            lambda: [(one, name, by or "") for one, name, by in rows(EXPECTED)],
        )
        if not deadlines:
            return coded
        return [(one, name, deadlines.get(one, by)) for one, name, by in coded]

    def shared(self, ledger: Ledger, reviewer: str) -> tuple[int, int]:
        """Return how many rows *reviewer* and others decided about, and on how many with one verdict.

        In a ledger of many decisions the numbers are up to 50 decisions old: each step would count them all.
        """
        number = stamp_of(ledger).decisions
        age = number if number < FEW else number // 50 * 50
        return self._made(f"shared {reviewer}", age, lambda: shared(ledger, reviewer))

    def drawn(self, name: tuple[str, str], draw: Callable[[], bytes]) -> bytes:
        """Return the picture called *name*, drawn where it is not there, one at a time."""
        with self._drawing:
            if name not in self._drawn:
                kept = dict(list(self._drawn.items())[-DRAWN + 1 :])
                self._drawn = {**kept, name: draw()}
            return self._drawn[name]

    def levels(self, ledger: Ledger, applied: bool = False) -> Levels | None:
        """Return the report and the story of each event; None while stories are being made."""
        told = self.told(ledger)
        if told is None:
            return None
        whole = self.overview(ledger, applied)
        name = "levels reviewed" if applied else "levels coded"
        stamp = stamp_of(ledger)
        return self._made(name, stamp if applied else stamp.coded, lambda: levels(whole, told))

    def queue(self, ledger: Ledger, ask: Ask, anew: bool = False) -> Queue:
        """Return what *ask* asks for that was to be reviewed when it was first asked, or *anew*."""
        key = repr((ask, stamp_of(ledger).coded))
        known = self._queues.get(key)
        if known is None or anew:  # made without the lock: in a large ledger it takes seconds
            known = self._queues[key] = Queue(queue(ledger, ask))
        return known

    def _standing(self, ledger: Ledger, coded: tuple[Overview, Mapping[Key, int]], applied: bool) -> Overview:
        """Return the events as they were *coded*, with their places, or as they stand with those added."""
        found = standing(*coded, self.states(ledger), applied)
        return with_added(found, list(self.added(ledger).values())) if applied else found

    def _tell(self) -> None:
        """Make the stories, with a connection of its own."""
        try:
            with self.open() as ledger:
                stamp = stamp_of(ledger).coded
                made = told(ledger)
        except Failure:
            return  # the next page meets the same, and says so
        with self._lock:
            self._kept["told"] = stamp, made

    def _made(self, name: str, stamp: object, make: Callable[[], Kept]) -> Kept:
        """Return what is kept under *name* for *stamp*, made where it is not there."""
        with self._lock:
            found, kept = self._kept.get(name, (None, None))
            if found != stamp:
                kept = make()
                self._kept[name] = stamp, kept
            return kept  # type: ignore[no-any-return] # what make() made


def stamp_of(ledger: Ledger) -> Stamp:
    """Return the state that *ledger* is in."""
    decisions = "(SELECT max(number) FROM decisions)" if ledger.has("decisions") else "0"
    query = f"SELECT (SELECT max(number) FROM codings), (SELECT max(number) FROM finishes), {decisions}"
    (row,) = ledger.read(query)
    return Stamp(*(value or 0 for value in row))


def told(ledger: Ledger) -> Told:
    """Return the reports and stories of *ledger*."""
    found = stories(ledger, {})
    of = {(one.article, one.id): story for story in found for one in story.mentions}
    return Told(found, of, reports(ledger), [one for one in found if one.disputed])


def levels(whole: Overview, told: Told) -> Levels:
    """Return the report and the story of each event of *whole*, as *told*."""
    articles = whole.columns["article"]
    numbers = {name: place for place, name in enumerate(dict.fromkeys(told.reports.values()))}
    reports = np.array([numbers.get(told.reports.get(one, ""), -1) for one in articles.values] or [-1])
    places = {story.id: place for place, story in enumerate(told.stories)}
    keys = zip((articles.values[place] for place in articles.places.tolist()), whole.ids, strict=True)
    stories = [places[told.of[key].id] if key in told.of else -1 for key in keys]
    return Levels(reports[articles.places], np.array(stories, np.int64))
