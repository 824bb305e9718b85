"""From the tests of a plan to one word, by rules that never call a weak test an answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from sayso.analyse import told
from sayso.analyse.plan import Plan
from sayso.analyse.verdict import Specification, Test, Verdict, Word


class Finding(NamedTuple):
    """What one test is taken to say: 1 as claimed, -1 the opposite, 0 nothing; and why nothing, if so."""

    says: int
    objections: tuple[str, ...]


def judge(
    plan: Plan, tests: Sequence[Test], curve: Sequence[Specification], empty: Verdict
) -> tuple[Word, tuple[str, ...]]:
    """Return the word for *tests*, and the reasons in sentences, the decisive one first."""
    findings = [finding(plan, test) for test in tests]
    word, because = _word(plan, tests, findings)
    reasons = [because]
    for test, found in zip(tests, findings, strict=True):
        reasons += told.of_test(plan, test)
        reasons += found.objections
    reasons += told.of_family(plan, tests)
    reasons += told.of_curve(plan, curve)
    reasons += told.of_rivals(plan)
    reasons += empty.off
    return word, tuple(reasons)


def able(plan: Plan, test: Test) -> bool:
    """Return whether *test* would see the claimed effect with 80 % power."""
    return test.smallest is not None and abs(test.smallest) <= plan.claimed + 1e-12


def finding(plan: Plan, test: Test) -> Finding:
    """Return what *test* says, with each objection to a p value that is small enough."""
    if not test.corrected <= plan.alpha:
        return Finding(0, ())
    without = test.episode
    objections = {
        told.too_weak(plan, test): not able(plan, test),
        told.others_did_too(test): len(plan.pairs) > 0
        and test.pairs >= 2 / plan.alpha
        and not test.p_pairs <= plan.alpha,
        told.one_episode(test): without is not None
        and not (without.p <= plan.alpha and without.effect * test.effect > 0),
        told.level_only(plan): plan.measure in ("count", "net"),
    }
    against = tuple(sentence for sentence, holds in objections.items() if holds and sentence)
    says = 0 if against else int(math.copysign(1, test.effect * plan.sign))
    return Finding(says, against)


def unchanged(plan: Plan, test: Test) -> bool:
    """Return whether *test* excludes every change as large as the bound (two one-sided tests at alpha)."""
    if plan.bound is None or not able(plan, test):
        return False
    bound = math.log(plan.bound) if plan.scale == "ratio" else plan.bound
    low, high = test.equivalence
    return -bound < low and high < bound


def _word(plan: Plan, tests: Sequence[Test], findings: Sequence[Finding]) -> tuple[Word, str]:
    """Return the word and the sentence that decides it."""
    says = {one.says for one in findings if one.says}
    if says == {1}:
        return "supported", told.supported(plan, tests, findings)
    if says == {-1}:
        return "contradicted", told.contradicted(plan, tests, findings)
    reason = _undecided(plan, tests, findings)
    return ("cannot tell", reason) if reason else ("no detectable change", told.unchanged(plan))


def _undecided(plan: Plan, tests: Sequence[Test], findings: Sequence[Finding]) -> str | None:
    """Return why *tests* tell nothing, None where they tell that there is no change."""
    reasons = {
        told.DISAGREE: any(one.says for one in findings),
        told.OUTSIDE: all(math.isnan(test.effect) for test in tests),
        told.OBJECTED: any(one.objections for one in findings),
        told.weak(plan, tests): not all(able(plan, test) for test in tests),
        told.NO_BOUND: plan.bound is None,
        told.BOUND_NOT_REACHED: not all(unchanged(plan, test) for test in tests),
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
