"""Coding inputs with a progress bar, and telling what is wrong with each."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from sayso.record import Problem
from sayso.settings import Settings
from sayso.show.messages import tell_problem

if TYPE_CHECKING:
    from rich.progress import Progress, Task

    from sayso.ledger.store import Ledger
    from sayso.run.serial import Outcome


def outcomes(
    names: Sequence[str],
    settings: Settings,
    ledger: Ledger | None = None,
    untold: Collection[str] = (),
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Code what *names* name, in so many processes, and yield what becomes of each input.

    Its problems are told first, save those whose codes are *untold*. With several *jobs* what was coded has
    no tokens.
    """
    from sayso.run.crew import Crew, one_thread
    from sayso.run.parallel import code_inputs

    one_thread()
    found = code_inputs(names, settings, Crew(jobs, whole=False), ledger, sys.stdin.buffer)
    yield from watched(found, _total(names), untold)


class Tellable(Protocol):
    """What came of something, with the problems that there were."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the problems."""
        ...


Came = TypeVar("Came", bound=Tellable)


def watched(found: Iterable[Came], total: int | None, untold: Collection[str] = ()) -> Iterator[Came]:
    """Yield what is *found* under a progress bar that makes way for everything else."""
    with _progress(total) as progress:
        task = progress.add_task("coding", total=total)
        for outcome in found:
            progress.advance(task)
            with _aside(progress):
                _tell(outcome.problems, untold)
                yield outcome


def _tell(problems: Sequence[Problem], untold: Collection[str]) -> None:
    for found in problems:
        if found.code not in untold:
            tell_problem(found)


def _total(names: Sequence[str]) -> int | None:
    """Return the number of articles, unknown where a name may stand for many, or where nobody watches."""
    if not sys.stderr.isatty():
        return None
    total = 0
    for name in names:
        for path in _paths(name):
            if not _is_single(path):
                return None
            total += 1
    return total


def _paths(name: str) -> Iterator[str]:
    """Yield the paths that *name* stands for: of the articles in it where it is that of a folder."""
    from pathlib import Path

    from sayso.read.folder import walk

    if "://" not in name and Path(name).is_dir():
        yield from (str(found) for found in walk(Path(name)) if isinstance(found, Path))
    else:
        yield name


def _is_single(name: str) -> bool:
    """Return whether *name* is that of a file that holds one article."""
    return name.lower().endswith((".txt", ".text", ".md", ".html", ".htm", ".xhtml")) and "://" not in name


def _progress(total: int | None) -> Progress:
    """Return a progress bar on standard error, silent where no person watches.

    The time left can be told only where the *total* is known.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    from sayso.show.terminal import console

    class Rate(TextColumn):
        """How many articles a second have been done."""

        def render(self, task: Task) -> Text:
            """Return the rate since the beginning."""
            return Text(f"{task.completed / max(task.elapsed or 0, 0.1):.1f}/s")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(""),
        TimeElapsedColumn(),
        *([TextColumn("left"), TimeRemainingColumn()] if total is not None else []),
        console=console(sys.stderr),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        disable=not sys.stderr.isatty(),
    )


@contextmanager
def _aside(progress: Progress) -> Iterator[None]:
    """Take the bar off the screen for a while."""
    progress.stop()
    try:
        yield
    finally:
        progress.start()
