"""Options of the commands that count events: which of them, how, and by what."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.ontology.scales import NAMES, QUADS
from sayso.record import Problem
from sayso.show.cli import options
from sayso.show.cli.importing import NOTES
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.counting import Wish

UNITS = ("week", "month", "quarter", "year")
DAY = click.DateTime(["%Y-%m-%d"])

data = click.argument("data", metavar="LEDGER|FILE", type=click.Path())


def drawable(_: click.Context, __: click.Parameter, path: str | Path | None) -> str | Path | None:
    """Return *path*, before anything is counted. Raises Failure (S628) where no figure is written so."""
    from sayso.show.figures.save import check

    if path is not None:
        check(Path(path))
    return path


figure = click.option(
    "--figure",
    metavar="FILE",
    type=click.Path(),
    callback=drawable,
    help="Draw a figure as well (.png, .svg, or .html that works offline).",
)
CODEBOOK = click.option("--codebook", metavar="NAME", default="", help="What a file is coded in.")
IMPORT = click.option("--import", "number", metavar="N", type=int, help="Events of this import of a ledger.")
WHICH = (
    click.option(
        "--pair",
        "pairs",
        metavar="A:B",
        multiple=True,
        callback=lambda _context, _option, given: _pairs(given),
        help="These two parties, as codes (USA:PAK). Several may be given.",
    ),
    click.option("--type", "types", metavar="CODE", multiple=True, help="Codes that begin so."),
    click.option("--quad", metavar="CLASS", type=click.Choice(QUADS), help=f"A class: {', '.join(QUADS)}."),
    click.option("--from", "since", metavar="DATE", type=DAY, callback=lambda *given: _day(given[2]),
                 help="From this day (YYYY-MM-DD) on."),
    click.option("--to", "until", metavar="DATE", type=DAY, callback=lambda *given: _day(given[2]),
                 help="Up to this day, included."),
    click.option("--least", metavar="N", type=click.IntRange(min=1), default=1, show_default=True,
                 help="Without --pair, pairs of so many events or more."),
    click.option("--domestic", type=click.Choice(("drop", "only", "keep")), default="drop", show_default=True,
                 help="Events within one country."),
    click.option("--roles", is_flag=True, help="Parties with their roles (USA MIL), not countries."),
    CODEBOOK,
    IMPORT,
    options.as_coded,
)  # fmt: skip
HOW = (
    click.option("--level", type=click.Choice(("mentions", "reports", "stories")), default="mentions",
                 show_default=True, help="What counts once: a row, a report of an act, a story."),
    click.option("--dedupe", type=click.Choice(("day", "none")), default="day", show_default=True,
                 help="An act counts once a day, or each time."),
)  # fmt: skip
MIRRORS = click.option(
    "--mirrors", type=click.Choice(("keep", "split", "drop")), default="keep", show_default=True,
    help="What becomes of A>B and B>A of one day and code.",
)  # fmt: skip
SCALE = click.option("--scale", metavar="NAME", default="", help=f"One of {', '.join(NAMES)}.")
UNIT = click.option(
    "--unit",
    type=click.Choice(UNITS),
    default="month",
    show_default=True,
    help="Count by this; weeks are ISO.",
)


UNDIRECTED = click.option("--undirected", is_flag=True, help="Both directions of a pair are one series.")


def wishing(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that adds *options* to a command, which gets what they say as one ``wish``."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def with_wish(**given: Any) -> Any:
            from sayso.run.counting import Wish

            fields = {name: given.pop(name) for name in Wish._fields if name in given}
            return command(wish=Wish(**fields), **given)

        wrapped: Callable[..., Any] = with_wish
        for option in reversed(options):
            wrapped = option(wrapped)
        return wrapped

    return add


def exit_of(problems: Sequence[Problem]) -> Exit:
    """Return the exit code where *problems* came up while events were read: notes lose no row."""
    return Exit.SOME_FAILED if any(one.code not in NOTES for one in problems) else Exit.DONE


def unordered(wish: Wish) -> Wish:
    """Return *wish* with each pair in one order only."""
    once = {frozenset(pair): pair for pair in reversed(wish.pairs)}
    return wish._replace(pairs=tuple(reversed(list(once.values()))))


def _pairs(given: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs in *given*. Raises BadParameter where one is none."""
    found = []
    for text in given:
        first, colon, second = (part.strip().upper() for part in text.partition(":"))
        if not (first and colon and second) or first == second:
            raise click.BadParameter(
                f"{text!r} is no pair; write two codes, as in USA:PAK or 'USA GOV:PAK GOV'"
            )
        found.append((first, second))
    return tuple(found)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
