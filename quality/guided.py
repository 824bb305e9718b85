"""python -m quality.guided [--minutes N] [--reader NAME]: fuzzing that is led by coverage.

It needs atheris, which is none of sayso's dependencies (see quality/README.md). Inputs and checks are those
of ``quality.fuzz``; libFuzzer, which atheris drives, changes inputs such that they reach new branches.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from quality.seeds import HURTFUL

PACKED = (
    "packed warc",
    "archive",
    "parquet",
)  # a changed byte breaks the packing and reaches nothing behind it
ALONE = "--alone"


def alone(name: str, arguments: list[str]) -> None:
    """Fuzz the reader called *name*, with *arguments* for libFuzzer; this does not return."""
    import atheris

    with atheris.instrument_imports(include=["sayso"]):
        from quality.fuzz import READERS

        check, seeds = READERS[name]
        for seed in seeds:
            check(seed)  # what is loaded only when it is needed is instrumented, too

    atheris.Setup([sys.argv[0], *arguments], check)
    atheris.Fuzz()


def readers() -> tuple[str, ...]:
    """Return the names of the readers that are fuzzed so."""
    from quality.fuzz import READERS

    return tuple(name for name in READERS if name not in PACKED)


def fuzzed(name: str, seconds: float) -> Iterator[str]:
    """Fuzz the reader called *name* for so long, in a process of its own; yield what it reports at its end.

    Raises SystemExit, with libFuzzer's report, where the reader breaks.
    """
    from quality.fuzz import READERS, SLOWEST

    with TemporaryDirectory(prefix="guided-") as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, seed in enumerate(READERS[name][1]):
            (corpus / str(number)).write_bytes(seed)
        words = Path(folder, "words")
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in HURTFUL if len(word) < 64))
        options = (
            f"-max_total_time={seconds:.0f}",
            f"-timeout={SLOWEST}",
            f"-dict={words}",
            "-max_len=20000",
        )
        command = [sys.executable, "-m", "quality.guided", ALONE, name, *options, str(corpus)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace")
    if run.returncode:
        raise SystemExit(f"{name} broke:\n{run.stderr[-6000:]}")
    yield from (line for line in run.stderr.splitlines() if line.startswith(("Done", "#")))


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{one:02X}" for one in word)


def main() -> int:
    """Fuzz one reader after the other, each for its share of the time."""
    if ALONE in sys.argv[1:2]:
        alone(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m quality.guided")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--reader", choices=readers(), action="append")
    given = parser.parse_args()
    names = given.reader or readers()
    for name in names:
        *_, last = fuzzed(name, 60 * given.minutes / len(names))
        print(f"{name}: {last}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
