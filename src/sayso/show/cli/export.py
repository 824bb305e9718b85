"""``sayso export``: a ledger in the format of others."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell
from sayso.show.visible import visible


@click.command()
@options.ledger
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.reviewed
@click.option(
    "--as", "name", metavar="FORMAT", required=True, help="See docs/formats.md."
)
def export(ledger: str, file: Path, name: str, review: tuple[str, ...] | None) -> Exit:
    """Write a ledger to FILE in another format.

    docs/formats.md says of each format what it holds, and what of a ledger it cannot.
    """
    from sayso.show.lookup import export_rows, reading

    with reading(ledger, review) as opened:
        count = export_rows(opened, file, name)
    tell(f"{count} rows written to {visible(str(file))}.")
    return Exit.DONE
