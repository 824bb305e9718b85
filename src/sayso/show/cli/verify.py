"""``sayso verify``: whether every row is still what its article says."""

from __future__ import annotations

import click

from sayso.show.cli import options
from sayso.show.exits import Exit


@click.command()
@options.ledger
@click.option(
    "--sources", is_flag=True, help="See as well whether the files that were coded are the same still."
)
def verify(ledger: str, sources: bool) -> Exit:
    """Check that every quotation is still in its article, and all that rows rest on.

    Nothing is repaired.
    """
    from sayso.show.lookup import differences, doubts, reading
    from sayso.show.messages import counted, tell_problem
    from sayso.show.terminal import put_line

    with reading(ledger) as opened:
        checked, found = differences(opened)
        doubtful = () if found else tuple(doubts(opened, sources))
    for one in (*found, *doubtful):
        tell_problem(one)
    faults = "nothing is damaged" if not found else f"{counted(len(found), 'fault')} found"
    put_line(f"{counted(checked, 'quotation')} compared with the articles: {faults}.")
    return Exit.LEDGER_DAMAGED if found else Exit.SOME_FAILED if doubtful else Exit.DONE
