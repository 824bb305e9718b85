"""``sayso score``: how good those were who predicted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analyse.score import Score

OUTCOMES = ("came", "did-not-come", "void")


@click.command()
@options.ledger
@click.option(
    "--of",
    type=click.Choice(("speaker", "outlet")),
    default="speaker",
    show_default=True,
    help="Score those who said it, or the sites that the articles are from.",
)
@click.option("--calibration", is_flag=True, help="List what came of what was said to be how probable.")
@click.option("--resolve", metavar="PREDICTION", help="Enter what came of this prediction.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="With --resolve: what came of it.")
@click.option("--by", metavar="NAME", help="With --resolve: who says so.")
@click.option("--evidence", metavar="TEXT", help="With --resolve: where one can look it up.")
@click.option(
    "--figure",
    metavar="FILE",
    type=click.Path(path_type=Path),
    callback=counting.drawable,
    help="Draw the calibration (.png, .svg, .html).",
)
@options.as_coded
@options.as_json
def score(ledger: str, resolve: str | None, **given: object) -> Exit:
    """Score the predictions of a ledger whose outcome is known.

    Words stand for a range of probabilities, so scores are ranges. Outcomes come from the verdicts of sayso
    test, or are entered with --resolve, a name and evidence. What was said in public is scored, and nobody is
    ranked with fewer than 20 scored predictions. Predictions are read as they stand after review.
    """
    from sayso.show.lookup import reading
    from sayso.show.lookup_trials import score_list

    with reading(ledger, None if given["as_coded"] else ()) as opened:
        if resolve is not None:
            from sayso.show.lookup_trials import resolved
            from sayso.show.terminal import tell

            if given["outcome"] is None:
                raise click.UsageError(f"Add --outcome, one of {', '.join(OUTCOMES)}.")
            texts = [str(given[one] or "") for one in ("by", "evidence")]
            name = resolved(opened, resolve, given["outcome"], *texts)  # type: ignore[arg-type]
            tell(f"Entered as {name}.")
            return Exit.DONE
        found, rejected = score_list(opened, given["of"])  # type: ignore[arg-type]
    return _shown(found, rejected, given)


def _shown(found: Sequence[Score], rejected: int, given: dict[str, object]) -> Exit:
    """Show *found*, and how many predictions were *rejected*; return whether there was anything."""
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import score_object
    from sayso.show.table import show_plain
    from sayso.show.terminal import tell
    from sayso.show.verdicts import HEADINGS, calibration_rows, score_rows

    if given["as_json"]:
        for one in found:
            put_json(score_object(one))
    elif given["calibration"]:
        show_plain(("who", "number", "said", "came"), calibration_rows(found))
    else:
        show_plain(HEADINGS, score_rows(found))
    figure = given["figure"]
    if isinstance(figure, Path):
        from sayso.show.figures.save import save
        from sayso.show.figures.trials import calibration_chart

        save(calibration_chart(found), figure)
        tell(f"Drawn: {figure}")
    if rejected:
        tell(f"Predictions left out, as reviewers rejected them or their events: {rejected:,}.")
    elif not found:
        tell("There are no predictions in this ledger.")
    return Exit.DONE if found else Exit.NOTHING_FOUND
