"""``sayso reciprocity``: who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.counting import Wish

MEASURES = ("net", "count", "share", "tone")
MOST = 6


@click.command()
@counting.data
@counting.wishing(*counting.WHICH, *counting.HOW, counting.SCALE)
@click.option("--measure", type=click.Choice(MEASURES), default="net", show_default=True, help="Of what.")
@click.option("--unit", "units", type=click.Choice(counting.UNITS), multiple=True, default=("week", "month"),
              show_default=True, help="Count by this; several are several tests.")  # fmt: skip
@click.option("--lags", type=click.IntRange(1, 24), default=MOST, show_default=True,
              help="Up to how many periods later an answer may come.")  # fmt: skip
@click.option("--correction", type=click.Choice(("holm", "bh", "none")), default=None,
              help="For all that is asked; default holm for one pair, bh for several.")  # fmt: skip
@click.option("--alpha", metavar="P", type=click.FloatRange(0, 1), default=0.05, show_default=True,
              help="The level.")  # fmt: skip
@click.option("--details", is_flag=True, help="Every way of asking, not the findings alone.")
@options.as_json
@counting.figure
def reciprocity(data: str, wish: Wish, **given: object) -> Exit:
    """Ask who answers whom, in both directions of each pair.

    An answer counts where it is seen without mirrored events and net of press attention, by circular shifts,
    corrected for all that was asked. What the same data seem to show otherwise stands beside it.
    Without --pair all pairs with --least events each way are asked. Events of ledgers are read as they stand
    after review.
    """
    from sayso.show.lookup_series import answered
    from sayso.show.messages import tell_problem
    from sayso.show.reciprocity import put_answers

    found, problems = answered(data, counting.unordered(wish), given)
    for one in problems:
        tell_problem(one)
    shown = put_answers(found, bool(given["details"]), bool(given["as_json"]))
    if given["figure"]:
        from sayso.show.figures.reciprocity import draw_answers

        draw_answers(found, str(given["figure"]))
    return counting.exit_of(problems) if shown else Exit.NOTHING_FOUND
