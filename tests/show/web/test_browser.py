"""The explorer in a real browser: Debian's chromium, driven by Playwright. Skipped where there is none.

SAYSO_BROWSER_LEDGER names a ledger to be shown instead of the sample, filled as benchmarks/web.py does: the
same tests then run on a copy of it, at either width in either colour, and may take their time.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sayso import decisions
from sayso.show.web.app import application
from sayso.show.web.desk import Desk
from sayso.show.web.guard import Access, Guard
from sayso.show.web.serving import Place, listening
from sayso.show.web.site import write_site

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if not CHROMIUM.exists():
    pytest.skip("there is no chromium at /usr/bin/chromium", allow_module_level=True)

VIEWS = (
    "ledger",
    "ledger?actor=KEN&type=ACCUSE",
    "article",
    "review",
    "review?reviewer=Anna",
    "actors",
    "actor?who=KEN",
    "pair?a=TZA&b=KEN",
    "claims",
    "network",
    "network?certainty=certain&since=2020",
    "predictions",
    "predictions?state=due, not tested",
    "prediction",
    "trials",
    "disputes",
    "runs",
    "sources",
    "agreement",
)
CHANGED = (
    "ledger",
    "article",
    "review?reviewer=Anna",
    "pair?a=TZA&b=KEN",
    "network",
)  # look otherwise narrow
LARGE = os.environ.get("SAYSO_BROWSER_LEDGER")
LOOKS = [(1440, "light"), (360, "dark"), *([(1440, "dark"), (360, "light")] if LARGE else [])]
PATIENCE = 120_000 if LARGE else 10_000  # milliseconds
FOLLOWED = 40  # links of a view


class Site:
    """An explorer that a browser can ask, and its desk."""

    def __init__(self, address: str, desk: Desk) -> None:
        self.address = address
        self.desk = desk

    def at(self, view: str) -> str:
        """Return the address of a *view*; of an article the first row's."""
        with self.desk.open() as ledger:
            if view == "article":
                (row,) = ledger.read("SELECT article FROM current ORDER BY number LIMIT 1")
                return f"{self.address}article/{row['article']}"
            if view == "prediction":
                found = self.desk.expected(ledger)
                return f"{self.address}prediction?id={found[0][1]}" if found else f"{self.address}predictions"
        return self.address + view


