"""``sayso why``: what a row rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


@click.command()
@options.ledger
@click.argument("row", metavar="ROW")
@options.reviewed
def why(ledger: str, row: str, review: tuple[str, ...] | None) -> Exit:
    """Explain one row: its words, rules, sources and run. Of a story, list its mentions.

    ROW is the beginning of the id of an event, claim, prediction, relation or story, as sayso show prints it.
    The row is shown as it was coded, with what people decided about it; with --reviewed as it stands.
    """
    from sayso.show.explain import explanation
    from sayso.show.lookup import explained, is_story, reading
    from sayso.show.terminal import put_line

    with reading(ledger, review) as opened:
        if is_story(row):
            _list_mentions(opened, row)
        else:
            for line in explanation(explained(opened, row)):
                put_line(line)
    return Exit.DONE


def _list_mentions(ledger: Ledger, name: str) -> None:
    """Print what the story whose id begins with *name* says, and its mentions."""
    from sayso.show.lookup import told_story
    from sayso.show.stories import heading
    from sayso.show.table import show_rows
    from sayso.show.terminal import put_line

    story, rows = told_story(ledger, name)
    for line in (*heading(story), ""):
        put_line(line)
    show_rows(rows)
