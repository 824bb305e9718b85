"""Tests of what asks a ledger are run twice: their ledgers are files, and then databases of PostgreSQL.

A test that looks into the file itself is marked ``sqlite`` and run once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import pytest

from sayso.ledger import store
from sayso.ledger.postgres.address import Address, Place, place
from sayso.problems import Failure, problem

from ..postgres import Cluster

# Tests of what asks a ledger. Others are about what is made of rows that were read, or of SQLite's files.
TWICE = (
    "test_decisions test_diff test_explanation test_imports test_merge test_overview test_page test_query"
    " test_review test_reviewed test_store test_stories test_verify test_watch test_words"
).split()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test with both kinds of ledger, unless it is marked to be of files alone."""
    twice = metafunc.module.__name__.rpartition(".")[2] in TWICE
    once = not twice or metafunc.definition.get_closest_marker("sqlite")
    metafunc.parametrize("kept_in", ["sqlite"] if once else ["sqlite", "postgres"], indirect=True)


@pytest.fixture(autouse=True)
def kept_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let ledgers be files, or have each path of a file stand for a database of its own."""
    if request.param == "sqlite":
        yield "sqlite"
        return
    cluster: Cluster = request.getfixturevalue("postgres")
    there = _There(cluster)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "place", there.place)
        patch.setattr(store, "_open_in_postgres", there.opened)
        yield "postgres"
    for name in there.databases.values():
        cluster.give_back(name)


class _There:
    """The databases that stand for the files of a test, by path."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.databases: dict[str, str] = {}
        self._lock = Lock()
        self._open = store._open_in_postgres

    def place(self, path: str | Place) -> Place:
        """Return the address of the database for *path*, unless a file stands there."""
        if isinstance(path, Address) or Path(path).is_file():
            return place(path)
        return self.cluster.address(str(path))

    def opened(self, address: Address, create: bool, read_only: bool) -> store.Ledger:
        """Open the database at *address*, made as a copy of an empty ledger where it may be made."""
        path = address.database
        with self._lock:
            if path not in self.databases:
                if not create or read_only:
                    raise Failure(problem("S304", path))
                self.databases[path] = self.cluster.copy()
        found = self._open(self.cluster.address(self.databases[path]), create, read_only)
        found.path = Path(path)
        return found
