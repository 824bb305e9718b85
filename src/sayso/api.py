"""The verbs of the command line for Python. ``import sayso`` gives them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.record import Annotation, Article, Event, Problem, Source
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.ledger.decisions import Decision, Verdict
    from sayso.ledger.diff import Changed
    from sayso.ledger.explanation import Explained
    from sayso.ledger.imports.bring import Brought
    from sayso.ledger.imports.reviews import Reviewed
    from sayso.ledger.review import Page, Stop
    from sayso.ledger.store import Ledger
    from sayso.ledger.tables import Level
    from sayso.ledger.watch.look import Look
    from sayso.resolve.stories import Story
    from sayso.run.agreement import Difference, Measured
    from sayso.run.serial import Outcome
    from sayso.table import EventTable

DEFAULTS = Settings()


def code_files(
    names: str | Path | Sequence[str | Path], ledger: Ledger | None = None, settings: Settings = DEFAULTS
) -> Iterator[Outcome]:
    """Code what *names* name (as on the command line), into *ledger* if one is given.

    A name is a file, a folder, a feed, a WARC file, an archive, a table or an address.
    Yields an outcome for each article: ``coded`` holds what was found, or is
    None; ``problems`` says what went wrong. Raises Failure where the model is
    not whole or the ledger cannot be written.
    """
    from sayso.run.pipeline import load_resources
    from sayso.run.serial import code_sources

    return code_sources(_listed(names), settings, load_resources(settings), ledger)


def code_text(text: str, name: str = "text", settings: Settings = DEFAULTS) -> Outcome:
    """Code the string *text* as an article called *name*, and return its outcome."""
    from sayso.read.source import make_source, whole
    from sayso.record import Coded
    from sayso.run.pipeline import load_resources, process
    from sayso.run.serial import Outcome

    found = process(make_source(f"{name}.txt", whole(text).encode()), settings, load_resources(settings))
    if isinstance(found, Coded):
        return Outcome(name, found, found.problems)
    return Outcome(name, None, found)


def annotate_files(
    names: str | Path | Sequence[str | Path], settings: Settings = DEFAULTS
) -> Iterator[tuple[Article, Annotation]]:
    """Yield the article and the annotation of each input that could be read."""
    for outcome in code_files(names, settings=settings):
        if outcome.coded is not None:
            yield outcome.coded.article, outcome.coded.annotation


def _listed(names: str | Path | Sequence[str | Path]) -> list[str]:
    """Return *names*, one or several, as a list of strings."""
    return [str(names)] if isinstance(names, str | Path) else [str(name) for name in names]


def actor_file(path: str | Path) -> Source:
    """Return the list of actors in the file at *path*, for ``Settings(actors=(...,))``.

    Raises Failure (S101, S107, S112) where it cannot be read; whether it is a
    list of actors is seen where it is used.
    """
    from sayso.read.sources import named_file

    return named_file(str(path))


def unknown_actors(ledger: Ledger, limit: int | None = None) -> list[Mapping[str, object]]:
    """Return ``times``, ``text`` and one ``row`` of each text whose actor has no known country."""
    from sayso.ledger import query

    return list(query.unknown(ledger, limit))


def open_ledger(path: str | Path) -> Ledger:
    """Open the ledger at *path*, made if need be. Raises Failure (S301 to S303, S305)."""
    from sayso.ledger.store import open_ledger as open_store

    return open_store(path)


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


def decide(ledger: Ledger, row: str, verdict: Verdict, reviewer: str, **more: Any) -> Decision:
    """Keep what *reviewer* decides about the row whose id begins with *row*; return the decision.

    *verdict* is accept, correct, reject or unsure. *more* are ``corrections`` (fields and values, as the JSON
    contract has them), ``note``, ``blind`` and ``article``. Raises Failure (S303, S306, S307, S310, S312).
    """
    from sayso.ledger.decisions import Draft
    from sayso.ledger.decisions import decide as keep

    return keep(ledger, Draft(row, verdict, reviewer, **more))


def undo(ledger: Ledger, reviewer: str) -> Decision:
    """Take back the last decision of *reviewer* that counts; return it. Raises Failure (S303, S311)."""
    from sayso.ledger.review import undo as take_back

    return take_back(ledger, reviewer)[0]


def decisions(ledger: Ledger) -> list[Decision]:
    """Return all decisions in *ledger*, the earliest first; those that take another back name it."""
    from sayso.ledger.decisions import made

    return list(made(ledger))


def review_queue(ledger: Ledger, reviewer: str, **more: Any) -> list[Stop]:
    """Return the sentences of *ledger* that *reviewer* has still to review.

    *more* are ``wanted`` (filters of events), ``kinds``, ``sample``, ``seed`` and ``again``.
    """
    from sayso.ledger.review import Ask, queue

    return queue(ledger, Ask(reviewer, **more))


def review_page(ledger: Ledger, stop: Stop, reviewer: str, blind: bool = False) -> Page:
    """Return one sentence with its events and claims; *blind*: others' decisions left out."""
    from sayso.ledger.review import Ask, page

    return page(ledger, stop, Ask(reviewer), blind)


