"""What a shard in parts says happened, through DuckDB: the numbers of the ledger that it would make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sayso.ledger.parted.reading import RunFolder, reading, run_folders
from sayso.ledger.stories import Gathered, as_stories
from sayso.ledger.tables import Level, counted_in
from sayso.record import Status
from sayso.table import EventTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 10_000  # rows

# Of the codings of an article by one recipe the first counts, of those the latest of a finished run.
CURRENT = """
    CREATE TABLE current AS
    SELECT filename, file_row_number FROM (
        SELECT *, row_number() OVER (
            PARTITION BY article, recipe ORDER BY filename, file_row_number
        ) AS again FROM parts WHERE digest IS NOT NULL
    ) WHERE again = 1
    QUALIFY row_number() OVER (
        PARTITION BY article
        ORDER BY filename IN (SELECT part FROM finished) DESC, filename DESC, file_row_number DESC
    ) = 1
"""
FROM = "FROM parts JOIN current USING (filename, file_row_number)"
EVENT = (
    "id type actor_text actor_code actor_id recipient_text recipient_code recipient_id date_start date_end"
    " place_text place_country status certainty said_by_text said_by_code said_by_claim"
).split()
TOLD = f"""
    SELECT {", ".join(f"one.event.{name} AS {name}" for name in EVENT)}, article, doc_id FROM (
        SELECT unnest(events) AS event, generate_subscripts(events, 1) AS place,
            article, doc_id, filename, file_row_number {FROM}
    ) AS one ORDER BY filename, file_row_number, place
"""
PUBLISHED = f"SELECT article, published {FROM} WHERE precision = 'day' ORDER BY published DESC"
TEXTS = f"SELECT article, text, blocks {FROM} ORDER BY article"


def parted_events(
    name: str, level: Level = "mentions", statuses: tuple[Status, ...] = ("happened",)
) -> EventTable:
    """Return the events of the shard in parts called *name* (a folder, a pattern, a URL), as ``own_events``.

    Raises Failure: S126 without DuckDB, S720, S721, S722, S724, S305 where a day cannot be read.
    """
    runs = run_folders(name)
    with reading([part for run in runs for part in run.parts]) as connection:
        _open(connection, runs)
        held = Gathered(
            told=_rows(connection, TOLD),
            latest_first=_rows(connection, PUBLISHED),
            texts=_rows(connection, TEXTS),
        )
        return counted_in(as_stories(held, name), level, statuses)


def _open(connection: DuckDBPyConnection, runs: list[RunFolder]) -> None:
    """Make the tables that the queries ask: all rows of all *runs*, and which of them count."""
    parts = [part for run in runs for part in run.parts]
    listed = ", ".join(f"'{_quoted(part)}'" for part in parts)
    connection.execute(
        f"CREATE VIEW parts AS SELECT * FROM"
        f" read_parquet([{listed}], filename = true, file_row_number = true, hive_partitioning = false)"
    )
    connection.execute("CREATE TABLE finished (part VARCHAR)")
    for run in runs:
        if run.finished:
            connection.executemany("INSERT INTO finished VALUES (?)", [[part] for part in run.parts])
    connection.execute(CURRENT)


def _rows(connection: DuckDBPyConnection, query: str) -> Iterator[Mapping[str, Any]]:
    """Yield what *query* finds, by column."""
    found = connection.cursor().execute(query)
    names = [column[0] for column in found.description or ()]
    while some := found.fetchmany(AT_ONCE):
        for row in some:
            yield dict(zip(names, row, strict=True))


def _quoted(path: str) -> str:
    """Return *path* for a list of files: what is a pattern elsewhere stands for itself."""
    literal = "".join(f"[{char}]" if char in "*?[" else char for char in path)
    return literal.replace("'", "''")
