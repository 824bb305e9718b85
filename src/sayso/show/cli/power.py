"""``sayso power``: the smallest effect that a series could show."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli import counting, options
from sayso.show.cli.plans import SERIES, choices_of, with_options
from sayso.show.exits import Exit


@click.command()
@click.argument("data", metavar="LEDGER|FILE", type=click.Path())
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
@with_options(*SERIES)
@counting.IMPORT
@click.option(
    "--figure",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=counting.drawable,
    help="Draw the curve (.png, .svg, .html).",
)
@options.as_coded
@options.as_json
def power(data: str, source: str, target: str, number: int | None, **given: object) -> Exit:
    """Say which effects a series could show at all.

    Effects of many sizes are put into the real series of SOURCE toward TARGET, at dates where nothing is
    claimed, and looked for as sayso test would. Ask this before you believe that nothing changed. Events of
    ledgers are read as they stand after review.
    """
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import detectable, power_object
    from sayso.show.messages import tell_problem
    from sayso.show.terminal import put_line, tell
    from sayso.show.verdicts import power_lines, power_summary

    as_json, figure, as_coded = (given.pop(one) for one in ("as_json", "figure", "as_coded"))
    pair, choices = (source.upper(), target.upper()), choices_of(**given)  # type: ignore[arg-type]
    found, problems = detectable(data, pair, choices, number, bool(as_coded))
    for one in problems:
        tell_problem(one)
    if as_json:
        put_json(power_object(found))
    else:
        for line in power_lines(found):
            put_line(line)
    tell(power_summary(found))
    if isinstance(figure, Path):
        from sayso.show.figures.save import save
        from sayso.show.figures.trials import power_chart

        save(power_chart(found), figure)
        tell(f"Drawn: {figure}")
    return counting.exit_of(problems)
