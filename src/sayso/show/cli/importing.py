"""``sayso import``: events of other coders, and codings of other ledgers, into a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from sayso.problems import Failure
from sayso.show.cli import options
from sayso.show.exits import Exit, exit_for
from sayso.show.messages import counted, tell_problem
from sayso.show.terminal import tell

if TYPE_CHECKING:
    from sayso.ledger.imports.bring import Brought
    from sayso.ledger.imports.reviews import Reviewed
    from sayso.ledger.store import Ledger

NOTES = frozenset(["S353", "S354", "S606"])  # what is told where no row was lost


def _columns(_context: object, _option: object, value: str | None) -> Mapping[str, str]:
    """Return the column of each field in ``day=Date,source=Actor 1``."""
    pairs = [pair.partition("=") for pair in (value or "").split(",") if pair.strip()]
    if any(not (field.strip() and column.strip()) for field, _, column in pairs):
        raise click.BadParameter("write FIELD=COLUMN,FIELD=COLUMN, for instance day=Date,source=Actor 1.")
    return {field.strip(): column.strip() for field, _, column in pairs}


@click.command("import")
@options.ledger
@options.names
@click.option("--as", "format", metavar="FORMAT", default="", help="The format, if the file does not tell.")
@click.option("--coder", metavar="NAME", default="", help="Who coded the events, if not who the format says.")
@click.option("--codebook", metavar="NAME", default="", help="What the codes are taken from, if they are.")
@click.option(
    "--columns",
    metavar="FIELD=COLUMN,...",
    callback=_columns,
    help="Which column is what, for a table of no known format.",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    help="Keep what was changed in files of Label Studio or doccano as decisions of this reviewer.",
)
def import_files(ledger: str, names: tuple[str, ...], reviewer: str | None, **said: object) -> Exit:
    """Bring in events of other coders, and codings that were exported.

    FILE is a table of events (GDELT, ICEWS, POLECAT, ACLED, UCDP, KEDS, or any with --columns), as text or
    Parquet, packed or not; or a file that sayso export has written. Events of others are marked so and
    counted by themselves. Importing a file twice adds nothing.
    """
    from sayso.show.lookup import writing

    worst = Exit.DONE
    with writing(ledger) as opened:
        for name in names:
            try:
                worst = max(worst, _import(opened, name, reviewer, said))
            except Failure as failure:
                tell_problem(failure.problem)
                worst = max(worst, exit_for(failure.problem))
    return worst


def _import(ledger: Ledger, name: str, reviewer: str | None, said: Mapping[str, object]) -> Exit:
    """Import one file, or what a reviewer changed in it; return the exit code that it deserves."""
    from sayso.show.lookup import brought, reviewed

    if reviewer is None:
        return _tell(brought(ledger, name, said))
    return _tell_reviewed(reviewed(ledger, name, reviewer, said), name)


def _tell(found: Brought) -> Exit:
    """Say what came of a file; return the exit code that it deserves."""
    for one in found.problems:
        tell_problem(one)
    if found.again:
        tell(f"{found.address} had been imported before: nothing added.")
    if found.events:
        by = f"{found.coder or 'an unnamed coder'} ({found.codebook or 'no codebook'})"
        tell(f"{counted(found.events, 'event')} of {by} imported from {found.address}.")
    if found.articles:
        articles, rows = counted(found.articles, "article"), counted(found.rows, "row")
        tell(f"{articles} with {rows} imported from {found.address}.")
    lost = any(one.code not in NOTES for one in found.problems)
    return Exit.SOME_FAILED if lost else Exit.DONE


def _tell_reviewed(found: Reviewed, name: str) -> Exit:
    """Say what became of what somebody changed in a file; return the exit code that it deserves."""
    for one in found.problems:
        tell_problem(one)
    verdicts = Counter(one.verdict for one in found.decisions)
    told = ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items())) or "none"
    known = f" {found.known} had been kept before." if found.known else ""
    articles = counted(found.articles, "article")
    tell(f"{counted(len(found.decisions), 'decision')} ({told}) from {articles} of {name}.{known}")
    lost = any(one.code not in NOTES for one in found.problems)
    return Exit.SOME_FAILED if lost else Exit.DONE
