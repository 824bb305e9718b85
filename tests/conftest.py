"""What tests of several rooms share: a server of PostgreSQL, where there can be one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .postgres import Cluster, cluster, missing


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Give a running server; skip, saying why, where there can be none."""
    reason = missing()
    if reason:
        pytest.skip(reason)
    from sayso.ledger.store import open_ledger

    with cluster() as found:
        open_ledger(found.address()).close()
        yield found
