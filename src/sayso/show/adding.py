"""Adding a row at the terminal that the machine missed: its words, its type, then any of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.problems import Failure
from sayso.show import lookup_review as ledger_of
from sayso.show import typed
from sayso.show.deciding import told
from sayso.show.messages import tell_problem
from sayso.show.terminal import put_line, tell

if TYPE_CHECKING:
    from sayso.ledger.corrections import RowKind
    from sayso.ledger.review import Page
    from sayso.show.reviewing import Session

KINDS: dict[str, RowKind] = {"e": "event", "c": "claim"}
ASKED: dict[RowKind, tuple[tuple[str, str], ...]] = {
    "event": (("trigger", "words that name the deed: "), ("type", "type: ")),
    "claim": (
        ("cue", "words that attribute: "),
        ("content", "what is said (' ... ' between stretches): "),
        ("source", "who says it, as the article has it (empty: not told): "),
    ),
}


def add(session: Session, page: Page) -> None:
    """Ask for a row of the sentence that is missing, and keep it; what cannot be is told."""
    from sayso.ledger.additions import Addition

    kind = KINDS.get(session.keys.key("add: event claim > ") or "")
    if kind is None:
        tell("Nothing was added.")
        return
    try:
        fields = _asked(session, page, kind)
        one = ledger_of.addable(page, kind, fields)
    except ValueError as error:
        tell(f"Nothing was added: {error}.")
        return
    from sayso.show.reviewing import filled_in

    fields |= dict(filled_in(session, one, page))
    note = session.keys.line("note (may be empty): ") or None
    new = Addition(page.article, kind, fields, session.ask.reviewer, note, session.blind)
    try:
        kept = ledger_of.add(session.ledger, new)
    except Failure as failure:
        if failure.problem.code != "S760":
            raise
        tell_problem(failure.problem)
        return
    session.decided[kept.verdict] += 1
    put_line(told(kept))


def _asked(session: Session, page: Page, kind: RowKind) -> dict[str, object]:
    """Return what a row of this *kind* hangs on. Raises ValueError where that is no word of the article."""
    fields: dict[str, object] = {}
    for name, question in ASKED[kind]:
        line = (session.keys.line(question) or "").strip()
        if line or name != "source":
            fields[name] = typed.of_kind(kind, name, line, page)
    return fields
