"""Decisions: added, taken back, chained, and never lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger.decisions import Draft, counting, decide, made, withdraw
from sayso.ledger.schema import lay_first
from sayso.ledger.standing import states
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure

from .support import (
    ARREST,
    CLOSE,
    FORESEEN,
    INNER,
    LED,
    OUTER,
    TEXT,
    at,
    coded,
    decided,
    filled,
    old_ledger,
    other_run,
)
from .test_verify import damaged, reasons
from .write_schemas import FOLDER

KEY = (coded().article.sha256, ARREST.id)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of one article."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        yield opened


def corrected(ledger: Ledger, row: str, **corrections: object) -> Any:
    """Return the corrections of *row* as they were kept."""
    return dict(decide(ledger, Draft(row, "correct", "Anna", corrections)).corrections)


def refused(ledger: Ledger, row: str, **corrections: object) -> str:
    """Return why *corrections* of *row* are not kept; nothing is added."""
    before = len(list(made(ledger)))
    with pytest.raises(Failure) as caught:
        decide(ledger, Draft(row, "correct", "Anna", corrections))
    assert caught.value.problem.code == "S310"
    assert len(list(made(ledger))) == before
    return caught.value.problem.what


def test_a_decision_is_kept_with_who_when_and_why(ledger: Ledger) -> None:
    """What is returned is what stands in the ledger, and the row it is about is as it was."""
    kept = decide(ledger, Draft(ARREST.id[:6], "accept", " Anna ", note="clear", blind=True))
    assert list(made(ledger)) == [kept]
    assert (kept.row, kept.kind, kept.coding, kept.article) == (ARREST.id, "event", 1, KEY[0])
    assert (kept.reviewer, kept.note, kept.blind, kept.corrections) == ("Anna", "clear", True, {})
    assert kept.decided.endswith("+00:00")
    assert verify_ledger(ledger)[1] == ()


def test_any_kind_of_row_can_be_decided_about(ledger: Ledger) -> None:
    """Claims, events, predictions and relations."""
    kinds = [decide(ledger, Draft(row.id, "accept", "Anna")).kind for row in (OUTER, ARREST, FORESEEN, LED)]
    assert kinds == ["claim", "event", "prediction", "relation"]


@pytest.mark.parametrize(("row", "code"), [("ffff", "S306"), ("", "S306"), ("e", "S307")])
def test_the_row_must_be_the_only_one(ledger: Ledger, row: str, code: str) -> None:
    """No row is S306, several are S307, as for sayso why."""
    with pytest.raises(Failure, match=code):
        decide(ledger, Draft(row, "accept", "Anna"))


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 101, "\x1b[31m"])
def test_a_reviewer_has_a_name(ledger: Ledger, name: str) -> None:
    """Without one that can be read, S312."""
    with pytest.raises(Failure, match="S312"):
        decide(ledger, Draft(ARREST.id, "accept", name))


def test_parties_are_made_whole(ledger: Ledger) -> None:
    """Characters give the words, and what is left out stays; a new party has the id of an unknown name."""
    sailors = at("eleven Kenyan sailors")
    found = corrected(ledger, ARREST.id, actor={"code": "TZA GOV"}, recipient={"span": list(sailors)})
    assert found["actor"]["span"] == list(ARREST.actor.span if ARREST.actor else ())
    assert (found["actor"]["text"], found["actor"]["row"]) == ("Tanzanian police", "")
    assert found["actor"]["id"] == "TZA GOV/tanzanian police"
    assert found["recipient"] == {
        "text": "eleven Kenyan sailors",
        "code": "KEN",
        "id": "KEN/eleven kenyan sailors",
        "span": list(sailors),
        "row": "",
    }


def test_a_new_type_brings_its_root_and_leaves_a_foreign_mode(ledger: Ledger) -> None:
    """An arrest that becomes an assault has no mode, and CAMEO 18."""
    assert corrected(ledger, ARREST.id, type="ASSAULT") == {"type": "ASSAULT", "cameo": "18", "mode": None}


def test_every_field_can_be_corrected(ledger: Ledger) -> None:
    """Each kind of value is taken in the form of the JSON contract."""
    event = {
        "trigger": list(at("police arrested")),
        "said_by": {"span": list(at("Élodie Ken")), "code": "KEN MED", "claim": OUTER.id},
        "prediction": True,
        "date": {"start": "2023-03-12", "end": "2023-03-13"},
        "place": {"span": list(at("Tanga")), "country": "KEN"},
        "mode": "seize",
        "context": ["cyber"],
        "certainty": "possible",
        "magnitude": [{"kind": "arrested", "best": 11, "text": "eleven"}],
    }
    assert set(corrected(ledger, ARREST.id, **event)) == set(event)
    claim = {
        "kind": "direct",
        "negated": True,
        "parent": INNER.id,
        "speaker": None,
        "cue": [],
        "source": [[0, 3]],
    }
    assert corrected(ledger, OUTER.id, **claim) == claim
    assert corrected(ledger, FORESEEN.id, low=0.1, by=None) == {"low": 0.1, "by": None}
    assert corrected(ledger, LED.id, kind="member_of", said_by=None) == {"kind": "member_of", "said_by": None}


@pytest.mark.parametrize(
    ("row", "field", "value", "told"),
    [
        (ARREST, "colour", "red", "no field 'colour'"),
        (ARREST, "id", "x", "no field 'id'"),
        (ARREST, "status", "done", "happened, future"),
        (ARREST, "certainty", None, "cannot be None"),
        (ARREST, "type", ["AID"], "cannot be ['AID']"),
        (ARREST, "mode", "visit", "whose modes are: arrest"),
        (ARREST, "cameo", "04", "which has 17"),
        (ARREST, "prediction", 1, "true or false"),
        (ARREST, "trigger", list(at("close")), "its sentence has characters 0 to"),
        (ARREST, "trigger", [5, 5], "characters 5 to 5"),
        (ARREST, "trigger", [0, 10_000], "the article has"),
        (ARREST, "trigger", "arrested", "it is a list"),
        (ARREST, "actor", {"code": "XYZ"}, "begins with no country"),
        (ARREST, "actor", {"code": "KEN XXX"}, "ends with no role"),
        (ARREST, "actor", {"colour": "red"}, "it has text, code, id, span, row"),
        (ARREST, "actor", "Kenya", "it has text, code, id, span, row"),
        (ARREST, "actor", {"text": "Uganda"}, "not words of the article"),
        (CLOSE, "recipient", {"code": "KEN"}, "not words of the article"),
        (CLOSE, "recipient", {"span": [0, 3]}, "needs a code"),
        (ARREST, "said_by", {"text": "Many", "code": "UNK", "claim": "nobody"}, "the article has none"),
        (ARREST, "date", {"start": "2023-02-30"}, "YYYY-MM-DD"),
        (ARREST, "date", {"start": "2023-03-14", "end": "2023-03-13"}, "after its end"),
        (ARREST, "place", {"country": "KEN GOV"}, "a code of three letters"),
        (
            ARREST,
            "magnitude",
            [{"kind": "arrested", "best": float("nan"), "text": "eleven"}],
            "it is a number",
        ),
        (ARREST, "magnitude", [{"kind": "arrested", "best": 1, "low": 2, "text": "eleven"}], "cannot be 1.0"),
        (ARREST, "magnitude", [{"kind": "elephants", "best": 1, "text": "eleven"}], "abducted, arrested"),
        (ARREST, "context", ["sports"], "military"),
        (OUTER, "content", [[0, 5], [3, 8]], "overlap"),
        (INNER, "parent", INNER.id, "no other claim"),
        (FORESEEN, "low", 0.9, "more than high"),
        (FORESEEN, "high", 1.5, "from 0 to 1"),
        (LED, "subject", None, "it has text"),
        (ARREST, "status", "happened", "it corrects nothing"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(
    ledger: Ledger, row: Any, field: str, value: object, told: str
) -> None:
    """S310 names the field, what is wrong, and what there is; nothing is kept."""
    assert told in refused(ledger, row.id, **{field: value})


def test_only_a_correction_has_corrections(ledger: Ledger) -> None:
    """Values with another verdict, and a verdict that is none, are S310."""
    for draft in (
        Draft(ARREST.id, "accept", "Anna", {"status": "wanted"}),
        Draft(ARREST.id, "withdraw", "Anna"),
        Draft(ARREST.id, "maybe", "Anna"),  # type: ignore[arg-type]
    ):
        with pytest.raises(Failure, match="S310"):
            decide(ledger, draft)


def test_the_latest_decision_that_was_not_taken_back_counts(ledger: Ledger) -> None:
    """Taking back the second brings the first into force again, and taking back both leaves none."""
    first = decide(ledger, Draft(ARREST.id, "accept", "Anna"))
    second = decide(ledger, Draft(ARREST.id, "reject", "Anna"))
    assert counting(made(ledger)) == {KEY: {"Anna": second}}
    withdraw(ledger, second.number, "Anna")
    assert counting(made(ledger)) == {KEY: {"Anna": first}}
    withdraw(ledger, first.number, "Anna")
    assert counting(made(ledger)) == {}
    assert [one.verdict for one in made(ledger)] == ["accept", "reject", "withdraw", "withdraw"]
    assert verify_ledger(ledger)[1] == ()


def test_only_ones_own_decision_can_be_taken_back_and_once(ledger: Ledger) -> None:
    """Another's, one that is not there, one taken back before, and a withdrawal are S311."""
    one = decide(ledger, Draft(ARREST.id, "accept", "Anna"))
    told = []
    for number, who in (
        (one.number, "Ben"),
        (7, "Anna"),
        (one.number, "Anna"),
        (one.number, "Anna"),
        (2, "Anna"),
    ):
        try:
            withdraw(ledger, number, who)
        except Failure as failure:
            told.append(failure.problem.code + failure.problem.what.partition(": ")[2])
    assert told == [
        "S311decision 1 is by Anna, not by Ben.",
        "S311there is no decision 7.",
        "S311decision 1 was taken back before.",
        "S311decision 2 takes back another; decide anew instead.",
    ]


