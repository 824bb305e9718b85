"""The explorer for Python."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso

pytest.importorskip("starlette", reason="the extra web is not installed")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger of one sentence."""
    path = tmp_path / "my.ledger"
    source = tmp_path / "article.txt"
    source.write_text("Kenya accused Tanzania of smuggling on Monday.\n")
    with sayso.open_ledger(path) as opened:
        assert [bool(one.coded) for one in sayso.code_files(source, opened)] == [True]
    return path


def test_a_report_is_written(ledger: Path, tmp_path: Path) -> None:
    """As many pages as it says, the first of them index.html."""
    count = sayso.write_report(ledger, tmp_path / "report")
    pages = {one.name for one in (tmp_path / "report").glob("*.html")}
    assert "index.html" in pages
    assert len(pages) == count + 1


def test_the_explorer_is_an_application(ledger: Path) -> None:
    """Any server can serve it."""
    from starlette.testclient import TestClient

    with TestClient(sayso.explorer(ledger), base_url="http://localhost") as client:
        assert "ACCUSE" in client.get("/ledger").text
