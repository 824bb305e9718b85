"""``sayso breaks``: when the level of a series changed, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.analyse.asked import Measure
    from sayso.run.counting import Wish

MEASURES = ("share", "count", "tone", "net")


@click.command()
@counting.data
@counting.wishing(
    *counting.WHICH, *counting.HOW, counting.MIRRORS, counting.SCALE, counting.UNIT, counting.UNDIRECTED
)
@click.option("--measure", type=click.Choice(MEASURES), default="share", show_default=True, help="Of what.")
@click.option("--shortest", metavar="N", type=click.IntRange(min=2), default=6, show_default=True,
              help="Periods that a level has to last.")  # fmt: skip
@options.as_json
@counting.figure
def breaks(data: str, wish: Wish, measure: Measure, shortest: int, **output: object) -> Exit:
    """Find when the level of a series changed.

    Each break comes with the interval in which it lies, and the share of resampled series that show it again.
    A series that only goes through spells shows one in a twentieth of cases. Counts and shares are compared
    on a log scale. Events of ledgers are read as they stand after review.
    """
    from sayso.show.breaks import put_breaks
    from sayso.show.lookup_series import broken
    from sayso.show.messages import tell_problem

    panel, found, problems = broken(data, wish, measure, shortest)
    for one in problems:
        tell_problem(one)
    put_breaks(panel, found, bool(output["as_json"]))
    if output["figure"]:
        from sayso.show.figures.breaks import draw_breaks

        draw_breaks(panel, found, str(output["figure"]))
    any_found = any(one.breaks and one.breaks.found for one in found)
    return counting.exit_of(problems) if any_found else Exit.NOTHING_FOUND
