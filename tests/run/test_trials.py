"""Predictions of a ledger put to the test: plan first, then data, then verdict; and scores of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.api.analysis import compare_claim
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.review import undo
from sayso.ledger.store import Ledger, Review, open_ledger
from sayso.ledger.trials import Ruling, add_ruling, lay_plan
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.record import Coded, Interval
from sayso.run import trials
from sayso.run.scoring import OTHERWISE, Foreseen, forecasts, resolve, score_ledger
from sayso.run.trials import plain, try_claim, try_prediction
from tests.ledger.support import ARREST, CLOSE, FORESEEN, POLICE, TEXT, at, coded, filled, rows

PREDICTION = FORESEEN.id[:6]
TOML = """
claim = "They will quarrel more"
pairs = [["KEN", "TZA"]]
types = ["SANCTION"]
codebook = "PLOVER"
direction = "up"
exposed = 2023-03-14
horizons = [3]
"""
TABLE = "day,source,target,code\n" + "".join(
    f"{2015 + month // 12}-{month % 12 + 1:02d}-{day:02d},KEN,{'TZA' if day % 2 else 'UGA'},{10 + day % 8}0\n"
    for month in range(120)
    for day in range(1, 21)
)


def foretold() -> Coded:
    """Return the hand-built article in which somebody says that Kenya may close the border to Tanzania."""
    return replace(coded(), events=(ARREST, replace(CLOSE, recipient=POLICE)))


def came(day: str = "2023-05-02") -> Coded:
    """Return an article of another day in which it does."""
    article = coded(TEXT + "\nIt did so later, and said why at some length.\n", "later")
    day_of = Interval(day, day, "on Tuesday")
    done = replace(CLOSE, id="e3", recipient=POLICE, status="happened", prediction=False, date=day_of)
    return replace(article, events=(replace(ARREST, id="e4"), done), predictions=())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give an open ledger with the prediction and what came of it."""
    with open_ledger(filled(tmp_path / "my.ledger", foretold(), came())) as opened:
        yield opened


@pytest.fixture
def claim(tmp_path: Path) -> Path:
    """Return a claim written by hand, beside a table of events."""
    (tmp_path / "events.csv").write_text(TABLE, encoding="utf-8")
    path = tmp_path / "claim.toml"
    path.write_text(TOML.replace("PLOVER", "CAMEO").replace("SANCTION", "1"), encoding="utf-8")
    return path


def test_what_was_predicted_and_came_is_supported(ledger: Ledger) -> None:
    """The event of the other article is found, with its day, and the verdict is kept with its plan."""
    tried = try_prediction(ledger, PREDICTION)
    assert tried.verdict.word == "supported"
    assert [one.day for one in tried.verdict.sightings] == ["2023-05-02"]
    kept = rows(ledger, "SELECT plan, prediction, verdict, by FROM verdicts")
    assert kept == [(tried.laid.digest, FORESEEN.id, "supported", "sayso")]


def test_what_did_not_come_is_no_miss(tmp_path: Path) -> None:
    """A prediction that nothing speaks for is not contradicted by silence."""
    with open_ledger(filled(tmp_path / "my.ledger", foretold(), came("2024-02-01"))) as opened:
        tried = try_prediction(opened, PREDICTION)
    assert tried.verdict.word == "cannot tell"
    assert any("not a miss" in reason for reason in tried.verdict.reasons)


def test_without_a_recipient_it_cannot_be_tested(tmp_path: Path) -> None:
    """The hand-built prediction says not to whom: the plan is kept all the same, and the verdict."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        assert try_prediction(opened, PREDICTION).verdict.word == "not testable"
        assert len(rows(opened, "SELECT 1 FROM plans")) == 1


def test_the_plan_is_kept_before_the_data_are_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the data are read the plan stands in the ledger already, for every other program to see."""
    seen: list[int] = []

    def spy(opened: Ledger, number: int | None) -> object:
        with closing(sqlite3.connect(opened.path)) as other:
            seen.extend(other.execute("SELECT count(*) FROM plans").fetchone())
        assert number is None
        raise InterruptedError

    monkeypatch.setattr(trials, "events_of", spy)
    with pytest.raises(InterruptedError):
        try_prediction(ledger, PREDICTION)
    assert seen == [1]


