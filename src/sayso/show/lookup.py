"""What the commands ask of a ledger: the only place in this room that knows how to ask."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.record import Problem
from sayso.settings import Settings
from sayso.show.rows import Row, row_of

if TYPE_CHECKING:
    from sayso.ledger.explanation import Explained
    from sayso.ledger.imports.bring import Brought
    from sayso.ledger.imports.reviews import Reviewed
    from sayso.ledger.merge import Merged
    from sayso.ledger.store import Ledger
    from sayso.resolve.stories import Story
    from sayso.run.spread import Done


def writing(path: str) -> Ledger:
    """Open the ledger at *path*, made if need be. Raises Failure (S301 to S303, S305)."""
    from sayso.ledger.store import open_ledger

    return open_ledger(path)


def shown(path: str) -> str:
    """Return *path* as it may be told: the address of a ledger in PostgreSQL without its password."""
    from sayso.ledger.postgres.address import shown

    return shown(path)


def reading(path: str, review: Sequence[str] | None = None) -> Ledger:
    """Open the ledger at *path*, which must be there. *review*: rows as these reviewers left them.

    Those among them who never decided anything are told (S314). Raises Failure (S301, S302, S304, S305).
    """
    from sayso.ledger.store import open_ledger

    opened = open_ledger(path, create=False)
    if review is None:
        return opened
    _tell_strangers(opened, review)
    return opened.as_reviewed(review)


def _tell_strangers(ledger: Ledger, reviewers: Sequence[str]) -> None:
    """Tell which of *reviewers* decided nothing: a mistyped name would leave rows as they were coded."""
    from sayso.problems import problem
    from sayso.show.messages import tell_problem

    known = [
        str(row["reviewer"]) for row in ledger.read("SELECT DISTINCT reviewer FROM decisions ORDER BY 1")
    ]
    for name in reviewers:
        if name not in known:
            tell_problem(
                problem("S314", shown(str(ledger.path)), name=name, names=", ".join(known) or "nobody")
            )


def event_rows(ledger: Ledger, wanted: Mapping[str, object]) -> Generator[Row]:
    """Yield the events of *ledger* that fit *wanted*, as the table shows them."""
    from sayso.ledger import query

    for one in query.events(ledger, wanted):
        yield row_of(one.event, one.text, one.doc_id)


def event_objects(ledger: Ledger, wanted: Mapping[str, object]) -> Generator[Mapping[str, object]]:
    """Yield the events of *ledger* that fit *wanted*, with the fields of the JSON contract."""
    from sayso.ledger import query
    from sayso.ledger.contract import event_as_json

    told = ledger.review.applied or wanted.get("review_state")
    for one in query.events(ledger, wanted):
        state = {"review": one.state.standing} if told else {}
        yield {"doc_id": one.doc_id, **event_as_json(one.event), **state}


def entries(ledger: Ledger, listing: str, limit: int | None = None) -> list[Mapping[str, object]]:
    """Return the rows of a *listing* (claims, predictions, decisions, ...), at most *limit*, by column."""
    from sayso.ledger import query

    with closing(query.entries(ledger, listing)) as rows:
        return list(islice(rows, limit))


def story_list(ledger: Ledger, wanted: Mapping[str, object]) -> list[Story]:
    """Return the stories of *ledger* of which some mention fits *wanted*."""
    from sayso.ledger.stories import stories

    return stories(ledger, wanted)


def story_object(story: Story) -> Mapping[str, object]:
    """Return *story* with the fields of the JSON contract."""
    from sayso.ledger.contract import story_as_json

    return story_as_json(story)


def is_story(name: str) -> bool:
    """Return whether *name* begins as the ids of stories do, and no others."""
    from sayso.ledger.stories import PREFIX

    return name.startswith(PREFIX)


def told_story(ledger: Ledger, name: str) -> tuple[Story, list[Row]]:
    """Return the story whose id begins with *name*, and its mentions. Raises Failure (S306, S307)."""
    from sayso.ledger import query
    from sayso.ledger.stories import story

    found = story(ledger, name)
    rows: dict[str, Row] = {}
    for document in dict.fromkeys(one.doc_id for one in found.mentions):
        for one in query.events(ledger, {"doc": document, "type": found.type}):
            rows[one.event.id] = row_of(one.event, one.text, one.doc_id)
    return found, [rows[one.id] for one in found.mentions]


def unknown(ledger: Ledger, limit: int | None) -> list[Mapping[str, object]]:
    """Return the texts of *ledger* that stand for somebody of no known country, the commonest first."""
    from sayso.ledger import query

    return list(query.unknown(ledger, limit))


def explained(ledger: Ledger, row: str) -> Explained:
    """Return the row whose id begins with *row*, with all it rests on. Raises Failure (S306, S307)."""
    from sayso.ledger.explanation import explain

    return explain(ledger, row)


def differences(ledger: Ledger) -> tuple[int, tuple[Problem, ...]]:
    """Return how many quotations of *ledger* were compared, and a problem (S305) for each that differs."""
    from sayso.ledger.verify import verify_ledger

    return verify_ledger(ledger)


def doubts(ledger: Ledger, sources: bool) -> Iterator[Problem]:
    """Yield what of *ledger* cannot be traced: dictionary rows (S325), and if wanted *sources* (S326)."""
    from sayso.ledger.dictionaries import unknown_rows
    from sayso.ledger.sources import changed_sources

    yield from unknown_rows(ledger)
    if sources:
        yield from changed_sources(ledger)


def counts(ledger: Ledger) -> Mapping[str, int]:
    """Return how many rows of each level *ledger* holds."""
    from sayso.ledger import query, stories

    return {**query.counts(ledger), **stories.counts(ledger)}


def backed_up(ledger: Ledger, path: Path) -> int:
    """Copy *ledger* to *path*; return how many quotations of the copy were compared.

    Raises Failure (S309, S320, S321, S322).
    """
    from sayso.ledger.backup import backup

    return backup(ledger, path)


def export_rows(ledger: Ledger, path: Path, name: str, all_statuses: bool = False) -> int:
    """Write *ledger* to *path* in the format called *name*; return how many rows were written.

    Raises Failure: S308, S309, S330, S331, as ``sayso.ledger.export.export`` does.
    """
    from sayso.ledger.export import export

    return export(ledger, path, name, all_statuses)


def omitted(ledger: Ledger, name: str, all_statuses: bool) -> Mapping[str, int]:
    """Return how many mentions the format called *name* leaves out, by the reason why."""
    from sayso.ledger.export import left_out

    return left_out(ledger, name, all_statuses)


def brought(ledger: Ledger, address: str, said: Mapping[str, object]) -> Brought:
    """Import the file at *address* into *ledger*; *said* is what the user says of it (see ``Asked``).

    Raises Failure where it is no file that can be imported, or the ledger cannot be written.
    """
    from sayso.ledger.imports.bring import bring
    from sayso.read.tables.table import NOTHING

    return bring(ledger, address, NOTHING._replace(**said))  # type: ignore[arg-type]


def reviewed(ledger: Ledger, address: str, reviewer: str, said: Mapping[str, object]) -> Reviewed:
    """Keep what was changed in the file at *address* as decisions of *reviewer*.

    Raises Failure where it is of no annotation tool, or the ledger cannot be written.
    """
    from sayso.ledger.imports.reviews import bring_reviews

    return bring_reviews(ledger, Path(address), reviewer, str(said.get("format") or ""))


def merged(ledger: Ledger, shards: Sequence[str]) -> Iterator[Merged]:
    """Bring each of *shards* into *ledger* and yield what came of it. Raises Failure (S303, S305)."""
    from sayso.ledger.merge import merge

    return merge(ledger, shards)


def spread_over(
    names: Sequence[str], settings: Settings, folder: str, how: Mapping[str, Any]
) -> Iterator[Done]:
    """Code what *names* name into a shard in parts in *folder*, and yield what became of each part.

    *how* are fields of ``run.spread.Spreading``. Raises Failure as ``run.spread.spread`` does.
    """
    from sayso.run.spread import Spreading, spread

    return spread(names, settings, folder, Spreading(**how))
