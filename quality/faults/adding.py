"""Rounds in which a reviewer adds rows: the program is killed, its disk is full, or the power is cut."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from quality.faults import wal
from quality.faults.bench import PATIENCE, Bench, copied, held, killed, remove, start, unlike

CHILD = ("-m", "quality.faults.child")


def adding(bench: Bench) -> Iterator[str]:
    """Bring one of three faults about while events are added; what was said to be kept has to be there."""
    path = bench.place / "added.ledger"
    copied(bench.place / "undisturbed.ledger", path)
    yield from bench.chance.choice((_killed, _small_disk, _power))(bench, path)


def _killed(bench: Bench, path: Path) -> Iterator[str]:
    """Kill it twice: the second one goes on from what the first one left."""
    bench.usual.setdefault("add", 4 * bench.usual["code"])
    for _ in range(2):
        before = held(path)["decisions"]
        said = killed(bench, "add", (*CHILD, "add"), path)
        bench.note(f"additions killed {'after' if said else 'before'} one was kept")
        yield from _looked_after(bench, path, before, len(said))


def _small_disk(bench: Bench, path: Path) -> Iterator[str]:
    """Let the disk be full somewhere: S303 is said, and what was added is there."""
    size = bench.chance.randrange(1, path.stat().st_size + 400_000)
    with start((*CHILD, "small-add"), path, size) as running:
        out, _ = running.communicate(timeout=PATIENCE)
    failed = [line for line in out.splitlines() if line.startswith("failed")]
    if (running.returncode, failed) not in ((0, []), (3, ["failed S303"])):
        yield f"a full disk ({size} bytes) ended with {running.returncode}, {out[-200:]!r}"
    bench.note("disks full while adding" if failed else "disks large enough while adding")
    yield from _looked_after(bench, path, (), out.count("added"))


def _power(bench: Bench, path: Path) -> Iterator[str]:
    """Cut the power: of what the log had not yet on the disk some is lost, and the rest is whole."""
    copy = bench.place / "cut.ledger"
    made = path.read_bytes()
    with start((*CHILD, "add"), path) as adding_one:
        time.sleep(bench.chance.uniform(0.5, 4) * max(1.0, bench.usual["code"]))
        os.kill(adding_one.pid, signal.SIGSTOP)
        copied(path, copy)
        adding_one.kill()
        out, _ = adding_one.communicate(timeout=PATIENCE)
    log = copy.with_name(f"{copy.name}-wal")
    if not log.exists() or not log.stat().st_size:
        bench.note("power cut before the first addition")
        return
    first = 0 if copy.read_bytes() == made else wal.committed(log.read_bytes())
    durable = wal.cut(log, first, bench.chance)
    bench.note("power cut while adding, " + ("all on the disk" if durable else "commits lost"))
    said = sum(line.endswith("\n") for line in out.splitlines(keepends=True))
    yield from _looked_after(bench, copy, (), said if durable else None)
    remove(copy)


def _looked_after(
    bench: Bench, path: Path, before: Sequence[Sequence[object]], said: int | None
) -> Iterator[str]:
    """Yield what is lost at *path* of the decisions *before*, and of those *said* to be kept since."""
    yield from unlike(path, bench)
    after = held(path)["decisions"]
    if list(after[: len(before)]) != list(before):
        yield "decisions that were there are lost"
    if said is not None and len(after) not in (len(before) + said, len(before) + said + 1):
        yield f"{said} additions were said to be kept, {len(after) - len(before)} are there"
