"""``sayso export``: a ledger in the format of others."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.messages import counted
from sayso.show.terminal import tell
from sayso.show.visible import visible


@click.command()
@options.ledger
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@options.reviewed
@click.option("--as", "name", metavar="FORMAT", required=True, help="The format: csv, parquet, gdelt2 ...")
@click.option(
    "--all-statuses",
    is_flag=True,
    help="Write what did not happen as well, marked so, in formats that leave it out.",
)
def export(ledger: str, file: Path, name: str, all_statuses: bool, review: tuple[str, ...] | None) -> Exit:
    """Write a ledger to FILE, which some formats make a folder, in another format.

    docs/formats/ says of each format what it holds, and what of a ledger it cannot.
    """
    from sayso.show.lookup import export_rows, omitted, reading

    with reading(ledger, review) as opened:
        count = export_rows(opened, file, name, all_statuses)
        missing = omitted(opened, name, all_statuses)
    tell(f"{counted(count, 'row')} written to {visible(str(file))}.")
    if missing:
        listed = ", ".join(f"{number:,} {reason}" for reason, number in missing.items())
        tell(f"Mentions of events that this format leaves out: {listed}.")
    return Exit.DONE
