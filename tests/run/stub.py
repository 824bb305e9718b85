"""A pipeline without the language core: an event in every line, so that the runner can be tested by itself.

``python -m tests.run.stub LEDGER FOLDER`` codes a folder with it, one line of output an article;
``python -m tests.run.stub --jobs=2 LEDGER FOLDER`` in so many processes.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sayso.coding.identity import row_id
from sayso.ledger.store import open_ledger
from sayso.problems import Failure, problem
from sayso.read.article import read_article
from sayso.record import (
    Annotation,
    Article,
    Claim,
    Coded,
    Event,
    Problem,
    Reason,
    Said,
    Sentence,
    Source,
    Span,
)
from sayso.run import serial
from sayso.run.crew import Crew, Stages
from sayso.run.parallel import code_in_parallel
from sayso.settings import Settings

RESOURCES: Any = SimpleNamespace(core=SimpleNamespace(version="no model"))


def process(source: Source, settings: Settings, _: object) -> Coded | tuple[Problem, ...]:
    """Return *source* coded: a claim on its first line, and an event in each of its lines."""
    article, problems = read_article(source, settings)
    if article is None:
        return problems
    lines = [block.span for block in article.blocks]
    sentences = tuple(Sentence(span, number, ()) for number, span in enumerate(lines))
    claim = _claim(article, lines[0])
    events = tuple(_event(article, line, claim) for line in lines)
    minded = (problem("S203", article.address, size=len(article.text)),)
    return Coded(article, Annotation(sentences), (claim,), events, problems=minded)


def process_badly(source: Source, settings: Settings, resources: object) -> Coded | tuple[Problem, ...]:
    """Do as ``process`` does, but do also what the first word of the text says."""
    word, _, where = source.data.decode().partition("\n")[0].partition(" ")
    if word == "die":
        os._exit(9)
    if word == "once" and not Path(where).exists():
        Path(where).touch()
        os._exit(9)
    if word == "killed" and not Path(where).exists():
        Path(where).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "fault":
        raise ValueError("a fault of the stub")
    if word == "fail":
        raise Failure(problem("S305", source.address, reason="the stub says so"))
    if word == "slow":
        time.sleep(0.5)
    return process(source, settings, resources)


def load(_: Settings) -> object:
    """Return what the stub consults."""
    return RESOURCES


def load_never(_: Settings) -> object:
    """Fail as a core does of which a file is missing."""
    raise Failure(problem("S201", "here", name="core"))


def load_and_die(_: Settings) -> object:
    """End the process."""
    os._exit(9)


def version(_: Settings) -> str:
    """Return the version of the stub's core."""
    return str(RESOURCES.core.version)


def crew(jobs: int = 2, **stages: Any) -> Crew:
    """Return a crew that uses the stub, or other *stages*."""
    return Crew(jobs, True, Stages(**{"load": load, "process": process, "version": version, **stages}))


def _claim(article: Article, line: Span) -> Claim:
    identity = row_id(article, "claim", line)
    return Claim(identity, "indirect", (), (line,), (line,), None, None, 0.5)


def _event(article: Article, line: Span, claim: Claim) -> Event:
    return Event(
        id=row_id(article, "event", line),
        trigger=Span(line.start, line.start + 3),
        sentence=line,
        type=["AID", "ACCUSE"][int(hashlib.sha256(article.text.encode()).hexdigest(), 16) % 2],
        mode=None,
        context=(),
        cameo="07",
        actor=None,
        recipient=None,
        status="happened",
        certainty="certain",
        said_by=Said("somebody", "UNK", claim.id),
        prediction=False,
        date=None,
        place=None,
        magnitude=(),
        probability=0.5,
        reasons=(Reason("type", "stub", line),),
    )


def main() -> None:
    """Code the folder that the command line names, and say what became of each input."""
    serial.process = process  # type: ignore[assignment]
    jobs = [int(one.removeprefix("--jobs=")) for one in sys.argv if one.startswith("--jobs=")]
    path, *names = [one for one in sys.argv[1:] if not one.startswith("--")]
    with open_ledger(path) as ledger:
        if jobs:
            found = code_in_parallel(names, Settings(), crew(jobs[0]), ledger)
        else:
            found = serial.code_sources(names, Settings(), RESOURCES, ledger)
        for outcome in found:
            sys.stdout.write(f"{'known' if outcome.known else 'coded'} {outcome.address}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # a shell that runs it in the background has it ignored
    main()