def test_the_same_again_adds_nothing(ledger: Ledger) -> None:
    """A second trial of the same plan on the same data keeps neither twice, and keeps the first time."""
    first = try_prediction(ledger, PREDICTION)
    assert try_prediction(ledger, PREDICTION) == first
    assert rows(ledger, "SELECT (SELECT count(*) FROM plans), (SELECT count(*) FROM verdicts)") == [(1, 1)]


def test_another_plan_for_the_same_claim_is_told(ledger: Ledger) -> None:
    """Whoever asks until the answer suits is told on in every later verdict."""
    try_prediction(ledger, PREDICTION)
    tried = try_prediction(ledger, PREDICTION, {"by": "2023-09-30"})
    assert tried.laid.earlier == 1
    assert "1 other plan was laid down for this claim before" in tried.verdict.reasons[-1]


def test_plans_and_verdicts_are_never_changed(ledger: Ledger) -> None:
    """Both tables refuse changes; a plan that was meddled with past them is seen by verify."""
    try_prediction(ledger, PREDICTION)
    for table in ("plans", "verdicts"):
        for statement in (f"UPDATE {table} SET number = 9", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="added to, not edited"):
                ledger.connection.execute(statement)
    assert verify_ledger(ledger)[1] == ()
    ledger.connection.execute("DROP TRIGGER plans_no_update")
    ledger.connection.execute("UPDATE plans SET content = replace(content, '1.5', '9.5')")
    assert any("plan 1 is not the one" in found.what for found in verify_ledger(ledger)[1])


def test_a_verdict_needs_a_plan_or_evidence(ledger: Ledger) -> None:
    """The ledger takes no verdict that follows from nothing."""
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        add_ruling(ledger, Ruling("supported", "{}", "somebody", None, FORESEEN.id, None))


def test_a_ledger_that_may_only_be_read_keeps_no_plan(tmp_path: Path) -> None:
    """S303: where a plan cannot be kept nothing is tested."""
    path = filled(tmp_path / "my.ledger", foretold())
    with (
        open_ledger(path, read_only=True) as opened,
        pytest.raises(Failure, match="S303"),
    ):
        lay_plan(opened, "{}", (None, "a claim"), "0")


def test_a_row_of_another_kind_is_no_prediction(ledger: Ledger) -> None:
    """S622 for an event, S306 for nothing."""
    with pytest.raises(Failure, match="S622"):
        try_prediction(ledger, ARREST.id)
    with pytest.raises(Failure, match="S306"):
        try_prediction(ledger, "nothing")


def test_a_claim_keeps_its_plans_beside_it(claim: Path) -> None:
    """With a table of events the plan is written beside the claim, once, with its digest and time."""
    data = str(claim.with_name("events.csv"))
    tried = try_claim(claim, data)
    assert tried.verdict.word == "cannot tell"
    assert try_claim(claim, data).laid == tried.laid
    again = try_claim(claim, data, {"effect": 3.0})
    assert again.laid.earlier == 1
    lines = [
        json.loads(line) for line in claim.with_name("claim.plans.jsonl").read_text("utf-8").splitlines()
    ]
    assert [one["digest"] for one in lines] == [tried.laid.digest, again.laid.digest]
    assert lines[0]["plan"]["claim"] == "They will quarrel more"


def test_a_claim_is_tested_by_a_ledger_too(ledger: Ledger, claim: Path) -> None:
    """Then plan and verdict are kept in that ledger."""
    claim.write_text(TOML, encoding="utf-8")
    tried = try_claim(claim, str(ledger.path))
    assert tried.verdict.word == "cannot tell"
    assert rows(ledger, "SELECT claim FROM plans") == [("They will quarrel more",)]


