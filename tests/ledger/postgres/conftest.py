"""A database with an empty ledger, for one test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ...postgres import Cluster


@pytest.fixture
def database(postgres: Cluster) -> Iterator[str]:
    """Give the name of the database; it is dropped afterwards, whatever was done to it."""
    name = postgres.copy()
    yield name
    postgres.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def url(postgres: Cluster, database: str) -> str:
    """Return the address of its ledger."""
    return postgres.url(database)
