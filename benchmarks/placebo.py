"""How fast all placebo changes of many pairs are found, beside a plain loop: python benchmarks/placebo.py.

The loop is run on a few pairs and its time multiplied, which is said. CPU seconds, one process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from time import process_time

import numpy as np

from sayso.analyse.contrast import Windows, contrasts
from sayso.analyse.placebo import date_p
from sayso.analyse.simulate import invented

PAIRS, PERIODS, FEW = 6_000, 480, 2
YEAR = Windows(12, 12)


def main(arguments: Sequence[str]) -> None:
    """Time both on invented pairs and say how they compare."""
    pairs = int(arguments[0]) if arguments else PAIRS
    values, whole = invented(pairs, PERIODS, np.random.default_rng(1))
    every, changes = timed(lambda: contrasts(values, whole, YEAR))
    ranked, _ = timed(lambda: date_p(changes))
    few, slow = timed(lambda: loop(values[:FEW], whole[:FEW]))
    assert np.allclose(slow, changes[:FEW])
    obvious = few * pairs / FEW
    print(f"{pairs:,} pairs x {PERIODS} months, windows of 12 and 12, {changes.size:,} changes; CPU seconds")
    print(f"all changes by cumulative sums  {every:8.3f}")
    print(f"p of each among all dates       {ranked:8.3f}")
    print(f"pandas, date by date            {obvious:8.1f}  ({few:.3f} for {FEW} pairs, multiplied)")
    print(f"ratio                           {obvious / every:8.0f}")


def timed(run: Callable[[], np.ndarray]) -> tuple[float, np.ndarray]:
    """Return the CPU seconds of the fastest of three runs, and what it gave."""
    times = []
    for _ in range(3):
        start = process_time()
        found = run()
        times.append(process_time() - start)
    return min(times), found


def loop(values: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Return the changes as one writes them first: for each pair and date, two slices of a series."""
    import pandas as pd

    months = pd.period_range("1980-01", periods=values.shape[1], freq="M")
    found = []
    for count, total in zip(values, whole, strict=True):
        series, totals = pd.Series(count, months), pd.Series(total, months)
        changes = []
        for place in range(YEAR.before, len(months) - YEAR.after + 1):
            before, after = slice(place - YEAR.before, place), slice(place, place + YEAR.after)
            one = (series.iloc[before].sum() + 0.5) / totals.iloc[before].sum()
            other = (series.iloc[after].sum() + 0.5) / totals.iloc[after].sum()
            changes.append(np.log(other / one))
        found.append(changes)
    return np.array(found)


if __name__ == "__main__":
    main(sys.argv[1:])
