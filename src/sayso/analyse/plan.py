"""Plans: what of a prediction is put to the test, and how, fixed before any data are read."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, Literal

import numpy as np

from sayso.analyse.asked import Dedupe, Domestic, Level, Measure, Mirrors, Pair
from sayso.analyse.correction import Correction
from sayso.analyse.periods import Unit, period_of, starts

ALPHA = 0.05
FORMAT = "sayso plan 1"  # goes into the digest; changes where what a plan means changes
SAID = ("said_by", "words", "low", "high", "readings")  # of a plan: nothing that is tested follows from it
Question = Literal["change", "occurrence"]
Direction = Literal["up", "down"]
Placebo = Literal["dates", "pairs"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is claimed, what is counted, and by which rules a verdict is reached.

    ``claim`` to ``prediction`` say what was said; ``low`` and ``high`` bound the probability that its words
    stand for. ``question`` is whether a series changes after ``exposed``, or whether an event of ``types``
    comes by ``by``, codes of ``codebook`` (of that of the data where it is empty); ``quad`` names a class of
    types (``material-conflict``) in whatever codebook the data have. ``horizons`` are windows after, in
    periods of ``unit``; ``before`` is the window before, as long as the one after where it is None; ``first``
    is a day of the first period after, worked out where it is None. ``effect`` is the smallest effect that
    the claim is taken to mean: a ratio, or units of the measure for tone and net. ``bound`` is the effect
    below which a change is no change; without it there is no such verdict. The family of tests is every pair
    with every horizon. ``readings`` say what is the tester's reading and not the speaker's word. Days are ISO
    dates.
    """

    claim: str
    said_by: str = ""
    said_on: str | None = None
    words: str = ""
    low: float | None = None
    high: float | None = None
    prediction: str | None = None
    question: Question = "change"
    pairs: tuple[Pair, ...] = ()
    codebook: str = ""
    types: tuple[str, ...] = ()
    quad: str | None = None
    measure: Measure = "share"
    direction: Direction | None = None
    exposed: str | None = None
    first: str | None = None
    by: str | None = None
    unit: Unit = "month"
    horizons: tuple[int, ...] = ()
    before: int | None = None
    effect: float = 1.5
    bound: float | None = None
    alpha: float = ALPHA
    correction: Correction = "holm"
    placebo: tuple[Placebo, ...] = ("dates", "pairs")
    level: Level = "mentions"
    dedupe: Dedupe = "day"
    mirrors: Mirrors = "keep"
    domestic: Domestic = "drop"
    episode: bool = True
    curve: bool = True
    rivals: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def scale(self) -> Literal["ratio", "difference"]:
        """Whether changes of the measure are ratios or differences."""
        return "ratio" if self.measure in ("count", "share") else "difference"

    @property
    def claimed(self) -> float:
        """The effect claimed, without its sign: the logarithm of a ratio, or a difference."""
        return math.log(self.effect) if self.scale == "ratio" else self.effect

    @property
    def sign(self) -> int:
        """1 where more is claimed, -1 where less."""
        return -1 if self.direction == "down" else 1


def as_object(plan: Plan) -> dict[str, Any]:
    """Return *plan* as an object for JSON, with its format."""
    return {"format": FORMAT, **asdict(plan)}


def of_object(found: Mapping[str, Any]) -> Plan:
    """Return the plan that ``as_object`` wrote."""
    return Plan(**{name: frozen(value) for name, value in found.items() if name != "format"})


def tests_as(one: Plan, other: Plan) -> bool:
    """Return whether the two plans put the same to the test, whoever said it and however surely."""
    return replace(one, **{name: getattr(other, name) for name in SAID}) == other


def frozen(value: Any) -> Any:
    """Return *value* with its lists made tuples, within one another."""
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


