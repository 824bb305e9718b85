"""Options that set what a plan does not take from what was said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from sayso.ontology.scales import QUADS
from sayso.show.cli.counting import UNITS

MEASURES = ("share", "count", "tone", "net")

SERIES = (
    click.option("--unit", type=click.Choice(UNITS), help="Count by this; weeks are ISO; default month."),
    click.option("--measure", type=click.Choice(MEASURES), help="What is measured; default share."),
    click.option(
        "--type", "types", metavar="CODE", multiple=True, help="Count codes that begin so. May be repeated."
    ),
    click.option("--codebook", metavar="NAME", help="What the codes are taken from: CAMEO, PLOVER, WEIS."),
    click.option(
        "--quad", metavar="CLASS", type=click.Choice(QUADS), help=f"Count a class: {', '.join(QUADS)}."
    ),
    click.option(
        "--horizon", "horizons", metavar="N", multiple=True, type=click.IntRange(min=1),
        help="Periods in the window after. Several are several tests.",
    ),
    click.option(
        "--before", metavar="N", type=click.IntRange(min=1),
        help="Periods in the window before; default as many as after.",
    ),
    click.option("--alpha", metavar="P", type=float, help="The level of the tests; default 0.05."),
    click.option(
        "--dedupe", type=click.Choice(("day", "none")), help="Count an act once a day (default) or each time."
    ),
    click.option(
        "--mirrors", type=click.Choice(("keep", "split", "drop")), help="What A>B and B>A of one day become."
    ),
)  # fmt: skip
CLAIM = (
    click.option("--direction", type=click.Choice(("up", "down")), help="Whether more or less is claimed."),
    click.option("--exposed", metavar="DATE", help="The day (YYYY-MM-DD) from which on it should show."),
    click.option("--by", metavar="DATE", help="The deadline (YYYY-MM-DD)."),
    click.option("--effect", metavar="X", type=float, help="The smallest effect claimed; default 1.5 times."),
    click.option("--bound", metavar="X", type=float, help="A change smaller than this is no change."),
    click.option(
        "--correction", type=click.Choice(("holm", "bh", "none")),
        help="How the family is corrected; default holm.",
    ),
    click.option("--no-pairs", is_flag=True, help="Without placebo pairs."),
    click.option("--no-episode", is_flag=True, help="Without the result without its largest episode."),
    click.option("--no-curve", is_flag=True, help="Without the specification curve."),
)  # fmt: skip


def with_options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds *options* to a command, listed in this order."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def choices_of(
    no_pairs: bool = False, no_episode: bool = False, no_curve: bool = False, **given: object
) -> dict[str, object]:
    """Return the fields of a plan that were *given*, as ``sayso.analyse.claim`` takes them."""
    found = {name: value for name, value in given.items() if value not in (None, ())}
    off: dict[str, object] = {"placebo": ("dates",)} if no_pairs else {}
    off |= {"episode": False} if no_episode else {}
    off |= {"curve": False} if no_curve else {}
    return {**found, **off}
