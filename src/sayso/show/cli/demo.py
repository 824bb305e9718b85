"""``sayso demo``: the main job, on articles that come with sayso."""

from __future__ import annotations

import click

from sayso.settings import Settings
from sayso.show.cli import options
from sayso.show.exits import Exit

SHOWN = 8  # rows an article: enough to see, few enough to read


@click.command()
@options.output
def demo(output: str | None) -> Exit:
    """Code three sample articles and show what comes out.

    Needs no network. The articles are invented.
    """
    from sayso.ledger.store import open_ledger
    from sayso.show.samples import sample_files
    from sayso.show.work import outcomes

    path = output or _temporary()
    with open_ledger(path) as ledger:
        done = list(outcomes(sample_files(), Settings(), ledger))
    ...
    return Exit.DONE


def _temporary() -> str:
    """Return the path of a new ledger in a temporary folder."""
    import tempfile
    from pathlib import Path

    return str(Path(tempfile.mkdtemp(prefix="sayso-demo-")) / "demo.ledger")
