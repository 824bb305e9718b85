"""An explorer in the process of a test, and what its pages hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from lxml import html
from starlette.testclient import TestClient

from sayso.show.web.app import application
from sayso.show.web.desk import Desk
from sayso.show.web.guard import Access, Guard

HERE = "http://localhost"


class Explorer(NamedTuple):
    """An explorer: what asks it, its desk and its guard."""

    client: TestClient
    desk: Desk
    guard: Guard

    def page(self, address: str, status: int = 200) -> html.HtmlElement:
        """Return the page at *address*, which has to be answered with *status*."""
        response = self.client.get(address)
        assert response.status_code == status, response.text
        return html.fromstring(response.text)

    def post(self, address: str, **fields: str) -> str:
        """Send a form of the explorer's own; return the address that it leads to."""
        form = {"token": self.guard.token, **fields}
        response = self.client.post(address, data=form, follow_redirects=False)
        assert response.status_code == 303, response.text
        return response.headers["location"]


@contextmanager
def explorer(
    path: Path, access: Access | None = None, read_only: bool = False, base: str = HERE
) -> Iterator[Explorer]:
    """Yield an explorer of the ledger at *path*, whose stories are made at once."""
    desk, guard = Desk(path, read_only, patient=True), Guard(access or Access())
    with TestClient(application(desk, guard), base_url=base) as client:
        yield Explorer(client, desk, guard)


def words(element: html.HtmlElement) -> str:
    """Return the text of *element* with single blanks."""
    return " ".join(element.text_content().split())


def levels(page: html.HtmlElement) -> Mapping[str, str]:
    """Return what the ledger's page counts, by level."""
    found = page.xpath("//dl[@class='levels']/div")
    return {words(one.find("dt")): words(one.find("dd")) for one in found}


def rows(page: html.HtmlElement) -> list[str]:
    """Return the ids of the rows on a page, cut short as they are shown."""
    return [words(one) for one in page.xpath("//table[@class='rows']//a[@class='id']")]


def articles(explorer: Explorer) -> list[str]:
    """Return the addresses of the articles that the ledger's page leads to."""
    page = explorer.page("/ledger")
    found = (one.partition("#")[0] for one in page.xpath("//a[@class='id']/@href"))
    return list(dict.fromkeys(found))