def standing(ledger: Ledger, by: tuple[str, ...] = ()) -> str:
    """Return how the arrest stands."""
    return states(ledger, by=by)[KEY].standing


def test_reviewers_who_differ_leave_a_row_disputed(ledger: Ledger) -> None:
    """Who is unsure differs from nobody; whose decisions count can be chosen."""
    decide(ledger, Draft(ARREST.id, "unsure", "Ben"))
    assert standing(ledger) == "unsure"
    decide(ledger, Draft(ARREST.id, "accept", "Anna"))
    assert standing(ledger) == "accepted"
    decide(ledger, Draft(ARREST.id, "correct", "Cleo", {"status": "wanted"}))
    assert standing(ledger) == "disputed"
    assert standing(ledger, by=("Cleo", "Ben")) == "corrected"
    decide(ledger, Draft(ARREST.id, "correct", "Anna", {"status": "wanted"}))
    assert standing(ledger) == "corrected"


def recoded(ledger: Ledger, *events: Any) -> None:
    """Code the article again by a newer version, which finds *events*."""
    newer = other_run("newer", version="0.2.0")
    ledger.add(replace(coded(), events=events, predictions=()), newer)
    ledger.finish(newer)


def test_decisions_stay_with_the_row_when_it_is_coded_again(ledger: Ledger) -> None:
    """Same id, same content: they count. Other content: outdated. No such row: stale, and listed."""
    decide(ledger, Draft(ARREST.id, "accept", "Anna"))
    close = decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"certainty": "certain"}))
    recoded(ledger, ARREST, replace(CLOSE, certainty="probable", probability=0.5))
    assert [one.standing for one in states(ledger).values()] == ["accepted", "corrected"]
    third = other_run("third", version="0.3.0")
    ledger.add(replace(coded(), events=(replace(ARREST, status="future"),), predictions=()), third)
    ledger.finish(third)
    found = states(ledger)
    assert [one.standing for one in found.values()] == ["outdated", "stale"]
    assert found[KEY[0], CLOSE.id].decisions == (close,)
    assert verify_ledger(ledger)[1] == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE decisions SET verdict = 'reject' WHERE number = 1",
            "decision 1 of Anna is not what was decided",
        ),
        (
            "UPDATE decisions SET reviewer = 'Ben' WHERE number = 2",
            "decision 2 of Ben is not what was decided",
        ),
        ("UPDATE decisions SET corrections = '{}' WHERE number = 2", "decision 2 of Anna is not what"),
        ("UPDATE decisions SET decided = '2020-01-01' WHERE number = 3", "decision 3 of Anna is not what"),
        ("DELETE FROM decisions WHERE number = 2", "decision 3 of Anna does not follow the one before it"),
        (
            "UPDATE decisions SET row = 'nothing' WHERE number = 1",
            "decision 1 of Anna is about a row that coding 1",
        ),
    ],
)
@pytest.mark.sqlite
def test_an_altered_or_removed_decision_is_seen(tmp_path: Path, statement: str, told: str) -> None:
    """Verification names the decision whose digest or place in the chain is wrong."""
    path = decided(filled(tmp_path / "my.ledger"))
    assert reasons(path) == []
    assert any(told in one for one in reasons(damaged(path, statement)))