def test_plans_that_cannot_be_kept_beside_the_claim_are_told(claim: Path) -> None:
    """S624 where what stands there is no list of plans; nothing is tested then."""
    claim.with_name("claim.plans.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(Failure, match="S624"):
        try_claim(claim, str(claim.with_name("events.csv")))


@pytest.mark.parametrize(("name", "code"), [("nothing.toml", "S101"), ("", "S112")])
def test_a_claim_that_cannot_be_read_is_told(tmp_path: Path, name: str, code: str) -> None:
    """S101 where there is none, S112 for a folder."""
    with pytest.raises(Failure, match=code):
        try_claim(tmp_path / name, "events.csv")


def test_verdicts_make_scores(ledger: Ledger) -> None:
    """A prediction that came is scored over its range, against the base rate of its verdict."""
    (before,) = forecasts(ledger).forecasts
    assert (before.came, before.left_out) == (None, "")
    try_prediction(ledger, PREDICTION)
    (score,) = score_ledger(ledger)
    assert (score.who, score.scored, score.came) == ("Élodie Ken", 1, 1)
    assert score.brier.best == pytest.approx(0.16)
    assert score.brier.worst == pytest.approx(0.64)
    assert score.rank is None


def test_a_persons_word_goes_before_a_verdict(ledger: Ledger) -> None:
    """What somebody enters with evidence counts, before and after a verdict, the later before the earlier."""
    resolve(ledger, PREDICTION, "did-not-come", "A. Reader", "https://example.org/border")
    try_prediction(ledger, PREDICTION)
    (found,) = forecasts(ledger).forecasts
    assert (found.came, found.by_person) == (False, True)
    resolve(ledger, PREDICTION, "void", "A. Reader", "the border was gone")
    (found,) = forecasts(ledger).forecasts
    assert (found.came, found.left_out) == (None, "not testable")


@pytest.mark.parametrize(("by", "evidence"), [("", "a page"), ("A. Reader", " ")])
def test_nothing_is_entered_without_name_and_evidence(ledger: Ledger, by: str, evidence: str) -> None:
    """S626 where either is empty, S622 where the row is no prediction."""
    with pytest.raises(Failure, match="S626"):
        resolve(ledger, PREDICTION, "came", by, evidence)
    with pytest.raises(Failure, match="S622"):
        resolve(ledger, ARREST.id, "came", "A. Reader", "a page")


def test_copies_of_a_report_predict_once(tmp_path: Path) -> None:
    """A prediction that a wire sent to two papers was made once."""
    copy = foretold()
    other = replace(
        copy, article=replace(copy.article, address="other.txt", doc_id="other", text=TEXT + " ", sha256="x")
    )
    path = filled(tmp_path / "my.ledger", copy, other)
    with open_ledger(path) as opened:
        assert len(forecasts(opened).forecasts) == 1
        assert len(forecasts(opened, "outlet").forecasts) == 1


PARTY = {"text": "Many", "code": "UGA", "span": list(at("Many"))}
SAID = {"text": "Many", "code": "UGA", "claim": None}


def test_a_rejected_prediction_is_not_tested(ledger: Ledger) -> None:
    """S629, and no plan, where it or its event was rejected; as it was coded it is tested."""
    for row in (FORESEEN.id, CLOSE.id):
        decide(ledger, Draft(row, "reject", "Anna"))
        with pytest.raises(Failure, match="S629"):
            try_prediction(ledger.as_reviewed(), PREDICTION)
        undo(ledger, "Anna")
    decide(ledger, Draft(FORESEEN.id, "reject", "Anna"))
    assert rows(ledger, "SELECT 1 FROM plans") == []
    assert try_prediction(ledger.as_reviewed(["Ben"]), PREDICTION).verdict.word == "supported"
    assert try_prediction(ledger, PREDICTION).verdict.word == "supported"


def test_a_corrected_prediction_is_tested_as_it_stands(ledger: Ledger) -> None:
    """Parties and type of its event, its words' range and its deadline are those of the correction."""
    decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"actor": PARTY, "type": "COERCE"}))
    decide(ledger, Draft(FORESEEN.id, "correct", "Anna", {"low": 0.5, "said_by": SAID}))
    plan = try_prediction(ledger.as_reviewed(), PREDICTION).plan
    assert (plan.pairs, plan.types, plan.low, plan.said_by) == ((("UGA", "TZA"),), ("COERCE",), 0.5, "Many")
    assert plan.readings[-1] == "The prediction, or its event, is read as reviewers corrected it."
    plan = try_prediction(ledger, PREDICTION).plan
    assert (plan.pairs, plan.types, plan.low) == ((("KEN", "TZA"),), ("SANCTION",), FORESEEN.low)
    assert plan.readings == ()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_came_is_read_as_it_stands(ledger: Ledger, tmp_path: Path, elsewhere: bool) -> None:
    """An event that was rejected speaks for nothing, also one of other data, and the verdict says so."""
    decide(ledger, Draft("e3", "reject", "Anna"))
    decide(ledger, Draft(CLOSE.id, "accept", "Anna"))
    data = str(ledger.path) if elsewhere else None
    tried = try_prediction(ledger.as_reviewed(), PREDICTION, data=data)
    assert (tried.verdict.word, tried.rejected) == ("cannot tell", 1)
    assert "1 that was rejected is left out" in tried.verdict.reasons[-1]
    tried = try_prediction(ledger, PREDICTION, data=data)
    assert (tried.verdict.word, tried.rejected) == ("supported", 0)
    assert not any("rejected" in reason for reason in tried.verdict.reasons)


