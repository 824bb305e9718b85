"""``sayso review``: people decide about rows, one sentence at a time."""

from __future__ import annotations

from collections import Counter

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell

KINDS = ("event", "claim", "prediction", "relation")
DONE = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "unsure": "unsure",
    "add": "added",
    "undone": "taken back",
}


@click.command()
@options.ledger
@click.option("--reviewer", metavar="NAME", required=True, help="The name that you decide under.")
@click.option("--blind", is_flag=True, help="Do not show what others decided.")
@options.filters
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    multiple=True,
    type=click.Choice(KINDS),
    help="Rows of this kind: event, claim, prediction, relation. By default events and claims.",
)
@click.option(
    "--sample", metavar="N", type=click.IntRange(min=1), help="Only so many sentences, drawn at random."
)
@click.option(
    "--seed", metavar="N", type=int, default=0, show_default=True, help="Draw others with another number."
)
@click.option("--again", is_flag=True, help="Also what you have decided about.")
@click.option("--every", is_flag=True, help="Also sentences without rows: the machine may have missed some.")
def review(ledger: str, blind: bool, **wanted: object) -> Exit:
    """Review a ledger: accept, correct or reject its rows, one sentence at a time.

    The machine's rows stay as they are; each decision is kept at once, under your name. Start it
    again, and it goes on where you stopped. Keys may come from a pipe, one a line.
    """
    from sayso.show.keys import keys
    from sayso.show.lookup import reading
    from sayso.show.lookup_review import asked, stops
    from sayso.show.reviewing import Session
    from sayso.show.reviewing import review as go_through

    ask = asked(wanted)
    with reading(ledger) as opened:
        found, fitting = stops(opened, ask)
        if not found:
            tell("All of it is reviewed." if fitting else "No sentence fits.")
            return Exit.DONE if fitting else Exit.NOTHING_FOUND
        session = Session(opened, ask, blind, keys())
        try:
            go_through(session, found)
        finally:
            tell(_summary(session.decided))
    return Exit.DONE


def _summary(decided: Counter[str]) -> str:
    """Return what was decided, in a line."""
    parts = [f"{decided[name]} {what}" for name, what in DONE.items() if decided[name]]
    return f"Decided: {', '.join(parts) or 'nothing'}."
