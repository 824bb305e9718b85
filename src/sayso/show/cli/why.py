"""``sayso why``: what a row rests on."""

from __future__ import annotations

import click

from sayso.show.cli import options
from sayso.show.exits import Exit


@click.command()
@options.ledger
@click.argument("row", metavar="ROW")
def why(ledger: str, row: str) -> Exit:
    """Explain one row: its words, rules, sources and run.

    ROW is the beginning of the id of an event, claim, prediction or relation, as sayso show prints it.
    """
    from sayso.show.explain import explanation
    from sayso.show.lookup import explained, reading
    from sayso.show.terminal import put_line

    with reading(ledger) as opened:
        for line in explanation(explained(opened, row)):
            put_line(line)
    return Exit.DONE