def measure_agreement(
    ledger: Ledger, *reviewers: str, blind: bool = False
) -> tuple[list[Measured], list[Difference]]:
    """Return how far *reviewers* (none: all) agree, field by field, and where not. Raises Failure (S313)."""
    from sayso.run.agreement import Asked, compare

    return compare(ledger, Asked(reviewers, blind))


def review_file(ledger: Ledger, file: str | Path, reviewer: str) -> Reviewed:
    """Keep what was changed in a file of Label Studio or doccano as decisions of *reviewer*.

    Raises Failure (S101, S112, S120, S303, S312, S344).
    """
    from sayso.ledger.imports.reviews import bring_reviews

    return bring_reviews(ledger, Path(file), reviewer)


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


def verify_ledger(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations of *ledger* were compared, and a problem for each that differs."""
    from sayso.ledger.verify import verify_ledger as verify

    return verify(ledger)


def import_file(ledger: Ledger, path: str | Path, **said: object) -> Brought:
    """Import the file at *path* into *ledger*: events of another coder, or codings that were exported.

    *said* are ``format``, ``coder``, ``codebook`` and ``columns`` (a mapping), as ``sayso import`` has them.
    Raises Failure where the file cannot be imported or the ledger not be written.
    """
    from sayso.ledger.imports.bring import bring
    from sayso.read.tables.table import NOTHING

    return bring(ledger, str(path), NOTHING._replace(**said))  # type: ignore[arg-type]


def imported_events(ledger: Ledger, number: int) -> EventTable:
    """Return the events of import *number* of *ledger* as columns. Raises Failure (S356) without it."""
    from sayso.ledger.tables import imported

    return imported(ledger, number)


def own_events(ledger: Ledger, level: Level = "mentions") -> EventTable:
    """Return what *ledger* itself coded as having happened, as columns; *level* says what counts as one."""
    from sayso.ledger.tables import own_events as own

    return own(ledger, level)


def read_events(path: str | Path, **said: object) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events of another coder in the file at *path* as columns, and what is wrong with some.

    *said* is that of ``import_file``. Raises Failure where it is no table of events.
    """
    from sayso.read.tables.events import event_table
    from sayso.read.tables.table import NOTHING

    return event_table(path, NOTHING._replace(**said))  # type: ignore[arg-type]


def export_ledger(ledger: Ledger, path: str | Path, format: str, all_statuses: bool = False) -> int:  # noqa: A002
    """Write *ledger* to *path* in the *format* of ``sayso export --as``; return how many rows were written.

    *all_statuses* adds what did not happen, marked so, to formats that leave it out.
    Raises Failure (S308, S309, S330, S331).
    """
    from sayso.ledger.export import export

    return export(ledger, Path(path), format, all_statuses)


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