@pytest.fixture(scope="module")
def site(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve a copy of the sample."""
    path = tmp_path_factory.mktemp("served") / "served.ledger"
    shutil.copy(LARGE or sample, path)
    yield from _served(path)
    path.unlink()


@pytest.fixture(scope="module")
def attacked(hostile: Path) -> Iterator[Site]:
    """Serve the ledger whose article tries to run."""
    yield from _served(hostile)


def _served(path: Path) -> Iterator[Site]:
    desk = Desk(path, patient=True)
    config = uvicorn.Config(application(desk, Guard(Access())), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    with listening(Place()) as listener:
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        with desk.open() as ledger:  # what is made once is made before a page waits for it
            desk.levels(ledger)
            desk.parties(ledger)
        yield Site(f"http://127.0.0.1:{listener.getsockname()[1]}/", desk)
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a chromium."""
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Return a page; what it complains of fails the test."""
    width, scheme = getattr(request, "param", (1440, "light"))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = context.new_page()
    found.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    found.on("console", lambda message: complaints.append(message.text))
    found.on("pageerror", lambda error: complaints.append(str(error)))
    found.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    yield found
    context.close()
    assert complaints == []


@pytest.mark.parametrize("page", [(1050, "light")], indirect=True)
def test_words_of_narrow_columns_are_whole(page: Any, site: Site) -> None:
    """*happened* stands on one line, however little room its column has."""
    page.goto(site.at("ledger"))
    lines = page.evaluate(
        """() => [...document.querySelectorAll("td[data-label='How sure']")].map(cell => {
            const word = document.createRange(), end = cell.textContent.indexOf(",");
            word.setStart(cell.firstChild, cell.textContent.lastIndexOf(" ", end) + 1);
            word.setEnd(cell.firstChild, end);
            return word.getClientRects().length; })"""
    )
    assert set(lines) == {1}


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_every_view_opens_and_fits(page: Any, site: Site) -> None:
    """No view is wider than the window, narrow or wide, and none complains."""
    for view in VIEWS:
        answer = page.goto(site.at(view))
        assert answer.status == 200, view
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], view


def test_every_link_leads_somewhere(page: Any, site: Site) -> None:
    """No link of any view is dead: facets, filters, orders, files, rows, articles."""
    dead, seen = [], set()
    for view in VIEWS:
        page.goto(site.at(view))
        address = "all => all.map((one) => new URL(one.getAttribute('href'), location).href.split('#')[0])"
        links = page.eval_on_selector_all("a[href]", address)
        for link in [one for one in dict.fromkeys(links) if one not in seen][:FOLLOWED]:
            seen.add(link)
            if page.request.get(link, timeout=PATIENCE).status != 200:
                dead.append((view, link))
    assert dead == []


def test_every_choice_of_a_form_is_answered(page: Any, site: Site) -> None:
    """Of each form that asks for a view, the last option of each list and every box, sent by Enter."""
    for view in ("ledger", "network", "pair?a=TZA&b=KEN", "actor?who=KEN", "claims", "predictions"):
        page.goto(site.at(view))
        for one in page.locator("form.search select").all():
            one.select_option(index=one.locator("option").count() - 1)
        for one in page.locator("form.search input[type=checkbox]").all():
            one.check()
        for one in page.locator("form.search #since").all():
            one.fill("2000")
        with page.expect_navigation() as answer:
            page.locator("form.search input:not([type=hidden]):not([type=checkbox])").first.press("Enter")
        assert answer.value.status == 200, view
        for one in page.locator("form.search select").all():  # the address keeps what was chosen
            assert one.input_value() == one.locator("option").last.get_attribute("value") or one.input_value()


def test_the_tab_key_reaches_every_control(page: Any, site: Site) -> None:
    """Going on with Tab meets each link, field and button once, visibly, and ends where it began."""
    every = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    number = "(all) => all.filter((one) => one.checkVisibility() && !one.disabled).length"
    for view in ("network", "review?reviewer=Tabs", "prediction", "runs", "agreement"):
        page.goto(site.at(view))
        page.evaluate("document.activeElement.blur()")
        wanted = page.eval_on_selector_all(every, number)
        for _ in range(wanted if wanted < 150 else 150):
            page.keyboard.press("Tab")
            page.evaluate("document.activeElement.dataset.met = 1")
        met = page.locator("[data-met]:not(body)").count()
        assert met >= min(wanted, 150) - 1, view


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_axe_finds_nothing_serious(page: Any, site: Site) -> None:
    """axe-core has no finding that is serious or critical, in light and in dark, narrow and wide."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = []
    wide = page.viewport_size["width"] > 1000
    for view in VIEWS if wide or LARGE else CHANGED:
        page.goto(site.at(view))
        if view == "article":
            page.evaluate("location.hash = document.querySelector('.panel').id")
        for one in axe.Axe().run(page).response["violations"]:
            if one["impact"] in ("serious", "critical"):
                found.append((view, one["id"], [node["target"] for node in one["nodes"]][:3]))
    assert found == []


def test_reviewing_by_keyboard_alone(page: Any, site: Site) -> None:
    """A name, then a key for each decision and for undo: the ledger has each when the page is there."""
    page.goto(site.at("review"))
    page.keyboard.type("Keys")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=*")
    for key in "arusA":
        with page.expect_navigation():
            page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("z")
    with page.expect_navigation():
        page.keyboard.press("r")
    with site.desk.open() as ledger:
        verdicts = [one.verdict for one in decisions(ledger) if one.reviewer == "Keys"]
    assert verdicts[:3] == ["accept", "reject", "unsure"]
    assert verdicts[-2:] == ["withdraw", "reject"]
    assert set(verdicts[3:-2]) == {"accept"}


def test_editing_by_keyboard(page: Any, site: Site) -> None:
    """E opens the fields; what is typed there is no key of a decision, and Enter keeps the correction."""
    page.goto(site.at("review?reviewer=Editor&kinds=event"))
    page.keyboard.press("e")
    page.locator("#field-actor").fill("")
    page.locator("#field-actor").press_sequentially("Tanzania = TZA")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with site.desk.open() as ledger:
        (kept,) = [one for one in decisions(ledger) if one.reviewer == "Editor"]
    assert kept.verdict == "correct"
    assert dict(kept.corrections["actor"])["code"] == "TZA"  # type: ignore[call-overload]


def test_enter_in_a_note_decides_nothing(page: Any, site: Site) -> None:
    """A note waits for a verdict."""
    page.goto(site.at("review?reviewer=Noter"))
    before = page.url
    page.keyboard.press("n")
    page.keyboard.type("arus")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == before
    with site.desk.open() as ledger:
        assert not [one for one in decisions(ledger) if one.reviewer == "Noter"]


def test_reading_an_article_by_keyboard(page: Any, site: Site) -> None:
    """J and K go from event to event, whose panel alone is shown then."""
    page.goto(site.at("article"))
    page.keyboard.press("j")
    first = page.evaluate("location.hash")
    assert page.locator(".panel:visible").count() == 1
    assert f"#{page.locator('.panel:visible').get_attribute('id')}" == first
    page.keyboard.press("j")
    assert page.evaluate("location.hash") != first
    page.keyboard.press("k")
    assert page.evaluate("location.hash") == first


def test_filters_work_without_scripts(browser: Any, site: Site) -> None:
    """Searching, facets, paging, an article's panels and a decision need no script."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(site.at("ledger"))
    page.get_by_label("Words of the sentence").fill("sailors")
    page.get_by_role("button", name="Show").click()
    assert "text=sailors" in page.url
    page.locator(".facets a").first.click()
    assert "type=" in page.url
    page.locator("table.rows a.id").first.click()
    page.wait_for_url("**/article/*#e-*", wait_until="load")
    playwright.expect(page.locator(".panel:visible")).to_have_count(1)
    page.goto(site.at("review?reviewer=Plain"))
    page.get_by_role("button", name="Accept a", exact=True).click()
    with site.desk.open() as ledger:
        assert [one.verdict for one in decisions(ledger) if one.reviewer == "Plain"] == ["accept"]
    context.close()


def test_a_hostile_article_does_not_run(page: Any, attacked: Site) -> None:
    """No dialog opens and no policy is broken on any page that shows it."""
    for view in VIEWS:
        page.goto(attacked.at(view))


def test_a_report_opens_from_a_folder(page: Any, sample: Path, tmp_path: Path) -> None:
    """Style and script of a report are loaded from its own folder, without a server."""
    write_site(Desk(sample, patient=True), tmp_path / "report")
    page.goto((tmp_path / "report" / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
    page.locator("table.rows a.id").first.click()
    playwright.expect(page.locator(".panel:visible")).to_have_count(1)
    page.keyboard.press("j")
    assert page.evaluate("location.hash").startswith("#e-")
    page.goto((tmp_path / "report" / "network.html").as_uri())
    page.locator("svg.network a text").first.click()
    assert page.locator("h1").inner_text() == "BOL"
    page.goto((tmp_path / "report" / "index.html").as_uri())
    page.locator(".facets a").first.click()
    assert page.locator("ul.chips").is_visible()
