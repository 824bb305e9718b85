"""Coding on many machines: the pipeline as stages of Ray Data, of which each part goes through by itself.

A task reads a unit and cuts it into chunks; actors, each of which holds the model once, code a chunk and
write it as a part. So nothing but names and counts comes back here, and what a killed worker had not written
is done by another.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any, NamedTuple

from sayso.ledger.insert import ROWS
from sayso.ledger.parted.columns import Row, row_of, row_of_problems
from sayso.ledger.parted.folder import (
    Folder,
    begin,
    delete,
    folder_of,
    make,
    names_in,
    put,
    reaching,
    read,
    write_part,
)
from sayso.ledger.parted.names import FINISHED, of_unit, part_name, run_folder, whole_units
from sayso.problems import Failure, problem
from sayso.record import Coded, Problem, Run, Source
from sayso.run.crew import Stages, one_thread
from sayso.run.parallel import cores
from sayso.run.serial import start_run
from sayso.run.units import Chunk, Unit, chunks, units
from sayso.settings import Settings

PART = 250  # articles
READERS = 2  # units that are read at once: reading costs a fiftieth of coding
BLOCK = 1_000_000  # bytes that Ray hands on together: a chunk or two
TRIES = 2  # workers that a part may end, as of several processes
AHEAD = 2  # chunks that a worker holds
SHOWN = 3  # names in a message


class Spreading(NamedTuple):
    """How inputs are spread: ``jobs`` workers (0: one for each core there is), ``most`` articles in a part.

    ``address`` is that of a Ray cluster; where it is empty, Ray is started on this computer for as long.
    """

    jobs: int = 0
    most: int = PART
    address: str = ""
    stages: Stages = Stages()


HERE = Spreading()


class Job(NamedTuple):
    """What every worker is told: what to do, for which run, and where to write.

    ``there`` are the parts of units that are not whole: they need not be coded again.
    """

    settings: Settings
    stages: Stages
    run: Run
    folder: str
    most: int
    there: frozenset[str]


class Done(NamedTuple):
    """What became of one part, or of a unit of which something is missing (``part`` is empty then).

    ``known``: its unit was whole before. ``rows`` has how many rows of each kind were coded.
    """

    part: str
    articles: int = 0
    failed: int = 0
    rows: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()
    known: bool = False


def spread(names: Sequence[str], settings: Settings, folder: str, how: Spreading = HERE) -> Iterator[Done]:
    """Code what *names* name into a shard in parts in *folder*, and yield what became of each part.

    Units that are whole there are not done again. Where all are whole, the run is noted as finished. Raises
    Failure: S720 without Ray, S721, S725, S726, and what loading the model raises.
    """
    need_ray(folder)
    version = how.stages.version(settings)
    how.stages.load(settings)  # what is wrong with it is said once, and here
    run = start_run(settings, version)
    with reaching(folder):
        ours = _of_run(folder, run)
        there = names_in(ours)
    wanted = list(units(names, how.most))
    whole = whole_units(there)
    todo = [one for one in wanted if (one.number, one.inputs) not in whole]
    yield from (Done("", known=True) for _ in range(len(wanted) - len(todo)))
    faults: list[str] = []
    if todo:
        parts = filter(None, map(part_name, there))
        begun = frozenset(str(one) for one in parts if (one.unit, one.inputs) not in whole)
        with reaching(folder):  # or each part would fail, one after the other
            make(_begun(ours, run))
        job = Job(settings, how.stages, run, folder, how.most, begun)
        yield from _done(todo, job, how, faults)
    with reaching(folder):
        delete(_begun(ours, run))
        yield from _closed(wanted, ours, run, faults)


def need_ray(where: str) -> None:
    """Raise Failure (S720) where Ray is not installed."""
    for package in ("ray", "pyarrow"):
        if find_spec(package) is None:
            raise Failure(problem("S720", where, package=package))


def _done(todo: Sequence[Unit], job: Job, how: Spreading, faults: list[str]) -> Iterator[Done]:
    """Yield what becomes of each part of the units *todo*; keep what is wrong with sayso among *faults*."""
    with _cluster(how) as jobs:
        for row in _stages(todo, job, jobs).iter_rows():
            done = pickle.loads(row["done"])
            if isinstance(done, str):
                faults.append(done)
            else:
                yield done


def _stages(todo: Sequence[Unit], job: Job, jobs: int) -> Any:
    """Return the data set of what becomes of the units *todo*: nothing is done before it is asked for."""
    from ray import data

    packed = [{"unit": pickle.dumps(one)} for one in todo]
    read = data.from_items(packed, override_num_blocks=len(packed)).map_batches(
        _read,
        batch_size=1,
        fn_args=(pickle.dumps(job),),
        compute=data.TaskPoolStrategy(size=min(READERS, len(packed))),
        num_cpus=0,  # or the actors, which take all cores, would leave none to read with
    )
    return read.map_batches(
        Coder,
        batch_size=1,
        fn_constructor_args=(pickle.dumps(job),),
        compute=data.ActorPoolStrategy(size=jobs, max_tasks_in_flight_per_actor=AHEAD),
        num_cpus=1,
    )


def _read(batch: Mapping[str, Any], packed: bytes) -> Iterator[dict[str, list[bytes]]]:
    """Yield what there is to code of each unit in *batch*, for a ``Coder``."""
    job: Job = pickle.loads(packed)
    for unit in batch["unit"]:
        for found in _of_unit(pickle.loads(unit), job):
            yield {"chunk": [pickle.dumps(found)]}


def _of_unit(unit: Unit, job: Job) -> Iterator[Chunk | str]:
    """Yield the chunks of *unit* of which there was no part when the job began.

    Where a store does not answer, what it says comes last: the unit stays unfinished, and is read again.
    """
    try:
        for chunk in chunks(unit, job.settings, job.most):
            if str(chunk.part) not in job.there:
                yield chunk
    except Failure as failure:
        yield f"{of_unit(unit.number)} cannot be read: {failure.problem.what}"


def _of_run(address: str, run: Run) -> Folder:
    """Return the folder of *run* in the one at *address*. Raises OSError, Failure (S720, S721)."""
    root = folder_of(address)
    return root.within(run_folder(run, names_in(root)))


def _begun(folder: Folder, run: Run) -> Folder:
    """Return the folder in *folder* where *run* notes which parts were begun: the only thing it deletes."""
    return folder.within(f"_begun-{run.id}")


class Coder:
    """An actor: it loads the model once, codes chunks, and writes each as a part."""

    def __init__(self, packed: bytes) -> None:
        """Load what coding consults, as the *packed* job says."""
        one_thread()
        self._job: Job = pickle.loads(packed)
        self._folder = _of_run(self._job.folder, self._job.run)
        self._begun = _begun(self._folder, self._job.run)
        self._resources = self._job.stages.load(self._job.settings)

    def __call__(self, batch: Mapping[str, Any]) -> dict[str, list[bytes]]:
        """Return what became of each chunk in *batch*; a fault of sayso or of a store as a string."""
        return {"done": [pickle.dumps(self._one(pickle.loads(chunk))) for chunk in batch["chunk"]]}

    def _one(self, chunk: Chunk | str) -> Done | str:
        if isinstance(chunk, str):  # why there is none
            return chunk
        try:
            if begin(self._begun, str(chunk.part)) > TRIES:
                return f"{chunk.part}: it has ended {TRIES} workers"
            return self._coded(chunk)
        except OSError as error:
            return f"{chunk.part} cannot be written: {error}"
        except Exception as error:
            return f"{chunk.part}: {''.join(traceback.format_exception(error))}"

    def _coded(self, chunk: Chunk) -> Done:
        """Code *chunk*, write it as a part, and return what there is to tell. Raises OSError."""
        counts: Counter[str] = Counter()
        told: list[Problem] = []
        rows = (self._row(one, counts, told) for one in chunk.items)
        run = json.dumps(asdict(self._job.run), sort_keys=True)
        write_part(self._folder, str(chunk.part), rows, run)
        kept = {name: counts[name] for name in ROWS}
        return Done(str(chunk.part), counts["articles"], counts["failed"], kept, tuple(told))

    def _row(self, one: Source | Problem, counts: Counter[str], told: list[Problem]) -> Row:
        """Return the row of one input; count what it holds, and gather its problems."""
        job = self._job
        found = (one,) if isinstance(one, Problem) else job.stages.process(one, job.settings, self._resources)
        if isinstance(found, Coded):
            counts["articles"] += 1
            counts.update({name: len(getattr(found, name)) for name in ROWS})
            told += found.problems
            return row_of(found, job.run)
        address = one.where if isinstance(one, Problem) else one.address
        problems = found or (problem("S401", address, reason="no article"),)
        counts["failed"] += 1
        told += problems
        return row_of_problems(problems, job.run)


@contextmanager
def _cluster(how: Spreading) -> Iterator[int]:
    """Have Ray, started if the caller has none; give the number of workers. Raises Failure (S726)."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray's, not ours: nobody is told anything
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what is lost is told as a problem
    import ray
    from ray.data import DataContext

    begun = not ray.is_initialized()
    if begun:
        _start(how)
    try:
        _quieten(DataContext.get_current())
        with warnings.catch_warnings(action="ignore"):  # of how few inputs there are for so many workers
            yield how.jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        if begun:
            ray.shutdown()


