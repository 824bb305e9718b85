"""``sayso why``: what a row rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.ledger.query import Explained


@click.command()
@options.ledger
@click.argument("row", metavar="ROW")
def why(ledger: str, row: str) -> Exit:
    """Explain one row: its words, rules, sources and run.

    ROW is the beginning of a row's id, as sayso show prints it.
    """
    from sayso.show.lookup import explained, reading
    from sayso.show.terminal import put_line

    with reading(ledger) as opened:
        for line in lines(explained(opened, row)):
            put_line(line)
    return Exit.DONE


def lines(told: Explained) -> Iterator[str]:
    """Yield the explanation of an event, line by line, no wider than the terminal."""
    from sayso.show.explain import chain, fields, laid_out, origin, passage

    event, text = told.event, told.text
    yield f"{event.type} {event.id}"
    yield ""
    yield from laid_out([("", passage(text, event.sentence, event.trigger))])
    yield ""
    yield from laid_out(fields(event, text))
    yield ""
    yield from laid_out(chain(event, told.claims, text))
    yield ""
    yield from laid_out(origin(told))
