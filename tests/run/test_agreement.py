"""From decisions in a ledger to measures of agreement and the list of disagreements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.analyse.agreement import Plan
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.store import Ledger, open_ledger
from sayso.problems import Failure
from sayso.run.agreement import Asked, Measured, compare

from ..ledger.support import ARREST, CLOSE, INNER, OUTER, TEXT, coded, filled

PLAN = Plan(draws=20)
ARTICLES = [coded(f"{TEXT}{number}\n", str(number)) for number in range(4)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a ledger of four articles that Anna accepted, and that Ben corrected, rejected or accepted."""
    with open_ledger(filled(tmp_path / "my.ledger", *ARTICLES)) as opened:
        for number, article in enumerate(ARTICLES):
            sha = article.article.sha256
            for row in (ARREST, CLOSE):
                decide(opened, Draft(row.id, "accept", "Anna", article=sha, blind=True))
            status = {"status": "wanted", "recipient": None}
            ben = [
                Draft(ARREST.id, "correct", "Ben", status, article=sha),
                Draft(ARREST.id, "reject", "Ben", article=sha),
                Draft(ARREST.id, "accept", "Ben", article=sha),
                Draft(ARREST.id, "unsure", "Ben", article=sha),
            ][number]
            decide(opened, ben)
            decide(opened, Draft(CLOSE.id, "accept", "Ben", article=sha))
        yield opened


def measure(found: list[Measured], field: str) -> Measured:
    """Return the one measure of a *field*."""
    (one,) = [one for one in found if one.field == field]
    return one


def test_fields_are_compared_as_each_reviewer_holds_them(ledger: Ledger) -> None:
    """Rejected rows have no fields, unsure ones only a verdict, corrected ones those of the correction."""
    found, _ = compare(ledger, plan=PLAN)
    assert measure(found, "verdict").units == 8
    assert measure(found, "row").units == 7
    status = measure(found, "status")
    assert (status.kind, status.reviewers, status.units) == ("event", ("Anna", "Ben"), 6)
    assert status.pair is not None
    assert status.pair.alike == pytest.approx(5 / 6)
    # of Anna's seven and Ben's six rows of known status five are alike
    assert status.pair.f1.value == pytest.approx(2 * 5 / 13)
    # CLOSE has no recipient: only that of ARREST counts as found, three times by Anna, once by Ben
    recipient = measure(found, "recipient").pair
    assert recipient is not None
    assert recipient.f1.value == pytest.approx(2 * 1 / 4)


def test_kappa_and_alpha_are_of_the_same_judgements(ledger: Ledger) -> None:
    """Status: four future and one happened alike, one happened against wanted; worked out by hand."""
    found, _ = compare(ledger, plan=PLAN)
    status = measure(found, "status").pair
    assert status is not None
    chances = (2 * 1 + 4 * 4) / 36
    assert status.kappa.value == pytest.approx((5 / 6 - chances) / (1 - chances))
    assert status.alpha.value == pytest.approx(1 - 11 * 2 / (144 - 64 - 9 - 1))


def test_disagreements_are_listed_with_each_value(ledger: Ledger) -> None:
    """Row, field and what each holds; a verdict that says the same in other words is none."""
    _, differences = compare(ledger, plan=PLAN)
    told = [(one.judged.doc_id, one.judged.row, one.field, dict(one.values)) for one in differences]
    assert told == [
        ("0", ARREST.id, "recipient", {"Anna": "KEN", "Ben": "-"}),
        ("0", ARREST.id, "recipient_text", {"Anna": "Kenyan sailors", "Ben": "-"}),
        ("0", ARREST.id, "status", {"Anna": "happened", "Ben": "wanted"}),
        ("1", ARREST.id, "row", {"Anna": "yes", "Ben": "no"}),
    ]


def test_three_reviewers_have_an_alpha_of_all(ledger: Ledger) -> None:
    """Beside each pair; who judged only one row is missing in the others."""
    decide(ledger, Draft(CLOSE.id, "reject", "Cleo", article=ARTICLES[0].article.sha256))
    found, _ = compare(ledger, plan=PLAN)
    rows = [(one.reviewers, one.units, one.pair is None) for one in found if one.field == "row"]
    assert rows == [
        (("Anna", "Ben"), 7, False),
        (("Anna", "Cleo"), 1, False),
        (("Ben", "Cleo"), 1, False),
        (("Anna", "Ben", "Cleo"), 7, True),
    ]


def test_reviewers_can_be_chosen_and_decisions_that_were_not_blind_left_out(ledger: Ledger) -> None:
    """Where no two are left, S313 says so."""
    for asked in (Asked(("Anna",)), Asked(("Anna", "Dora")), Asked(blind=True)):
        with pytest.raises(Failure, match="S313"):
            compare(ledger, asked, PLAN)
    decide(ledger, Draft(OUTER.id, "accept", "Anna", article=ARTICLES[0].article.sha256, blind=True))
    decide(ledger, Draft(OUTER.id, "reject", "Ben", article=ARTICLES[0].article.sha256, blind=True))
    found, differences = compare(ledger, Asked(blind=True), PLAN)
    assert {one.kind for one in found} == {"claim"}
    assert [one.field for one in differences] == ["row"]


def test_nobody_to_compare_is_a_problem(tmp_path: Path) -> None:
    """One reviewer alone agrees with nobody."""
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        decide(ledger, Draft(INNER.id, "accept", "Anna"))
        with pytest.raises(Failure, match=r"S313.*sayso review"):
            compare(ledger)
