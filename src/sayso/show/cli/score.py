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
    from sayso.run.scoring import Foreseen

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
    from sayso.show.terminal import tell

    with reading(ledger, None if given["as_coded"] else ()) as opened:
        if resolve is not None:
            from sayso.show.lookup_trials import resolved

            if given["outcome"] is None:
                raise click.UsageError(f"Add --outcome, one of {', '.join(OUTCOMES)}.")
            texts = [str(given[one] or "") for one in ("by", "evidence")]
            name = resolved(opened, resolve, given["outcome"], *texts)  # type: ignore[arg-type]
            tell(f"Entered as {name}.")
            return Exit.DONE
        found, foreseen = score_list(opened, given["of"])  # type: ignore[arg-type]
    shown = _shown(found, given)
    _tell_review(ledger, foreseen)
    if not found and not foreseen.rejected:
        tell("There are no predictions in this ledger.")
    return shown


def _tell_review(ledger: str, foreseen: Foreseen) -> None:
    """Tell what review leaves out of the scores of *ledger*, and which verdicts it has overtaken."""
    from sayso.problems import problem
    from sayso.show.lookup import shown
    from sayso.show.messages import tell_problem
    from sayso.show.terminal import tell

    for name in foreseen.otherwise:
        tell_problem(problem("S630", shown(ledger), row=name))
    if foreseen.before:
        tell_problem(problem("S631", shown(ledger), count=foreseen.before))
    if foreseen.rejected:
        tell(f"Predictions left out, as reviewers rejected them or their events: {foreseen.rejected:,}.")


def _shown(found: Sequence[Score], given: dict[str, object]) -> Exit:
    """Show *found*; return whether there was anything."""
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import score_object
    from sayso.show.table import show_plain
    from sayso.show.terminal import tell
    from sayso.show.verdicts import HEADINGS, calibration_rows, score_rows

    if given["as_json"]:
        for one in found:
            put_json(score_object(one))
    elif given["calibration"]:
        if not show_plain(("who", "number", "said", "came"), calibration_rows(found)) and found:
            tell("No outcome is known yet: test the predictions, or enter outcomes with --resolve.")
    else:
        show_plain(HEADINGS, score_rows(found))
    figure = given["figure"]
    if isinstance(figure, Path):
        from sayso.show.figures.save import save
        from sayso.show.figures.trials import calibration_chart

        save(calibration_chart(found), figure)
        tell(f"Drawn: {figure}")
    return Exit.DONE if found else Exit.NOTHING_FOUND
