"""``sayso code``: articles into rows."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING

import click

from sayso.settings import Settings
from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.serial import Outcome


@click.command()
@options.names
@options.output
@options.as_json
@options.jobs
@options.reading
@options.with_actors
def code(
    names: tuple[str, ...],
    output: str | None,
    as_json: bool,
    jobs: int,
    settings: Settings,
) -> Exit:
    """Write down the events and claims of articles.

    FILE is a text or HTML file, a folder of them, a feed (RSS or Atom), a
    WARC file, a ZIP archive, a table (JSONL, CSV, Parquet), an address, or -
    for standard input. Without -o and --json the rows are shown and not kept.
    Coding an article twice into one ledger adds nothing.
    """
    from sayso.show.lookup import writing
    from sayso.show.tally import Tally
    from sayso.show.work import outcomes

    tally = Tally(output)
    try:
        with writing(output) if output else nullcontext() as ledger:
            found = tally.counting(outcomes(names, settings, ledger, jobs=jobs))
            _show(found, output, as_json)
    except KeyboardInterrupt:
        tally.tell_stopped()
        return Exit.INTERRUPTED
    tally.tell()
    return tally.exit()


def _show(found: Iterable[Outcome], output: str | None, as_json: bool) -> None:
    """Print what was *found*: as JSON, not at all where a ledger keeps it, as a table otherwise."""
    if as_json:
        _print_json(found)
    elif output:
        for _ in found:
            pass
    else:
        _print_table(found)


def _print_json(found: Iterable[Outcome]) -> None:
    from sayso.ledger.contract import as_contract
    from sayso.show.data import put_json

    for outcome in found:
        if outcome.coded is not None:
            put_json(as_contract(outcome.coded))


def _print_table(found: Iterable[Outcome]) -> None:
    from sayso.show.rows import rows_of
    from sayso.show.table import show_rows

    rows = [row for outcome in found if outcome.coded for row in rows_of(outcome.coded)]
    if rows:
        show_rows(rows)
