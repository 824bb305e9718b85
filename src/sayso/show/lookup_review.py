"""What reviewing asks of a ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.ledger.additions import Addition
    from sayso.ledger.corrections import RowKind
    from sayso.ledger.decisions import Decision, Draft
    from sayso.ledger.review import Ask, Page, Reviewed, Stop
    from sayso.ledger.store import Ledger
    from sayso.run.agreement import Difference, Measured


def stops(ledger: Ledger, ask: Ask) -> tuple[list[Stop], bool]:
    """Return what *ask* asks for that is still to be reviewed, and whether anything fits it at all."""
    from sayso.ledger.review import queue

    found = queue(ledger, ask)
    return found, bool(found or queue(ledger, replace(ask, again=True)))


def page(ledger: Ledger, stop: Stop, ask: Ask, blind: bool) -> Page:
    """Return the sentence at *stop* with its rows."""
    from sayso.ledger.review import page as find

    return find(ledger, stop, ask, blind)


def decide(ledger: Ledger, draft: Draft) -> Decision:
    """Keep the decision *draft*. Raises Failure (S303, S306, S307, S310, S312)."""
    from sayso.ledger.decisions import decide as keep

    return keep(ledger, draft)


def add(ledger: Ledger, new: Addition) -> Decision:
    """Keep the row *new* that the machine missed. Raises Failure (S303, S306, S312, S760)."""
    from sayso.ledger.decisions import add as keep

    return keep(ledger, new)


def addable(page: Page, kind: RowKind, given: Mapping[str, object]) -> Reviewed:
    """Return a row of the *given* words that may be added to *page*. Raises ValueError where it cannot be."""
    from sayso.ledger.additions import Site, bare_row
    from sayso.ledger.review import Reviewed
    from sayso.ledger.standing import UNREVIEWED

    sentences = [(page.stop.part, page.sentence)] if page.sentence is not None else []
    site = Site(page.article, page.text, page.stop.coding, sentences, frozenset())
    return Reviewed(bare_row(kind, given, site), kind, None, UNREVIEWED)


def fault(ledger: Ledger, draft: Draft) -> str:
    """Return why the corrections of *draft* cannot be kept, empty where they can."""
    from sayso.ledger.decisions import fault as find

    return find(ledger, draft)


def undo(ledger: Ledger, reviewer: str) -> tuple[Decision, Stop | None]:
    """Take back the last decision of *reviewer*; return it and where its row is. Raises Failure (S311)."""
    from sayso.ledger.review import undo as take_back

    return take_back(ledger, reviewer)


def fields(kind: RowKind) -> tuple[str, ...]:
    """Return the fields of a *kind* of row that can be corrected."""
    from sayso.ledger.corrections import FIELDS

    return tuple(FIELDS[kind])


def asked(wanted: Mapping[str, object]) -> Ask:
    """Return what the options of ``sayso review`` ask for. Raises Failure (S312) where the name is none."""
    from sayso.ledger.decisions import named
    from sayso.ledger.review import Ask

    own: dict[str, Any] = {name: wanted[name] for name in ("sample", "seed", "again", "every")}
    filters = {name: value for name, value in wanted.items() if name not in (*own, "reviewer", "kinds")}
    asked_for = Ask(named(str(wanted["reviewer"])), filters, **own)
    kinds: Any = wanted["kinds"]
    return replace(asked_for, kinds=kinds) if kinds else asked_for


def compared(ledger: Ledger, wanted: Mapping[str, Any]) -> tuple[list[Measured], list[Difference]]:
    """Return how far reviewers agree, and where they do not, as *wanted*. Raises Failure (S313)."""
    from sayso.analyse.agreement import Plan
    from sayso.run.agreement import Asked, compare

    asked_for = Asked(tuple(wanted["reviewers"]), bool(wanted["blind"]))
    return compare(ledger, asked_for, Plan(wanted["draws"], wanted["seed"]))
