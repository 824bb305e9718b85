"""Worker processes: each loads the core once and codes what it is given, and they outlive no parent.

A worker may be killed, by a person or by a system that runs out of memory. What it was coding is given to
another, once; what kills two workers is a problem of that input alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self

from sayso.annotate.encoder import core_version
from sayso.problems import Failure, problem
from sayso.record import Annotation, Coded, Problem, Source
from sayso.run.pipeline import load_resources, process
from sayso.settings import Settings

AHEAD = 2  # inputs that a worker holds: the one that it codes, and the next
TRIES = 2
PATIENCE = 5.0  # seconds that a worker has to leave
MOST = 60  # workers: Windows waits for no more than 63 things at once


BLAS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Let NumPy compute with one thread, if it has not begun and the user has not said otherwise.

    The tables that are multiplied here are small: threads that wait for each other cost a third of all time.
    """
    for name in BLAS:
        os.environ.setdefault(name, "1")


class Stages(NamedTuple):
    """What a worker does: load what the stages consult, and code one source with it. All can be pickled."""

    load: Callable[[Settings], Any] = load_resources
    process: Callable[[Source, Settings, Any], Coded | tuple[Problem, ...]] = process
    version: Callable[[Settings], str] = core_version


class Crew(NamedTuple):
    """How many workers there are, and what they do.

    ``whole``: what was coded comes back with its tokens and mentions. A ledger, a table and the JSON of
    coded articles need none, and half of what goes from process to process is that.
    """

    jobs: int
    whole: bool = True
    stages: Stages = Stages()


class Said(NamedTuple):
    """What a worker says: that it is ready, what came of an input, or why it cannot go on."""

    kind: Literal["ready", "done", "failed", "fault"]
    what: Any = None


@dataclass(slots=True)
class Turn:
    """An input in its place in the order: *result* is there once it is coded."""

    source: Source
    result: Said | None = None
    tries: int = 0


@dataclass(slots=True)
class Worker:
    """One worker as its parent sees it: the two pipes, and what it was given and has not answered."""

    process: BaseProcess
    tasks: Connection
    results: Connection
    given: deque[Turn] = field(default_factory=deque)
    ready: bool = False


