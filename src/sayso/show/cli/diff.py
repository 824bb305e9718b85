"""``sayso diff``: which rows differ, and why."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.ledger.diff import Changed
    from sayso.show.lookup_diff import Compared

Two = tuple[str, str]


@click.command()
@click.argument("a", metavar="A", type=click.Path())
@click.argument("b", metavar="[B]", required=False, type=click.Path())
@click.option("--runs", nargs=2, metavar="R1 R2", help="Compare two runs of the ledger A.")
@click.option("--versions", nargs=2, metavar="V1 V2", help="Compare two versions of sayso in the ledger A.")
@options.as_json
def diff(a: str, b: str | None, runs: Two | None, versions: Two | None, as_json: bool) -> Exit:
    """Tell which rows differ between two ledgers, and why.

    Or between two runs or versions of one ledger. Of two ledgers, decisions,
    imports, plans and verdicts are compared as well. The exit code is 1 where
    anything differs.
    """
    from sayso.show.differences import summary
    from sayso.show.terminal import tell

    if sum(one is not None for one in (b, runs, versions)) != 1:
        raise click.UsageError("Give a second ledger, or --runs, or --versions.")
    found = []
    with ExitStack() as opened:
        articles, changed = _compared(opened, (a, b), runs, versions)
        for one in changed:
            found.append(one)
            _show(one, as_json)
        others = _beside(a, b, as_json) if b is not None else ""
    tell(summary(articles, found))
    if others:
        tell(others)
    return Exit.THEY_DIFFER if found or others else Exit.DONE


def _beside(a: str, b: str, as_json: bool) -> str:
    """Print the decisions, imports, plans and verdicts that differ; return how many, in a line."""
    from sayso.show.data import put_json
    from sayso.show.differences import beyond_as_json, beyond_line, beyond_summary
    from sayso.show.lookup import reading
    from sayso.show.lookup_diff import beside_codings
    from sayso.show.terminal import put_line

    with reading(a) as first, reading(b) as second:
        found = beside_codings(first, second)
    for one in found:
        if as_json:
            put_json(beyond_as_json(one))
        else:
            put_line(beyond_line(one))
    return beyond_summary(found)


def _show(changed: Changed, as_json: bool) -> None:
    from sayso.show.data import put_json
    from sayso.show.differences import as_json as json_of
    from sayso.show.differences import lines
    from sayso.show.terminal import put_line

    if as_json:
        put_json(json_of(changed))
        return
    for line in lines(changed):
        put_line(line)


def _compared(
    opened: ExitStack, names: tuple[str, str | None], runs: Two | None, versions: Two | None
) -> Compared:
    """Compare what the command line names, in ledgers that are closed with *opened*."""
    from sayso.show.lookup import reading
    from sayso.show.lookup_diff import between_ledgers, between_runs, between_versions

    ledger = opened.enter_context(reading(names[0]))
    if runs is not None:
        return between_runs(ledger, *runs)
    if versions is not None:
        return between_versions(ledger, *versions)
    return between_ledgers(ledger, opened.enter_context(reading(names[1] or "")))
