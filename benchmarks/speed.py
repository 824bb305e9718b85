"""How fast sayso is, side by side in one run: python -m benchmarks speed [OPTIONS].

Processor seconds of all processes are told beside the clock, for other programs on the machine make the clock
worse and leave the processor nearly alone. docs/speed.md explains each line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import linear_regression, median
from tempfile import TemporaryDirectory

from benchmarks import processes, spacy_pipeline, stages
from benchmarks.processes import Taken
from benchmarks.texts import texts, write
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings

ROUNDS = 5


def main(arguments: Sequence[str]) -> None:
    """Measure what the command line names, or all of it, and print."""
    given = _parser().parse_args(arguments)
    for line in _lines(given):
        print(line, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks speed", description=__doc__)
    parser.add_argument("--articles", nargs="+", default=[], metavar="NAME", help="default: the samples")
    parser.add_argument("--number", type=int, default=60, help="articles for stages, processes and spaCy")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[10, 30, 100, 300], help="articles, for the slope"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes beside one")
    parser.add_argument("--spacy", type=Path, metavar="PATH", help="a spaCy pipeline to measure beside sayso")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has spaCy")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="measure only these")
    return parser


def _lines(given: argparse.Namespace) -> Iterator[str]:
    """Yield the report, part by part."""
    for name in given.only:
        yield f"\n== {name}"
        yield from PARTS[name](given)


def _start(given: argparse.Namespace) -> Iterator[str]:
    """Yield how long commands take that hardly do anything."""
    with TemporaryDirectory() as folder:
        article = write(Path(folder), texts(given.articles, 1)) / "000000.txt"
        for name, command in (
            ("--help", ["--help"]),
            ("code, one article", ["code", str(article), "-o", f"{folder}/my.ledger"]),
        ):
            took = [processes.run(command) for _ in range(ROUNDS)]
            best, middle = min(one.clock for one in took), median(one.clock for one in took)
            cpu = median(one.cpu for one in took)
            yield f"sayso {name}: {best:.2f} s at best of {ROUNDS}, median {middle:.2f}; CPU {cpu:.2f} s"
            Path(f"{folder}/my.ledger").unlink(missing_ok=True)


def _stages(given: argparse.Namespace) -> Iterator[str]:
    """Yield what each stage takes."""
    some, resources = _made(given)
    clock, sentences, words = stages.measured(some, resources)
    yield from stages.report(clock, len(some), sentences, words)


def _made(given: argparse.Namespace) -> tuple[list[stages.Source], Resources]:
    """Return the articles and what coding consults, both warm."""
    some = stages.sources(texts(given.articles, given.number))
    resources = load_resources(Settings())
    stages.measured(some[:3], resources)
    return some, resources


def _jobs(given: argparse.Namespace) -> Iterator[str]:
    """Yield what one process takes and what several do, in turns, and the ratio."""
    contents = texts(given.articles, given.number)
    with TemporaryDirectory() as folder:
        place = write(Path(folder) / "in", contents)
        first = write(Path(folder) / "first", contents[:1])
        took: dict[int, list[Taken]] = {1: [], given.jobs: []}
        starts = {jobs: _coded(first, Path(folder), jobs) for jobs in took}
        for _ in range(3):
            for jobs, found in took.items():
                found.append(_coded(place, Path(folder), jobs))
    for jobs, found in took.items():
        best = min(found, key=lambda one: one.clock)
        yield (
            f"--jobs {jobs}: {best.clock:.1f} s at best of 3, {len(contents) / best.clock:.1f} articles/s;"
            f" processor {best.cpu:.1f} s; memory {best.memory / 1e6:.0f} MB in {best.processes} processes"
        )
    one, more = (min(each.clock for each in found) for found in took.values())
    yield f"{given.jobs} processes / one: {one / more:.2f} times as fast by the clock, start included"
    cpu, cpu_more = (median(each.cpu for each in found) - starts[jobs].cpu for jobs, found in took.items())
    yield f"  processor time, start left out: {cpu_more / cpu:.2f} times that of one"
    yield f"  so {given.jobs * cpu / cpu_more:.2f} times as fast at most, where {given.jobs} cores are free"


def _coded(place: Path, folder: Path, jobs: int) -> Taken:
    """Code the articles in *place* into a new ledger and return what that took."""
    ledger = folder / "my.ledger"
    for one in folder.glob("my.ledger*"):
        one.unlink()
    return processes.run(["code", str(place), "-o", str(ledger), "--jobs", str(jobs)])


def _sizes(given: argparse.Namespace) -> Iterator[str]:
    """Yield how cost and memory grow with the number of articles."""
    took = {}
    with TemporaryDirectory() as folder:
        for size in given.sizes:
            place = write(Path(folder) / str(size), texts(given.articles, size))
            took[size] = one = _coded(place, Path(folder), given.jobs)
            yield (
                f"{size:7,} articles: {one.clock:8.1f} s, processor {one.cpu:8.1f} s,"
                f" {1000 * one.cpu / size:6.1f} ms each; memory {one.memory / 1e6:.0f} MB"
            )
    if len(took) > 1:
        slope, start = linear_regression(list(took), [one.cpu for one in took.values()])
        yield f"processor: {start:.1f} s and {1000 * slope:.1f} ms an article ({given.jobs} processes)"


def _spacy(given: argparse.Namespace) -> Iterator[str]:
    """Yield what a spaCy pipeline takes for the same texts, in turns with sayso."""
    if given.spacy is None:
        yield "left out: name a pipeline with --spacy PATH; python -m benchmarks train-spacy makes one"
        return
    some, resources = _made(given)
    contents = [source.data.decode() for source in some]
    core, whole, parser, pipe = [], [], [], []
    with spacy_pipeline.Pipeline(given.spacy, given.python) as pipeline:
        for _ in range(ROUNDS):
            clock, _, words = stages.measured(some, resources)
            answer = pipeline.parse(contents)
            core.append(sum(clock.spent[name] for name in stages.CORE))
            whole.append(sum(clock.spent.values()))
            parser.append(answer["parser"]["cpu"])
            pipe.append(answer["whole"]["cpu"])
        told = pipeline.told
    pipes = ", ".join(told["pipes"])
    yield f"spaCy {told['version']}, {pipes}; {words:,} words; medians of {ROUNDS}, one thread"
    named = {"sayso, whole": whole, "sayso, core": core, "spaCy, parser": parser, "spaCy, whole": pipe}
    for name, seconds in named.items():
        yield f"{name:14} {median(seconds):7.2f} s of processor, {words / median(seconds):8,.0f} words/s"
    for one in ("sayso, whole", "sayso, core"):
        for other in ("spaCy, parser", "spaCy, whole"):
            ratios = sorted(a / b for a, b in zip(named[one], named[other], strict=True))
            yield f"time of {one} / {other}: {median(ratios):.2f} (from {ratios[0]:.2f} to {ratios[-1]:.2f})"


PARTS = {"start": _start, "stages": _stages, "jobs": _jobs, "sizes": _sizes, "spacy": _spacy}
