"""What ``sayso diff`` asks of ledgers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger.beyond import Beyond
    from sayso.ledger.diff import Changed
    from sayso.ledger.store import Ledger

Compared = tuple[int, "Iterator[Changed]"]


def between_ledgers(a: Ledger, b: Ledger) -> Compared:
    """Return how many articles there are in *a* or *b*, and each that differs."""
    from sayso.ledger.diff import compared
    from sayso.ledger.sides import Side

    return compared((Side(a), Side(b)))


def beside_codings(a: Ledger, b: Ledger) -> list[Beyond]:
    """Return the decisions, imports, plans and verdicts that *a* and *b* do not both have alike."""
    from sayso.ledger.beyond import beyond

    return list(beyond(a, b))


def between_runs(ledger: Ledger, a: str, b: str) -> Compared:
    """Return how many articles two runs have coded, and each that differs. Raises Failure (S323, S324)."""
    from sayso.ledger.diff import compared
    from sayso.ledger.sides import of_run

    return compared((of_run(ledger, a), of_run(ledger, b)))


def between_versions(ledger: Ledger, a: str, b: str) -> Compared:
    """Return how many articles two versions have coded, and each that differs. Raises Failure (S323)."""
    from sayso.ledger.diff import compared
    from sayso.ledger.sides import of_version

    return compared((of_version(ledger, a), of_version(ledger, b)))