def test_a_claim_is_tested_by_events_as_they_stand(ledger: Ledger, claim: Path) -> None:
    """Events that somebody rejected are left out where that is asked for, and counted."""
    decide(ledger, Draft("e3", "reject", "Anna"))
    decide(ledger, Draft("e4", "reject", "Anna"))
    claim.write_text(TOML, encoding="utf-8")
    found = [try_claim(claim, str(ledger.path), review=review) for review in (Review(), Review(True))]
    assert [one.rejected for one in found] == [0, 2]
    assert [one.verdict.data["rows read"] for one in found] == [3, 1]
    assert any("2 that were rejected are left out" in reason for reason in found[1].verdict.reasons)
    (compared,) = compare_claim(claim, [ledger.path])
    assert (compared.rejected, compared.laid) == (2, found[1].laid)
    (compared,) = compare_claim(claim, [ledger.path], as_coded=True)
    assert compared.rejected == 0


def test_scores_are_of_predictions_as_they_stand(ledger: Ledger) -> None:
    """A correction counts; a rejected prediction, or one of a rejected event, is left out and counted."""
    decide(ledger, Draft(FORESEEN.id, "correct", "Anna", {"low": 0.5, "said_by": SAID}))
    (found,), gone, *_ = forecasts(ledger.as_reviewed())
    assert (found.who, found.low, found.high, gone) == ("Many", 0.5, FORESEEN.high, 0)
    decide(ledger, Draft(CLOSE.id, "reject", "Anna"))
    assert forecasts(ledger.as_reviewed()) == Foreseen((), 1)
    assert score_ledger(ledger.as_reviewed()) == ()
    (found,), gone, *_ = forecasts(ledger)
    assert (found.who, found.low, gone) == ("Élodie Ken", FORESEEN.low, 0)


def test_a_verdict_from_before_a_correction_is_not_scored(ledger: Ledger) -> None:
    """It is left out, and named, until the prediction is tested as it reads now; as coded it counts."""
    try_prediction(ledger.as_reviewed(), PREDICTION)
    decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"type": "COERCE"}))
    (found,), _, otherwise, _ = forecasts(ledger.as_reviewed())
    assert (found.came, found.left_out, otherwise) == (None, OTHERWISE, (FORESEEN.id,))
    (score,) = score_ledger(ledger.as_reviewed())
    assert (score.scored, score.left_out) == (0, {OTHERWISE: 1})
    (found,), _, otherwise, _ = forecasts(ledger)
    assert (found.came, otherwise) == (True, ())
    tried = try_prediction(ledger.as_reviewed(), PREDICTION)
    (found,), _, otherwise, _ = forecasts(ledger.as_reviewed())
    assert (found.came, found.left_out, otherwise) == (None, tried.verdict.word, ())
    (found,), *_ = forecasts(ledger)
    assert found.came is True  # the later verdict is on the prediction as it was corrected
    undo(ledger, "Anna")
    (found,), *_ = forecasts(ledger.as_reviewed())
    assert found.came is True


@pytest.mark.parametrize(
    ("row", "corrections", "left"),
    [
        (CLOSE.id, {"actor": {"text": "Many", "code": "UGA", "span": list(at("Many"))}}, 1),
        (FORESEEN.id, {"by": {"start": "2023-03-14", "end": "2023-06-30", "text": "may"}}, 1),
        (FORESEEN.id, {"low": 0.5, "said_by": {"text": "Many", "code": "UGA", "claim": None}}, 0),
        (CLOSE.id, {"certainty": "probable"}, 0),
    ],
)
def test_what_no_test_rests_on_leaves_a_verdict(
    ledger: Ledger, row: str, corrections: dict[str, object], left: int
) -> None:
    """Another party or deadline asks for another test; who said it, and how surely, does not."""
    try_prediction(ledger.as_reviewed(), PREDICTION)
    decide(ledger, Draft(row, "correct", "Anna", corrections))
    assert len(forecasts(ledger.as_reviewed()).otherwise) == left


