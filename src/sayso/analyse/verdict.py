"""Verdicts: what came of a plan, with everything that it rests on."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sayso.analyse.asked import Pair
from sayso.analyse.power import Trial

Word = Literal["supported", "contradicted", "no detectable change", "cannot tell", "not testable"]
WORDS: tuple[Word, ...] = get_args(Word)
PARTS = ("base_rate", "data", "tests", "curve", "sightings")
OPTIONAL = ("place", "smallest", "episode", "textbook", "power")  # of a test: null is no number not known


@dataclass(frozen=True, slots=True)
class Episode:
    """The largest episode of the windows, and the result without it.

    ``name`` is a story, or a month with a code; ``events`` how many it has of the ``whole`` of its window.
    """

    name: str
    period: str
    events: int
    whole: int
    effect: float
    p: float


@dataclass(frozen=True, slots=True)
class Test:
    """One test of the family. Effects are natural logarithms of ratios, or differences of the measure.

    ``before`` and ``after`` are numbers of events, ``rates`` what is compared: per 1,000 for shares. ``low``
    and ``high`` are the interval at ``1 - alpha``; ``p`` is by placebo dates, ``corrected`` over the family,
    ``p_pairs`` by placebo pairs. ``smallest`` is the smallest effect that would be seen with 80 % power in
    the claimed direction, None where no effect tried would. ``same_way`` is the base rate: the share of all
    dates at which the series moved as claimed, ``as_far`` by as much as claimed. ``textbook`` are p values
    that are not to be used.
    """

    pair: Pair
    horizon: int
    place: int | None
    before: int
    after: int
    rates: tuple[float, float]
    effect: float
    low: float
    high: float
    dates: int
    p: float
    corrected: float
    pairs: int
    p_pairs: float
    smallest: float | None
    power: tuple[Trial, ...]
    placebo: tuple[float, ...]
    band: tuple[float, float]
    same_way: float
    as_far: float
    equivalence: tuple[float, float]
    silent: int
    episode: Episode | None = None
    textbook: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Specification:
    """One way to ask the same question, and what it gives."""

    pair: Pair
    unit: str
    window: int
    measure: str
    dedupe: str
    mirrors: str
    effect: float
    p: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """An event that came, as evidence that what was predicted did."""

    day: str
    pair: Pair
    code: str
    report: str
    story: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, and why. ``data`` says what was counted, ``off`` which safeguards were turned off."""

    word: Word
    reasons: tuple[str, ...]
    plan: str
    version: str
    tests: tuple[Test, ...] = ()
    curve: tuple[Specification, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    base_rate: float | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    off: tuple[str, ...] = ()


def of_object(found: Mapping[str, Any]) -> Verdict:
    """Return the verdict that is kept as *found*, an object of JSON, in which numbers not known are null.

    Raises KeyError or TypeError where *found* is no verdict of this version.
    """
    its = {name: _known(value) for name, value in found.items() if name not in PARTS}
    return Verdict(
        **its,
        base_rate=found["base_rate"],
        data=found["data"],
        tests=tuple(_test(one) for one in found["tests"]),
        curve=tuple(Specification(**_all_known(one)) for one in found["curve"]),
        sightings=tuple(Sighting(**_all_known(one)) for one in found["sightings"]),
    )


def _test(found: Mapping[str, Any]) -> Test:
    its = _all_known({name: value for name, value in found.items() if name not in OPTIONAL})
    return Test(
        **its,
        place=found["place"],
        smallest=found["smallest"],
        power=tuple(Trial(*_known(one)) for one in found["power"]),
        episode=Episode(**_all_known(found["episode"])) if found["episode"] else None,
        textbook=_all_known(found["textbook"]),
    )


def _all_known(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _known(value) for name, value in found.items()}


def _known(value: Any) -> Any:
    """Return *value* with lists as tuples and null as NaN."""
    if isinstance(value, list):
        return tuple(_known(one) for one in value)
    return math.nan if value is None else value
