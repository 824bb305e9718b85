"""How often tests see what is not there, and what is: python benchmarks/size.py [PAIRS].

Size: the share of invented pairs that nothing changed in which a test at 5 % sees a change at a random month.
Power: the same where the twelve months from there on were multiplied. Bursty, autocorrelated counts; see
sayso.analyse.simulate for how they are made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import numpy as np

from sayso.analyse.contrast import Windows, contrasts
from sayso.analyse.placebo import date_p
from sayso.analyse.power import Series
from sayso.analyse.simulate import Making, invented
from sayso.analyse.textbook import interrupted_p, poisson_p, t_p

PERIODS, YEAR, ALPHA = 156, Windows(12, 12), 0.05
FACTORS = (1.0, 0.5, 0.7, 0.3, 1.5, 2.0, 3.0)
HOW = {
    "wild: spread .7, memory .8": Making(),
    "long memory: spread .7, memory .95": Making(memory=0.95),
    "calm: spread .2, memory .5, no bursts": Making(spread=0.2, memory=0.5, bursts=0.0),
    "few events: 2 a month": Making(rate=2.0),
}
Test = Callable[[Series, int, Windows], float]
TESTS: dict[str, Test] = {
    "placebo dates (sayso)": lambda series, first, windows: float(
        date_p(contrasts(series.values, series.denominator, windows), first - windows.before)
    ),
    "Poisson rate ratio": poisson_p,
    "t test of log rates": t_p,
    "interrupted series": interrupted_p,
}


def main(arguments: Sequence[str]) -> None:
    """Measure and print a table for each kind of series."""
    pairs = int(arguments[0]) if arguments else 1_000
    for name, making in HOW.items():
        rng = np.random.default_rng(2009)
        values, whole = invented(pairs, PERIODS, rng, making)
        firsts = rng.integers(12, PERIODS - 11, pairs)
        print(f"\n{name}; {pairs} pairs x {PERIODS} months, windows of 12 and 12, level {ALPHA}")
        print(
            "test".ljust(24) + "".join(f"{'size' if f == 1 else f'x{f:g}':>8}" for f in FACTORS) + "  bias x2"
        )
        for test, p_of in TESTS.items():
            shares = [share(p_of, values, whole, firsts, factor) for factor in FACTORS]
            print(
                test.ljust(24)
                + "".join(f"{one:8.3f}" for one in shares)
                + f"{bias(values, whole, firsts):9.3f}"
            )


def share(p_of: Test, values: np.ndarray, whole: np.ndarray, firsts: np.ndarray, factor: float) -> float:
    """Return the share of pairs in which the test sees a change when the year from *firsts* on is changed."""
    found = []
    for pair, first in enumerate(firsts.tolist()):
        changed = altered(values[pair], first, factor)
        found.append(p_of(Series(changed, whole[pair]), first, YEAR))
    return float(np.mean(np.array(found) <= ALPHA))


def bias(values: np.ndarray, whole: np.ndarray, firsts: np.ndarray) -> float:
    """Return by how much the measured doubling is off on average, as a logarithm."""
    off = []
    for pair, first in enumerate(firsts.tolist()):
        plain = contrasts(values[pair], whole[pair], YEAR)[first - 12]
        changed = contrasts(altered(values[pair], first, 2.0), whole[pair], YEAR)[first - 12]
        off.append(changed - plain - np.log(2))
    return float(np.mean(off))


def altered(values: np.ndarray, first: int, factor: float) -> np.ndarray:
    """Return *values* with *factor* times as many events in the year from *first* on, by chance."""
    rng = np.random.default_rng(first)
    year = slice(first, first + 12)
    changed = values.copy()
    counts = values[year].astype(int)
    changed[year] = (
        rng.binomial(counts, factor) if factor < 1 else counts + rng.poisson(counts * (factor - 1))
    )
    return changed


if __name__ == "__main__":
    main(sys.argv[1:])