def _start(how: Spreading) -> None:
    import ray

    here: dict[str, Any] = (
        {} if how.address else {"num_cpus": how.jobs or cores(), "include_dashboard": False}
    )
    try:
        ray.init(address=how.address or "local", log_to_driver=False, logging_level=logging.ERROR, **here)
    except Exception as error:  # Ray raises what it likes
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise Failure(problem("S726", how.address or "this computer", reason=reason)) from error


def _quieten(context: Any) -> None:
    """Let Ray Data say nothing, hand on small blocks, and go on past parts whose workers were lost."""
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK
    context.max_errored_blocks = -1
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _closed(wanted: Sequence[Unit], folder: Folder, run: Run, faults: Sequence[str]) -> Iterator[Done]:
    """Note the run as finished where every unit is whole; else yield what is missing. Raises OSError."""
    names = names_in(folder)
    there = whole_units(names)
    missing = [one for one in wanted if (one.number, one.inputs) not in there]
    for one in missing:
        yield Done("", problems=(problem("S723", folder.path, **_missing(one, faults)),))
    if not missing:
        parts = sorted(name for name in names if name.endswith(".parquet"))
        content = json.dumps({"run": asdict(run), "parts": parts}, indent=0, sort_keys=True)
        if FINISHED not in names or _finished(folder) != parts:
            put(folder, FINISHED, content.encode())


def _missing(unit: Unit, faults: Sequence[str]) -> dict[str, object]:
    names = [one if isinstance(one, str) else one.where for one in unit.names]
    shown = ", ".join(names[:SHOWN]) + ", ..." * (len(names) > SHOWN)
    its = [fault for fault in faults if fault.startswith(of_unit(unit.number))]
    reason = its[0].strip().splitlines()[-1] if its else "its worker was lost again and again"
    return {"names": shown, "reason": reason}


def _finished(folder: Folder) -> list[str]:
    found: list[str] = json.loads(read(folder, FINISHED))["parts"]
    return found
