"""Stories as tables: a row a deed with its counts at each level, and a row a mention that leads to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.ledger.export import codings as mean
from sayso.ledger.export import delimited
from sayso.ledger.export.shape import Column, Table, Values
from sayso.ledger.export.tables import party
from sayso.ledger.export.tidy import write_tables
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.resolve.stories import Party, Story

TELLING = "the words, of the first mention that tells most"
STORIES = (
    Column("id", "text", "of the story: a digest of its mentions"),
    Column("type", "text", "what is done, as PLOVER sorts it", mean.TYPES),
    *party("actor", "who did it", TELLING),
    *party("recipient", "to whom", TELLING),
    Column("first_day", "date", "first day that its mentions tell; of none, that of their articles"),
    Column("last_day", "date", "last day, likewise"),
    Column("dated", "boolean", "whether any mention tells the day itself", mean.TRUTH),
    Column("places", "text", "where it was: the words; several are separated by semicolons"),
    Column("mentions", "integer", "mentions of it: one sentence each"),
    Column("articles", "integer", "articles with such a mention"),
    Column("reports", "integer", "reports with such a mention, an article and its copies being one"),
    Column("sources", "integer", "on how many words it stands: persons and bodies, and articles' own as one"),
    *(
        Column(name, "integer", f"mentions with the status {name}: {what}")
        for name, what in mean.STATUSES.items()
    ),
    *(
        Column(name, "integer", f"mentions with the certainty {name}: {what}")
        for name, what in mean.CERTAINTIES.items()
    ),
    Column(
        "disputed", "boolean", "whether one mention says that it happened and one that it did not", mean.TRUTH
    ),
)
TELLINGS = (
    Column("story", "text", "a row of stories"),
    Column("event", "text", "id of the mention"),
    Column("article", "text", "sha256 of the article's text"),
    Column("doc_id", "text", "name of the article"),
    Column("report", "text", "the article, or of its copies the one with the least digest"),
    Column("status", "text", "whether it took place, as the sentence puts it", mean.STATUSES),
    Column("certainty", "text", "how sure the one who says it is", mean.CERTAINTIES),
    Column("said_by_text", "text", "on whose word: the words; empty where the article itself says so"),
    Column("said_by_code", "text", "on whose word: country and role"),
)


@settled
def write(ledger: Ledger, folder: Path) -> int:
    """Write the stories of *ledger* as CSV into the new *folder*; return how many rows its tables hold."""
    found = stories(ledger, {})
    tables = (
        Table("stories", "deeds, whoever reports them", STORIES, lambda _: map(_row, found)),
        Table("tellings", "the mentions that a story is made of", TELLINGS, lambda _: _tellings(found)),
    )
    return write_tables(ledger, folder, tables, ("csv", delimited.write_table))


def _row(story: Story) -> Values:
    """Return a story as a row of its table."""
    first, last = story.days or (None, None)
    statuses = Counter(one.status for one in story.mentions)
    certainties = Counter(one.certainty for one in story.mentions)
    return (
        *(story.id, story.type, *_cells(story.actor), *_cells(story.recipient)),
        *(first and first.isoformat(), last and last.isoformat(), story.dated),
        *(";".join(story.places) or None, len(story.mentions), len(story.articles), len(story.reports)),
        len(story.sources),
        *(statuses[name] for name in mean.STATUSES),  # type: ignore[index]
        *(certainties[name] for name in mean.CERTAINTIES),  # type: ignore[index]
        story.disputed,
    )


def _cells(party: Party | None) -> Values:
    if party is None:
        return (None,) * 4
    return party.text, party.code, party.code[:3], party.role


def _tellings(found: Sequence[Story]) -> Iterator[Values]:
    """Yield a row for each mention of each story."""
    for story in found:
        for one in story.mentions:
            said = (one.said_by.text, one.said_by.code) if one.said_by is not None else (None, None)
            yield (story.id, one.id, one.article, one.doc_id, one.report, one.status, one.certainty, *said)
