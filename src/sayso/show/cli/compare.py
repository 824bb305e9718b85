"""``sayso compare``: one question asked of several data, or in several ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sayso.show.cli import options
from sayso.show.cli.plans import CLAIM, SERIES, choices_of, with_options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.trials import Tried

HEADINGS = ("data", "coder", "pair", "horizon", "effect", "low", "high", "p", "smallest seen", "verdict")
WAYS = ("data", "pair", "unit", "window", "measure", "dedupe", "mirrors", "effect", "p")


@click.command()
@click.argument("claim", metavar="CLAIM.toml", type=click.Path())
@click.argument("data", metavar="LEDGER|FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("--specifications", is_flag=True, help="List every way of asking instead of the verdicts.")
@with_options(*SERIES, *CLAIM)
@options.as_json
def compare(claim: str, data: tuple[str, ...], specifications: bool, as_json: bool, **given: object) -> Exit:
    """Ask one question of several ledgers or coders, or in every reasonable way.

    The plan of CLAIM.toml is kept for each of the data before it is read. Where they disagree, the difference
    is the finding. Use quad in the claim, not types, where the data have different codebooks.
    """
    from sayso.problems import Failure
    from sayso.show.data import put_json
    from sayso.show.lookup_trials import trial_object, tried_claim
    from sayso.show.messages import tell_problem
    from sayso.show.table import show_plain

    found: list[tuple[str, Tried]] = []
    failed = False
    for one in data:
        try:
            found.append((one, tried_claim(claim, one, choices_of(**given))))  # type: ignore[arg-type]
        except Failure as failure:
            tell_problem(failure.problem)
            failed = True
    if as_json:
        for name, tried in found:
            put_json({"data": name, **trial_object(tried)})
    elif specifications:
        show_plain(WAYS, (row for name, tried in found for row in _ways(name, tried)))
    else:
        show_plain(HEADINGS, (row for name, tried in found for row in _rows(name, tried)))
    return Exit.SOME_FAILED if failed else Exit.DONE


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
