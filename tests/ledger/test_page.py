"""The page about the ledger names every table and column, and none that is not there."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger.schema import NAMES, migrate

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    """Return what the page says of the table *name*."""
    found = re.search(rf"^### `{name}`$(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def columns(name: str) -> list[str]:
    """Return the columns of the table *name*."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        return [row[1] for row in fresh.execute(f"PRAGMA table_info ({name})")]


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_explained_once(name: str) -> None:
    """The first cells of a table's section name its columns."""
    cells = re.findall(r"^\| (`.*?) \|", section(name), re.MULTILINE)
    named = [word for cell in cells for word in re.findall(r"`(\w+)`", cell)]
    assert sorted(named) == sorted(columns(name))


def test_no_table_is_invented() -> None:
    """Each section about a table is about one that is there."""
    assert sorted(re.findall(r"^### `(\w+)`$", PAGE, re.MULTILINE)) == sorted(NAMES)


def test_the_query_of_the_page_works() -> None:
    """The SQL that the page shows runs on a ledger."""
    (statement,) = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        assert fresh.execute(statement).fetchall() == []
