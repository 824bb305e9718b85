"""``sayso demo``: the main job, on articles that come with sayso."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sayso.settings import Settings
from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import put_line
from sayso.show.visible import typed

if TYPE_CHECKING:
    from sayso.show.rows import Row

SHOWN = 8  # rows an article: enough to see, few enough to read


@click.command()
@options.output
def demo(output: str | None) -> Exit:
    """Code three sample articles and show what comes out.

    Needs no network. The articles are invented.
    """
    from sayso.show.counts import levels
    from sayso.show.lookup import counts, event_rows, shown, writing
    from sayso.show.samples import sample_files
    from sayso.show.work import outcomes

    path = output or _temporary()
    with writing(path) as ledger:
        done = [bool(one.coded or one.known) for one in outcomes(sample_files(), Settings(), ledger)]
        rows = list(event_rows(ledger, {}))
        found = levels(counts(ledger), rows)
    path = shown(path)
    put_line(f"Three invented articles, coded on this computer into the ledger\n  {path}\n")
    for line in found:
        put_line(f"  {line}")
    _show_articles(path, rows)
    _show_next(path, rows)
    return Exit.DONE if all(done) else Exit.SOME_FAILED


def _temporary() -> str:
    """Return the path of a new ledger in a temporary folder."""
    import tempfile
    from pathlib import Path

    return str(Path(tempfile.mkdtemp(prefix="sayso-demo-")) / "demo.ledger")


def _show_articles(path: str, rows: Sequence[Row]) -> None:
    """Print the first rows of each article."""
    from sayso.show.table import show_rows

    for document in sorted({row.document for row in rows}):
        its = [row for row in rows if row.document == document]
        put_line(f"\n{document}\n")
        show_rows(its[:SHOWN])
        if len(its) > SHOWN:
            put_line(f"... and {len(its) - SHOWN} more: sayso show {typed(path)} --doc {document}")


def _show_next(path: str, rows: Sequence[Row]) -> None:
    """Print commands that work on what was just made."""
    path = typed(path)
    put_line("\nWhat to type next:\n")
    for row in rows[:1]:
        put_line(f"  sayso why {path} {row.id}")
    for command in (f"show {path} --prediction", f"show {path} --type ACCUSE", f"verify {path}"):
        put_line(f"  sayso {command}")
    put_line("  sayso code ARTICLE.txt -o my.ledger")
