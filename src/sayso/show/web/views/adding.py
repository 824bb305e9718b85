"""Adding a row that the machine missed: a form for its words beside the sentence that is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.ledger.additions import Addition
from sayso.ledger.corrections import RowKind
from sayso.ledger.decisions import add
from sayso.ledger.review import Page, Reviewed, page
from sayso.problems import Failure, problem
from sayso.show import typed
from sayso.show.lookup_review import addable
from sayso.show.rows import NOBODY
from sayso.show.web.answers import Answer, Asked
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.values import shown_as
from sayso.show.web.views.fields import FURTHER, NEEDED
from sayso.show.web.views.review import ask_of, moved, stop_named


def add_page(desk: Desk, links: Links, asked: Asked) -> Answer:  # noqa: ARG001 (as every view)
    """Keep a row that the form tells of, and return to its sentence. Raises Failure (S303, S312, S760)."""
    query, form = asked.query, asked.form
    ask, stop = ask_of(query), stop_named(query.get("at", ""))
    with desk.open() as ledger:
        found = page(ledger, stop, ask, bool(query.get("blind")))
        try:
            kind = _kind(form.get("kind", ""))
            fields = _fields(found, kind, form)
        except ValueError as error:
            raise Failure(problem("S760", str(ledger.path), reason=error)) from error
        note = form.get("note", "").strip() or None
        add(ledger, Addition(found.article, kind, fields, ask.reviewer, note, bool(query.get("blind"))))
    return moved(query, stop)


def _kind(name: str) -> RowKind:
    if name == "event":
        return "event"
    if name == "claim":
        return "claim"
    raise ValueError(f"{name[:20]!r} is no kind of row that can be added")


def _fields(found: Page, kind: RowKind, form: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that *form* tells of. Raises ValueError where one means nothing."""
    given = {name: value.strip() for name, value in form.items() if value.strip() not in ("", NOBODY)}
    fields: dict[str, Any] = {}
    for name in (*(one for one, _ in NEEDED[kind]), *(("source",) if "source" in given else ())):
        fields[name] = typed.of_kind(kind, name, given.get(name, ""), found)
    one: Reviewed = addable(found, kind, fields)
    for name in FURTHER[kind]:
        if name in given and name not in fields and given[name] != shown_as(name, one):
            fields[name] = typed.value(name, given[name], one, found)
    return fields
