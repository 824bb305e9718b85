"""A row is found by the beginning of its id, and comes with all it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.explanation import explain
from sayso.ledger.store import Ledger, open_ledger
from sayso.problems import Failure
from sayso.record import Annotation, Claim, Event, Prediction, Relation

from .support import (
    ARREST,
    CLOSE,
    FIRST,
    FORESEEN,
    INNER,
    LED,
    OUTER,
    RUN,
    SECOND,
    TEXT,
    at,
    coded,
    filled,
    other_run,
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return a ledger of the hand-built article. Tests only read it."""
    with open_ledger(filled(tmp_path_factory.mktemp("ledgers") / "my.ledger")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("row", "sentence"), [(ARREST, FIRST), (CLOSE, SECOND), (INNER, SECOND), (FORESEEN, SECOND), (LED, FIRST)]
)
def test_an_explanation_has_all_that_a_row_rests_on(
    ledger: Ledger, row: Claim | Event | Prediction | Relation, sentence: str
) -> None:
    """Any kind of row comes with its sentence, the claims and events around it, its origin and the run."""
    told = explain(ledger, row.id[:15])
    assert (told.row, told.run, told.text) == (row, RUN, TEXT)
    assert told.sentence == at(sentence)
    assert told.claims == {OUTER.id: OUTER, INNER.id: INNER}
    assert told.events == {ARREST.id: ARREST, CLOSE.id: CLOSE}
    assert (told.doc_id, told.address, told.published) == ("ferry", "ferry.txt", "2023-03-14")
    assert told.sha256 == coded().article.sha256


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("", "S307"),
        ("e", "S307"),
        ("c0000000000000", "S307"),
        ("x", "S306"),
        ("%", "S306"),
        (ARREST.id + "0", "S306"),
    ],
)
def test_a_row_is_told_by_the_beginning_of_its_id(ledger: Ledger, row: str, code: str) -> None:
    """No row is S306, more than one S307."""
    with pytest.raises(Failure) as caught:
        explain(ledger, row)
    assert caught.value.problem.code == code


def test_rows_of_two_kinds_are_more_than_one(tmp_path: Path) -> None:
    """A beginning that an event and a relation share is not enough."""
    alike = replace(coded(), relations=(replace(LED, id=f"{ARREST.id[:-1]}f"),))
    with open_ledger(filled(tmp_path / "my.ledger", alike)) as opened:
        with pytest.raises(Failure) as caught:
            explain(opened, ARREST.id[:-1])
        assert caught.value.problem.code == "S307"
        assert explain(opened, ARREST.id).row == ARREST


def test_only_the_current_coding_is_explained(tmp_path: Path) -> None:
    """A row that two versions wrote is one row, the later; one that the later did not write is not there."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        run = other_run("second", version="0.2.0")
        opened.add(replace(coded(), events=(ARREST,), predictions=()), run)
        opened.finish(run)
        assert explain(opened, ARREST.id).run == run
        with pytest.raises(Failure) as caught:
            explain(opened, FORESEEN.id)
        assert caught.value.problem.code == "S306"


def test_a_row_before_the_first_sentence_has_none(tmp_path: Path) -> None:
    """Where no sentence holds a row, the explanation says so instead of failing."""
    bare = replace(coded(), annotation=Annotation(()))
    with open_ledger(filled(tmp_path / "my.ledger", bare)) as opened:
        assert explain(opened, LED.id).sentence is None
