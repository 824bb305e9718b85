"""The door of an explorer that has a password."""

from __future__ import annotations

from sayso.problems import Failure, problem
from sayso.show.web.answers import Answer, Moved, Page
from sayso.show.web.guard import Guard


def enter(guard: Guard, client: str, given: str) -> Answer:
    """Let *client* in where the password *given* is right, else ask for it. Raises Failure (S708)."""
    if guard.access.password is None:
        return Moved("/ledger")
    if guard.barred(client):
        raise Failure(problem("S708", client))
    if not given:
        return Page("enter.html", "Password", "", {"wrong": False})
    if guard.right(given):
        return Moved("/ledger")
    guard.note_wrong(client)
    return Page("enter.html", "Password", "", {"wrong": True}, 403)
