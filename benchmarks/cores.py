"""How much dearer the accurate core is than the fast one, in turns: python -m benchmarks cores."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from benchmarks.stages import sources
from benchmarks.texts import texts
from sayso.record import Source
from sayso.run.pipeline import Resources, load_resources, process
from sayso.settings import Settings

SLOWER: Settings = Settings(model="accurate")


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks cores", description=__doc__)
    parser.add_argument("--articles", nargs="+", default=[], metavar="NAME", help="default: the samples")
    parser.add_argument("--number", type=int, default=12, help="how many articles, repeated if need be")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args(arguments)
    some = list(sources(texts(given.articles, given.number)))
    fast, accurate = load_resources(Settings()), load_resources(SLOWER)
    ratios = sorted(
        _seconds(some, SLOWER, accurate) / _seconds(some, Settings(), fast) for _ in range(given.rounds)
    )
    middle = ratios[len(ratios) // 2]
    print(f"accurate / fast, processor time of coding: {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def _seconds(some: Sequence[Source], settings: Settings, resources: Resources) -> float:
    """Return the seconds of the processor that coding *some* articles takes."""
    began = time.process_time()
    for source in some:
        process(source, settings, resources)
    return time.process_time() - began
