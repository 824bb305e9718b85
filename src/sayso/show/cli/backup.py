"""``sayso backup``: a copy of a ledger, taken while others use it."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell


@click.command()
@options.ledger
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def backup(ledger: str, file: Path) -> Exit:
    """Copy a ledger to FILE, also while a program writes to it.

    The copy holds the ledger as it was at one moment. It is verified before it
    takes the place of what stood at FILE.
    """
    from sayso.show.lookup import backed_up, reading
    from sayso.show.messages import counted
    from sayso.show.visible import visible

    with reading(ledger) as opened:
        checked = backed_up(opened, file)
    tell(
        f"{visible(str(file))} is a whole copy: {counted(checked, 'quotation')} compared, nothing is damaged."
    )
    return Exit.DONE