class Team:
    """The workers of one run; each is started when there is something for it to do. Use it with ``with``."""

    def __init__(self, settings: Settings, crew: Crew) -> None:
        """Start nothing yet."""
        self._settings = settings
        self._crew = crew
        self._workers: list[Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.tasks.close()  # at which a worker leaves at once
        for worker in self._workers:
            _part(worker)

    def give(self, turn: Turn) -> None:
        """Give *turn* to the worker that has least to do, waiting for one that has room."""
        while (worker := self._free()) is None:
            self.wait()
        worker.given.append(turn)
        with suppress(OSError):  # it has died: wait() will find that out
            worker.tasks.send(turn.source)

    def wait(self) -> None:
        """Wait until some worker has answered, or died. Raises Failure (S132, and what the core raises)."""
        busy = {worker.results: worker for worker in self._workers}
        first = wait(list(busy))[0]  # one at a time: to bury one may mean to wait for others
        worker = busy[first]  # type: ignore[index] # of what was waited for
        try:
            said = worker.results.recv()
        except (EOFError, OSError):
            self._bury(worker)
        else:
            self._hear(worker, said)

    def _free(self) -> Worker | None:
        """Return a worker that has room, started if none is idle and there may be more of them."""
        least = min(self._workers, key=lambda worker: len(worker.given), default=None)
        if least is not None and not least.given:
            return least
        if len(self._workers) < min(self._crew.jobs, MOST):
            self._workers.append(_start(self._settings, self._crew))
            return self._workers[-1]
        return least if least is not None and len(least.given) < AHEAD else None

    def _hear(self, worker: Worker, said: Said) -> None:
        """Take note of what *worker* *said*."""
        if said.kind == "ready":
            worker.ready, self._stillborn = True, 0
        elif worker.ready:
            worker.given.popleft().result = said
        else:
            raised(said)

    def _bury(self, worker: Worker) -> None:
        """Let others do what a *worker* that has died was given."""
        self._workers.remove(worker)
        _part(worker)
        how = _ending(worker.process.exitcode)
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn == TRIES:
                raise Failure(problem("S132", "--jobs", reason=how))
        for place, turn in enumerate(worker.given):
            turn.tries += worker.ready and place == 0  # it was at work on the first
            if turn.tries == TRIES:
                turn.result = Said("done", (problem("S131", turn.source.address, reason=how),))
            else:
                self.give(turn)


def raised(said: Said | None) -> Any:
    """Return what came of an input; raise what ended the work of a worker, where anything did."""
    if said is None:
        raise ValueError("nobody has coded this input yet")
    if said.kind == "failed":
        raise Failure(said.what)
    if said.kind == "fault":
        what, trace = said.what
        error = RuntimeError(what)
        error.add_note(trace)
        raise error
    return said.what


def _start(settings: Settings, crew: Crew) -> Worker:
    """Start a worker: a new interpreter, which shares nothing with this one, on every system."""
    context = multiprocessing.get_context("spawn")
    tasks, its_tasks = context.Pipe(duplex=False)[::-1]
    results, its_results = context.Pipe(duplex=False)
    ends = (its_tasks, its_results)
    started = context.Process(target=serve, args=(*ends, settings, crew), daemon=True, name="sayso worker")
    with _no_interrupt():
        started.start()
    for end in ends:
        end.close()  # the worker's are the only ones now, so that its death closes them
    return Worker(started, tasks, results)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Let what is started here not hear Ctrl-C, which a terminal sends to all: it is for the parent."""
    if sys.platform == "win32":  # where a worker turns a deaf ear as soon as it runs
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _part(worker: Worker) -> None:
    """See that *worker* has ended."""
    worker.tasks.close()
    worker.process.join(PATIENCE)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    worker.results.close()


def _ending(code: int | None) -> str:
    """Return what the exit *code* of a process says of its end."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return f"ended by {signal.Signals(-code).name}"
    return f"exit code {code}"


def serve(tasks: Connection, results: Connection, settings: Settings, crew: Crew) -> None:
    """Be a worker: code what comes from *tasks* until the parent closes it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()
    waiting: SimpleQueue[Source] = SimpleQueue()
    threading.Thread(target=_receive, args=(tasks, waiting), daemon=True).start()
    with suppress(OSError):  # nobody listens any more
        try:
            resources = crew.stages.load(settings)
        except Exception as error:
            results.send(_trouble(error))
            return
        results.send(Said("ready"))
        while True:
            results.send(_coded(waiting.get(), settings, resources, crew))


def _receive(tasks: Connection, waiting: SimpleQueue[Source]) -> None:
    """Fetch what the parent sends, so that it need never wait; leave when it has gone."""
    try:
        while True:
            waiting.put(tasks.recv())
    except (EOFError, OSError):
        os._exit(0)  # from whatever is being coded: nobody wants it


def _coded(source: Source, settings: Settings, resources: Any, crew: Crew) -> Said:
    """Return what the stages make of *source*."""
    try:
        result = crew.stages.process(source, settings, resources)
    except Exception as error:
        return _trouble(error)
    return Said("done", result if crew.whole or not isinstance(result, Coded) else _without_tokens(result))


def _trouble(error: Exception) -> Said:
    """Return what is to be said of an *error*: the problem that it carries, or that sayso has a fault."""
    if isinstance(error, Failure):
        return Said("failed", error.problem)
    return Said("fault", (f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error))))


def _without_tokens(coded: Coded) -> Coded:
    sentences = tuple(replace(one, tokens=()) for one in coded.annotation.sentences)
    return replace(coded, annotation=Annotation(sentences))
