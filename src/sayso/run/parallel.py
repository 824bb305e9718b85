"""The parallel runner: workers code, and this process alone reads inputs and writes, in their order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sayso.ledger.store import Ledger
from sayso.read.sources import find_sources
from sayso.record import Problem, Run, Source
from sayso.run.crew import Crew, Team, Turn, raised
from sayso.run.serial import Outcome, came_of, code_sources, known, refused, skipped, start_run, store
from sayso.settings import Settings

WINDOW = 8  # inputs for each worker that may wait for the one before them
BYTES = 2_000_000  # the same, in bytes; one input may always be larger

Waiting = deque[Turn | Outcome]


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def code_inputs(
    names: Sequence[str],
    settings: Settings,
    crew: Crew,
    ledger: Ledger | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Code what *names* name with the workers of *crew*: 1 is this process alone, 0 one for each core.

    Raises ValueError for fewer, and Failure as ``serial.code_sources`` and ``code_in_parallel`` do.
    """
    if crew.jobs < 0:
        raise ValueError(f"jobs has to be a whole number of at least 0, not {crew.jobs!r}")
    if crew.jobs == 1:
        resources = crew.stages.load(settings)
        return code_sources(names, settings, resources, ledger, stdin)
    return code_in_parallel(names, settings, crew._replace(jobs=crew.jobs or cores()), ledger, stdin)


def code_in_parallel(
    names: Sequence[str],
    settings: Settings,
    crew: Crew,
    ledger: Ledger | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Do what ``serial.code_sources`` does, with the workers of *crew*: the same outcomes in the same order.

    What was coded is in the ledger before its outcome is yielded; what is still being coded when this is
    stopped is not. Raises Failure: S303, S132 where no worker can be started, and what loading raises.
    """
    run = start_run(settings, crew.stages.version(settings))
    if ledger is not None:
        ledger.begin(run)
    found = find_sources(names, settings, stdin, lambda source: known(source, run, ledger))
    with Team(settings, crew) as team:
        waiting: Waiting = deque()
        for one in found:
            waiting.append(_begun(one, run, ledger, team))
            while waiting and (_is_done(waiting[0]) or _is_full(waiting, crew.jobs)):
                yield _finished(waiting, run, ledger, team)
        while waiting:
            yield _finished(waiting, run, ledger, team)
    if ledger is not None:
        ledger.finish(run)


def _begun(found: Source | Problem, run: Run, ledger: Ledger | None, team: Team) -> Turn | Outcome:
    """Give *found* to the *team*, unless its outcome is known; return its place in the order."""
    if isinstance(found, Problem):
        return refused(found)
    if known(found, run, ledger):
        return skipped(found)
    turn = Turn(found)
    team.give(turn)
    return turn


def _is_done(one: Turn | Outcome) -> bool:
    return isinstance(one, Outcome) or one.result is not None


def _is_full(waiting: Waiting, jobs: int) -> bool:
    """Return whether no more may be read before the first of those *waiting* is done."""
    held = sum(len(one.source.data) for one in waiting if isinstance(one, Turn))
    return len(waiting) >= WINDOW * jobs or held > BYTES * jobs


def _finished(waiting: Waiting, run: Run, ledger: Ledger | None, team: Team) -> Outcome:
    """Return the outcome of the first of those *waiting*, once it is there and stored."""
    while not _is_done(waiting[0]):
        team.wait()
    first = waiting.popleft()
    if isinstance(first, Outcome):
        return store(first, run, ledger)
    result = raised(first.result)
    if known(first.source, run, ledger):  # the same input, named twice: it was being coded when it came again
        return skipped(first.source)
    return store(came_of(first.source, result), run, ledger)
