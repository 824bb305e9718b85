"""Predictions with what came of them: states, plans, verdicts, pictures, and what a person enters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ledger.store import open_ledger
from sayso.run.trials import try_prediction
from sayso.show.web.desk import Desk
from sayso.show.web.site import write_site
from tests.ledger.support import FORESEEN, filled
from tests.run.test_trials import TABLE, came, foretold

from .support import Explorer, explorer, words

CHOICES = {
    "codebook": "CAMEO",
    "types": ("1",),
    "question": "change",
    "direction": "up",
    "horizons": (12,),
    "exposed": "2020-01-01",
}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger with a prediction that came, and that was also tested as a change, with pictures."""
    folder = tmp_path_factory.mktemp("tried")
    table = folder / "events.csv"
    table.write_text(TABLE, encoding="utf-8")
    path = filled(folder / "tried.ledger", foretold(), came())
    with open_ledger(path) as ledger:
        assert try_prediction(ledger, FORESEEN.id, CHOICES, str(table)).verdict.tests
        assert try_prediction(ledger, FORESEEN.id).verdict.word == "supported"
    return path


@pytest.fixture
def shown(tried: Path, tmp_path: Path) -> Iterator[Explorer]:
    """Return an explorer of a copy of it."""
    copy = tmp_path / "tried.ledger"
    with closing(sqlite3.connect(tried)) as one, closing(sqlite3.connect(copy)) as other:
        one.backup(other)
    with explorer(copy) as found:
        yield found


def test_a_prediction_shows_its_state(shown: Explorer) -> None:
    """The last verdict is its state; choosing a state leaves the others out."""
    page = shown.page("/predictions")
    assert [words(one) for one in page.xpath("//td[@data-label='State']")] == ["supported"]
    assert [words(one) for one in page.xpath("//ul[@aria-label='State']/li")] == []  # one state: no choice
    assert shown.page("/predictions?state=supported").xpath("//td[@data-label='State']")
    assert not shown.page("/predictions?state=contradicted").xpath("//td[@data-label='State']")
    assert "S705" in shown.page("/predictions?state=fame", 400).text_content()


def test_untested_predictions_are_open_or_due(reader: Explorer) -> None:
    """A deadline that has passed makes a prediction due; the numbers beside the states are those of rows."""
    page = reader.page("/predictions")
    chips = dict(words(one).rsplit(" ", 1) for one in page.xpath("//ul[@aria-label='State']//a"))
    states = [words(one) for one in page.xpath("//td[@data-label='State']")]
    assert {name: int(number) for name, number in chips.items()} == {
        name: states.count(name) for name in ("not tested", "due, not tested")
    }
    deadlines = [words(one) for one in page.xpath("//td[@data-label='By when']")]
    assert all(
        (when == "no deadline told") == (state == "not tested")
        for when, state in zip(deadlines, states, strict=True)
    )


def test_a_prediction_leads_to_plans_reasons_and_pictures(shown: Explorer) -> None:
    """Its page names every verdict; the plan's page has the reasons, the tests as a table, and pictures."""
    page = shown.page(f"/prediction?id={FORESEEN.id}")
    verdicts = [words(one) for one in page.xpath("//ol//strong[@class='verdict']")]
    assert verdicts[0] == "supported"
    assert len(verdicts) == 2
    plan = shown.page(page.xpath("//ol//a/@href")[1])
    assert words(plan.xpath("//div[@aria-label='Tests']//tbody/tr")[0]).startswith("KEN > TZA12 months120120")
    fields = {words(one.find("dt")): words(one.find("dd")) for one in plan.xpath("//dl/div")}
    assert fields["codebook"] == "CAMEO"
    assert fields["exposed"] == "2020-01-01"
    assert plan.xpath("//ul[@class='reasons']/li")
    assert "before data were read" in plan.text_content()
    pictures = plan.xpath("//figure/img")
    assert all(one.get("alt") for one in pictures)
    for one in pictures:
        drawn = shown.client.get(one.get("src"))
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert drawn.content.startswith(b"<svg")
    assert len(pictures) == 2


def test_events_that_came_are_listed(shown: Explorer) -> None:
    """What speaks for a prediction stands on the page of its plan, with day and pair."""
    page = shown.page(f"/prediction?id={FORESEEN.id}")
    plan = shown.page(page.xpath("//ol//a/@href")[0])
    assert [words(one) for one in plan.xpath("//div[@aria-label='Events that came']//tbody//td")][:2] == [
        "2023-05-02",
        "KEN > TZA COP",
    ]


def test_all_plans_are_listed(shown: Explorer) -> None:
    """Also those whose verdict is not the one that counts."""
    page = shown.page("/trials")
    assert len(page.xpath("//tbody/tr")) == 2
    assert all(shown.page(one) is not None for one in page.xpath("//tbody//a/@href"))


def test_a_person_enters_what_came(shown: Explorer) -> None:
    """What a person enters, with name and evidence, goes before the verdict; no evidence, no entry."""
    fields = {"id": FORESEEN.id, "outcome": "did-not-come", "by": "Anna"}
    response = shown.client.post("/resolve", data={"token": shown.guard.token, **fields, "evidence": " "})
    assert response.status_code == 400
    assert "S626" in response.text
    assert shown.client.post("/resolve", data={**fields, "evidence": "x"}).status_code == 403
    page = shown.page(shown.post("/resolve", **fields, evidence="minutes of May"))
    assert words(page.xpath("//p[@class='state']")[0]) == "contradicted according to Anna"
    assert "minutes of May" in page.text_content()
    assert words(shown.page("/predictions").xpath("//td[@data-label='State']")[0]) == "contradictedby Anna"


@pytest.mark.parametrize(
    "address",
    ["/plan?digest=00", "/plan", "/figure/zz/placebo.svg", "/figure/zz/evil.svg", "/prediction?id=zz"],
)
def test_what_is_not_there_is_a_problem(shown: Explorer, address: str) -> None:
    """An unknown plan, picture or prediction is a page that says so."""
    assert shown.page(address, 404).xpath("//h1")[0].text_content().startswith(("S740", "S306"))


def test_a_verdict_of_another_version_still_shows_its_word(shown: Explorer) -> None:
    """Content that this version does not understand leaves reasons and pictures out, and nothing fails."""
    with closing(sqlite3.connect(shown.desk.path)) as connection, connection:
        connection.execute(
            "INSERT INTO verdicts (id, plan, prediction, verdict, content, by, evidence, made)"
            " SELECT 'f00d', plan, prediction, 'cannot tell', '{}', by, NULL, made FROM verdicts LIMIT 1"
        )
    digest = shown.client.get("/api/verdicts").json()[-1]["plan"]
    page = shown.page(f"/plan?digest={digest}")
    assert "cannot tell" in words(page.xpath("//section")[0])


def test_a_report_has_plans_and_pictures(tried: Path, tmp_path: Path) -> None:
    """Every picture that a page of the report shows is a file of it."""
    write_site(Desk(tried, read_only=True, patient=True), tmp_path / "report")
    names = {one.name for one in (tmp_path / "report").iterdir()}
    assert any(one.startswith("plan-") for one in names)
    pictures = [one for one in names if one.startswith("figure-")]
    assert len(pictures) == 2
    shown = "".join(one.read_text() for one in (tmp_path / "report").glob("plan-*.html"))
    assert all(one in shown for one in pictures)
