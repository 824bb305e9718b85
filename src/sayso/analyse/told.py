"""The reasons of a verdict, in sentences that can be printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sayso.analyse.periods import label
from sayso.analyse.plan import Plan, first_period
from sayso.analyse.verdict import Specification, Test

if TYPE_CHECKING:
    from sayso.analyse.judge import Finding

OUTSIDE = (
    "The data do not cover the time before and after; where nothing was recorded, nothing is known."
    " No news is not a miss."
)
TIMES = "\u00d7"
DISAGREE = "The tests of the family contradict each other."
OBJECTED = "A change stands out, but what speaks against it weighs more; see below."
NO_BOUND = (
    "No change stands out, but the plan lays down no bound below which a change is no change,"
    " so it cannot be said either that there was none."
)
BOUND_NOT_REACHED = "No change stands out, and changes as large as the bound cannot be excluded either."


def amount(effect: float | None, scale: str) -> str:
    """Return *effect* as people read it: ``x1.55`` for a ratio, ``+0.40`` for a difference."""
    if effect is None or math.isnan(effect):
        return "unknown"
    return f"{TIMES}{math.exp(effect):.2f}" if scale == "ratio" else f"{effect:+.2f}"


def number(p: float) -> str:
    """Return *p* as it is printed: three digits, never 0."""
    if math.isnan(p):
        return "unknown"
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0") if p < 1 else "1"


def name(test: Test) -> str:
    """Return the pair of *test* as ``USA > PAK``."""
    return " > ".join(test.pair)


def periods(count: int, unit: str) -> str:
    """Return *count* with its unit: ``12 months``."""
    return f"{count} {unit}{'' if count == 1 else 's'}"


def of_test(plan: Plan, test: Test) -> list[str]:
    """Return what one test found."""
    window = periods(test.horizon, plan.unit)
    if math.isnan(test.effect):
        return [f"{name(test)}, {window}: the data do not cover the windows before and after."]
    return [
        _change(plan, test, window),
        _dates(test),
        *_pairs(test),
        *_episode(plan, test),
        _base_rate(plan, test),
        _power(plan, test),
        *_textbook(test),
        *_silence(plan, test),
    ]


def _change(plan: Plan, test: Test, window: str) -> str:
    what = {"share": " per 1,000 of the source's other events", "tone": " on average"}.get(plan.measure, "")
    before = periods(plan.before or test.horizon, plan.unit)
    start = label(first_period(plan), plan.unit)
    return (
        f"{name(test)}: {test.before:,} events in the {before} before, {test.after:,} in the {window} from"
        f" {start} on; {test.rates[0]:.3g}{what} before, {test.rates[1]:.3g} after:"
        f" {amount(test.effect, plan.scale)}"
        f" ({1 - plan.alpha:.0%} interval {amount(test.low, plan.scale)} to {amount(test.high, plan.scale)})."
    )


def _dates(test: Test) -> str:
    known = np.array(test.placebo)
    more = int(np.sum(known >= test.effect) if test.effect >= 0 else np.sum(known <= test.effect))
    way = "high" if test.effect >= 0 else "low"
    return (
        f"At {more:,} of {test.dates:,} dates, this one among them, the same comparison gives a change"
        f" at least as {way}: {equals(test.p)} (two-sided, placebo dates)."
    )


def _pairs(test: Test) -> list[str]:
    if not test.pairs:
        return []
    few = "" if test.pairs >= 40 else "; too few to decide anything"
    return [f"Among {test.pairs:,} pairs at this date: {equals(test.p_pairs)} (placebo pairs{few})."]


def _episode(plan: Plan, test: Test) -> list[str]:
    one = test.episode
    if one is None:
        return []
    where = "" if one.period in one.name else f" ({one.period})"
    return [
        f"The largest episode, {one.name}{where}, holds {one.events:,} of the {one.whole:,} events of its"
        f" window. Without it the change is {amount(one.effect, plan.scale)}, {equals(one.p)}."
    ]


def _base_rate(plan: Plan, test: Test) -> str:
    way = "rose" if plan.sign > 0 else "fell"
    far = amount(plan.sign * plan.claimed, plan.scale)
    return (
        f"Base rate: it {way} at {test.same_way:.0%} of all dates, and by {far} or more at {test.as_far:.0%}."
    )


def _power(plan: Plan, test: Test) -> str:
    claimed = amount(plan.sign * plan.claimed, plan.scale)
    if test.smallest is None:
        return f"No effect tried in the claimed direction would be seen with 80 % power (claimed: {claimed})."
    return (
        f"The smallest effect that would be seen with 80 % power is {amount(test.smallest, plan.scale)}"
        f" (claimed: {claimed})."
    )


def _textbook(test: Test) -> list[str]:
    if not test.textbook:
        return []
    each = ", ".join(f"{which} {equals(p)}" for which, p in test.textbook.items())
    return [f"Not to be used, for they raise false alarms on such series: {each}."]


def _silence(plan: Plan, test: Test) -> list[str]:
    if not test.silent:
        return []
    return [f"In {periods(test.silent, plan.unit)} of the two windows nothing at all was recorded."]


def of_family(plan: Plan, tests: Sequence[Test]) -> list[str]:
    """Return what was corrected for, and whether the family could find anything at all."""
    if len(tests) < 2:
        return []
    each = ", ".join(number(test.corrected) for test in tests)
    how = {"holm": "Holm", "bh": "Benjamini-Hochberg", "none": "not corrected"}[plan.correction]
    found = [f"The family has {len(tests)} tests; corrected p ({how}): {each}."]
    dates = [test.dates for test in tests if test.dates]
    if dates and plan.correction == "holm" and 2 / max(dates) * len(tests) > plan.alpha:
        found.append(
            f"With {len(tests)} tests and {max(dates)} dates no corrected p can reach {plan.alpha:g}:"
            " the family is too large for these data."
        )
    return found


def equals(p: float) -> str:
    """Return *p* as it stands in a sentence: ``p = .647``, ``p < .001``."""
    text = number(p)
    return f"p {text}" if text.startswith("<") else f"p = {text}"


def of_curve(plan: Plan, curve: Sequence[Specification]) -> list[str]:
    """Return how far the answer hangs on how the question is asked."""
    found = []
    for pair in plan.pairs:
        for what, measures in (("share and count", ("share", "count")), ("mean tone", ("tone",))):
            its = [one for one in curve if one.pair == pair and one.measure in measures]
            if its:
                found.append(f"{' > '.join(pair)}, {what}, asked in {_asked(plan, its)}")
    return found


def _asked(plan: Plan, its: Sequence[Specification]) -> str:
    rose, out = sum(one.effect > 0 for one in its), sum(one.p <= plan.alpha for one in its)
    return (
        f"{len(its)} ways (unit, window, one-a-day, mirrors): up in {rose}, down in {len(its) - rose};"
        f" {out} with p of {plan.alpha:g} or less, uncorrected."
    )


def of_rivals(plan: Plan) -> list[str]:
    """Return the rival explanations that the plan names."""
    if not plan.rivals:
        return []
    return [
        f"Rival explanations named beforehand, which no such test can tell apart: {'; '.join(plan.rivals)}."
    ]


def of_territory(bare: tuple[int, int]) -> tuple[str, ...]:
    """Return how many of the rows that were counted may be on others who were in the country."""
    assaults, rows = bare
    if not assaults:
        return ()
    return (
        f"{assaults:,} of the {rows:,} rows in the windows are assaults that name a country and nobody in it"
        " as their target: some may be on others who were there, and no act between the two states."
        " Count other types to leave them out.",
    )


def too_weak(plan: Plan, test: Test) -> str:
    """Return the objection that the test would not see what is claimed."""
    return (
        f"{name(test)}: a test that would not see {amount(plan.sign * plan.claimed, plan.scale)}"
        " with 80 % power does not count when it sees one: what so weak a test finds is mostly chance."
    )


def others_did_too(test: Test) -> str:
    """Return the objection that other pairs changed as much."""
    return f"{name(test)}: other pairs changed as much at the same date ({equals(test.p_pairs)})."


def one_episode(test: Test) -> str:
    """Return the objection that it is one episode alone."""
    if test.episode is None:
        return ""
    return f"{name(test)}: without one episode ({test.episode.name}) the change does not stand out."


def level_only(plan: Plan) -> str:
    """Return the objection to counts that are held against nothing."""
    return (
        f"The measure {plan.measure} rises and falls with the attention of the press;"
        " a change of it alone is no verdict. Use share or tone."
    )


def weak(plan: Plan, tests: Sequence[Test]) -> str:
    """Return why nothing can be told: the data could not have shown what is claimed."""
    claimed = amount(plan.sign * plan.claimed, plan.scale)
    seen = ", ".join(
        f"{name(test)} {'none tried' if test.smallest is None else amount(test.smallest, plan.scale)}"
        for test in tests
        if not math.isnan(test.effect)
    )
    return (
        f"The data could not have shown an effect as small as the one claimed ({claimed}); the smallest"
        f" they would show with 80 % power: {seen}. So nothing follows from there being no clear change."
    )


def supported(plan: Plan, tests: Sequence[Test], findings: Sequence[Finding]) -> str:
    """Return what supports the claim."""
    return f"What was claimed is seen: {_which(plan, tests, findings)}."


def contradicted(plan: Plan, tests: Sequence[Test], findings: Sequence[Finding]) -> str:
    """Return what contradicts the claim."""
    return f"The opposite of what was claimed is seen: {_which(plan, tests, findings)}."


def unchanged(plan: Plan) -> str:
    """Return that changes as large as the bound are excluded."""
    bound = amount(math.log(plan.bound or 1), "ratio") if plan.scale == "ratio" else f"{plan.bound:+.2f}"
    return f"Changes as large as the bound of the plan ({bound}, either way) are excluded."


def _which(plan: Plan, tests: Sequence[Test], findings: Sequence[Finding]) -> str:
    found = [
        f"{name(test)} {amount(test.effect, plan.scale)} over {periods(test.horizon, plan.unit)},"
        f" corrected {equals(test.corrected)}"
        for test, one in zip(tests, findings, strict=True)
        if one.says
    ]
    return "; ".join(found)
