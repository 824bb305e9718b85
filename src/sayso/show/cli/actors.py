"""``sayso actors``: who is known, and how to make more of them known."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.record import Source
from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.ontology.actors import Entry, Term
    from sayso.ontology.imports.merge import Imported
    from sayso.ontology.userfile import Draft

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def actors() -> None:
    """Look up who is known, and keep a list of your own.

    FILE is a list of actors of your own: a text file that you can edit.
    Give it to sayso code with --actors.
    """


@actors.command()
@click.argument("name", metavar="NAME")
@click.option("--on", "day", metavar="DATE", type=DAY, help="The code on this day (YYYY-MM-DD).")
@options.actors
def find(name: str, day: datetime | None, actors: tuple[Source, ...]) -> Exit:
    """Say who a name stands for.

    NAME is one argument: put it in quotation marks where it has several
    words. Where nobody is known by it, the exit code is 1.
    """
    from sayso.ontology.actors import load_actors
    from sayso.ontology.userfile import own_names
    from sayso.show.terminal import put_line, tell
    from sayso.show.visible import visible

    dictionary = load_actors(own_names(actors))
    entry = dictionary.entry(name)
    if entry is None:
        tell(f"No dictionary knows {visible(name)!r}; case counts. Add it with: sayso actors add")
        return Exit.NOTHING_FOUND
    for line in _told(entry, day.date().isoformat() if day else None, dictionary.names_of(entry)):
        put_line(visible(line))
    return Exit.DONE


def _told(entry: Entry, day: str | None, names: list[str]) -> Iterator[str]:
    """Yield what is known of *entry*, line by line."""
    yield f"row    {entry.row}"
    yield f"code   {entry.code_on(day)} ({f'on {day}' if day else 'where no day is known'})"
    for term in entry.terms:
        yield f"term   {term.start} {'now' if term.end == '9999' else term.end} {term.code}"
    if entry.terms:
        yield f"else   {entry.code}"
    yield f"names  {', '.join(names)}"


def _draft(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the arguments that say who somebody is; *command* gets them as one ``draft``."""

    @click.argument("code", metavar="CODE")
    @click.argument("names", metavar="NAME...", nargs=-1, required=True)
    @click.option(
        "--from", "start", metavar="DATE", type=DAY, help="CODE holds from this day (YYYY-MM-DD) on."
    )
    @click.option("--to", "end", metavar="DATE", type=DAY, help="CODE holds up to, not including, this day.")
    @functools.wraps(command)
    def with_draft(
        code: str, names: tuple[str, ...], start: datetime | None, end: datetime | None, **others: object
    ) -> Any:
        from sayso.ontology.codes import load_codes
        from sayso.ontology.userfile import Draft

        fault = load_codes().fault(code)
        if fault is not None:
            raise click.BadParameter(f"{fault}.", param_hint="CODE")
        for name in names:
            if "," in name or not name.isprintable():
                raise click.BadParameter(f"{name!r} has a comma or a line break.", param_hint="NAME")
        terms = _terms(code, start, end)
        return command(draft=Draft(names, code.split(maxsplit=1)[0] if terms else code, terms), **others)

    return with_draft


def _terms(code: str, start: datetime | None, end: datetime | None) -> tuple[Term, ...]:
    """Return the one term that the two days give, none where there is neither."""
    from sayso.ontology.actors import Term
    from sayso.ontology.userfile import FIRST, LAST

    if start is None and end is None:
        return ()
    days = [day.date().isoformat() if day else None for day in (start, end)]
    return (Term(days[0] or FIRST, days[1] or LAST, code),)


@actors.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False))
@click.argument("identity", metavar="ID")
@_draft
def add(file: str, identity: str, draft: Draft) -> Exit:
    """Add an actor to a list.

    ID is a word of letters, digits and hyphens. CODE is a country (ISO
    3166 alpha-3), IGO, NGO, MNC, INT or UNK, and a role where one applies:
    "KEN GOV". With --from or --to the role is held in that time only; outside
    it the country alone counts. FILE is made if need be, and what stands in
    it is not touched.
    """
    from sayso.ontology.userfile import append, entry_text
    from sayso.show.terminal import tell
    from sayso.show.visible import typed, visible

    append(Path(file), _held(file), entry_text(identity, draft))
    tell(f"Added to {visible(file)}. Use it with: sayso code ARTICLE --actors {typed(file)}")
    return Exit.DONE


def _held(file: str) -> Source | None:
    """Return what is in *file*, None where it is not there. Raises Failure (S112) where it cannot be read."""
    from sayso.read.sources import named_file

    return named_file(file) if Path(file).exists() else None


@actors.command("import")
@click.argument("source", metavar="SOURCE", type=click.Path())
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False))
def import_(source: str, file: str) -> Exit:
    """Add the actors of another program's dictionary to a list.

    SOURCE is a dictionary of actors or agents in the format of PETRARCH and
    TABARI, or FollowTheMoney entities as JSON lines. FILE is made if need be; what stands
    in it is not touched, and names that it has are left out.
    """
    from sayso.ontology.actors import load_actors
    from sayso.ontology.imports.merge import import_actors
    from sayso.ontology.userfile import append, rows_in
    from sayso.read.sources import named_file
    from sayso.show.messages import tell_problem

    held = _held(file)
    found = import_actors(named_file(source), rows_in(held) if held else [], load_actors())
    if found.added:
        append(Path(file), held, found.text)
    for problem in found.problems:
        tell_problem(problem)
    _tell_imported(found, file)
    if found.problems:
        return Exit.SOME_FAILED
    return Exit.DONE if found.added or found.known else Exit.NOTHING_FOUND


def _tell_imported(found: Imported, file: str) -> None:
    """Say what became of the entries of a source."""
    from sayso.show.messages import counted
    from sayso.show.terminal import tell
    from sayso.show.visible import visible

    tell(f"{counted(found.added, 'actor')} added to {visible(file)}.")
    if found.known:
        tell(
            f"{counted(found.known, 'actor')} left out: the names are known already, or too long to be found."
        )
    if found.unknown:
        parts = ", ".join(f"{part} {times}" for part, times in found.unknown.most_common())
        tell(f"Without a place in the codebook, and left out: {visible(parts)}.")


@actors.command()
@options.ledger
@options.limit
@options.as_json
def unknown(ledger: str, limit: int | None, as_json: bool) -> Exit:
    """List who has no known country in a ledger, the commonest first.

    Each text of an actor, a recipient or a source comes with how often it
    stands there and one row that has it, for sayso why.
    """
    from sayso.show.data import put_json
    from sayso.show.listing import show_listing
    from sayso.show.lookup import reading
    from sayso.show.lookup import unknown as unknown_in
    from sayso.show.terminal import tell

    with reading(ledger) as opened:
        found = unknown_in(opened, limit)
    if as_json:
        for one in found:
            put_json(one)
    else:
        show_listing(found)
    if not found:
        tell("Everybody in this ledger is known.")
    return Exit.DONE if found else Exit.NOTHING_FOUND
