"""``sayso open``: a ledger in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell


@click.command("open")
@options.ledger
@click.option("--read-only", is_flag=True, help="Let nobody decide anything.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help="Listen on this port, not a free one.",
)
@click.option("--no-browser", is_flag=True, help="Only say where it is.")
@click.option(
    "--host", metavar="HOST", help="Listen on this address, for other computers. A password is needed then."
)
@click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Its first line is the password. Without it, --host makes up a token.",
)
def open_command(ledger: str, read_only: bool, no_browser: bool, port: int, **place: object) -> Exit:
    """Open a ledger in the browser: read it, judge it, take what you need.

    It is served to this computer alone. Stop with Ctrl-C.
    """
    from sayso.show.web_extra import needed

    needed("sayso open")
    from sayso.show.web.desk import Desk
    from sayso.show.web.serving import Place, serve

    host, password_file = place["host"], place["password_file"]
    serve(Desk(ledger, read_only), Place(host, port, password_file, not no_browser))  # type: ignore[arg-type]
    tell("Stopped. What was decided is kept.")
    return Exit.DONE
