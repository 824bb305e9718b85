"""Trials: each verdict reached where it should be, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.analyse.plan import Plan, digest, settled
from sayso.analyse.trial import try_plan
from sayso.analyse.verdict import Verdict
from sayso.problems import Failure
from sayso.table import EventTable

from .invented import CLAIM, MONTHS, PLAN, events, joined, steady
from .support import table

CHANGE = 60  # January 2005


def verdict(plan: Plan, data: EventTable) -> Verdict:
    """Return the verdict on *plan* by *data*."""
    return try_plan(plan, data, "0")


def history(factor: float = 1.0, rate: float = 60, seed: int = 1) -> EventTable:
    """Return ten steady years in which the year 2005 has *factor* times as many events."""
    rng = np.random.default_rng(seed)
    months = steady(rate, rng)
    year = slice(CHANGE, CHANGE + 12)
    months[year] = rng.poisson(rate * factor, 12)
    return events(months.tolist(), steady(150, rng).tolist())


def said(found: Verdict) -> str:
    """Return the reasons as one text."""
    return "\n".join(found.reasons)


def test_what_was_claimed_and_seen_is_supported() -> None:
    """A doubling in a steady series supports a claim of more."""
    found = verdict(PLAN, history(2.0))
    assert found.word == "supported"
    (test,) = found.tests
    assert np.exp(test.effect) == pytest.approx(2.0, abs=0.15)
    assert test.low < test.effect < test.high
    assert test.p <= 0.05
    assert found.plan == digest(PLAN)


def test_the_opposite_is_a_contradiction() -> None:
    """A halving contradicts a claim of more, and supports one of less."""
    data = history(0.5)
    assert verdict(PLAN, data).word == "contradicted"
    assert verdict(replace(PLAN, direction="down"), data).word == "supported"


def test_no_change_needs_a_bound() -> None:
    """A steady series shows no change where a bound says what that means, else nothing is told."""
    data = history()
    plain = verdict(PLAN, data)
    assert plain.word == "cannot tell"
    assert "no bound" in plain.reasons[0]
    assert verdict(replace(PLAN, bound=1.5), data).word == "no detectable change"
    tight = verdict(replace(PLAN, bound=1.01), data)
    assert tight.word == "cannot tell"
    assert "cannot be excluded" in tight.reasons[0]


def test_a_weak_test_can_tell_nothing() -> None:
    """Where the claimed effect could not be seen, the verdict is forced, whatever the data show."""
    plan = replace(PLAN, effect=1.05, bound=1.5)
    found = verdict(plan, history())
    assert found.word == "cannot tell"
    assert "could not have shown" in found.reasons[0]
    seen = verdict(plan, history(2.0))
    assert seen.word == "cannot tell"
    assert "with 80 % power does not count" in said(seen)


def test_one_story_is_not_a_change() -> None:
    """Where all stands and falls with one story there is no verdict, and the story is named."""
    told = [
        (f"2005-{month:02d}-{day:02d}", "KEN", "UGA", f"17{kind}", "", "s-arrests")
        for month in range(1, 13)
        for day in range(1, 29)
        for kind in range(2)
    ]
    data = joined(history(), table(told))
    found = verdict(PLAN, data)
    (test,) = found.tests
    assert test.p <= 0.05
    assert test.episode is not None
    assert (test.episode.name, test.episode.events) == ("story s-arrests", len(told))
    assert test.episode.p > 0.05
    assert found.word == "cannot tell"
    assert "without one episode (story s-arrests)" in said(found)
    kept = verdict(replace(PLAN, episode=False), data)
    assert kept.word == "supported"
    assert "largest episode was not left out" in said(kept)


def test_one_month_does_not_stand_out_among_its_neighbours() -> None:
    """A burst of one month lies in the windows of the dates before as well, and so is nothing special."""
    burst = [(f"2005-01-{day:02d}", "KEN", "UGA", f"17{kind}") for day in range(1, 29) for kind in range(20)]
    (test,) = verdict(PLAN, joined(history(), table(burst))).tests
    assert np.exp(test.effect) > 1.5
    assert test.p > 0.05
    assert test.textbook["Poisson rate ratio"] < 0.001


def test_without_stories_an_episode_is_a_month_of_one_kind() -> None:
    """Where the coder tells no stories the episode is named by code and month."""
    burst = table(
        [(f"2005-12-{day:02d}", "KEN", "UGA", f"17{kind}") for day in range(1, 29) for kind in range(6)]
    )
    (test,) = verdict(PLAN, joined(history(), burst)).tests
    assert test.episode is not None
    assert (test.episode.name, test.episode.events) == ("code 17 in 2005-12", 168)


def test_a_change_that_everybody_had_is_not_the_pairs() -> None:
    """Where all other pairs change as much at that date, the claim is not supported."""
    plan = replace(PLAN, placebo=("dates", "pairs"))
    rng = np.random.default_rng(3)
    rates = np.where((np.arange(MONTHS) >= CHANGE) & (np.arange(MONTHS) < CHANGE + 12), 20, 10)
    names = [f"{a}{b}" for a in "ABCDEFGH" for b in "ABCDEFGH"][:45]
    all_move = [
        events(rng.poisson(rates).tolist(), steady(20, rng).tolist(), (f"X{n}", "UGA")) for n in names
    ]
    own = history(2.0)
    found = verdict(plan, joined(own, *all_move))
    (test,) = found.tests
    assert test.pairs >= 40
    assert test.p_pairs > 0.05
    assert found.word == "cannot tell"
    assert "other pairs changed as much" in said(found)
    still = [events(steady(10, rng).tolist(), steady(20, rng).tolist(), (f"X{n}", "UGA")) for n in names]
    assert verdict(plan, joined(own, *still)).word == "supported"


def test_a_level_alone_is_no_verdict() -> None:
    """A count that is held against nothing may rise with the attention of the press."""
    found = verdict(replace(PLAN, measure="count"), history(2.0))
    assert found.word == "cannot tell"
    assert "attention of the press" in said(found)
    assert "not held against what else was reported" in said(found)


def test_the_family_is_corrected() -> None:
    """Of two pairs of which one changed, both are tested, and p is corrected for it."""
    back = events(steady(60, np.random.default_rng(5)).tolist(), [150] * MONTHS, ("UGA", "KEN"))
    plan = replace(PLAN, pairs=(("KEN", "UGA"), ("UGA", "KEN")))
    found = verdict(plan, joined(history(2.0), back))
    one, other = found.tests
    assert one.corrected == pytest.approx(2 * one.p)
    assert other.corrected == pytest.approx(other.p)
    assert found.word == "supported"
    wide = verdict(replace(plan, horizons=(3, 6, 9, 12)), joined(history(2.0), back))
    assert len(wide.tests) == 8
    assert "family is too large" in said(wide)


def test_what_cannot_be_tested_is_not_tried() -> None:
    """No direction: not testable, with the reason, and no test."""
    found = verdict(settled(replace(CLAIM, direction=None)), history())
    assert found.word == "not testable"
    assert found.tests == ()
    assert "give --direction up or down" in found.reasons[-1]


def test_without_a_deadline_it_is_said_what_to_do() -> None:
    """A prediction that could never be wrong is not tested, and the reason says how it could be."""
    found = verdict(settled(replace(CLAIM, horizons=())), history(2.0))
    assert found.word == "not testable"
    assert "could never be wrong" in found.reasons[0]
    assert "--by DATE" in found.reasons[1]
    assert "--horizon 12, in months" in found.reasons[1]


def test_tests_that_contradict_each_other_tell_nothing() -> None:
    """One direction doubles and the other halves: neither supported nor contradicted, and it is said why."""
    rng = np.random.default_rng(7)
    back = steady(60, rng)
    back[CHANGE : CHANGE + 12] = rng.poisson(24, 12)
    data = joined(history(2.0), events(back.tolist(), [150] * MONTHS, ("UGA", "KEN")))
    found = verdict(replace(PLAN, pairs=(("KEN", "UGA"), ("UGA", "KEN"))), data)
    assert found.word == "cannot tell"
    assert "contradict each other" in found.reasons[0]


def test_assaults_on_a_country_are_told_of() -> None:
    """An assault that names a country and nobody in it may be on others there: the verdict counts them."""
    rows = [("2005-05-02", "KEN", "UGA", "190"), ("2005-05-03", "KEN", "UGA MIL", "190")]
    assert "1 of the " in said(verdict(PLAN, joined(history(), table(rows))))
    assert "assaults that name a country" in said(verdict(PLAN, joined(history(), table(rows))))
    assert "assaults" not in said(verdict(replace(PLAN, types=("10", "11")), joined(history(), table(rows))))


@pytest.mark.parametrize("day", ["2000-03-01", "2009-10-01", "1990-01-01"])
def test_no_news_is_not_a_miss(day: str) -> None:
    """Where the data do not cover the windows nothing is told."""
    found = verdict(settled(replace(CLAIM, exposed=day, first=None)), history())
    assert found.word == "cannot tell"
    assert "not a miss" in found.reasons[0]


def test_no_data_is_not_a_miss() -> None:
    """Nor where there is no event at all."""
    found = verdict(PLAN, table([]))
    assert found.word == "cannot tell"
    assert "not a miss" in found.reasons[0]


def test_codes_of_another_codebook_are_refused() -> None:
    """S621: types of CAMEO are not counted in data that are coded by WEIS."""
    other = table([("2005-01-01", "KEN", "UGA", "111")], codebook="WEIS")
    with pytest.raises(Failure, match="S621"):
        verdict(PLAN, other)


def test_a_class_of_types_is_that_of_the_data() -> None:
    """A plan that names a class counts it in the codebook of the data, and knows no other class."""
    plan = replace(PLAN, types=(), codebook="", quad="verbal-conflict")
    assert verdict(plan, history(2.0)).word == "supported"
    with pytest.raises(Failure, match="S620"):
        verdict(replace(plan, quad="loud-conflict"), history())


def test_the_curve_asks_in_every_way() -> None:
    """Units, windows, measures, one-a-day and mirrors are all crossed."""
    found = verdict(replace(PLAN, curve=True), history(2.0))
    for name, values in (
        ("unit", {"week", "month", "quarter"}),
        ("measure", {"share", "count", "tone"}),
        ("dedupe", {"day", "none"}),
        ("mirrors", {"keep", "drop"}),
    ):
        assert {getattr(one, name) for one in found.curve} == values
    assert len(found.curve) == 3 * 3 * 3 * 2 * 2
    assert all(one.effect > 0 for one in found.curve if one.measure == "share")


def test_months_are_not_taken_for_days() -> None:
    """Events that all lie on firsts of months are counted as they stand: repeats of a day cannot be told."""
    rows = [
        (f"{2000 + m // 12}-{m % 12 + 1:02d}-01", "KEN", who, "11")
        for m in range(MONTHS)
        for who in ("UGA", "TZA") * 20
    ]
    found = verdict(PLAN, table(rows))
    assert found.data["months only"] is True
    assert found.data["dedupe"] == "none"
    assert found.tests[0].before == 240


def occurrence(**changes: object) -> Plan:
    """Return the plan that an event comes by the middle of 2005."""
    whole = replace(CLAIM, question="occurrence", direction=None, horizons=(), by="2005-06-30", types=("16",))
    return settled(replace(whole, **changes))  # type: ignore[arg-type]


def test_an_event_that_came_is_evidence() -> None:
    """What was predicted and came by its deadline supports the claim, and is named with its day."""
    came = table([("2005-05-02", "KEN GOV", "UGA", "163", "r1", "s1"), ("2005-07-01", "KEN", "UGA", "163")])
    found = verdict(occurrence(), joined(history(), came))
    assert found.word == "supported"
    (sighting,) = found.sightings
    assert (sighting.day, sighting.report) == ("2005-05-02", "r1")
    assert found.base_rate is not None
    assert 0 < found.base_rate < 0.5


@pytest.mark.parametrize("day", ["2005-01-03", "2004-12-30", "2005-07-01"])
def test_an_event_of_another_time_is_none(day: str) -> None:
    """What came on the day of the claim, before it or after the deadline is not what was predicted."""
    found = verdict(occurrence(), joined(history(), table([(day, "KEN", "UGA", "163")])))
    assert found.word == "cannot tell"
    assert "No news is not a miss" in said(found)


def test_what_always_comes_says_nothing() -> None:
    """To predict what comes in every stretch of the time is told to say next to nothing."""
    found = verdict(occurrence(types=("1",)), history())
    assert found.word == "supported"
    assert found.base_rate == 1.0
    assert "next to nothing" in said(found)


def test_the_same_trial_gives_the_same_verdict() -> None:
    """Nothing is left to chance: the seed is the plan's digest."""
    assert verdict(PLAN, history(1.5)) == verdict(PLAN, history(1.5))
