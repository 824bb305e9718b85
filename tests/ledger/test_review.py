"""What is still to be reviewed, and one sentence with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.decisions import Draft, decide, made
from sayso.ledger.review import Ask, Stop, page, queue, undo
from sayso.ledger.store import Ledger, open_ledger
from sayso.problems import Failure

from .support import (
    ARREST,
    CLOSE,
    FIRST,
    FORESEEN,
    INNER,
    LED,
    OUTER,
    SECOND,
    TEXT,
    at,
    coded,
    filled,
    other_run,
)

ANNA, BEN = Ask("Anna"), Ask("Ben")
FIRST_STOP, SECOND_STOP = Stop(1, 0), Stop(1, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of one article of two sentences."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        yield opened


def accept(ledger: Ledger, *rows: str, who: str = "Anna") -> None:
    """Accept *rows*, each at once."""
    for row in rows:
        decide(ledger, Draft(row, "accept", who))


def test_a_sentence_is_asked_for_until_all_its_rows_are_decided(ledger: Ledger) -> None:
    """Everybody has a queue of their own, which goes on where they stopped."""
    assert queue(ledger, ANNA) == [FIRST_STOP, SECOND_STOP]
    accept(ledger, ARREST.id, CLOSE.id, OUTER.id)
    assert queue(ledger, ANNA) == [SECOND_STOP]
    accept(ledger, INNER.id)
    assert queue(ledger, ANNA) == []
    assert queue(ledger, replace(ANNA, again=True)) == [FIRST_STOP, SECOND_STOP]
    assert queue(ledger, BEN) == [FIRST_STOP, SECOND_STOP]


def test_a_sentence_with_several_rows_is_asked_for_once(tmp_path: Path) -> None:
    """Also where rows of one kind alone are reviewed."""
    twice = replace(coded(), events=(ARREST, replace(ARREST, id="e3000000000000c3", trigger=at("Monday"))))
    with open_ledger(filled(tmp_path / "twice.ledger", replace(twice, predictions=()))) as opened:
        assert queue(opened, replace(ANNA, kinds=("event",))) == [FIRST_STOP]


def test_a_page_has_the_rows_of_its_sentence(ledger: Ledger) -> None:
    """Events, then claims, as long as they are undecided among those left."""
    accept(ledger, CLOSE.id)
    found = page(ledger, SECOND_STOP, ANNA)
    assert [one.row for one in found.rows] == [CLOSE, OUTER, INNER]
    assert [one.row.id for one in found.left] == [OUTER.id, INNER.id]
    assert (found.sentence, found.doc_id, found.text) == (at(SECOND), "ferry", TEXT)
    assert [one.row for one in page(ledger, FIRST_STOP, ANNA).rows] == [ARREST]


def test_other_kinds_of_rows_are_asked_for_by_name(ledger: Ledger) -> None:
    """Predictions and relations, where they stand."""
    asked = Ask("Anna", kinds=("prediction", "relation"))
    assert queue(ledger, asked) == [FIRST_STOP, SECOND_STOP]
    assert [one.row for one in page(ledger, FIRST_STOP, asked).rows] == [LED]
    assert [one.row for one in page(ledger, SECOND_STOP, asked).rows] == [FORESEEN]


def test_filters_choose_sentences(ledger: Ledger) -> None:
    """As for sayso show; all rows of a sentence that is chosen are asked for."""
    assert queue(ledger, Ask("Anna", {"type": "sanction"})) == [SECOND_STOP]
    assert queue(ledger, Ask("Anna", {"actor": "TZA", "doc": None, "prediction": False})) == [FIRST_STOP]
    accept(ledger, ARREST.id, who="Ben")
    assert queue(ledger, Ask("Anna", {"review_state": "accepted"})) == [FIRST_STOP]
    with pytest.raises(TypeError, match="colour"):
        queue(ledger, Ask("Anna", {"colour": "red"}))


def test_a_blind_page_does_not_tell_what_others_decided(ledger: Ledger) -> None:
    """Neither their decisions nor how the row stands after them."""
    decide(ledger, Draft(ARREST.id, "reject", "Ben"))
    (one,) = page(ledger, FIRST_STOP, ANNA).rows
    assert (one.own, one.state.standing) == (None, "rejected")
    (one,) = page(ledger, FIRST_STOP, ANNA, blind=True).rows
    assert (one.own, one.state.standing, one.state.decisions) == (None, "unreviewed", ())


def test_a_sample_is_the_same_for_everybody(tmp_path: Path) -> None:
    """Whatever was decided, and after coding again; another seed draws others; a larger one holds it."""
    articles = [coded(f"{TEXT}{number}\n", str(number)) for number in range(20)]
    for one in articles:
        object.__setattr__(one, "claims", ())
        object.__setattr__(one, "relations", ())
        object.__setattr__(one, "events", tuple(replace(each, said_by=None) for each in one.events))
        object.__setattr__(one, "predictions", ())
    with open_ledger(filled(tmp_path / "my.ledger", *articles)) as ledger:
        drawn = queue(ledger, replace(BEN, sample=6))
        assert len(drawn) == 6
        assert queue(ledger, replace(ANNA, sample=10))[:6] == drawn
        assert queue(ledger, replace(ANNA, sample=6, seed=1)) != drawn
        first = page(ledger, drawn[0], ANNA)
        for row in first.rows:
            decide(ledger, Draft(row.row.id, "accept", "Anna", article=first.article))
        assert queue(ledger, replace(ANNA, sample=6)) == drawn[1:]
        newer = other_run("newer", version="0.2.0")
        for one in articles[::-1]:
            ledger.add(one, newer)
        ledger.finish(newer)
        again = queue(ledger, replace(BEN, sample=6))
        assert [page(ledger, one, BEN).doc_id for one in again] == [
            page(ledger, one, BEN).doc_id for one in drawn
        ]


def test_undo_takes_back_the_last_and_tells_where_it_stood(ledger: Ledger) -> None:
    """One after the other, one's own only; then there is none: S311."""
    accept(ledger, ARREST.id, CLOSE.id)
    accept(ledger, INNER.id, who="Ben")
    first, second, _ = made(ledger)
    assert undo(ledger, "Anna") == (second, SECOND_STOP)
    assert undo(ledger, "Anna") == (first, FIRST_STOP)
    with pytest.raises(Failure, match=r"S311.*nothing that counts"):
        undo(ledger, "Anna")
    assert queue(ledger, ANNA) == [FIRST_STOP, SECOND_STOP]


