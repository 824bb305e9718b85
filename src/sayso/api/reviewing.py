"""The verbs of review: decisions, and how far reviewers agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.corrections import RowKind
    from sayso.ledger.decisions import Decision, Verdict
    from sayso.ledger.imports.reviews import Reviewed
    from sayso.ledger.review import Page, Stop
    from sayso.ledger.store import Ledger
    from sayso.run.agreement import Difference, Measured


def decide(ledger: Ledger, row: str, verdict: Verdict, reviewer: str, **more: Any) -> Decision:
    """Keep what *reviewer* decides about the row whose id begins with *row*; return the decision.

    *verdict* is accept, correct, reject or unsure. *more* are ``corrections`` (fields and values, as the JSON
    contract has them), ``note``, ``blind`` and ``article``. Raises Failure (S303, S306, S307, S310, S312).
    """
    from sayso.ledger.decisions import Draft
    from sayso.ledger.decisions import decide as keep

    return keep(ledger, Draft(row, verdict, reviewer, **more))


def add_row(ledger: Ledger, article: str, kind: RowKind, reviewer: str, **more: Any) -> Decision:
    """Add an event or a claim that the machine missed to the *article* with this digest; return the decision.

    *more* are ``fields`` (of an event at least ``trigger`` and ``type``, of a claim ``cue`` and ``content``,
    as the JSON contract has them), ``note`` and ``blind``. Raises Failure (S303, S306, S312, S760).
    """
    from sayso.ledger.additions import Addition
    from sayso.ledger.decisions import add

    return add(ledger, Addition(article, kind, reviewer=reviewer, **more))


def undo(ledger: Ledger, reviewer: str) -> Decision:
    """Take back the last decision of *reviewer* that counts; return it. Raises Failure (S303, S311)."""
    from sayso.ledger.review import undo as take_back

    return take_back(ledger, reviewer)[0]


def decisions(ledger: Ledger) -> list[Decision]:
    """Return all decisions in *ledger*, the earliest first; those that take another back name it."""
    from sayso.ledger.decisions import made

    return list(made(ledger))


def review_queue(ledger: Ledger, reviewer: str, **more: Any) -> list[Stop]:
    """Return the sentences of *ledger* that *reviewer* has still to review.

    *more* are ``wanted`` (filters of events), ``kinds``, ``sample``, ``seed``, ``again`` and ``every``.
    """
    from sayso.ledger.review import Ask, queue

    return queue(ledger, Ask(reviewer, **more))


def review_page(ledger: Ledger, stop: Stop, reviewer: str, blind: bool = False) -> Page:
    """Return one sentence with its events and claims; *blind*: others' decisions left out."""
    from sayso.ledger.review import Ask, page

    return page(ledger, stop, Ask(reviewer), blind)


def measure_agreement(
    ledger: Ledger, *reviewers: str, blind: bool = False
) -> tuple[list[Measured], list[Difference]]:
    """Return how far *reviewers* (none: all) agree, field by field, and where not. Raises Failure (S313)."""
    from sayso.run.agreement import Asked, compare

    return compare(ledger, Asked(reviewers, blind))


def review_file(ledger: Ledger, file: str | Path, reviewer: str) -> Reviewed:
    """Keep what was changed in a file of Label Studio or doccano as decisions of *reviewer*.

    Raises Failure (S101, S112, S120, S303, S312, S344).
    """
    from sayso.ledger.imports.reviews import bring_reviews

    return bring_reviews(ledger, Path(file), reviewer)
