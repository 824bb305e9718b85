"""``sayso report``: a ledger as pages that need no server."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell
from sayso.show.visible import visible


@click.command()
@options.ledger
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Write the pages into this folder; an earlier report there is replaced.",
)
def report(ledger: str, output: Path) -> Exit:
    """Write a ledger as pages to read in a browser, without a server.

    Put the folder on a file share, or send it; begin with index.html.
    """
    from sayso.show.messages import counted
    from sayso.show.web_extra import needed

    needed("sayso report")
    from sayso.show.web.desk import Desk
    from sayso.show.web.site import write_site

    count = write_site(Desk(ledger, read_only=True, patient=True), output)
    tell(f"{counted(count, 'page')} written to {visible(str(output))}; begin with index.html.")
    return Exit.DONE
