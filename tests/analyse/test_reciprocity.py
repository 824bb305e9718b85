"""Who answers whom, and who only seems to."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analyse.asked import Asked, Measure
from sayso.analyse.reading import read
from sayso.analyse.reciprocity import Question, Reciprocity, Way, reciprocity
from sayso.ontology.scales import scale_for

from .simulated import events
from .support import table

PAIR = ("AAA", "BBB")
SPREAD = 0.7 / 0.6  # of attention whose weekly shocks have 0.7, and neighbours correlate by 0.8
pytest.importorskip("statsmodels")


def asked(
    seed: int, weeks: int = 156, answer: float = 0.0, measure: Measure = "net", spread: float = 0.7
) -> Reciprocity:
    """Return what is found in simulated events, by week."""
    simulated = events(np.random.default_rng(seed), weeks, answer, spread=spread)
    question = Question((PAIR,), Asked(dedupe="none"), measure, ("week",))
    return reciprocity(simulated, question, scale_for("CAMEO"))


def test_shared_attention_is_no_answer() -> None:
    """Parties that the press looks at together seem to answer each other; by default they are not said to."""
    naive, default = 0, 0
    for seed in range(24):
        found = asked(seed, spread=SPREAD)
        raw = [one for one in found.responses if one.way == Way("week", "net", "keep", False)]
        naive += any(lag.p <= 0.05 for one in raw for lag in one.by_lag if lag.lags == 1)
        default += any(read(found.of(way), 0.05).word == "shown" for way in (PAIR, PAIR[::-1]))
    assert naive >= 12
    assert default <= 2


def test_a_real_answer_is_found_in_its_direction() -> None:
    """Who answers is found to, net of attention; who is answered is not."""
    words = [
        tuple(read(found.of(way), 0.05).word for way in (PAIR, PAIR[::-1]))
        for found in (asked(seed, 200, 0.6, "count") for seed in range(4))
    ]
    assert [there for there, _ in words] == ["shown"] * 4
    assert "shown" not in [back for _, back in words]


def test_what_only_seems_an_answer_says_what_it_looked_like() -> None:
    """The reasons name the way of asking that would have shown an answer, and what became of it."""
    readings = (read(asked(seed).of(PAIR), 0.05) for seed in range(20))
    one = next(reading for reading in readings if reading.word == "not shown")
    assert "press attention left in, it looks like an answer" in one.reasons[0]


def test_every_way_is_there_with_and_without() -> None:
    """Mirrors kept and dropped, attention left in and taken out, tone beside: all are asked."""
    ways = {one.way for one in asked(1).responses}
    assert {(one.mirrors, one.attention) for one in ways if one.measure == "net"} == {
        ("keep", False), ("keep", True), ("drop", False), ("drop", True)
    }  # fmt: skip
    assert {one.mirrors for one in ways if one.measure == "tone"} == {"keep", "drop"}
    assert sum(one.corrected == one.corrected for one in asked(1).responses) == 2


def test_mirrored_events_leave_no_answer() -> None:
    """Acts told both ways are gone where mirrors are dropped."""
    days = np.datetime64("2001-01-01") + np.arange(0, 1400, 2)
    rows = [
        (str(day), *way, "036") for day in days for way in (("AAA", "BBB"), ("BBB", "AAA"), ("CCC", "DDD"))
    ]
    found = reciprocity(table(rows), Question((PAIR,), units=("week",)), scale_for("CAMEO"))
    by_mirrors = {one.way.mirrors: one.events for one in found.responses}
    assert by_mirrors == {"keep": (700, 700), "drop": (0, 0)}
    assert read(found.of(PAIR), 0.05).word == "cannot tell"


def test_without_third_parties_nothing_can_be_told() -> None:
    """Where only the two were recorded, attention cannot be seen, and no answer is claimed."""
    whole = events(np.random.default_rng(1), 156, 0.6)
    kept = (whole.sources != "CCC").nonzero()[0]
    columns = (
        getattr(whole, name)[kept] for name in ("days", "sources", "targets", "codes", "reports", "stories")
    )
    alone = type(whole)(whole.coder, whole.codebook, *columns)
    found = reciprocity(alone, Question((PAIR,), units=("week",)), scale_for("CAMEO"))
    reading = read(found.of(PAIR), 0.05)
    assert reading.word == "cannot tell"
    assert "third parties" in reading.reasons[0]


def test_too_few_periods_are_said_to_be() -> None:
    """A pair that was recorded for months cannot be asked by month."""
    short = events(np.random.default_rng(1), 30)
    found = reciprocity(short, Question((PAIR,), units=("month",)), scale_for("CAMEO"))
    assert "too few" in read(found.of(PAIR), 0.05).reasons[0]


def test_several_pairs_are_corrected_together() -> None:
    """Each p that counts is corrected over all pairs, directions and units, as fits their number."""
    whole = events(np.random.default_rng(2), 156)
    question = Question((PAIR, ("CCC", "DDD")), Asked(), units=("week", "month"))
    found = reciprocity(whole, question, scale_for("CAMEO"))
    counted = [one for one in found.responses if one.way.counts and one.by_lag]
    assert question.how == "bh"
    assert all(one.corrected >= one.p for one in counted)


def test_a_measure_on_a_scale_needs_one() -> None:
    """Net and tone cannot be asked where no scale fits."""
    with pytest.raises(ValueError, match="no scale"):
        reciprocity(table([("2001-01-01", "AAA", "BBB", "x")], codebook="ACLED"), Question((PAIR,)), None)


def test_an_impulse_runs_as_the_answer_does() -> None:
    """The response of who answers is above zero a week later, with its band; that of the other is not."""
    found = asked(1, 300, 0.6, "count")
    there, back = (next(one.impulse for one in found.of(way) if one.way.counts) for way in (PAIR, PAIR[::-1]))
    assert there is not None
    assert back is not None
    assert there.low[1] > 0
    assert back.low[1] < 0 < back.high[1]
