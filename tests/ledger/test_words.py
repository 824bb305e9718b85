"""The index of words finds what the filters say, page by page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.filters import is_named
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.words import search_for
from sayso.problems import Failure
from sayso.record import Coded

from .support import ARREST, CLOSE, TEXT, coded, filled

NAMES = (
    ("KEN GOV", "officials"),
    ("KEN", "Kenya"),
    ("UNK", "Ken Barker"),
    ("IGO", "the I.M.F."),
    ("TUR GOV", "Recep Tayyip Erdoğan"),
    ("UNK", "die Straße"),
    ("UNK", "İstanbul"),
    ("UNK", "snake_case"),
    ("UNK", "ﬁnance ½ №"),
    ("", "Ελλάδα 中国"),
    ("UNK GOV", '"quoted" - AND (sic)'),
    ("UNK", "—"),
)
ASKED = (
    *(part for name in NAMES for part in name),
    *"ken kenya KEN barker erdogan strasse istanbul İSTANBUL snake case finance 1".split(),
    *"ελλάδα 中国 and OR * \0".split(),
    "ken gov officials",
    "gov officials",
    "GOV",
    "",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return a ledger of articles whose arrest each of ``NAMES`` makes. Tests only read it."""
    articles = [_by(number, code, text) for number, (code, text) in enumerate(NAMES)]
    with open_ledger(filled(tmp_path_factory.mktemp("ledgers") / "my.ledger", *articles)) as opened:
        yield opened


def _by(number: int, code: str, text: str) -> Coded:
    assert ARREST.actor is not None
    actor = replace(ARREST.actor, code=code, text=text)
    arrest = replace(ARREST, id=f"{number:016x}", actor=actor)
    return replace(coded(f"{TEXT}{number}\n", str(number)), events=(arrest, CLOSE), predictions=())


def ids(ledger: Ledger, **wanted: object) -> list[str]:
    """Return the ids of the events that fit *wanted*."""
    return [one.event.id for one in query.events(ledger, wanted)]


@pytest.mark.parametrize("who", ASKED)
def test_the_index_finds_whoever_is_named(ledger: Ledger, who: str) -> None:
    """What is found by words is what ``is_named`` says, whatever the case, accents and signs."""
    named = [
        event.id
        for number in range(len(NAMES))
        for event in _by(number, *NAMES[number]).events
        if event.actor is not None and is_named(event.actor.code, event.actor.text, who)
    ]
    assert ids(ledger, actor=who) == named


@pytest.mark.parametrize(
    "wanted", [{}, {"type": "COERCE"}, {"actor": "UNK"}, {"text": "sailors"}, {"doc": "3"}]
)
@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_pages_make_up_the_whole(ledger: Ledger, wanted: dict[str, object], size: int) -> None:
    """Each page begins after the last row of the one before, and together they are all rows, in order.

    An event whose id stands in several articles cannot be named by it, so the pages are of arrests.
    """
    wanted = {**wanted, "status": "happened"}
    found: list[str] = []
    while page := ids(ledger, **wanted, limit=size, after=found[-1] if found else None):
        assert len(page) <= size
        found += page
    assert found == ids(ledger, **wanted) != []


@pytest.mark.parametrize(("row", "code"), [("ffff", "S306"), ("e2", "S307"), ("%", "S306")])
def test_a_page_begins_after_one_row(ledger: Ledger, row: str, code: str) -> None:
    """A row that is not there, or not the only one, is a numbered problem."""
    with pytest.raises(Failure, match=code):
        ids(ledger, after=row)


def test_a_page_reads_no_more_than_it_shows(ledger: Ledger) -> None:
    """Of the events that fit only those of the page are read: the database takes few steps for it."""
    steps = []
    for limit in (1, None):
        count = [0]

        def step(count: list[int] = count) -> int:
            count[0] += 1
            return 0

        ledger.connection.set_progress_handler(step, 1)
        ids(ledger, text="sailors", status="happened", limit=limit)
        ledger.connection.set_progress_handler(None, 0)
        steps.append(count[0])
    assert steps[0] * 3 < steps[1]


def test_a_role_alone_finds_nothing_and_reads_nothing(ledger: Ledger) -> None:
    """``GOV`` is the code of nobody: no row is read to see that."""
    search = search_for({"actor": "GOV"})
    assert ids(ledger, actor="GOV") == []
    assert list(ledger.read("SELECT rowid FROM event_words WHERE event_words MATCH ?", (search,))) == []


@pytest.mark.sqlite
def test_an_older_ledger_that_may_only_be_read_is_searched_without_the_index(tmp_path: Path) -> None:
    """Where the index is not there, the same is found, row by row."""
    path = filled(tmp_path / "my.ledger")
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE event_words")
    with open_ledger(path, read_only=True) as opened:
        assert ids(opened, actor="police", text="eleven sailors", type="coerce") == [ARREST.id]
        assert ids(opened, recipient="police") == []


def test_what_cannot_be_searched_for_is_left_to_the_columns() -> None:
    """A filter of signs alone is no search, one of words is."""
    assert search_for({"actor": "—", "doc": "3", "limit": 1, "after": "a"}) is None
    assert search_for({"actor": "KEN GOV", "type": "AID"}) == (
        '(actor : "ken_gov_" OR actor : "ken gov") AND facts : "aid"'
    )