def digest(plan: Plan) -> str:
    """Return the SHA-256 of *plan*: of its JSON with sorted names and nothing between."""
    text = json.dumps(as_object(plan), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def settled(plan: Plan) -> Plan:
    """Return *plan* with what follows from the rest worked out: its first day after and its horizon.

    A period belongs to the window after where the exposure falls into its first half. A deadline without
    horizons makes one horizon: the periods up to and with that of the deadline.
    """
    if plan.exposed is None:
        return plan
    first = first_period(plan)
    day = str(starts(np.array([first]), plan.unit)[0])
    if plan.horizons or plan.by is None:
        return replace(plan, first=day)
    last = period_of(np.datetime64(plan.by), plan.unit)
    return replace(plan, first=day, horizons=(max(last - first + 1, 1),))


def first_period(plan: Plan) -> int:
    """Return the number of the first period after; *plan* must have ``exposed`` or ``first``."""
    if plan.first is not None:
        return period_of(np.datetime64(plan.first), plan.unit)
    exposed = np.datetime64(plan.exposed or "")
    number = period_of(exposed, plan.unit)
    begin, end = starts(np.array([number, number + 1]), plan.unit)
    return number if (exposed - begin) * 2 < end - begin else number + 1


def missing(plan: Plan) -> tuple[str, ...]:
    """Return what *plan* lacks to be put to a test, as sentences; nothing where it can be tested."""
    return tuple(sentence for sentence, _ in _lacks(plan))


def remedies(plan: Plan) -> tuple[str, ...]:
    """Return one sentence that says how to test *plan* all the same, none where it can be tested."""
    how = [remedy for _, remedy in _lacks(plan)]
    if not how:
        return ()
    return (f"To test it all the same, {' and '.join(how)}; the plan then says that this is your reading.",)


def _lacks(plan: Plan) -> list[tuple[str, str]]:
    """Return what *plan* lacks: the sentence that says so, and what to do about it."""
    domestic = plan.domestic == "drop" and any(one[:3] == other[:3] for one, other in plan.pairs)
    lacks = (
        (
            not plan.pairs,
            "It does not say who does it to whom: a country on either side is needed.",
            "name the pairs in a claim of your own (CLAIM.toml)",
        ),
        (
            domestic,
            "Both sides are of one country, and series between countries do not measure that.",
            'say domestic = "only" in a claim of your own',
        ),
        (
            plan.question == "change" and plan.direction is None,
            "It says neither more nor less of anything: there is no direction to test.",
            "give --direction up or down",
        ),
        (
            plan.question == "occurrence" and not plan.types and plan.quad is None,
            "It does not say which kind of event it expects.",
            "give --type CODE",
        ),
        (
            plan.exposed is None,
            "It has no date from which on it should have come.",
            "give --exposed DATE",
        ),
        (
            not plan.horizons and plan.by is None,
            "It gives no deadline, and no horizon was read into it: it could never be wrong.",
            f"give a deadline (--by DATE) or a window (--horizon 12, in {plan.unit}s)",
        ),
    )
    return [(sentence, remedy) for lacking, sentence, remedy in lacks if lacking]


def turned_off(plan: Plan) -> tuple[str, ...]:
    """Return a sentence for each safeguard that *plan* turns off, for every output."""
    off = {
        "Counts are not held against what else was reported.": plan.measure in ("count", "net"),
        "Repeats of one day are all counted (dedupe none).": plan.dedupe == "none",
        "No placebo pairs.": "pairs" not in plan.placebo,
        "p values are not corrected for there being several (correction none).": plan.correction == "none",
        "The largest episode was not left out to see what remains.": not plan.episode,
        "No specification curve.": not plan.curve,
        f"The level is {plan.alpha:g}, not {ALPHA:g}.": plan.alpha > ALPHA,
    }
    found = [sentence for sentence, is_off in off.items() if is_off and plan.question == "change"]
    return (*found, *(["Events within one country are counted."] if plan.domestic != "drop" else []))


def faults(plan: Plan) -> tuple[str, ...]:
    """Return what is wrong with the values of *plan*, as words for a message."""
    numbers = [plan.low, plan.high]
    bad = {
        "effect must be above 1 for count and share, above 0 for tone and net": (
            plan.effect <= (1 if plan.scale == "ratio" else 0)
        ),
        "bound must be above 1 for count and share, above 0 for tone and net": (
            plan.bound is not None and plan.bound <= (1 if plan.scale == "ratio" else 0)
        ),
        "alpha must lie between 0 and 0.5": not 0 < plan.alpha < 0.5,
        "horizons and before are numbers of periods, 1 or more": any(
            one < 1 for one in (*plan.horizons, 1 if plan.before is None else plan.before)
        ),
        "low and high are probabilities, low first": any(n is not None and not 0 <= n <= 1 for n in numbers)
        or (plan.low is not None and plan.high is not None and plan.low > plan.high),
        "placebo must name dates: they are the test": "dates" not in plan.placebo,
        "days are written YYYY-MM-DD": not all(
            _is_day(one) for one in (plan.exposed, plan.first, plan.by, plan.said_on)
        ),
    }
    return tuple(words for words, is_bad in bad.items() if is_bad)


def _is_day(text: str | None) -> bool:
    if text is None:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


NAMES = tuple(one.name for one in fields(Plan))
