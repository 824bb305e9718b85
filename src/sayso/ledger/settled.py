"""For exports and lists by queries, which read rows as they were coded: a ledger of those that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec, TypeVar

from sayso.ledger.content import Held, contents
from sayso.ledger.store import Ledger, open_ledger
from sayso.record import Annotation, Coded, Sentence, Span

STANDINGS = """
    CREATE TABLE standings (article TEXT, row TEXT, standing TEXT, reviewers TEXT, PRIMARY KEY (article, row))
"""
Others = ParamSpec("Others")
Given = TypeVar("Given")
Function = Callable[Concatenate[Ledger, Others], Given]


def settled(function: Function[Others, Given]) -> Function[Others, Given]:
    """Return *function* such that it gets a ledger whose rows stand as the one it is given is to be read."""

    @wraps(function)
    def on_settled(ledger: Ledger, /, *others: Others.args, **named: Others.kwargs) -> Given:
        with as_it_stands(ledger) as found:
            return function(found, *others, **named)

    return on_settled


@contextmanager
def as_it_stands(ledger: Ledger) -> Iterator[Ledger]:
    """Give *ledger*, or where it is to be read as reviewed a copy of it that was coded so."""
    if not ledger.review.applied:
        yield ledger
        return
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "settled.ledger") as copy:
        copy.connection.execute(STANDINGS)
        for held in contents(ledger):
            sentences = tuple(Sentence(span, _block(held, span), ()) for span in held.sentences)
            copy.add(Coded(held.article, Annotation(sentences), *held.rows), held.run)
            _note(copy, held)
        yield copy


def _note(copy: Ledger, held: Held) -> None:
    """Keep how each row of an article stands that somebody decided about, and who did."""
    copy.connection.executemany(
        "INSERT INTO standings VALUES (?, ?, ?, ?)",
        [
            (held.article.sha256, name, state.standing, ";".join(one.reviewer for one in state.decisions))
            for name, state in held.states.items()
        ],
    )


def _block(held: Held, span: Span) -> int:
    """Return the number of the block that a sentence stands in."""
    blocks = held.article.blocks
    return next((number for number, one in enumerate(blocks) if one.span.end > span.start), 0)
