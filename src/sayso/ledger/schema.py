"""The tables of a ledger, and the numbered migrations that make them. docs/ledger.md explains each column.

Every table numbers its rows from 1 without gaps, so that a missing row is seen.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sayso.ledger.deciding import DECISIONS, FIRST_VERDICTS, VERDICTS_WITH_ADD
from sayso.ledger.imports import tables as imports
from sayso.ledger.judging import PLANS, VERDICTS
from sayso.ledger.words import index_all

APPLICATION = 0x5341_5953  # "SAYS", in the header of the file

TABLES = (
    """
    runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        recipe TEXT NOT NULL,
        version TEXT NOT NULL,
        model TEXT NOT NULL,
        settings TEXT NOT NULL,
        host TEXT NOT NULL,
        started TEXT NOT NULL
    )""",
    """
    finishes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL UNIQUE REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        codings INTEGER NOT NULL,
        finished TEXT NOT NULL
    )""",
    """
    articles (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    )""",
    """
    sources (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        address TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        UNIQUE (address, sha256)
    )""",
    """
    readings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        source INTEGER NOT NULL REFERENCES sources (number),
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        article TEXT NOT NULL REFERENCES articles (sha256),
        doc_id TEXT NOT NULL,
        title TEXT,
        published TEXT,
        precision TEXT,
        language TEXT NOT NULL,
        blocks TEXT NOT NULL,
        UNIQUE (source, recipe)
    )""",
    """
    codings (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        article TEXT NOT NULL REFERENCES articles (sha256),
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        reading INTEGER NOT NULL REFERENCES readings (number),
        digest TEXT NOT NULL,
        UNIQUE (article, recipe),
        UNIQUE (number, run_id)
    )""",
    """
    problems (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        run_id TEXT NOT NULL REFERENCES runs (id) DEFERRABLE INITIALLY DEFERRED,
        recipe TEXT NOT NULL,
        code TEXT NOT NULL,
        what TEXT NOT NULL,
        "where" TEXT NOT NULL,
        remedy TEXT NOT NULL,
        UNIQUE (recipe, code, "where", what)
    )""",
    """
    sentences (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        part INTEGER NOT NULL,
        block INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        end INTEGER NOT NULL CHECK (end >= start),
        quote TEXT NOT NULL,
        UNIQUE (coding, part)
    )""",
    """
    claims (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        kind TEXT NOT NULL,
        speaker_text TEXT,
        speaker_code TEXT,
        speaker_id TEXT,
        speaker_row TEXT,
        parent TEXT,
        probability REAL NOT NULL,
        negated INTEGER NOT NULL,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, parent) REFERENCES claims (coding, id) DEFERRABLE INITIALLY DEFERRED
    )""",
    """
    events (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        type TEXT NOT NULL,
        mode TEXT,
        context TEXT NOT NULL,
        cameo TEXT NOT NULL,
        actor_text TEXT,
        actor_code TEXT,
        actor_id TEXT,
        actor_row TEXT,
        recipient_text TEXT,
        recipient_code TEXT,
        recipient_id TEXT,
        recipient_row TEXT,
        status TEXT NOT NULL,
        certainty TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        prediction INTEGER NOT NULL,
        date_start TEXT,
        date_end TEXT,
        date_text TEXT,
        place_text TEXT,
        place_country TEXT,
        probability REAL NOT NULL,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    )""",
    """
    predictions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        event TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        certainty TEXT NOT NULL,
        words TEXT NOT NULL,
        low REAL NOT NULL,
        high REAL NOT NULL,
        origin TEXT NOT NULL,
        by_start TEXT,
        by_end TEXT,
        by_text TEXT,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, event) REFERENCES events (coding, id),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    )""",
    """
    relations (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        run_id TEXT NOT NULL,
        id TEXT NOT NULL,
        sentence INTEGER,
        kind TEXT NOT NULL,
        subject_text TEXT NOT NULL,
        subject_code TEXT NOT NULL,
        subject_id TEXT NOT NULL,
        subject_row TEXT NOT NULL,
        object_text TEXT NOT NULL,
        object_code TEXT NOT NULL,
        object_id TEXT NOT NULL,
        object_row TEXT NOT NULL,
        said_by_text TEXT,
        said_by_code TEXT,
        said_by_claim TEXT,
        UNIQUE (id, coding),
        FOREIGN KEY (coding, run_id) REFERENCES codings (number, run_id),
        FOREIGN KEY (coding, sentence) REFERENCES sentences (coding, part),
        FOREIGN KEY (coding, said_by_claim) REFERENCES claims (coding, id)
    )""",
    """
    magnitudes (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL,
        row TEXT NOT NULL,
        part INTEGER NOT NULL,
        kind TEXT NOT NULL,
        low REAL,
        best REAL NOT NULL,
        high REAL,
        text TEXT NOT NULL,
        UNIQUE (coding, row, part),
        FOREIGN KEY (coding, row) REFERENCES events (coding, id)
    )""",
    """
    spans (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        row TEXT NOT NULL,
        field TEXT NOT NULL,
        part INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        end INTEGER NOT NULL CHECK (end >= start),
        quote TEXT NOT NULL,
        UNIQUE (coding, row, field, part)
    )""",
    """
    reasons (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        coding INTEGER NOT NULL REFERENCES codings (number),
        row TEXT NOT NULL,
        part INTEGER NOT NULL,
        field TEXT NOT NULL,
        by TEXT NOT NULL,
        start INTEGER CHECK (start >= 0),
        end INTEGER CHECK (end >= start),
        quote TEXT,
        UNIQUE (coding, row, part)
    )""",
)

# What the filters of a query use, and the ways from an article to its rows.
INDICES = (
    "articles_found ON readings (article, recipe)",
    "documents ON readings (doc_id)",
    "recipes_finished ON finishes (recipe, codings)",
    "claims_coded ON claims (coding, id)",
    "events_coded ON events (coding, id)",
    "predictions_coded ON predictions (coding, id)",
    "relations_coded ON relations (coding, id)",
    "event_types ON events (type)",
    "event_actors ON events (actor_code)",
    "event_recipients ON events (recipient_code)",
    "event_speakers ON events (said_by_code)",
)

# Of the codings of an article the latest counts; one whose run was cut short only where there is no other.
VIEW = """
    CREATE VIEW current AS
    SELECT number, article, run_id, recipe, reading FROM (
        SELECT *, row_number() OVER (
            PARTITION BY article
            ORDER BY number <= coalesce(
                (SELECT max(codings) FROM finishes WHERE finishes.recipe = each.recipe), 0
            ) DESC, number DESC
        ) AS rank
        FROM codings AS each
    ) WHERE rank = 1
