"""``sayso show``: the rows of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli import options
from sayso.show.exits import Exit
from sayso.show.terminal import tell

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger


OF_ROWS = ("claims", "predictions", "relations")


def _list(name: str) -> Callable[..., Any]:
    return click.option(f"--{name}", "listing", flag_value=name, help=f"List {name} instead of events.")


@click.command()
@options.ledger
@options.filters
@options.reviewed
@options.limit
@click.option("--after", metavar="ROW", help="Begin after this row: the last one of the page before.")
@_list("stories")
@_list("claims")
@_list("predictions")
@_list("relations")
@_list("decisions")
@_list("problems")
@_list("imports")
@_list("runs")
@options.as_json
def show(
    ledger: str, listing: str | None, as_json: bool, review: tuple[str, ...] | None, **wanted: object
) -> Exit:
    """List the rows of a ledger: all of them, or those that fit.

    Filters may be combined; each narrows the list of events, or that of stories
    to those with an event that fits all.
    """
    from sayso.show.lookup import reading

    if listing not in (None, "stories", *OF_ROWS) and review is not None:
        raise click.UsageError(f"--{listing} are no rows that people decide about: leave --reviewed away.")
    narrowed = any(value for name, value in wanted.items() if name != "limit")
    if listing not in (None, "stories") and narrowed:
        raise click.UsageError(f"Filters narrow the list of events or stories; --{listing} takes none.")
    if listing == "stories" and wanted["after"]:
        raise click.UsageError("--after goes on in the list of events; stories have no pages.")
    with reading(ledger, review) as opened:
        match listing:
            case None:
                shown = _show_events(opened, as_json, wanted)
            case "stories":
                shown = _show_stories(opened, as_json, wanted)
            case _:
                shown = _show_listing(opened, listing, as_json, limit=wanted["limit"])
    if not shown:
        tell(_nothing(listing) + _capitals(wanted))
    return Exit.DONE if shown else Exit.NOTHING_FOUND


def _show_events(ledger: Ledger, as_json: bool, wanted: Mapping[str, object]) -> int:
    """Print the events that fit *wanted*; return how many."""
    from sayso.show.data import put_objects
    from sayso.show.lookup import event_objects, event_rows
    from sayso.show.table import show_rows

    if as_json:
        with closing(event_objects(ledger, wanted)) as objects:
            return put_objects(objects)
    with closing(event_rows(ledger, wanted)) as rows:
        return show_rows(rows)


def _nothing(listing: str | None) -> str:
    fitting = {None: "No event fits.", "stories": "No story fits."}
    return fitting.get(listing, f"There are no {listing} in this ledger.")


def _capitals(wanted: Mapping[str, object]) -> str:
    """Return what there is to say of parties that are codes but for their small letters."""
    from sayso.ledger.filters import CODE

    given = [str(wanted[name]) for name in ("actor", "recipient", "said_by") if wanted[name]]
    codes = [who.upper() for who in given if who != who.upper() and CODE.fullmatch(who.upper())]
    return f" Codes are written in capitals: {', '.join(codes)}." if codes else ""


def _show_stories(ledger: Ledger, as_json: bool, wanted: Mapping[str, object]) -> int:
    """Print the stories with a mention that fits *wanted*; return how many."""
    from sayso.show.data import put_json
    from sayso.show.listing import show_listing
    from sayso.show.lookup import story_list, story_object
    from sayso.show.stories import levels, line, narrow
    from sayso.show.terminal import is_terminal

    found = story_list(ledger, wanted)
    if as_json:
        for one in found:
            put_json(story_object(one))
    else:
        show_listing(map(narrow if is_terminal() else line, found))
    if found:
        tell(levels(found))
    return len(found)


def _show_listing(ledger: Ledger, listing: str, as_json: bool, limit: Any) -> int:
    """Print what *listing* names, at most *limit* of it; return how many."""
    from sayso.show.data import put_json
    from sayso.show.listing import show_listing
    from sayso.show.lookup import entries

    found = entries(ledger, listing, limit)
    if as_json:
        for one in found:
            put_json(one)
        return len(found)
    return show_listing(found)
