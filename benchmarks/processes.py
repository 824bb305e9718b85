"""Commands measured from outside: the clock, the processor, and the memory of all their processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

SAYSO = (sys.executable, "-m", "sayso")
EVERY = 0.1  # seconds between two looks at the memory


class Taken(NamedTuple):
    """What a command took: seconds of the clock and of all processors, and bytes of memory at the most.

    ``memory`` counts what processes share once, where the system tells (Linux), else it is 0; ``processes``
    is how many there were at that moment.
    """

    clock: float
    cpu: float
    memory: int
    processes: int


def run(arguments: Sequence[str]) -> Taken:
    """Run ``sayso`` with *arguments*, which has to end well, and return what it took."""
    before = os.times()
    began = time.perf_counter()
    with subprocess.Popen([*SAYSO, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        watch = Watch(running.pid)
        _, said = running.communicate()
    clock = time.perf_counter() - began
    watch.stop()
    if running.returncode:
        raise SystemExit(f"sayso {' '.join(arguments[:3])} left with {running.returncode}: {said.decode()}")
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(clock, cpu, watch.most, watch.processes)


class Watch:
    """Looks again and again how much memory a process and those that it started have."""

    def __init__(self, process: int) -> None:
        """Begin to look."""
        self.most = self.processes = 0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(EVERY):
            sizes = [size for one in family(self._process) if (size := proportional(one))]
            if sum(sizes) > self.most:
                self.most, self.processes = sum(sizes), len(sizes)


def family(process: int) -> list[int]:
    """Return *process* and all that descend from it, where the system tells."""
    found = [process]
    for one in found:
        try:
            told = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += [int(child) for child in told.split()]
    return found


def proportional(process: int) -> int:
    """Return the bytes of memory of *process*, its part of what it shares included, 0 where it is gone."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:")), 0)
