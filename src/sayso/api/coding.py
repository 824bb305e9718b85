"""Articles to rows: the verbs that code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.record import Annotation, Article, Source
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.run.serial import Outcome
    from sayso.run.spread import Done

DEFAULTS = Settings()


def code_files(
    names: str | Path | Sequence[str | Path],
    ledger: Ledger | None = None,
    settings: Settings = DEFAULTS,
    jobs: int = 1,
) -> Iterator[Outcome]:
    """Code what *names* name (as on the command line), into *ledger* if one is given.

    A name is a file, a folder, a feed, a WARC file, an archive, a table or an address.
    Yields an outcome for each article: ``coded`` holds what was found, or is
    None; ``problems`` says what went wrong. *jobs* is the number of processes
    that code, 0 one for each core; with more than one, your program has to
    begin under ``if __name__ == "__main__"``. Raises Failure where the model is
    not whole, the ledger cannot be written or no process be started (S132).
    """
    from sayso.run.crew import Crew
    from sayso.run.parallel import code_inputs

    return code_inputs(_listed(names), settings, Crew(jobs), ledger)


def shard_files(
    names: str | Path | Sequence[str | Path], folder: str | Path, settings: Settings = DEFAULTS, **how: Any
) -> Iterator[Done]:
    """Code what *names* name on many machines, into a shard in parts in *folder* (a path or URL).

    *how*: ``jobs`` workers (0: one for each core there is), ``most`` articles in a part, ``address`` of a
    Ray cluster. Yields what became of each part. Raises Failure: S720 without Ray, S721 where a store cannot
    be reached, S725, S726, and where the model is not whole.
    """
    from sayso.run.spread import Spreading, spread

    return spread(_listed(names), settings, str(folder), Spreading(**how))


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
