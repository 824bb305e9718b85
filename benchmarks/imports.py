"""How long an import of ICEWS events takes: python -m benchmarks.imports [EVENTS].

Writes a table of so many invented events (default 1,000,000) as tab-separated text and as Parquet, and
imports both; beside it, what it takes merely to read the text as cells.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from sayso.ledger.imports.bring import bring
from sayso.ledger.store import open_ledger
from sayso.ledger.tables import imported

COLUMNS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"
    "Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,"
    "Country,Latitude,Longitude"
).split(",")
PARTIES = [
    (f"{who} ({country})", sectors, country)
    for who, sectors in [("Police", "Government,Police"), ("Citizen", "Social"), ("Minister", "Executive")]
    for country in ("Kenya", "Tanzania", "Uganda", "Russian Federation", "Moldova, Republic of", "Norway")
]
CODES = ["010", "036", "040", "042", "043", "046", "051", "057", "111", "112", "120", "173", "190"]


def main(arguments: list[str]) -> None:
    """Write the tables and print what each step takes."""
    wanted = int(arguments[0]) if arguments else 1_000_000
    with TemporaryDirectory() as folder:
        text, parquet = Path(folder) / "events.tab", Path(folder) / "events.parquet"
        _write(text, wanted)
        duckdb.sql(f"COPY (FROM read_csv('{text}', all_varchar=true)) TO '{parquet}' (FORMAT parquet)")
        plain = _timed(lambda: _cells(text))
        _say(f"{wanted:,} rows as cells: {plain:.1f} s")
        for path in (text, parquet):
            ledger = Path(folder) / f"{path.suffix[1:]}.ledger"
            seconds = _timed(lambda ledger=ledger, path=path: _import(ledger, path))
            _say(f"imported from {path.suffix}: {seconds:.1f} s, {seconds / plain:.1f} times as long")
        _say(f"as columns again: {_timed(lambda: _columns(ledger)):.1f} s")


def _write(path: Path, wanted: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n")
        rows.writerow(COLUMNS)
        for number in range(wanted):
            day = f"{2000 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
            source, target = chance.choice(PARTIES), chance.choice(PARTIES)
            deed = ["Some deed", chance.choice(CODES), "0.0"]
            found = [str(number // 3), "1", "The Lake Courier", "", "", "", source[2], "1.0", "30.0"]
            rows.writerow([str(number), day, *source, *deed, *target, *found])


def _cells(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _import(ledger: Path, path: Path) -> None:
    with open_ledger(ledger) as opened:
        bring(opened, str(path))


def _columns(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        imported(opened, 1)


def _timed(work: Callable[[], object]) -> float:
    """Return how many seconds of the processor *work* takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