def test_what_the_tester_set_is_no_other_reading(ledger: Ledger) -> None:
    """A verdict on the prediction as it was corrected counts, whatever else the tester set."""
    decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"certainty": "probable"}))
    choices = {"by": "2023-09-30", "types": ["SANCTION", "COERCE"], "horizons": [7], "alpha": 0.01}
    try_prediction(ledger.as_reviewed(), PREDICTION, choices)
    (found,), _, otherwise, _ = forecasts(ledger.as_reviewed())
    assert (found.came, otherwise) == (True, ())


def test_what_a_person_entered_is_scored_after_a_correction(ledger: Ledger) -> None:
    """A person looked at what was said, not at how it was read."""
    resolve(ledger, PREDICTION, "did-not-come", "A. Reader", "https://example.org/border")
    try_prediction(ledger.as_reviewed(), PREDICTION)
    decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"type": "COERCE"}))
    (found,), _, otherwise, _ = forecasts(ledger.as_reviewed())
    assert (found.came, otherwise) == (False, ())


def test_a_verdict_whose_evidence_was_rejected_is_not_scored(ledger: Ledger, tmp_path: Path) -> None:
    """What was found to bear a prediction out has to stand; what other data told is theirs to say."""
    try_prediction(ledger.as_reviewed(), PREDICTION)
    decide(ledger, Draft("e3", "reject", "Anna"))
    (found,), _, otherwise, before = forecasts(ledger.as_reviewed())
    assert (found.came, found.left_out, otherwise, before) == (None, OTHERWISE, (FORESEEN.id,), 0)
    assert forecasts(ledger).forecasts[0].came is True
    other = filled(tmp_path / "other.ledger", replace(came(), article=coded(TEXT + "Elsewhere.").article))
    try_prediction(ledger.as_reviewed(), PREDICTION, data=str(other))
    assert forecasts(ledger.as_reviewed()).forecasts[0].came is True


def test_verdicts_from_before_events_changed_are_counted(ledger: Ledger) -> None:
    """A test after the decision, of the same result, counts as one; an acceptance changes nothing."""
    try_prediction(ledger.as_reviewed(), PREDICTION)
    decide(ledger, Draft("e4", "accept", "Anna"))
    assert forecasts(ledger.as_reviewed()).before == 0
    decide(ledger, Draft("e4", "correct", "Anna", {"certainty": "probable"}))
    assert (forecasts(ledger.as_reviewed()).before, forecasts(ledger).before) == (1, 0)
    try_prediction(ledger.as_reviewed(), PREDICTION)
    assert forecasts(ledger.as_reviewed()).before == 0
    assert len(rows(ledger, "SELECT 1 FROM verdicts")) == 2


def test_the_last_of_several_results_counts(ledger: Ledger) -> None:
    """Who tests before and after a rejection, and again once that is taken back, has three verdicts."""
    for decided in (None, "reject", "undo"):
        if decided == "reject":
            decide(ledger, Draft("e3", "reject", "Anna"))
        elif decided == "undo":
            undo(ledger, "Anna")
        word = try_prediction(ledger.as_reviewed(), PREDICTION).verdict.word
        (found,), *_ = forecasts(ledger.as_reviewed())
        assert (found.came is True) == (word == "supported") == (decided != "reject")
    assert len(rows(ledger, "SELECT DISTINCT id FROM verdicts")) == 3
    assert verify_ledger(ledger)[1] == ()


def test_of_copies_one_that_stands_is_scored(tmp_path: Path) -> None:
    """Nothing is left out where a copy of what was rejected stands; once where all are rejected."""
    copy = foretold()
    text = TEXT + " "
    digest = hashlib.sha256(text.encode()).hexdigest()
    other = replace(
        copy, article=replace(copy.article, address="other.txt", doc_id="other", text=text, sha256=digest)
    )
    with open_ledger(filled(tmp_path / "my.ledger", copy, other)) as opened:
        for one, left in ((copy, (1, 0)), (other, (0, 1))):
            decide(opened, Draft(FORESEEN.id, "reject", "Anna", article=one.article.sha256))
            found = forecasts(opened.as_reviewed())
            assert (len(found.forecasts), found.rejected) == left


def test_what_is_not_known_is_null() -> None:
    """JSON has no NaN and no infinity."""
    assert plain({"a": [float("nan"), (float("inf"), 1.5)], 2: "x"}) == {"a": [None, [None, 1.5]], "2": "x"}
