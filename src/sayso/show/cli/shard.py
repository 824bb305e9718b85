"""``sayso shard``: articles into a shard in parts, with as many machines as there are."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from sayso.settings import Settings
from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.spread import Done

LEVELS = {"events": "mention", "claims": "claim", "predictions": "prediction", "relations": "relation"}


@click.command()
@options.names
@click.option(
    "-o", "--output", metavar="FOLDER", required=True, help="Write the parts into this folder or URL."
)
@click.option(
    "--jobs",
    metavar="N",
    default="auto",
    show_default=True,
    callback=lambda _context, _option, value: options.number_of_jobs(value),
    help="Code with so many workers; auto: one for each core of all machines.",
)
@click.option("--address", metavar="HOST:PORT", default="", help="A Ray cluster that runs already.")
@click.option(
    "--part",
    "most",
    metavar="N",
    type=click.IntRange(min=1),
    default=250,
    show_default=True,
    help="Articles in a part: what is done again where a worker is lost.",
)
@options.reading
@options.with_actors
def shard(names: tuple[str, ...], output: str, settings: Settings, **how: Any) -> Exit:
    """Code articles on many machines, into a folder of Parquet files.

    FILE is what sayso code reads, or a folder or file of an object store
    (s3://, gs://, file://). What is there already is not coded again, and a
    worker that is lost loses nothing. sayso merge brings the folder into a
    ledger, and series, test and their like read it as it is. Needs sayso[ray].
    """
    from contextlib import redirect_stdout

    from sayso.show.lookup import spread_over
    from sayso.show.work import watched

    tally = Tally(output)
    try:
        with redirect_stdout(sys.stderr):  # where Ray says which machines it has lost
            for done in watched(spread_over(names, settings, output, how), None):
                tally.count(done)
    except KeyboardInterrupt:
        tally.tell(stopped=True)
        return Exit.INTERRUPTED
    tally.tell()
    return tally.exit()


@dataclass
class Tally:
    """How many parts there are, and what they hold."""

    folder: str
    parts: int = 0
    known: int = 0
    articles: int = 0
    failed: int = 0
    missing: int = 0
    rows: Counter[str] = field(default_factory=Counter)

    def count(self, done: Done) -> None:
        """Add what became of a part."""
        self.known += done.known
        self.parts += bool(done.part)
        self.missing += not done.part and not done.known
        self.articles += done.articles
        self.failed += done.failed
        self.rows.update(done.rows)

    def exit(self) -> Exit:
        """Return the exit code of the command."""
        if self.failed or self.missing:
            return Exit.SOME_FAILED
        return Exit.DONE if self.rows.total() or self.known else Exit.NOTHING_FOUND

    def tell(self, stopped: bool = False) -> None:
        """Say on standard error what was done."""
        from sayso.show.messages import counted
        from sayso.show.terminal import tell
        from sayso.show.visible import typed, visible

        folder = visible(self.folder)
        if self.parts:
            each = ", ".join(counted(self.rows[kind], level) for kind, level in LEVELS.items())
            rows = counted(self.rows.total(), "row")
            parts = counted(self.parts, "part")
            tell(f"{counted(self.articles, 'article')} coded: {rows} in {parts} ({each}).")
        if self.known:
            units = counted(self.known, "unit")
            tell(f"{units} of inputs had been coded into {folder} before: nothing added.")
        if self.failed:
            tell(f"{counted(self.failed, 'input')} could not be coded; the reasons stand above.")
        if stopped:
            tell(f"Stopped. The parts that are in {folder} are whole; the same command goes on from here.")
        elif self.missing:
            tell("Some parts are missing. The same command codes what is missing.")
        elif self.parts or self.known:
            tell(f"All is in {folder}. Into a ledger: sayso merge my.ledger {typed(self.folder)}")
