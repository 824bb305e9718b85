"""python -m quality.faults [--rounds N] [--seed N] [--only KIND] [--seconds N]: faults and losses.

No loss is allowed: the exit code is 1 where there is one, and the round's seed is printed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from quality.faults.bench import Bench, bench_in
from quality.faults.kinds import KINDS, Kind

OFTEN = 50  # rounds, after which it is said how many there were


def rounds(
    bench: Bench, kinds: tuple[Kind, ...], count: int, seconds: float
) -> Iterator[tuple[str, list[str]]]:
    """Yield the kind of each round and what was lost in it, for so many rounds or *seconds*."""
    until = monotonic() + seconds
    for _ in range(count):
        if monotonic() > until:
            return
        (kind,) = bench.chance.choices(kinds, [one.share for one in kinds])
        yield kind.name, list(kind.run(bench))


def _told(done: Counter[str]) -> str:
    return f"{done.total()} rounds: {', '.join(f'{count} {name}' for name, count in done.items())}"


def main() -> int:
    """Run the rounds that the command line asks for; return 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m quality.faults", description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    parser.add_argument("--only", choices=[one.name for one in KINDS])
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    given = parser.parse_args()
    kinds = tuple(one for one in KINDS if given.only in (None, one.name))
    done: Counter[str] = Counter()
    lost = 0
    print(f"seed {given.seed}", flush=True)
    with TemporaryDirectory(prefix="faults-") as folder:
        bench = bench_in(Path(folder), given.seed)
        for name, found in rounds(bench, kinds, given.rounds, given.seconds):
            done[name] += 1
            lost += len(found)
            for one in found:
                print(f"round {done.total()} ({name}): {one}", flush=True)
            if done.total() % OFTEN == 0:
                print(_told(done), flush=True)
    print(_told(done))
    print(f"met: {', '.join(f'{count} {what}' for what, count in sorted(bench.notes.items()))}")
    print(f"{lost} losses")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
