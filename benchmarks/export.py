"""How fast a large ledger is written for others: python -m benchmarks.export [EVENTS [FORMAT...]]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

from sayso.ledger.export import export
from sayso.ledger.store import Ledger, open_ledger, transaction

EVENTS = 1_000_000
IN_ARTICLE = 12  # events in each article
SENTENCE = "Officials of country {c} said that troops of country {d} had attacked convoy {n}."
TYPES = (("ASSAULT", "19"), ("ACCUSE", "11"), ("CONSULT", "04"), ("COERCE", "17"), ("AID", "07"))
COUNTRIES = tuple("USA PAK IND RUS CHN IRN IRQ ISR FRA GBR DEU TUR KEN TZA NGA SYR UKR".split())
NAMES = ("csv", "parquet", "panel", "plover", "gdelt2", "icews", "polecat", "ucdp")

Row = tuple[object, ...]


def main(arguments: Sequence[str]) -> None:
    """Fill a ledger with invented events and say how long each format takes."""
    events = int(arguments[0]) if arguments else EVENTS
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "large.ledger") as ledger:
        start = perf_counter()
        fill(ledger, events)
        print(f"{events:,} events made in {perf_counter() - start:.1f} s")
        for name in arguments[1:] or NAMES:
            print(measured(ledger, Path(folder) / name, name), flush=True)


def measured(ledger: Ledger, path: Path, name: str) -> str:
    """Export *ledger* to *path*; return how long that took, and how much of it a processor was at work."""
    start, worked = perf_counter(), process_time()
    rows = export(ledger, path, name)
    took, worked = perf_counter() - start, process_time() - worked
    return f"{name:12} {rows:>10,} rows {took:8.1f} s, {worked:.1f} s of a processor"


def fill(ledger: Ledger, events: int) -> None:
    """Add *events* to the new *ledger*, each with its sentence and four spans."""
    ledger.connection.execute("PRAGMA synchronous = OFF")
    with transaction(ledger.connection):
        for table, columns, rows in (
            ("runs", 8, [(1, "run", "recipe", "0", "model", "{}", "here", "2026-01-01T00:00:00+00:00")]),
            ("finishes", 5, [(1, "run", "recipe", events, "2026-01-01T00:00:00+00:00")]),
            ("articles", 3, ((n, f"{n:064x}", f"Article {n}.") for n in _articles(events))),
            ("sources", 3, ((n, f"folder/{n}.txt", f"{n:064x}") for n in _articles(events))),
            ("readings", 11, map(_reading, _articles(events))),
            ("codings", 6, ((n, f"{n:064x}", "run", "recipe", n, f"{n:064x}") for n in _articles(events))),
            ("sentences", 7, map(_sentence, range(events))),
            ("events", 29, map(_event, range(events))),
            ("spans", 8, _spans(events)),
        ):
            marks = ", ".join("?" * columns)
            ledger.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _articles(events: int) -> range:
    return range(1, events // IN_ARTICLE + 2)


def _reading(number: int) -> Row:
    day = f"{2010 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    blocks = '[["paragraph", 0, 80]]'
    return (
        number,
        number,
        "run",
        "recipe",
        f"{number:064x}",
        f"doc{number}",
        "A title",
        day,
        "day",
        "en",
        blocks,
    )


def _sides(number: int) -> tuple[str, str]:
    return COUNTRIES[number % len(COUNTRIES)], COUNTRIES[number // 7 % len(COUNTRIES)]


def _sentence(number: int) -> Row:
    first, second = _sides(number)
    quote = SENTENCE.format(c=first, d=second, n=number)
    part = number % IN_ARTICLE
    return (number + 1, number // IN_ARTICLE + 1, part, 0, part * 90, part * 90 + len(quote), quote)


def _event(number: int) -> Row:
    (first, second), (kind, cameo) = _sides(number), TYPES[number % len(TYPES)]
    status = "happened" if number % 4 else "future"
    actor = (f"troops of country {second}", f"{second} MIL", f"{second} MIL", f"countries/{second}")
    recipient = (f"convoy {number}", f"{first}", f"{first}", f"countries/{first}")
    said = (f"Officials of country {first}", f"{first} GOV", None)
    what = (kind, None, '["military"]', cameo)
    when = (None, None, None)
    return (
        *(number + 1, number // IN_ARTICLE + 1, "run", f"{number:016x}", number % IN_ARTICLE, *what),
        *(*actor, *recipient, status, "certain", *said, 0, *when, None, None, 0.9),
    )


def _spans(events: int) -> Iterator[Row]:
    for number in range(events):
        for place, field in enumerate(("trigger", "sentence", "actor", "recipient")):
            coding, row = number // IN_ARTICLE + 1, f"{number:016x}"
            yield (number * 4 + place + 1, coding, row, field, 0, place * 10, place * 10 + 8, "attacked")


if __name__ == "__main__":
    main(sys.argv[1:])
