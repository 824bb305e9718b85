"""The verbs of the command line for Python. ``import sayso`` gives them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.record import Annotation, Article, Event, Problem, Source
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.ledger.diff import Changed
    from sayso.ledger.explanation import Explained
    from sayso.ledger.store import Ledger
    from sayso.resolve.stories import Story
    from sayso.run.serial import Outcome

DEFAULTS = Settings()


def code_files(
    names: str | Path | Sequence[str | Path], ledger: Ledger | None = None, settings: Settings = DEFAULTS
) -> Iterator[Outcome]:
    """Code what *names* name (files, folders, addresses), into *ledger* if one is given.

    Yields an outcome for each input: ``coded`` holds what was found, or is
    None; ``problems`` says what went wrong. Raises Failure where the model is
    not whole or the ledger cannot be written.
    """
    from sayso.run.pipeline import load_resources
    from sayso.run.serial import code_sources

    return code_sources(_listed(names), settings, load_resources(settings), ledger)


def code_text(text: str, name: str = "text", settings: Settings = DEFAULTS) -> Outcome:
    """Code the string *text* as an article called *name*, and return its outcome."""
    from sayso.read.sources import make_source
    from sayso.record import Coded
    from sayso.run.pipeline import load_resources, process
    from sayso.run.serial import Outcome

    found = process(make_source(f"{name}.txt", text.encode()), settings, load_resources(settings))
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
