"""``sayso merge``: ledgers that were written apart into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.ledger.merge import Merged


@click.command()
@options.ledger
@click.argument("shards", metavar="SHARD...", nargs=-1, required=True, type=click.Path())
def merge(ledger: str, shards: tuple[str, ...]) -> Exit:
    """Bring ledgers that were written apart into one.

    LEDGER is made if it is not there. Each SHARD is verified and comes in
    whole or not at all, with its runs and the decisions about its rows; it is
    not changed. What LEDGER holds already is not taken twice.
    """
    from sayso.show.lookup import merged, shown, writing
    from sayso.show.messages import tell_problem

    with writing(ledger) as opened:
        done = []
        for one in merged(opened, shards):
            for found in one.problems:
                tell_problem(found)
            done.append(one)
    _tell(shown(ledger), done)
    return Exit.SOME_FAILED if any(one.problems for one in done) else Exit.DONE


def _tell(ledger: str, done: list[Merged]) -> None:
    """Say on standard error what came in."""
    from sayso.show.messages import counted
    from sayso.show.terminal import tell
    from sayso.show.visible import typed, visible

    taken = [one for one in done if one.taken]
    counts = zip(*(one[2:6] for one in done), strict=True)
    articles, rows, decisions, recoded = map(sum, counts)
    new = f"{counted(articles, 'article')}, {counted(rows, 'row')}, {counted(decisions, 'decision')} new"
    tell(f"{len(taken)} of {counted(len(done), 'shard')} are in {visible(ledger)}: {new}.")
    if recoded:
        held = "had been coded by another version, model or settings"
        tell(f"{counted(recoded, 'article')} {held}; both codings are kept, and the shard's rows count now.")
    if taken:
        tell(f"See the rows with: sayso show {typed(ledger)}")
