"""The verbs that ask, check, copy and exchange ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.record import Event, Problem, Source

if TYPE_CHECKING:
    from sayso.ledger.diff import Changed
    from sayso.ledger.explanation import Explained
    from sayso.ledger.imports.bring import Brought
    from sayso.ledger.merge import Merged
    from sayso.ledger.store import Ledger
    from sayso.ledger.watch.look import Look
    from sayso.resolve.stories import Story


def open_ledger(path: str | Path) -> Ledger:
    """Open the ledger at *path*, made if need be. Raises Failure (S301 to S303, S305)."""
    from sayso.ledger.store import open_ledger as open_store

    return open_store(path)


def merge_ledgers(ledger: Ledger, *shards: str | Path) -> list[Merged]:
    """Bring each of *shards* into *ledger*; return for each what was new, or the problems that kept it out.

    Raises Failure (S303, S305) where the ledger is at fault.
    """
    from sayso.ledger.merge import merge

    return list(merge(ledger, shards))


def show_rows(ledger: Ledger, **wanted: object) -> list[Event]:
    """Return the events of *ledger* that fit *wanted*: the filters of ``sayso show``, ``-`` written ``_``."""
    from sayso.ledger import query

    return [one.event for one in query.events(ledger, wanted)]


def show_stories(ledger: Ledger, near: int = 1, **wanted: object) -> list[Story]:
    """Return the stories of *ledger* with a mention that fits *wanted*: the filters of ``sayso show``.

    *near* is the number of days that two mentions of a story may lie apart where both tell their day.
    """
    from sayso.ledger.stories import stories

    return stories(ledger, wanted, near)


def why_story(ledger: Ledger, story: str, near: int = 1) -> Story:
    """Return the story whose id begins with *story*, with its mentions. Raises Failure (S306, S307)."""
    from sayso.ledger.stories import story as find

    return find(ledger, story, near)


def why_row(ledger: Ledger, row: str) -> Explained:
    """Return the row whose id begins with *row* and all it rests on. Raises Failure (S306, S307)."""
    from sayso.ledger.explanation import explain

    return explain(ledger, row)


def unknown_actors(ledger: Ledger, limit: int | None = None) -> list[Mapping[str, object]]:
    """Return ``times``, ``text`` and one ``row`` of each text whose actor has no known country."""
    from sayso.ledger import query

    return list(query.unknown(ledger, limit))


def verify_ledger(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations of *ledger* were compared, and a problem for each that differs."""
    from sayso.ledger.verify import verify_ledger as verify

    return verify(ledger)


def back_up(ledger: Ledger, path: str | Path) -> int:
    """Copy *ledger* to *path*, also while others write to it; return how many quotations were compared.

    Raises Failure (S309, S320, S321, S322); what stood at *path* is then untouched.
    """
    from sayso.ledger.backup import backup

    return backup(ledger, Path(path))


def diff_ledgers(a: Ledger, b: Ledger) -> Iterator[Changed]:
    """Yield each article whose rows differ between the ledgers *a* and *b*, its rows and what may be why.

    Of an article that was coded several times only what counts is compared.
    """
    from sayso.ledger.diff import compared
    from sayso.ledger.sides import Side

    return compared((Side(a), Side(b)))[1]


def diff_runs(ledger: Ledger, a: str, b: str) -> Iterator[Changed]:
    """Yield each article whose rows differ between two runs, named by the beginnings of their ids.

    Raises Failure (S323, S324).
    """
    from sayso.ledger.diff import compared
    from sayso.ledger.sides import of_run

    return compared((of_run(ledger, a), of_run(ledger, b)))[1]


def export_ledger(ledger: Ledger, path: str | Path, format: str, all_statuses: bool = False) -> int:  # noqa: A002
    """Write *ledger* to *path* in the *format* of ``sayso export --as``; return how many rows were written.

    *all_statuses* adds what did not happen, marked so, to formats that leave it out.
    Raises Failure (S308, S309, S330, S331).
    """
    from sayso.ledger.export import export

    return export(ledger, Path(path), format, all_statuses)


def import_file(ledger: Ledger, path: str | Path, **said: object) -> Brought:
    """Import the file at *path* into *ledger*: events of another coder, or codings that were exported.

    *said* are ``format``, ``coder``, ``codebook`` and ``columns`` (a mapping), as ``sayso import`` has them.
    Raises Failure where the file cannot be imported or the ledger not be written.
    """
    from sayso.ledger.imports.bring import bring
    from sayso.read.tables.table import NOTHING

    return bring(ledger, str(path), NOTHING._replace(**said))  # type: ignore[arg-type]


def watch_ledger(
    ledger: Ledger, file: str | Path, since: str | None = None, near: int = 3, actors: Sequence[Source] = ()
) -> Look:
    """Return what is new, and what changed, of what the list *file* follows, since the last look or *since*.

    *since* is the id of a run or an ISO day; *actors* are lists of ``actor_file``. That it was seen is not
    noted before ``watch_seen`` is called. Raises Failure (S101, S112, S360 to S362, S364, S367).
    """
    from sayso.show.lookup_watch import look_at

    return look_at(ledger, Path(file), since, near, actors)


def watch_seen(ledger: Ledger, file: str | Path, look: Look) -> None:
    """Note beside the list *file* that what *look* found has been seen. Raises Failure (S363, S364)."""
    from sayso.show.lookup_watch import keep_mark

    keep_mark(ledger, Path(file), look)
