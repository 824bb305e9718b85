"""``sayso verify``: is every row still what its article says?"""

from __future__ import annotations

import click

from sayso.show.cli import options
from sayso.show.exits import Exit


@click.command()
@options.ledger
def verify(ledger: str) -> Exit:
    """Check a ledger: cut every quotation out of its article and compare."""
    ...
