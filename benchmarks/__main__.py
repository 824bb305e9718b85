"""python -m benchmarks ledger [--events N] [--rounds N] [--keep PATH]: measure, and print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import ledger


def main() -> int:
    """Run the benchmark that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", choices=["ledger"])
    parser.add_argument("--events", type=int, default=1_000_000, help="how many the ledger holds")
    parser.add_argument("--rounds", type=int, default=20, help="how often each question is asked")
    parser.add_argument("--keep", type=Path, help="make the ledger here, or use the one that is there")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "benchmark.ledger"
        if not path.exists():
            took = ledger.make(path, given.events)
            print(f"made in {took:.0f} s: {given.events:,} events", flush=True)
        for line in ledger.report(path, ledger.measure(path, given.rounds)):
            print(line, flush=True)
        for line in ledger.verified(path):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
