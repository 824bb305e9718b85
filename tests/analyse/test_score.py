"""Scores: closed forms, published examples, ranges, and who is ranked."""

from __future__ import annotations

import math

import pytest

from sayso.analyse.score import Forecast, brier, calibration, log_score, over_range, scores


@pytest.mark.parametrize(
    ("p", "came", "score"),
    [(1.0, True, 0.0), (1.0, False, 1.0), (0.7, True, 0.09), (0.3, True, 0.49), (0.5, False, 0.25)],
)
def test_the_quadratic_score_is_that_of_the_textbook(p: float, came: bool, score: float) -> None:
    """The examples by which encyclopedias explain Brier's score: rain at 100, 70, 30 and 50 %."""
    assert brier(p, came) == pytest.approx(score)


def test_the_quadratic_score_of_several_is_that_of_a_library() -> None:
    """The worked example in the documentation of scikit-learn's brier_score_loss: 0.0375."""
    said = [(0.1, False), (0.9, True), (0.8, True), (0.3, False)]
    (one,) = scores(Forecast("a", p, p, came) for p, came in said)
    assert one.brier.middle == pytest.approx(0.0375)
    assert one.brier.best == one.brier.worst == one.brier.middle


def test_the_log_score_of_several_is_that_of_a_library() -> None:
    """The worked example in the documentation of scikit-learn's log_loss: 0.21616."""
    said = [(0.9, True), (0.1, False), (0.2, False), (0.65, True)]
    (one,) = scores(Forecast("a", p, p, came) for p, came in said)
    assert one.log.middle == pytest.approx(0.21616, abs=1e-5)


def test_the_log_score_has_no_worst() -> None:
    """What was said to be impossible and came costs everything; certainty that is right costs nothing."""
    assert log_score(0.0, True) == math.inf
    assert log_score(1.0, True) == 0
    assert log_score(0.5, False) == pytest.approx(math.log(2))


@pytest.mark.parametrize("came", [True, False])
@pytest.mark.parametrize("score", [brier, log_score])
def test_a_range_is_scored_as_a_range(came: bool, score: object) -> None:
    """Best and worst are the least and the greatest score of any probability in the range."""
    inside = [0.2 + 0.6 * step / 100 for step in range(101)]
    found = over_range(score, 0.2, 0.8, came)  # type: ignore[arg-type]
    every = [score(p, came) for p in inside]  # type: ignore[operator]
    assert found.best == pytest.approx(min(every))
    assert found.worst == pytest.approx(max(every))
    assert found.middle == pytest.approx(score(0.5, came))  # type: ignore[operator]


def test_skill_is_held_against_the_base_rate() -> None:
    """Whoever says the base rate has no skill, who knows has all, who says the opposite less than none."""
    base = [Forecast("usual", 0.3, 0.3, came, 0.3) for came in (True, False, False)]
    knows = [Forecast("knows", float(came), float(came), came, 0.3) for came in (True, False, False)]
    wrong = [Forecast("wrong", float(not came), float(not came), came, 0.3) for came in (True, False, False)]
    found = {one.who: one.skill.middle for one in scores([*base, *knows, *wrong])}
    assert found["usual"] == pytest.approx(0)
    assert found["knows"] == pytest.approx(1)
    assert found["wrong"] < 0


def test_without_a_base_rate_the_share_that_came_is_taken() -> None:
    """The base rate is then that of all scored predictions, and the score says how many had their own."""
    (one,) = scores(
        [Forecast("a", 0.5, 0.5, True), Forecast("a", 0.5, 0.5, False), Forecast("a", 0.5, 0.5, False, 0.4)]
    )
    assert one.based == 1
    third = 1 / 3
    assert one.base_brier == pytest.approx(((1 - third) ** 2 + third**2 + 0.16) / 3)


def test_what_cannot_be_scored_is_counted() -> None:
    """Coverage is the share that could be scored; the rest is listed by reason."""
    (one,) = scores(
        [
            Forecast("a", 0.5, 0.8, True),
            Forecast("a", 0.5, 0.8, None, left_out="not testable"),
            Forecast("a", 0.5, 0.8, None),
            Forecast("a", None, None, True),
        ]
    )
    assert (one.predictions, one.scored, one.coverage) == (4, 1, 0.25)
    assert one.left_out == {"not testable": 1, "not tested": 1, "no probability": 1}


def test_nobody_is_ranked_below_twenty() -> None:
    """Nineteen scored predictions give no rank, however good, and the reason is said; twenty do."""
    good = [Forecast("nineteen", 0.9, 0.9, True, 0.5)] * 19
    fair = [Forecast("twenty", 0.6, 0.6, True, 0.5)] * 20
    better = [Forecast("better", 0.8, 0.8, True, 0.5)] * 20
    one, other, last = scores([*good, *fair, *better])
    assert (one.who, one.rank) == ("better", 1)
    assert (other.who, other.rank) == ("twenty", 2)
    assert (last.who, last.rank) == ("nineteen", None)
    assert last.unranked == "19 scored of the 20 that a rank needs"


def test_calibration_holds_what_was_said_against_what_came() -> None:
    """Predictions are put together by the middle of their range."""
    said = [Forecast("a", 0.7, 0.9, came) for came in (True, True, True, False)]
    said += [Forecast("a", 0.0, 0.1, False), Forecast("a", 1.0, 1.0, True), Forecast("a", 0.7, 0.9, None)]
    first, last = calibration(said)
    assert (first.number, first.came) == (1, 0.0)
    assert last.number == 5
    assert last.came == pytest.approx(0.8)
    assert last.low == pytest.approx((4 * 0.7 + 1.0) / 5)


def test_nothing_scored_gives_no_number() -> None:
    """Where nothing could be scored there is no score, and no prediction gives no row."""
    (one,) = scores([Forecast("a", 0.2, 0.4, None)])
    assert math.isnan(one.brier.middle)
    assert math.isnan(one.skill.middle)
    assert scores([]) == ()
