"""``sayso verify``: whether every row is still what its article says."""

from __future__ import annotations

import click

from sayso.show.cli import options
from sayso.show.exits import Exit


@click.command()
@options.ledger
def verify(ledger: str) -> Exit:
    """Check that every quotation is still in its article."""
    from sayso.show.lookup import differences, reading
    from sayso.show.messages import counted, tell_problem
    from sayso.show.terminal import put_line

    with reading(ledger) as opened:
        checked, found = differences(opened)
    for one in found:
        tell_problem(one)
    faults = "nothing is damaged" if not found else f"{counted(len(found), 'fault')} found"
    put_line(f"{counted(checked, 'quotation')} compared with the articles: {faults}.")
    return Exit.LEDGER_DAMAGED if found else Exit.DONE
