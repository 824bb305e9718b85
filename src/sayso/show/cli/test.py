"""``sayso test``: what came of a prediction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.cli.plans import CLAIM, SERIES, choices_of, with_options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.trials import Tried


@click.command()
@click.argument("name", metavar="LEDGER|CLAIM.toml", type=click.Path())
@click.argument("row", metavar="[PREDICTION]", required=False)
@click.option("--data", metavar="LEDGER|FILE", type=click.Path(), help="Test by these events instead.")
@counting.IMPORT
@with_options(*SERIES, *CLAIM)
@click.option(
    "--figure",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=counting.drawable,
    help="Draw the placebo dates, and the specification curve beside them (.png, .svg, .html).",
)
@options.as_coded
@options.as_json
def test(name: str, row: str | None, data: str | None, number: int | None, **given: object) -> Exit:
    """Put a prediction to the test: a plan first, kept before any data are read, then a verdict.

    PREDICTION is the beginning of a prediction's id in LEDGER. A claim written by hand is a TOML file,
    and needs --data. What an option sets is the tester's reading, and the plan says so. Rows of ledgers
    are read as they stand after review.
    """
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import trial_object
    from sayso.show.messages import tell_problem
    from sayso.show.terminal import put_line
    from sayso.show.verdicts import lines

    as_json, figure, as_coded = (given.pop(one) for one in ("as_json", "figure", "as_coded"))
    tried = _tried((name, row), (data, number), bool(as_coded), choices_of(**given))  # type: ignore[arg-type]
    for found in tried.problems:
        tell_problem(found)
    if as_json:
        put_json(trial_object(tried))
    else:
        for line in lines(tried):
            put_line(line)
    if isinstance(figure, Path):
        _draw(tried, figure)
    return Exit.DONE


def _tried(
    what: tuple[str, str | None],
    by: tuple[str | None, int | None],
    as_coded: bool,
    choices: dict[str, object],
) -> Tried:
    """Return the trial of *what* name and row say, *by* data and the number of an import in them."""
    from sayso.show.lookup import reading
    from sayso.show.lookup_trials import tried_claim, tried_prediction

    (name, row), (data, number) = what, by
    if name.endswith(".toml"):
        if data is None or row is not None:
            raise click.UsageError(
                "A claim of your own is tested with: sayso test CLAIM.toml --data LEDGER|FILE"
            )
        return tried_claim(name, data, choices, number, as_coded)
    if row is None:
        raise click.UsageError("Name a prediction; sayso show LEDGER --predictions lists them.")
    with reading(name, None if as_coded else ()) as opened:
        return tried_prediction(opened, row, choices, data, number)


def _draw(tried: Tried, figure: Path) -> None:
    from sayso.show.figures.trials import placebo_chart, specification_chart
    from sayso.show.terminal import tell

    tests = [one for one in tried.verdict.tests if one.place is not None]
    if not tests:
        tell("There is nothing to draw: no series was tested.")
        return
    from sayso.show.figures.save import save

    save(placebo_chart(tried.plan, tried.verdict), figure)
    tell(f"Drawn: {figure}")
    if tried.verdict.curve:
        beside = figure.with_name(f"{figure.stem}-curve{figure.suffix}")
        save(specification_chart(tried.plan, tried.verdict), beside)
        tell(f"Drawn: {beside}")
