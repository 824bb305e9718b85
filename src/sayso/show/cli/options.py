"""Arguments and options that several commands share, each written once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import click

from sayso.record import Source
from sayso.settings import Settings

names = click.argument("names", metavar="FILE...", nargs=-1, required=True)
ledger = click.argument("ledger", metavar="LEDGER", type=click.Path())
output = click.option(
    "-o", "--output", metavar="LEDGER", type=click.Path(dir_okay=False), help="Write the rows to this ledger."
)
actors = click.option(
    "--actors",
    metavar="FILE",
    multiple=True,
    callback=lambda _context, _option, paths: _files(paths),
    help="A list of actors of your own, before those of sayso. Can be given several times.",
)
limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")

_published = click.option(
    "--published",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Publication day (YYYY-MM-DD) of articles that do not give one.",
)
_max_bytes = click.option(
    "--max-bytes",
    metavar="N",
    type=click.IntRange(min=1),
    default=Settings().max_bytes,
    show_default=True,
    help="Refuse an input that is larger.",
)
_allow_private = click.option(
    "--allow-private", is_flag=True, help="Fetch addresses in private networks as well."
)
_follow = click.option(
    "--follow", is_flag=True, help="Fetch the page of each entry of which a feed has a summary only."
)


def _files(paths: Sequence[str]) -> tuple[Source, ...]:
    """Return the files at *paths*. Raises Failure (S101, S107, S112) for the first that cannot be read."""
    if not paths:
        return ()
    from sayso.read.sources import named_file

    return tuple(named_file(path) for path in paths)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how inputs are read; *command* gets them as one ``settings``."""

    @_published
    @_max_bytes
    @_allow_private
    @_follow
    @functools.wraps(command)
    def with_settings(
        published: datetime | None, max_bytes: int, allow_private: bool, follow: bool, **others: object
    ) -> Any:
        day = published.date().isoformat() if published else None
        settings = Settings(max_bytes=max_bytes, allow_private=allow_private, published=day, follow=follow)
        return command(settings=settings, **others)

    return with_settings
