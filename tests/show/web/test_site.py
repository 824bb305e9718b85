"""A report: the explorer's pages as files that need no server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from sayso import show_rows
from sayso.show.web.desk import Desk
from sayso.show.web.site import FIRST, MARK, write_site

from ..support import codes, sayso
from .support import rows, words
from .test_security import STEERING


@pytest.fixture(scope="module")
def report(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report of the sample."""
    folder = tmp_path_factory.mktemp("reports") / "report"
    result = sayso("report", sample, "-o", folder)
    assert result.code == 0
    assert "begin with index.html" in result.err
    return folder


def pages(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Yield every page of a report with its name."""
    for path in sorted(folder.glob("*.html")):
        yield path.name, html.fromstring(path.read_text("utf-8"))


def test_a_report_shows_what_the_ledger_holds(report: Path, sample: Path) -> None:
    """All rows are in the pages that begin at index.html."""
    found: list[str] = []
    name = FIRST
    while name:
        page = html.fromstring((report / name).read_text("utf-8"))
        found += rows(page)
        name = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    with Desk(sample).open() as ledger:
        assert found == [one.id[:8] for one in show_rows(ledger)]


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Return each link of a report that leads nowhere, or out of it, with the page that has it."""
    known = {name: {*page.xpath("//@id"), ""} for name, page in pages(folder)}
    return [
        (name, address)
        for name, page in pages(folder)
        for address in page.xpath("//a/@href | //link/@href | //script/@src")
        for file, _, anchor in [address.partition("#")]
        if anchor not in known.get(file or name, ())
        and not (file.endswith((".css", ".js", ".svg")) and (folder / file).is_file())
    ]


def test_every_link_of_a_report_leads_somewhere(report: Path) -> None:
    """All files and all places in them that are linked to are there; nothing is outside of the folder."""
    assert dead_links(report) == []


def test_a_report_has_a_page_for_each_value_of_a_facet(report: Path, sample: Path) -> None:
    """Type, status, certainty, review state and year: one at a time, with the rows that have it."""
    first = html.fromstring((report / FIRST).read_text("utf-8"))
    facets = {words(one): one.get("href") for one in first.xpath("//aside[@class='facets']//a")}
    page = html.fromstring((report / facets["ACCUSE"]).read_text("utf-8"))
    with Desk(sample).open() as ledger:
        assert rows(page) == [one.id[:8] for one in show_rows(ledger, type="ACCUSE")]
    assert [words(one) for one in page.xpath("//ul[@class='chips']//a")] == [
        "type: ACCUSE \u00d7",
        "all rows",
    ]
    assert {"certain", "happened", "unreviewed", "2023"} <= set(facets)
    network = html.fromstring((report / "network.html").read_text("utf-8"))
    ways = {words(one): one.get("href") for one in network.xpath("//ul[@class='chips']//a")}
    assert {"everything", "certain", "2023"} <= set(ways)


def test_a_report_asks_for_no_server(report: Path) -> None:
    """There are no forms, and a policy of its own that loads nothing from elsewhere."""
    for _, page in pages(report):
        assert page.xpath("//form") == []
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "http" not in policy


def test_hostile_text_cannot_run_in_a_report(hostile: Path, tmp_path: Path) -> None:
    """As on the pages of a server."""
    write_site(Desk(hostile, patient=True), tmp_path / "report")
    for _, page in pages(tmp_path / "report"):
        assert page.xpath("//script/@src") == ["explorer.js"]
        assert page.xpath("//img | //iframe | //@onerror | //@onmouseover | //@style") == []
        assert not STEERING.search(words(page))


def test_a_report_replaces_an_earlier_one_whole(sample: Path, tmp_path: Path) -> None:
    """What was there of it is gone, and nothing else is touched."""
    folder = tmp_path / "report"
    assert sayso("report", sample, "-o", folder).code == 0
    (folder / "old.html").write_text("old")
    assert sayso("report", sample, "-o", folder).code == 0
    assert not (folder / "old.html").exists()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["report"]


def test_a_folder_that_holds_something_else_is_left_alone(sample: Path, tmp_path: Path) -> None:
    """S704, and every file of it is still there."""
    (tmp_path / "mine.txt").write_text("mine")
    result = sayso("report", sample, "-o", tmp_path)
    assert codes(result.err) == ["S704"]
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_place_for_a_report(sample: Path, tmp_path: Path) -> None:
    """Nor is a folder in a file: S704."""
    file = tmp_path / "file"
    file.write_text("")
    for place in (file, file / "report"):
        assert codes(sayso("report", sample, "-o", place).err) == ["S704"]


def test_without_a_ledger_there_is_no_report(tmp_path: Path) -> None:
    """S304, and no folder."""
    result = sayso("report", tmp_path / "none.ledger", "-o", tmp_path / "report")
    assert codes(result.err) == ["S304"]
    assert not (tmp_path / "report").exists()


def test_a_report_says_what_it_is(report: Path) -> None:
    """The file by which a report is known to be one."""
    assert (report / MARK).read_text().startswith("Written by sayso report")
