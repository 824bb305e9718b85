"""``sayso series``: what passed between two parties, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.counting import Wish

MEASURES = ("count", "share", "tone", "net")


@click.command()
@counting.data
@counting.wishing(
    *counting.WHICH, *counting.HOW, counting.MIRRORS, counting.SCALE, counting.UNIT, counting.UNDIRECTED
)
@click.option("--measure", type=click.Choice(MEASURES), default="count", show_default=True,
              help="What is drawn, and shown beside the count.")  # fmt: skip
@click.option("--all", "every", is_flag=True, help="The series of every pair, where no --pair is given.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with all measures.")
@options.as_json
@counting.figure
def series(data: str, wish: Wish, measure: str, **output: object) -> Exit:
    """Count what passed between two parties, period by period.

    Every period is there, zeros included, with the source's other events, the reports and the stories.
    Without --pair the pairs are listed, the busiest first. Events of ledgers are read as they stand after
    review.
    """
    from sayso.show.lookup_series import panel_of
    from sayso.show.messages import tell_problem
    from sayso.show.series import put_panel

    by_period = bool(wish.pairs or output["every"] or output["figure"])
    panel, problems = panel_of(data, wish if by_period else wish._replace(unit="year"))
    for one in problems:
        tell_problem(one)
    put_panel(panel, measure, by_period, output)
    if output["figure"]:
        from sayso.show.figures.series import draw_panel

        draw_panel(panel, measure, str(output["figure"]))
    return counting.exit_of(problems) if panel.counts.any() else Exit.NOTHING_FOUND
