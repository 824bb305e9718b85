"""A pipeline without the language core: an event in every line, so that the runner can be tested by itself.

``python -m tests.run.stub LEDGER FOLDER`` codes a folder with it, one line of output an article.
"""

from __future__ import annotations

import hashlib
import sys
from types import SimpleNamespace
from typing import Any

from sayso.coding.identity import row_id
from sayso.ledger.store import open_ledger
from sayso.problems import problem
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
    with open_ledger(sys.argv[1]) as ledger:
        for outcome in serial.code_sources(sys.argv[2:], Settings(), RESOURCES, ledger):
            sys.stdout.write(f"{'known' if outcome.known else 'coded'} {outcome.address}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
