"""``sayso agreement``: how far reviewers agree."""

from __future__ import annotations

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell


@click.command()
@options.ledger
@click.option(
    "--reviewer", "reviewers", metavar="NAME", multiple=True, help="Compare only these, two or more."
)
@click.option("--blind", is_flag=True, help="Only decisions made with sayso review --blind.")
@click.option("--disagreements", is_flag=True, help="List the rows and fields on which they differ instead.")
@click.option(
    "--draws", metavar="N", type=click.IntRange(min=0), default=1000, show_default=True, help="Draws."
)
@click.option("--seed", metavar="N", type=click.IntRange(min=0), default=0, show_default=True, help="Seed.")
@options.as_json
def agreement(ledger: str, disagreements: bool, as_json: bool, **wanted: object) -> Exit:
    """Measure how far reviewers agree on the same rows, field by field.

    Cohen's kappa, Krippendorff's alpha and F1, each with a 95 % interval by drawing articles.
    """
    from sayso.show import agreement as shown
    from sayso.show.data import put_json
    from sayso.show.listing import show_listing
    from sayso.show.lookup import reading
    from sayso.show.lookup_review import compared
    from sayso.show.messages import counted

    with reading(ledger) as opened:
        measured, differences = compared(opened, wanted)
    objects = map(shown.difference_object, differences) if disagreements else map(shown.as_object, measured)
    lines = map(shown.difference_line, differences) if disagreements else map(shown.line, measured)
    if as_json:
        for one in objects:
            put_json(one)
    else:
        show_listing(lines)
    rows = counted(len({(one.judged.article, one.judged.row) for one in differences}), "row")
    tell(f"Disagreements: {counted(len(differences), 'field')} of {rows}.")
    return Exit.DONE