@pytest.mark.parametrize("value", ["{", "3", "[1]"])
@pytest.mark.sqlite
def test_corrections_that_nobody_can_read_are_damage(tmp_path: Path, value: str) -> None:
    """A value that no program of ours wrote is S305, not a fault; verification names the decision."""
    path = damaged(
        decided(filled(tmp_path / "my.ledger")),
        f"UPDATE decisions SET corrections = '{value}' WHERE number = 2",
    )
    with open_ledger(path) as ledger, pytest.raises(Failure, match=r"S305.*decision 2 cannot be read"):
        states(ledger)
    assert any("decision 2 of Anna" in one for one in reasons(path))


def test_two_reviewers_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two programs decide about the same rows at the same time: every decision is there, in one chain."""
    path = filled(tmp_path / "my.ledger")

    def work(name: str) -> None:
        with open_ledger(path) as own:
            for number in range(25):
                kept = decide(own, Draft((ARREST, CLOSE)[number % 2].id, "accept", name))
                if number % 5 == 0:
                    withdraw(own, kept.number, name)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, ("Anna", "Ben")))
    with open_ledger(path) as ledger:
        found = list(made(ledger))
        assert [one.number for one in found] == list(range(1, 61))
        assert sorted(one.reviewer for one in found) == ["Anna"] * 30 + ["Ben"] * 30
        assert verify_ledger(ledger)[1] == ()


def test_a_ledger_that_may_only_be_read_is_not_decided_about(tmp_path: Path) -> None:
    """Deciding and taking back are S303."""
    with open_ledger(decided(filled(tmp_path / "my.ledger")), read_only=True) as ledger:
        for act in (
            lambda: decide(ledger, Draft(ARREST.id, "accept", "Anna")),
            lambda: withdraw(ledger, 1, "Anna"),
        ):
            with pytest.raises(Failure, match="S303"):
                act()


def older(path: Path) -> Path:
    """Return *path*, a ledger as the first version made it, with one article."""
    return old_ledger(path, FOLDER / "01.sql")


@pytest.mark.sqlite
def test_an_older_ledger_gains_the_table(tmp_path: Path) -> None:
    """Opened for writing it is migrated, and holds what it held; its rows can be decided about."""
    with open_ledger(older(tmp_path / "my.ledger")) as ledger:
        decide(ledger, Draft(ARREST.id, "accept", "Anna"))
        assert verify_ledger(ledger)[1] == ()
        assert ledger.has("decisions")


@pytest.mark.sqlite
def test_an_older_ledger_that_may_only_be_read_has_no_decisions(tmp_path: Path) -> None:
    """It is read and verified all the same."""
    with open_ledger(older(tmp_path / "my.ledger"), read_only=True) as ledger:
        assert list(made(ledger)) == []
        assert verify_ledger(ledger)[1] == ()


def test_the_first_schema_is_as_it_was() -> None:
    """The table of decisions comes by its own migration, so an older ledger can be told from a newer."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        lay_first(fresh)
        names = {row[0] for row in fresh.execute("SELECT name FROM sqlite_master")}
    assert "codings" in names
    assert "decisions" not in names


def test_rows_of_one_id_in_two_articles_are_told_apart(tmp_path: Path) -> None:
    """The article of the row is part of the decision."""
    other = coded(f"{TEXT}More.\n", "more")
    with open_ledger(filled(tmp_path / "my.ledger", coded(), other)) as ledger:
        with pytest.raises(Failure, match="S307"):
            decide(ledger, Draft(ARREST.id, "accept", "Anna"))
        decide(ledger, Draft(ARREST.id, "accept", "Anna", article=other.article.sha256))
        assert set(states(ledger)) == {(other.article.sha256, ARREST.id)}
