"""A ledger of a million events: how long a page of it takes, and its verification."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benchmarks.invented import PER_ARTICLE, RUN, articles
from sayso.ledger import insert, query
from sayso.ledger.store import Ledger, open_ledger, transaction
from sayso.ledger.verify import verify_ledger

BATCH = 500  # articles a transaction: the benchmark is of reading, not of writing
PAGE = 50  # rows
KINDS = 32  # of questions, from the beginning and within


def make(path: Path, events: int) -> float:
    """Make a ledger of so many invented *events* at *path*; return the seconds that it took."""
    started = perf_counter()
    with open_ledger(path) as ledger:
        ledger.connection.execute("PRAGMA synchronous = OFF")
        source = articles(events // PER_ARTICLE)
        for _ in range(0, events // PER_ARTICLE, BATCH):
            with transaction(ledger.connection):
                for coded, _ in zip(source, range(BATCH), strict=False):
                    insert.add_coded(ledger.connection, coded, RUN)
                insert.add_run(ledger.connection, RUN)
        ledger.finish(RUN)
        ledger.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return perf_counter() - started


def questions(ledger: Ledger, chance: random.Random) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield kinds of questions and questions: filters alone and together, from the beginning and within."""
    events = int(next(ledger.read("SELECT max(number) FROM events"))[0])
    while True:
        (row,) = ledger.read("SELECT * FROM events WHERE number = ?", (chance.randrange(1, events + 1),))
        (code, *_), name = row["actor_code"].split(), row["recipient_text"].split()[0]
        document = next(ledger.read("SELECT doc_id FROM readings WHERE number = ?", (row["coding"],)))[0]
        kinds: dict[str, Mapping[str, object]] = {
            "no filter": {},
            "type": {"type": row["type"]},
            "actor, a country": {"actor": code},
            "actor, a country and role": {"actor": row["actor_code"]},
            "recipient, a word": {"recipient": name},
            "said by, words": {"said_by": row["said_by_text"]},
            "status and certainty": {"status": "wanted", "certainty": "possible"},
            "prediction, type and actor": {"prediction": True, "type": row["type"], "actor": code},
            "who and whom": {"actor": code, "recipient": row["recipient_code"]},
            "everything": {
                "type": row["type"],
                "actor": row["actor_text"],
                "recipient": name,
                "said_by": row["said_by_code"],
                "status": row["status"],
                "certainty": row["certainty"],
                "text": "ferry talks",
            },
            "text, a common word": {"text": "ferry"},
            "text, rare words": {"text": f"{name} grain"},
            "a document": {"doc": document},
            "nothing fits": {"actor": "nobody of this name", "type": row["type"]},
            "a role alone": {"actor": "GOV"},
            "nobody does it": {"actor": code, "recipient": code, "type": "AGREE", "certainty": "possible"},
        }
        for kind, wanted in kinds.items():
            yield kind, wanted
            yield f"{kind}, a page within", {**wanted, "after": row["id"]}


def measure(path: Path, rounds: int, seed: int = 1) -> dict[str, list[float]]:
    """Return how many seconds the questions of each kind took, each asked of a newly opened ledger."""
    took: dict[str, list[float]] = {}
    with open_ledger(path, create=False) as asking:
        asked = questions(asking, random.Random(seed))
        for _ in range(rounds * KINDS):
            kind, wanted = next(asked)
            started = perf_counter()
            with open_ledger(path, create=False) as ledger:
                list(query.events(ledger, {**wanted, "limit": PAGE}))
            took.setdefault(kind, []).append(perf_counter() - started)
    return took


def report(path: Path, took: Mapping[str, list[float]]) -> Iterator[str]:
    """Yield the lines of the report: median and 95th percentile in milliseconds of each kind and of all."""
    yield f"{path}: {path.stat().st_size / 1e9:.2f} GB; pages of {PAGE} rows, milliseconds"
    yield f"{'p50':>8} {'p95':>8} {'worst':>8}  questions"
    every = [one for times in took.values() for one in times]
    for kind, times in (*took.items(), ("all", every)):
        p95 = quantiles(times, n=20, method="inclusive")[-1] if len(times) > 1 else times[0]
        yield f"{median(times) * 1e3:8.1f} {p95 * 1e3:8.1f} {max(times) * 1e3:8.1f}  {kind}"


def verified(path: Path) -> Iterator[str]:
    """Yield what verification of the ledger at *path* found, and how fast."""
    started, before = perf_counter(), process_time()
    with open_ledger(path, create=False) as ledger:
        checked, found = verify_ledger(ledger)
    took, busy = perf_counter() - started, process_time() - before
    yield f"verify: {checked:,} quotations, {len(found)} faults"
    yield f"        {took:.1f} s, {checked / took:,.0f} a second; {busy:.1f} s of processor on two cores"


def main(arguments: Sequence[str]) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks ledger", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="how many the ledger holds")
    parser.add_argument("--rounds", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--keep", type=Path, help="make the ledger here, or use the one that is there")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "benchmark.ledger"
        if not path.exists():
            print(f"made in {make(path, given.events):.0f} s: {given.events:,} events", flush=True)
        for line in (*report(path, measure(path, given.rounds)), *verified(path)):
            print(line, flush=True)
