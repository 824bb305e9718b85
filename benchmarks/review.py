"""How long a reviewer waits in a large ledger: python -m benchmarks.review [EVENTS].

Writes a ledger of so many events (default 200,000), made from the sample articles under other names, and
times what sayso review does: finding what is to be reviewed, once, and each step, which is a page shown and a
decision kept.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sayso import code_files
from sayso.ledger.content import contents
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.review import Ask, page, queue, undo
from sayso.ledger.store import Ledger, open_ledger
from sayso.record import Coded, Run
from sayso.show.samples import sample_files

RUN = Run("benchmark", "0", "none", "{}", "here", "2026-01-01T00:00:00+00:00")
STEPS = 300


def main(arguments: list[str]) -> None:
    """Fill a ledger and print what the steps take."""
    wanted = int(arguments[0]) if arguments else 200_000
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "large.ledger") as ledger:
        events = fill(ledger, wanted)
        ask = Ask("Anna")
        seconds, stops = timed(lambda: queue(ledger, ask))
        say(f"{events} events, {len(stops)} sentences; what is to be reviewed: {seconds:.2f} s, once")
        sampled, _ = timed(lambda: queue(ledger, Ask("Anna", sample=200)))
        say(f"a sample of 200: {sampled:.2f} s")
        steps = sorted(_steps(ledger, ask, stops[:: max(1, len(stops) // STEPS)]))
        say(f"a step (page and decision), {len(steps)} of them: {quantiles(steps)}")
        seconds, _ = timed(lambda: undo(ledger, "Anna"))
        say(f"undo: {seconds * 1000:.1f} ms")
        seconds, stops = timed(lambda: queue(ledger, ask))
        say(f"what is left, after {len(steps)} decisions: {seconds:.2f} s")
        plain, _ = timed(lambda: sum(1 for _ in contents(ledger)))
        reviewed, _ = timed(lambda: sum(1 for _ in contents(ledger.as_reviewed())))
        say(f"contents as reviewed: {reviewed / plain:.2f} times as coded ({plain:.1f} s)")


def fill(ledger: Ledger, wanted: int) -> int:
    """Add copies of the samples until there are *wanted* events; return how many there are."""
    coded = [outcome.coded for outcome in code_files(sample_files())]
    found = 0
    for number in range(wanted):
        one = coded[number % len(coded)]
        if one is not None:
            ledger.add(_renamed(one, number), RUN)
            found += len(one.events)
        if found >= wanted:
            break
    ledger.finish(RUN)
    return found


def _renamed(coded: Coded, number: int) -> Coded:
    """Return *coded* as another article, its rows with ids of their own."""

    def other(name: str | None) -> str | None:
        return None if name is None else hashlib.sha256(f"{name}{number}".encode()).hexdigest()[:16]

    text = f"{coded.article.text}\n{number}\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = replace(coded.article, text=text, sha256=digest, source_sha256=digest, doc_id=str(number))

    def said(row):  # type: ignore[no-untyped-def]
        return row.said_by and replace(row.said_by, claim=other(row.said_by.claim))

    return replace(
        coded,
        article=article,
        claims=tuple(replace(one, id=other(one.id), parent=other(one.parent)) for one in coded.claims),
        events=tuple(replace(one, id=other(one.id), said_by=said(one)) for one in coded.events),
        predictions=tuple(
            replace(one, id=other(one.id), event=other(one.event), said_by=said(one))
            for one in coded.predictions
        ),
        relations=tuple(replace(one, id=other(one.id), said_by=said(one)) for one in coded.relations),
    )


def _steps(ledger: Ledger, ask: Ask, stops: list) -> Iterator[float]:  # type: ignore[type-arg]
    """Yield the seconds of each step."""
    for stop in stops:
        start = time.perf_counter()
        shown = page(ledger, stop, ask)
        if shown.left:
            row = shown.left[0].row
            decide(ledger, Draft(row.id, "accept", ask.reviewer, article=shown.article))
        yield time.perf_counter() - start


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that *act* takes, and what it returns."""
    start = time.perf_counter()
    found = act()
    return time.perf_counter() - start, found


def quantiles(seconds: list[float]) -> str:
    """Return median, 95th percentile and longest of sorted *seconds*, as milliseconds."""
    places = {"median": 0.5, "95 %": 0.95, "longest": 1}
    return ", ".join(
        f"{name} {seconds[min(int(place * len(seconds)), len(seconds) - 1)] * 1000:.1f} ms"
        for name, place in places.items()
    )


def say(line: str) -> None:
    """Print *line* at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
