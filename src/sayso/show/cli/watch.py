"""``sayso watch``: what is new of what somebody follows, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.record import Source
from sayso.show.cli import options
from sayso.show.cli.options import TYPES
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.show.news import Item

FILE = click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))


class LookFirst(click.Group):
    """A group whose first argument may be left out where it is ``look``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``look`` before *args* that begin with no command of the group."""
        asks_for_help = bool(args) and args[0] in ctx.help_option_names
        if args and args[0] not in self.commands and not asks_for_help:
            args = ["look", *args]
        return super().parse_args(ctx, args)


@click.group(cls=LookFirst, subcommand_metavar="LEDGER --list FILE | COMMAND ...")
def watch() -> None:
    """Tell what is new of what you follow, and what changed.

    sayso watch LEDGER --list FILE looks at a ledger: what is new since the
    last look, and what became of what was told before (confirmed, denied,
    come about). FILE is a list of actors, pairs, types, sources, claims or
    rows; add, list and remove keep it, or edit it yourself. It follows what is
    reported of public actors, and never where anybody is.
    """


@watch.command()
@options.ledger
@click.option(
    "--list",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The list of what you follow.",
)
@click.option(
    "--since",
    metavar="RUN|DATE",
    help="What this run, or this day (YYYY-MM-DD, UTC), and later ones added; the last look stays.",
)
@click.option(
    "--near",
    metavar="DAYS",
    type=click.IntRange(0, 30),
    help="How far apart two mentions of one deed may be.  [default: 3]",
)
@click.option(
    "--atom",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Put it into this Atom feed as well, made if need be.",
)
@options.as_coded
@options.actors
@options.as_json
def look(ledger: str, file: Path, as_json: bool, atom: Path | None, **given: Any) -> Exit:
    """Tell what is new in a ledger, and what changed."""
    from sayso.show.lookup import reading
    from sayso.show.lookup_watch import keep_mark, look_at
    from sayso.show.news import items, summary
    from sayso.show.terminal import tell

    with reading(ledger, None if given["as_coded"] else ()) as opened:
        found = look_at(opened, file, given["since"], given["near"], given["actors"])
        listed = items(found)
        _put(listed, as_json)
        if atom is not None:
            from sayso.show.atom import write_feed

            write_feed(atom, listed, str(file))
        if given["since"] is None:
            keep_mark(opened, file, found)
    tell(summary(found, str(file)))
    return Exit.DONE if listed else Exit.NOTHING_FOUND


def _put(listed: list[Item], as_json: bool) -> None:
    from sayso.show.data import put_json, put_lines
    from sayso.show.news import text

    if as_json:
        for one in listed:
            put_json(one.fields)
    else:
        put_lines(text(listed))


@watch.command()
@FILE
@click.option("--name", metavar="NAME", help="What you call it.")
@click.option("--actor", metavar="WHO", help="Who does it or to whom: a code (KEN, 'KEN GOV') or a name.")
@click.option("--pair", metavar="WHO WHO", nargs=2, help="Both parties, whoever does it.")
@click.option(
    "--type", "type", metavar="TYPE", type=click.Choice(TYPES, case_sensitive=False), help="A type of event."
)
@click.option("--said-by", metavar="WHO", help="On whose word.")
@click.option("--claim", metavar="WORDS", help="Words of what somebody says, perhaps with --said-by.")
@click.option("--row", metavar="ROW", help="An event or claim by its id: the story that it belongs to.")
@options.actors
def add(file: Path, actors: tuple[Source, ...], **fields: Any) -> Exit:
    """Add an entry to a list, made if need be.

    An event has to fit all that is given. A name has to be one that a
    dictionary knows: a list follows public actors.
    """
    from sayso.show.lookup_watch import follow
    from sayso.show.terminal import tell
    from sayso.show.visible import typed, visible

    entry = {name: list(one) if name == "pair" else one for name, one in fields.items() if one}
    follow(file, entry, actors)
    tell(f"Added to {visible(str(file))}. Look with: sayso watch LEDGER --list {typed(str(file))}")
    return Exit.DONE


@watch.command("list")
@FILE
@options.as_json
def list_(file: Path, as_json: bool) -> Exit:
    """Show the entries of a list."""
    from sayso.show.data import put_json
    from sayso.show.listing import show_listing
    from sayso.show.lookup_watch import followed
    from sayso.show.terminal import tell

    entries = followed(file)
    if as_json:
        for one in entries:
            put_json(one)
    else:
        show_listing({"name": one["name"], "follows": _told(one)} for one in entries)
    if not entries:
        tell("The list is empty.")
    return Exit.DONE if entries else Exit.NOTHING_FOUND


def _told(entry: Mapping[str, object]) -> str:
    """Return what *entry* follows, field by field."""
    parts = [
        f"{name} {' and '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in entry.items()
        if name != "name"
    ]
    return "; ".join(parts)


@watch.command()
@FILE
@click.argument("name", metavar="NAME")
def remove(file: Path, name: str) -> Exit:
    """Take an entry out of a list, by its name as sayso watch list shows it."""
    from sayso.show.lookup_watch import unfollow
    from sayso.show.messages import counted
    from sayso.show.terminal import tell
    from sayso.show.visible import visible

    count = unfollow(file, name)
    tell(f"{counted(count, 'entry')} taken out of {visible(str(file))}.")
    return Exit.DONE
