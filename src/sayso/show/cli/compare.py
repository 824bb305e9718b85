"""``sayso compare``: one question asked of several data, or in several ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.cli.plans import CLAIM, SERIES, choices_of, with_options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.trials import Side, Tried

HEADINGS = ("data", "coder", "pair", "horizon", "effect", "low", "high", "p", "smallest seen", "verdict")
WAYS = ("data", "pair", "unit", "window", "measure", "dedupe", "mirrors", "effect", "p")


@click.command()
@click.argument("claim", metavar="CLAIM.toml", type=click.Path())
@click.argument("data", metavar="LEDGER|FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("--import", "numbers", metavar="N", type=int, multiple=True,
              help="Also the events of this import of each ledger. May be repeated.")  # fmt: skip
@click.option("--specifications", is_flag=True, help="List every way of asking instead of the verdicts.")
@with_options(*SERIES, *CLAIM)
@options.as_coded
@options.as_json
@counting.figure
def compare(claim: str, data: tuple[str, ...], numbers: tuple[int, ...], **given: object) -> Exit:
    """Ask one question of several ledgers or coders, or in every reasonable way.

    The plan of CLAIM.toml is kept for each of the data before it is read. Where they disagree, the difference
    is the finding. Use quad in the claim, not types, where the data have different codebooks. Rows of ledgers
    are read as they stand after review.
    """
    from sayso.show.lookup_trials import sides

    output = {name: given.pop(name) for name in ("as_json", "specifications", "figure")}
    as_coded = bool(given.pop("as_coded"))
    choices = choices_of(**given)  # type: ignore[arg-type]
    found, whole = _asked(claim, sides(data, numbers), choices, as_coded)
    _put(found, output)
    if output["figure"]:
        _draw(found, Path(str(output["figure"])), bool(output["specifications"]))
    return Exit.DONE if whole else Exit.SOME_FAILED


def _asked(
    claim: str, data: Sequence[Side], choices: dict[str, object], as_coded: bool
) -> tuple[list[tuple[Side, Tried]], bool]:
    """Return the trial by each of *data*, and whether all could be read whole; what is wrong is told."""
    from sayso.problems import Failure
    from sayso.show.lookup_trials import tried_claim
    from sayso.show.messages import tell_problem

    found, whole = [], True
    for side in data:
        try:
            tried = tried_claim(claim, side.data, choices, side.number, as_coded)
        except Failure as failure:
            tell_problem(failure.problem)
            whole = False
            continue
        for one in tried.problems:
            tell_problem(one)
        whole &= counting.exit_of(tried.problems) is Exit.DONE
        found.append((side, tried))
    return found, whole


def _put(found: Sequence[tuple[Side, Tried]], output: dict[str, object]) -> None:
    """Print the verdicts, or the ways of asking where *output* has specifications."""
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import trial_object
    from sayso.show.table import show_plain

    if output["as_json"]:
        for side, tried in found:
            put_json({"data": side.data, "import": side.number, **trial_object(tried)})
    elif output["specifications"]:
        show_plain(WAYS, (row for side, tried in found for row in _ways(side.name, tried)))
    else:
        show_plain(HEADINGS, (row for side, tried in found for row in _rows(side.name, tried)))


def _draw(found: Sequence[tuple[Side, Tried]], path: Path, ways: bool) -> None:
    from sayso.show.figures.compare import comparison_chart, ways_chart
    from sayso.show.figures.save import save
    from sayso.show.terminal import tell

    named = [(side.name, tried) for side, tried in found]
    chart = ways_chart(named) if ways else comparison_chart(named)
    if chart is None:
        tell("There is nothing to draw: no series was tested.")
        return
    save(chart, path)
    tell(f"Drawn: {path}")


def _rows(name: str, tried: Tried) -> Iterator[tuple[str, ...]]:
    """Yield a row for each test, or one where nothing was tested."""
    from sayso.analyse.told import amount, number

    verdict, scale = tried.verdict, tried.plan.scale
    coder = str(verdict.data.get("coder", ""))
    if not verdict.tests:
        yield (name, coder, *[""] * 7, verdict.word)
    for test in verdict.tests:
        sizes = [amount(one, scale) for one in (test.effect, test.low, test.high)]
        seen = "none tried" if test.smallest is None else amount(test.smallest, scale)
        pair = " > ".join(test.pair)
        yield (name, coder, pair, str(test.horizon), *sizes, number(test.p), seen, verdict.word)


def _ways(name: str, tried: Tried) -> Iterator[tuple[str, ...]]:
    from sayso.analyse.told import amount, number

    for one in tried.verdict.curve:
        scale = "difference" if one.measure == "tone" else "ratio"
        asked = (one.unit, str(one.window), one.measure, one.dedupe, one.mirrors)
        yield (name, " > ".join(one.pair), *asked, amount(one.effect, scale), number(one.p))
