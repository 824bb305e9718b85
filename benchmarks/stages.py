"""Where the time goes: python -m benchmarks profile [--articles NAME...] [--number N].

Each stage is timed by itself, in seconds of processor, in one process with one thread; a stage's time is
without that of the stages within it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from unittest import mock

from benchmarks.texts import texts
from sayso.annotate import annotate, encoder
from sayso.ledger.store import Ledger, open_ledger
from sayso.read.source import make_source
from sayso.record import Coded, Source
from sayso.run import pipeline
from sayso.run.pipeline import Resources, load_resources
from sayso.run.serial import start_run
from sayso.settings import Settings

ENCODER = "encoder (ONNX)"
CORE = (ENCODER, "sub-tokens", "decoding")
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("reading", pipeline, "read_article"),
    ("annotation, the rest", pipeline, "annotate"),
    ("tokens", annotate, "tokenize"),
    ("sentences", annotate, "split_sentences"),
    ("sub-tokens", encoder.Core, "count"),
    ("sub-tokens", encoder, "inputs"),
    (ENCODER, encoder, "outputs_of"),
    ("decoding", encoder.Core, "_named"),
    ("mentions and links", annotate, "link"),
    ("actors", pipeline, "resolve_actors"),
    ("claims", pipeline, "code_claims"),
    ("events", pipeline, "code_events"),
    ("predictions", pipeline, "code_predictions"),
    ("relations", pipeline, "code_relations"),
    ("ledger", Ledger, "add"),
)


class Clock:
    """Seconds of processor by stage."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.spent: dict[str, float] = {name: 0.0 for name, _, _ in STAGES}
        self._within: list[float] = []

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return *function*, the time of which goes to the stage *name*."""

        def measured(*arguments: Any, **named: Any) -> Any:
            self._within.append(0.0)
            began = process_time()
            try:
                return function(*arguments, **named)
            finally:
                took = process_time() - began
                self.spent[name] += took - self._within.pop()
                if self._within:
                    self._within[-1] += took

        return measured

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time every stage for a while."""
        with ExitStack() as stack:
            for name, owner, attribute in STAGES:
                found = getattr(owner, attribute)
                stack.enter_context(mock.patch.object(owner, attribute, self.timed(name, found)))
            yield


def sources(contents: Sequence[str]) -> list[Source]:
    """Return *contents* as sources of plain text."""
    return [make_source(f"{number}.txt", text.encode()) for number, text in enumerate(contents)]


def measured(some: Sequence[Source], resources: Resources) -> tuple[Clock, int, int]:
    """Code *some* into a new ledger; return the seconds by stage, the sentences and the words."""
    clock, sentences, words = Clock(), 0, 0
    settings = Settings()
    run = start_run(settings, resources.core.version)
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "my.ledger") as ledger, clock.running():
        for source in some:
            found = pipeline.process(source, settings, resources)
            if isinstance(found, Coded):
                ledger.add(found, run)
                sentences += len(found.annotation.sentences)
                words += sum(len(one.tokens) for one in found.annotation.sentences)
    return clock, sentences, words


def report(clock: Clock, articles: int, sentences: int, words: int) -> Iterator[str]:
    """Yield a line for each stage, the most expensive first, and for the whole."""
    whole = sum(clock.spent.values())
    yield f"{articles:,} articles, {sentences:,} sentences, {words:,} words; seconds of one processor"
    yield f"{'stage':22} {'share':>7} {'seconds':>8} {'articles/s':>11} {'sentences/s':>12} {'words/s':>10}"
    parts = sorted(clock.spent.items(), key=lambda one: -one[1])
    core = sum(clock.spent[name] for name in CORE)
    for name, spent in (*parts, ("language core", core), ("the whole", whole)):
        some = max(spent, 1e-9)
        yield (
            f"{name:22} {spent / whole:7.1%} {spent:8.2f} {articles / some:11.1f}"
            f" {sentences / some:12.0f} {words / some:10.0f}"
        )
    yield f"language core / bare encoder: {core / max(clock.spent[ENCODER], 1e-9):.2f}"


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks profile", description=__doc__)
    parser.add_argument("--articles", nargs="+", default=[], metavar="NAME", help="default: the samples")
    parser.add_argument("--number", type=int, default=60, help="how many articles, repeated if need be")
    given = parser.parse_args(arguments)
    some = sources(texts(given.articles, given.number))
    resources = load_resources(Settings())
    measured(some[:3], resources)  # what is made when first used
    for line in report(*_with_count(some, resources)):
        print(line, flush=True)


def _with_count(some: Sequence[Source], resources: Resources) -> tuple[Clock, int, int, int]:
    clock, sentences, words = measured(some, resources)
    return clock, len(some), sentences, words