"""

# The same, asked of one coding at a time, so that a page of rows need not rank all codings first.
VIEW_FOR_PAGING = """
    CREATE VIEW current AS
    SELECT number, article, run_id, recipe, reading FROM codings AS one
    WHERE number = (
        SELECT each.number FROM codings AS each WHERE each.article = one.article
        ORDER BY each.number <= coalesce(
            (SELECT max(codings) FROM finishes WHERE finishes.recipe = each.recipe), 0
        ) DESC, each.number DESC
        LIMIT 1
    )
"""

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5 (quote, content='sentences', content_rowid='number',"
    " tokenize='unicode61 remove_diacritics 2')",
    "CREATE TRIGGER sentences_searched AFTER INSERT ON sentences BEGIN"
    " INSERT INTO search (rowid, quote) VALUES (new.number, new.quote); END",
)


def name_of(definition: str) -> str:
    """Return the name of the table that *definition* defines."""
    return definition.split("(", 1)[0].strip()


NAMES = tuple(name_of(definition) for definition in (*TABLES, DECISIONS, *imports.TABLES, PLANS, VERDICTS))


def lay_first(connection: sqlite3.Connection) -> None:
    """Make the tables of schema 1."""
    for definition in TABLES:
        _make(connection, definition)
    for index in INDICES:
        connection.execute(f"CREATE INDEX {index}")
    for statement in (VIEW, *SEARCH):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def lay_decisions(connection: sqlite3.Connection) -> None:
    """Make the table of what people decided about rows: schema 2."""
    _make_decisions(connection, FIRST_VERDICTS)


def _make_decisions(connection: sqlite3.Connection, verdicts: str) -> None:
    """Make the table of decisions, of which there are these *verdicts*."""
    _make(connection, DECISIONS.format(verdicts=verdicts))
    connection.execute("CREATE INDEX rows_decided ON decisions (article, row, reviewer)")
    connection.execute("CREATE INDEX reviewers_deciding ON decisions (reviewer, number)")


def lay_imports(connection: sqlite3.Connection) -> None:
    """Make the tables of events of other coders: schema 3."""
    for definition in imports.TABLES:
        _make(connection, definition)


def _make(connection: sqlite3.Connection, definition: str) -> None:
    """Make the table that *definition* defines; let none of its rows be changed or deleted."""
    table = name_of(definition)
    connection.execute(f"CREATE TABLE {definition.strip()} STRICT")
    for action in ("UPDATE", "DELETE"):
        connection.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'a ledger is added to, not edited'); END"
        )


def lay_indices_for_paging(connection: sqlite3.Connection) -> None:
    """Let a page of events be found without reading the others: schema 4."""
    connection.execute("DROP VIEW current")
    connection.execute(VIEW_FOR_PAGING)
    index_all(connection)


def lay_plans(connection: sqlite3.Connection) -> None:
    """Make the tables of plans and of the verdicts on them: schema 5."""
    for definition in (PLANS, VERDICTS):
        _make(connection, definition)
    connection.execute("CREATE INDEX predictions_judged ON verdicts (prediction, number)")


def lay_additions(connection: sqlite3.Connection) -> None:
    """Let a decision add a row that the machine missed: schema 6.

    SQLite cannot change what a column may hold, so that the table is made anew with what it held.
    """
    kept = list(connection.execute("SELECT * FROM decisions ORDER BY number"))
    connection.execute("DROP TABLE decisions")
    _make_decisions(connection, VERDICTS_WITH_ADD)
    for row in kept:
        connection.execute(f"INSERT INTO decisions VALUES ({', '.join('?' * len(row))})", tuple(row))


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    lay_first,
    lay_decisions,
    lay_imports,
    lay_indices_for_paging,
    lay_plans,
    lay_additions,
)


def migrate(connection: sqlite3.Connection, last: int = len(MIGRATIONS)) -> None:
    """Bring the schema up to the version *last*, within the transaction that is open."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    for number, step in enumerate(MIGRATIONS[found:last], start=found + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version = {number}")
