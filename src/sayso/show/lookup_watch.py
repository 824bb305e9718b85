"""What ``sayso watch`` asks of a ledger and of lists of what to follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.record import Source

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.ledger.watch.look import Look


def known_names(own: Sequence[Source] = ()) -> Callable[[str], str | None]:
    """Return what gives the dictionary row of a name, those of the lists *own* before those of sayso.

    The dictionaries are read with the first name that is asked for. Raises Failure (S106, S501, S502) then.
    """
    from functools import cache

    from sayso.ontology.actors import ActorDictionary, load_actors
    from sayso.ontology.userfile import own_names

    @cache
    def dictionary() -> ActorDictionary:
        return load_actors(own_names(own))

    def row(name: str) -> str | None:
        entry = dictionary().entry(name)
        return entry.row.partition("#")[0] if entry else None

    return row


def look_at(
    ledger: Ledger, path: Path, since: str | None, near: int | None, own: Sequence[Source] = ()
) -> Look:
    """Return what is new in *ledger* of what the list at *path* follows, since the last look or *since*.

    Raises Failure: S101, S112, S360 to S362 for the list, S364 where the last look is not known, S367 where
    *since* is no day and no run.
    """
    from sayso.ledger.watch import look, seen
    from sayso.ledger.watch.follows import read
    from sayso.read.sources import named_file

    follows = read(named_file(str(path)), known_names(own))
    before = seen.since(ledger, since) if since is not None else seen.since_mark(seen.last(ledger, path))
    return look.look(ledger, follows, before, look.NEAR if near is None else near)


def keep_mark(ledger: Ledger, path: Path, look: Look) -> None:
    """Keep what *look* has seen of *ledger* beside the list at *path*. Raises Failure (S363, S364)."""
    from sayso.ledger.watch import seen

    seen.keep(ledger, path, look.mark)


def follow(path: Path, entry: Mapping[str, object], own: Sequence[Source] = ()) -> None:
    """Add *entry* to the list at *path*, made if need be. Raises Failure (S112, S360 to S363)."""
    from sayso.ledger.watch import listfile
    from sayso.read.sources import named_file

    file = named_file(str(path)) if path.exists() else None
    listfile.add(path, file, entry, known_names(own))


def unfollow(path: Path, name: str) -> int:
    """Take the entries called *name* out of the list at *path*; return how many there were.

    Raises Failure (S101, S112, S360, S362, S363, S366).
    """
    from sayso.ledger.watch import listfile
    from sayso.read.sources import named_file

    return listfile.remove(path, named_file(str(path)), name)


def followed(path: Path) -> list[Mapping[str, object]]:
    """Return the entries of the list at *path* with their names. Raises Failure (S101, S112, S360, S362)."""
    from sayso.ledger.watch.follows import name_of, parsed
    from sayso.read.sources import named_file

    entries = parsed(named_file(str(path)))
    return [{**one, "name": name_of(one, number)} for number, one in enumerate(entries, start=1)]
