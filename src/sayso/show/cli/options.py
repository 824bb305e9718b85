"""Arguments and options that several commands share, each written once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, get_args

import click

from sayso.record import Certainty, Source, Status
from sayso.settings import Model, Settings

TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST "
    "ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"
).split()

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
jobs = click.option(
    "--jobs",
    metavar="N",
    default="1",
    show_default=True,
    callback=lambda _context, _option, value: number_of_jobs(value),
    help="Code in so many processes at once; auto: one for each core.",
)
limit = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many rows.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line.")

_reviewed = click.option(
    "--reviewed",
    is_flag=True,
    help="Rows as they stand after review: rejected ones left out, corrected, added.",
)
_reviewed_by = click.option(
    "--reviewed-by",
    metavar="NAME",
    multiple=True,
    help="The same, by this reviewer's decisions alone. Can be given several times.",
)
as_coded = click.option(
    "--as-coded",
    is_flag=True,
    help="As the machine coded it, whatever reviewers rejected, corrected or added.",
)
REVIEW_STATES = ("unreviewed", "accepted", "corrected", "rejected", "added", "unsure", "disputed", "outdated")

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

_model = click.option(
    "--model",
    type=click.Choice(get_args(Model)),
    default=Settings().model,
    show_default=True,
    help="The language core: three layers, or six, slower and a little more right.",
)


def _one_of(name: str, values: tuple[str, ...]) -> Callable[..., Any]:
    shown = "One of " + ", ".join(values) + "."
    return click.option(f"--{name}", metavar="WORD", type=click.Choice(values), help=shown)


def reviewed(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how rows are read; *command* gets them as one ``review``.

    It is None for rows as they were coded, else names whose decisions count, none for everybody's.
    """

    @_reviewed
    @_reviewed_by
    @functools.wraps(command)
    def with_review(reviewed: bool, reviewed_by: tuple[str, ...], **others: object) -> Any:
        return command(review=reviewed_by if reviewed or reviewed_by else None, **others)

    return with_review


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose events; *command* gets them by name, as a query takes them."""
    types = click.Choice(TYPES, case_sensitive=False)
    for option in (
        click.option("--type", "type", metavar="TYPE", type=types, help=f"One of {', '.join(TYPES)}."),
        click.option("--actor", metavar="WHO", help="Who did it: a code (KEN, 'KEN GOV') or words."),
        click.option("--recipient", metavar="WHO", help="To whom: a code or words."),
        click.option("--said-by", metavar="WHO", help="On whose word: a code or words."),
        _one_of("status", get_args(Status)),
        _one_of("certainty", get_args(Certainty)),
        click.option("--doc", metavar="NAME", help="Rows of this article only."),
        click.option("--prediction", is_flag=True, help="Only what somebody expects."),
        click.option("--text", metavar="WORDS", help="Rows whose sentence has these words."),
        _one_of("review-state", REVIEW_STATES),
    )[::-1]:
        command = option(command)
    return command


def with_actors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option for lists of actors; they become part of the ``settings`` that *command* gets.

    It stands under ``reading``, from which the settings come.
    """

    @actors
    @functools.wraps(command)
    def with_lists(actors: tuple[Source, ...], settings: Settings, **others: object) -> Any:
        return command(settings=replace(settings, actors=actors), **others)

    return with_lists


def number_of_jobs(value: str) -> int:
    """Return how many processes *value* asks for, 0 for one for each core."""
    if value.strip().lower() == "auto":
        return 0
    if not (value.isascii() and value.isdecimal()):
        raise click.BadParameter(f"{value!r} is neither a number nor auto.")
    return int(value)


def _files(paths: Sequence[str]) -> tuple[Source, ...]:
    """Return the files at *paths*. Raises Failure (S101, S107, S112) for the first that cannot be read."""
    if not paths:
        return ()
    from sayso.read.sources import named_file

    return tuple(named_file(path) for path in paths)


def reading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how inputs are read and annotated; *command* gets them as one ``settings``."""

    @_published
    @_max_bytes
    @_allow_private
    @_follow
    @_model
    @functools.wraps(command)
    def with_settings(published: datetime | None, **others: Any) -> Any:
        day = published.date().isoformat() if published else None
        chosen = {name: others.pop(name) for name in ("max_bytes", "allow_private", "follow", "model")}
        return command(settings=Settings(published=day, **chosen), **others)

    return with_settings
