"""python -m tests.ledger.write_schemas: keep the SQL of each schema that has none in ``schemas/`` yet.

To be run once with each new migration. A file that is there is never changed: ledgers of that schema exist.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sayso.ledger.schema import MIGRATIONS, migrate
from sayso.ledger.store import transaction

FOLDER = Path(__file__).parent / "schemas"
SHADOWS = re.compile(r"(search|event_words)_(data|idx|content|docsize|config)|sqlite_.*")


def statements(version: int) -> Iterator[str]:
    """Yield the SQL that makes an empty ledger of schema *version*."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with transaction(connection):
            migrate(connection, version)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        yield f"-- What schema {version} is made of. Written once, never changed."
        yield f"PRAGMA application_id = {application};"
        yield f"PRAGMA user_version = {version};"
        query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        yield from (f"{sql};" for name, sql in connection.execute(query) if not SHADOWS.fullmatch(name))


def main() -> None:
    """Write the files that are missing."""
    for version in range(1, len(MIGRATIONS) + 1):
        path = FOLDER / f"{version:02}.sql"
        if not path.exists():
            path.write_text("\n".join(statements(version)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
