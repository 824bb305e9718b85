"""The serial runner: one source after the other, each stored before the next is read."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import BinaryIO, NamedTuple

from sayso.ledger.store import Ledger
from sayso.problems import problem
from sayso.read.sources import find_sources
from sayso.record import Coded, Problem, Run, Source
from sayso.run.pipeline import Resources, process
from sayso.settings import Settings


class Outcome(NamedTuple):
    """What became of one input: what was coded, or why nothing was, and the rows that were new."""

    address: str
    coded: Coded | None
    problems: tuple[Problem, ...]
    added: int = 0
    known: bool = False


def code_sources(
    names: Sequence[str],
    settings: Settings,
    resources: Resources,
    ledger: Ledger | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Outcome]:
    """Code what *names* name, into *ledger* where there is one, and yield an outcome for each input.

    What a run of this version, model and settings has coded before is skipped,
    so a run that was killed goes on where it stopped. Raises Failure (S303)
    where the ledger cannot be written.
    """
    run = start_run(settings, resources.core.version)
    if ledger is not None:
        ledger.begin(run)
    for found in find_sources(names, settings, stdin, lambda source: known(source, run, ledger)):
        outcome = _code_one(found, settings, resources) if not known(found, run, ledger) else skipped(found)
        yield store(outcome, run, ledger)
    if ledger is not None:
        ledger.finish(run)


def start_run(settings: Settings, model: str) -> Run:
    """Return the record of a run that starts now, with this version of the *model*."""
    started = datetime.now(UTC).isoformat(timespec="microseconds")
    told = (version("sayso"), model, settings.as_json(), platform.node(), started)
    identity = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]
    return Run(identity, *told)


def known(found: Source | Problem, run: Run, ledger: Ledger | None) -> bool:
    """Return whether *ledger* holds what this run would write of *found*."""
    return ledger is not None and isinstance(found, Source) and ledger.knows(found, run)


def skipped(found: Source | Problem) -> Outcome:
    """Return the outcome of an input that was coded before."""
    return Outcome(found.address if isinstance(found, Source) else found.where, None, (), known=True)


def _code_one(found: Source | Problem, settings: Settings, resources: Resources) -> Outcome:
    """Return what comes of one source."""
    return (
        refused(found) if isinstance(found, Problem) else came_of(found, process(found, settings, resources))
    )


def refused(found: Problem) -> Outcome:
    """Return the outcome of an input that could not be had."""
    return Outcome(found.where, None, (found,))


def came_of(source: Source, result: Coded | tuple[Problem, ...]) -> Outcome:
    """Return the outcome of a *source* of which the stages made this *result*."""
    if isinstance(result, Coded):
        return Outcome(source.address, result, result.problems)
    return Outcome(source.address, None, result or (problem("S401", source.address, reason="no article"),))


def store(outcome: Outcome, run: Run, ledger: Ledger | None) -> Outcome:
    """Write *outcome* into *ledger* and return it with the number of rows that were new."""
    if ledger is None or outcome.known:
        return outcome
    if outcome.coded is not None:
        return outcome._replace(added=ledger.add(outcome.coded, run))
    for found in outcome.problems:
        ledger.add_problem(found, run)
    return outcome
