"""How fast events become series: python benchmarks/series.py [EVENTS].

The same invented events, in one process, CPU and wall seconds side by side: sayso, polars where it is there,
and pandas with its obvious loop (on a few pairs, its time multiplied, which is said). Neither is a dependency
of sayso.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Sequence
from time import perf_counter, process_time
from typing import Any

import numpy as np

from sayso.analyse.asked import Asked
from sayso.analyse.panel import build, cells
from sayso.table import EventTable

COUNTRIES, YEARS, CODES = 200, 40, 60
PAIRS, FEW = 6_000, 20
FIRST = np.datetime64("1980-01-01")


def main(arguments: Sequence[str]) -> None:
    """Measure both tasks and print a table for each."""
    events = int(float(arguments[0])) if arguments else 1_000_000
    table = invented(events)
    print(f"{events:,} events, {COUNTRIES} countries, {YEARS} years; {megabytes():,} MB held before")
    ours = {dedupe: pair_months(table, dedupe) for dedupe in ("none", "day")}  # first, so that memory is ours
    for dedupe, (found, seconds) in ours.items():
        polars(table, dedupe, int(found.counts.sum()), seconds)
    dense(table)


def pair_months(table: EventTable, dedupe: str) -> tuple[Any, float]:
    """Measure sayso on all pairs by month."""
    asked = Asked(dedupe=dedupe)  # type: ignore[arg-type]
    return report(f"sayso, pair-months, dedupe {dedupe}", lambda: cells(table, asked))


def dense(table: EventTable) -> None:
    """Measure a dense panel of the busiest pairs beside a loop of resampling over pairs."""
    whole = build(table, Asked(dedupe="none"))
    order = np.argsort(-whole.counts.sum(axis=1))[:PAIRS]
    pairs = tuple((str(whole.sources[at]), str(whole.targets[at])) for at in order)
    asked = Asked(dedupe="none", pairs=pairs)
    panel, seconds = report(f"sayso, {len(pairs):,} pairs dense", lambda: build(table, asked))
    print(f"  {panel.counts.shape[0]:,} pairs x {panel.periods} months")
    try:
        import pandas as pd
    except ModuleNotFoundError:
        return
    frame = pd.DataFrame({"day": table.days, "source": table.sources, "target": table.targets, "n": 1})
    start = process_time()
    groups = frame.groupby(["source", "target"])
    found = [groups.get_group(pair).set_index("day")["n"].resample("MS").sum().sum() for pair in pairs[:FEW]]
    spent = (process_time() - start) * len(pairs) / FEW
    assert found == whole.counts[order[:FEW]].sum(axis=1).tolist()
    print(f"  pandas, pair by pair: {spent:.1f} s ({FEW} pairs, multiplied), {spent / seconds:.0f} times")


def polars(table: EventTable, dedupe: str, events: int, seconds: float) -> None:
    """Measure polars on the same columns, where it is there, and compare what sayso counted and took."""
    try:
        import polars as pl
    except ModuleNotFoundError:
        print("  polars is not installed")
        return
    frame = pl.DataFrame({name: getattr(table, name) for name in ("days", "sources", "targets", "codes")})
    month = pl.col("days").dt.truncate("1mo").alias("month")

    def counted() -> pl.DataFrame:
        lazy = frame.lazy().filter(pl.col("sources") != pl.col("targets"))
        lazy = lazy.unique(["days", "sources", "targets", "codes"]) if dedupe == "day" else lazy
        return lazy.group_by("sources", "targets", month).agg(pl.len()).collect()

    counts, other = report(f"polars, pair-months, dedupe {dedupe}", counted)
    assert counts["len"].sum() == events
    print(f"  sayso takes {seconds / other:.2f} of polars' CPU seconds")


def report(name: str, run: Callable[[], object]) -> tuple[Any, float]:
    """Print the fastest of three runs and the memory at its end; return what it gave and its CPU seconds."""
    times = []
    for _ in range(3):
        wall, cpu = perf_counter(), process_time()
        found = run()
        times.append((process_time() - cpu, perf_counter() - wall))
    cpu, wall = min(times)
    print(f"{name.ljust(36)} {cpu:7.2f} s CPU {wall:7.2f} s wall, at most {megabytes():,} MB")
    return found, cpu


def megabytes() -> int:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def invented(events: int) -> EventTable:
    """Return events among countries of which few do most, by Zipf's law."""
    random = np.random.default_rng(1)
    letters = [chr(65 + place) for place in range(26)]
    names = np.array([a + b + c for a in letters for b in letters for c in letters])[:COUNTRIES]
    weights = 1 / np.arange(1, COUNTRIES + 1)
    chosen = [random.choice(COUNTRIES, events, p=weights / weights.sum()) for _ in range(2)]
    codes = np.array([f"{place // 10 + 1:02d}{place % 10}" for place in range(CODES)])
    days = FIRST + random.integers(0, YEARS * 365, events).astype("timedelta64[D]")
    nothing = np.full(events, "")
    code = codes[random.integers(0, CODES, events)]
    return EventTable("invented", "CAMEO", days, names[chosen[0]], names[chosen[1]], code, nothing, nothing)


if __name__ == "__main__":
    main(sys.argv[1:])
