"""What an archive costs, article by article: python -m benchmarks archive [OPTIONS].

Processor seconds to code an article and to bring it into a ledger; bytes of it as text, in a ledger and in a
part of a shard; seconds and memory to count the events of a shard. docs/archive.md computes with all that.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks import invented
from benchmarks.stages import sources
from benchmarks.texts import texts
from sayso.ledger.merge import merge
from sayso.ledger.parted.columns import row_of
from sayso.ledger.parted.counting import parted_events
from sayso.ledger.parted.folder import folder_of, write_part
from sayso.ledger.parted.names import PartName, run_folder
from sayso.ledger.store import open_ledger
from sayso.record import Coded, Run
from sayso.run.pipeline import load_resources, process
from sayso.run.spread import PART
from sayso.settings import Settings

MB = 1e6


class Took(NamedTuple):
    """Seconds of the processor and of the clock."""

    cpu: float
    clock: float


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks archive", description=__doc__)
    parser.add_argument("--articles", nargs="+", default=[], metavar="NAME", help="default: the samples")
    parser.add_argument("--number", type=int, default=100, help="articles to code")
    parser.add_argument("--invented", type=int, default=5_000, help="invented articles to count, 0 for none")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        for line in _coding(Path(folder), given):
            print(line, flush=True)
        if given.invented:
            for line in _counting(Path(folder), given.invented):
                print(line, flush=True)


def _coding(folder: Path, given: argparse.Namespace) -> Iterator[str]:
    """Yield what coding and keeping real texts takes."""
    some = sources(texts(given.articles, given.number))
    resources = load_resources(Settings())
    clock = Clock()
    made = (process(source, Settings(), resources) for source in some)
    found = [one for one in made if isinstance(one, Coded)]
    took = clock.took()
    words = sum(len(one.article.text.split()) for one in found)
    count = len(found)
    cost = f"{1000 * took.cpu / count:.0f} ms of processor each"
    yield f"{count} articles of {words / count:.0f} words: coded in {cost}"
    clock = Clock()
    shard = _written(folder / "shard", found, invented.RUN)
    yield f"  written as parts in {1000 * clock.took().cpu / count:.1f} ms each"
    clock = Clock()
    with open_ledger(folder / "my.ledger") as ledger:
        list(merge(ledger, [shard]))
    yield f"  brought into a ledger in {1000 * clock.took().cpu / count:.1f} ms each"
    text = sum(len(one.article.text.encode()) for one in found) / count
    parts = sum(one.stat().st_size for one in shard.glob("*/*.parquet")) / count
    kept = sum(one.stat().st_size for one in folder.glob("my.ledger*")) / count
    events = sum(len(one.events) for one in found) / count
    yield f"  bytes of an article: text {text:,.0f}, in parts {parts:,.0f}, in a ledger {kept:,.0f}"
    yield f"  events of an article: {events:.1f}"


def _counting(folder: Path, number: int) -> Iterator[str]:
    """Yield what counting the events of a shard of invented articles takes."""
    shard = _written(folder / "invented", invented.articles(number), invented.RUN)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    clock = Clock()
    events = number * invented.PER_ARTICLE
    parted_events(str(shard))
    took = clock.took()
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - before
    yield (
        f"{events:,} events in {number:,} invented articles: counted in {took.cpu:.1f} s of processor"
        f" ({1e6 * took.cpu / events:.0f} s for a million), with {more / MB:.0f} MB more memory"
        f" ({more / events:.0f} bytes each)"
    )


def _written(folder: Path, found: Iterator[Coded] | Sequence[Coded], run: Run) -> Path:
    """Write what was *found* in parts in *folder*, and return it."""
    ours = folder_of(str(folder)).within(run_folder(run, ()))
    rows = []
    chunk = 0
    for one in found:
        rows.append(row_of(one, run))
        if len(rows) == PART:
            write_part(ours, str(PartName(0, chunk, False, "0" * 12)), rows, json.dumps(asdict(run)))
            rows, chunk = [], chunk + 1
    write_part(ours, str(PartName(0, chunk, True, "0" * 12)), rows, json.dumps(asdict(run)))
    return folder


class Clock:
    """Time since it was made."""

    def __init__(self) -> None:
        """Begin."""
        self._cpu, self._clock = time.process_time(), time.perf_counter()

    def took(self) -> Took:
        """Return what has passed."""
        return Took(time.process_time() - self._cpu, time.perf_counter() - self._clock)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
