"""Arguments and options that several commands share, each written once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from sayso.settings import Settings

names = click.argument("names", metavar="FILE...", nargs=-1, required=True)
ledger = click.argument("ledger", metavar="LEDGER", type=click.Path())
output = click.option(
    "-o", "--output", metavar="LEDGER", type=click.Path(dir_okay=False), help="Write the rows to this ledger."
)
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


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how inputs are read; *command* gets them as one ``settings``."""

    @_published
    @_max_bytes
    @_allow_private
    @functools.wraps(command)
    def with_settings(
        published: datetime | None, max_bytes: int, allow_private: bool, **others: object
    ) -> Any:
        day = published.date().isoformat() if published else None
        settings = Settings(max_bytes=max_bytes, allow_private=allow_private, published=day)
        return command(settings=settings, **others)

    return with_settings