def test_a_row_that_a_newer_coding_changed_is_asked_for_again(ledger: Ledger) -> None:
    """What was accepted was something else."""
    accept(ledger, ARREST.id, CLOSE.id, OUTER.id, INNER.id)
    newer = other_run("newer", version="0.2.0")
    ledger.add(replace(coded(), events=(ARREST, replace(CLOSE, status="wanted"))), newer)
    ledger.finish(newer)
    (stop,) = queue(ledger, ANNA)
    assert stop == Stop(2, 1)
    assert [one.row.id for one in page(ledger, stop, ANNA).left] == [CLOSE.id]
    accept(ledger, CLOSE.id)
    assert queue(ledger, ANNA) == []


def test_a_page_that_is_not_there_is_a_problem(ledger: Ledger) -> None:
    """A coding that the ledger has not is S306."""
    with pytest.raises(Failure, match="S306"):
        page(ledger, Stop(9, 0), ANNA)


def test_rows_before_the_first_sentence_are_reviewed_too(tmp_path: Path) -> None:
    """They stand together before all sentences."""
    article = coded()
    late = replace(article.annotation, sentences=article.annotation.sentences[1:])
    with open_ledger(filled(tmp_path / "my.ledger", replace(article, annotation=late))) as ledger:
        assert queue(ledger, ANNA) == [Stop(1, -1), Stop(1, 0)]
        found = page(ledger, Stop(1, -1), ANNA)
        assert (found.sentence, [one.row for one in found.rows]) == (None, [ARREST])
        decide(ledger, Draft(ARREST.id, "correct", "Anna", {"trigger": list(at("police arrested"))}))
        assert queue(ledger, ANNA) == [Stop(1, 0)]
        assert FIRST in found.text
