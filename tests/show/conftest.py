"""One small article, coded once, for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import Result, sayso

ARTICLE = """Kenya and Tanzania trade threats over ferry

NAIROBI, March 14, 2023 - Tanzanian police arrested eleven Kenyan sailors on Monday.
Kenya condemned the arrests.

Tanzania accused the sailors of smuggling, and a [red]spokesman\x1b[31m said that it may close
the border. "Kenya will respond," the Kenyan foreign minister, Amina Oduya, told reporters.

Kenya did not attack the ferry. According to a diplomat, the two governments
are likely to hold talks in Kampala.
"""


@pytest.fixture(scope="session")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a short article with text that tries to steer the terminal."""
    path = tmp_path_factory.mktemp("articles") / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def coded(article: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """Return a ledger of the article, and what coding it printed."""
    ledger = tmp_path_factory.mktemp("ledgers") / "my.ledger"
    return ledger, sayso("code", article, "-o", ledger)


@pytest.fixture
def ledger(coded: tuple[Path, Result]) -> Path:
    """Return a ledger that holds the article. Tests only read it."""
    return coded[0]
