"""What each page shows, and that it is what the ledger holds."""

from __future__ import annotations

import csv
import io
import json

import pytest

from sayso import show_rows, show_stories
from sayso.ledger.additions import Addition
from sayso.ledger.content import contents
from sayso.ledger.decisions import Draft, add, decide

from .support import Explorer, articles, levels, rows, words

VIEWS = (
    "/ledger",
    "/review",
    "/actors",
    "/actor?who=KEN",
    "/pair?a=KEN&b=TZA",
    "/claims",
    "/network",
    "/predictions",
    "/predictions?state=not+tested",
    "/trials",
    "/disputes",
    "/runs",
    "/sources",
    "/agreement",
)


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_opens(reader: Explorer, address: str) -> None:
    """Every view is a page with one heading of the first level, and the navigation."""
    page = reader.page(address)
    assert len(page.xpath("//h1")) == 1
    assert len(page.xpath("//nav[@aria-label='Views']//a")) == 7


@pytest.mark.parametrize("address", VIEWS)
def test_every_field_has_a_label_and_every_id_is_one(reader: Explorer, address: str) -> None:
    """Whoever hears a page is told what each field is; no two parts have one name."""
    page = reader.page(address)
    named = {one.get("for") for one in page.xpath("//label[@for]")}
    fields = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert [
        one.get("id") for one in fields if one.get("id") not in named and not one.xpath("ancestor::label")
    ] == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_of_every_view_leads_somewhere(reader: Explorer) -> None:
    """No page is linked to that is not there."""
    found = {one for view in VIEWS for one in reader.page(view).xpath("//a/@href") if one.startswith("/")}
    assert len(found) > 100
    bad = [one for one in sorted(found) if reader.client.get(one.partition("#")[0]).status_code != 200]
    assert bad == []


def test_all_rows_are_shown_once_page_by_page(reader: Explorer) -> None:
    """Going on from page to page shows every event once, in the order of the ledger; so does the way back."""
    page, found, steps = reader.page("/ledger"), [], []
    while True:
        found += rows(page)
        steps.append(rows(page))
        further = page.xpath("//a[@rel='next']/@href")
        if not further:
            break
        page = reader.page(further[0])
    with reader.desk.open() as ledger:
        assert found == [one.id[:8] for one in show_rows(ledger)]
    back = reader.page(page.xpath("//a[@rel='prev']/@href")[0])
    assert rows(back) == steps[-2]


@pytest.mark.parametrize("sort", ["day", "-day", "type", "actor", "certainty"])
def test_an_order_has_the_same_rows_on_its_pages(reader: Explorer, sort: str) -> None:
    """In any order every event is on one of the pages."""
    page, found = reader.page(f"/ledger?sort={sort}"), []
    while True:
        found += rows(page)
        further = page.xpath("//a[@rel='next']/@href")
        if not further:
            break
        page = reader.page(further[0])
    with reader.desk.open() as ledger:
        assert sorted(found) == sorted(one.id[:8] for one in show_rows(ledger))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("type=ACCUSE", {"type": "ACCUSE"}),
        ("actor=KEN", {"actor": "KEN"}),
        ("recipient=TZA", {"recipient": "TZA"}),
        ("said_by=officials", {"said_by": "officials"}),
        ("status=future&certainty=probable", {"status": "future", "certainty": "probable"}),
        ("text=sailors", {"text": "sailors"}),
        ("prediction=1", {"prediction": True}),
    ],
)
def test_filters_in_the_address_are_those_of_sayso_show(
    reader: Explorer, query: str, wanted: dict[str, object]
) -> None:
    """The page shows what the command would."""
    with reader.desk.open() as ledger:
        expected = [one.id[:8] for one in show_rows(ledger, **wanted)]
    assert expected
    assert rows(reader.page(f"/ledger?{query}")) == expected[:50]


def test_counts_name_their_level(reader: Explorer) -> None:
    """Mentions, articles, reports and stories are counted, all of them and those that fit."""
    with reader.desk.open() as ledger:
        stories = show_stories(ledger)
        accusing = show_stories(ledger, type="ACCUSE")
        mentions = len(show_rows(ledger))
    assert levels(reader.page("/ledger")) == {
        "mentions": str(mentions),
        "articles": "3",
        "reports": "3",
        "stories": str(len(stories)),
    }
    assert levels(reader.page("/ledger?type=ACCUSE"))["stories"] == f"{len(accusing)} of {len(stories)}"


def test_nothing_that_fits_is_said(reader: Explorer) -> None:
    """A page without rows says so."""
    assert "No row fits." in words(reader.page("/ledger?text=xylophone"))


@pytest.mark.parametrize(
    "query", ["status=perhaps", "since=yesterday", "sort=fame", "after=x", "certainty=%00", "until=2020-1"]
)
def test_what_means_nothing_is_a_problem_with_a_remedy(reader: Explorer, query: str) -> None:
    """A value that no filter has is refused with S705, on a page."""
    page = reader.page(f"/ledger?{query}", 400)
    assert "S705" in words(page.xpath("//h1")[0])


@pytest.mark.parametrize("address", ["/nothing", "/article/xyz", "/ledger.exe", "/review?reviewer=A&at=99.1"])
def test_what_is_not_there_is_a_page_too(reader: Explorer, address: str) -> None:
    """No page, article or sentence: a problem, no fault of the server."""
    response = reader.client.get(address)
    assert response.status_code in (400, 404)
    assert "<h1>S" in response.text


def test_a_file_has_what_the_page_shows(reader: Explorer) -> None:
    """CSV and JSON have all rows that fit, whatever fits on a page."""
    with reader.desk.open() as ledger:
        expected = [one.id for one in show_rows(ledger)]
    table = list(csv.DictReader(io.StringIO(reader.client.get("/ledger.csv").text)))
    assert [row["id"] for row in table] == expected
    lines = reader.client.get("/ledger.json?type=ACCUSE").text.splitlines()
    with reader.desk.open() as ledger:
        assert [json.loads(line)["id"] for line in lines] == [
            one.id for one in show_rows(ledger, type="ACCUSE")
        ]


def test_an_article_is_shown_whole_with_its_rows_marked(reader: Explorer) -> None:
    """The text of every block is there as it was read; every event has a mark, every row a panel."""
    with reader.desk.open() as ledger:
        for held in contents(ledger):
            page = reader.page(f"/article/{held.article.sha256}")
            for one in page.xpath("//article//sup | //a[@class='number'] | //div[@class='residue']/span"):
                one.drop_tree()
            blocks = page.xpath("//article/p[contains(@class,'block')] | //div[@class='residue']")
            text = held.article.text
            assert [words(one) for one in blocks] == [
                " ".join(text[slice(*block.span)].split()) for block in held.article.blocks
            ]
            marks = {one.partition("-")[2] for one in page.xpath("//a[@class='event']/@href")}
            assert marks == {one.id for one in held.rows.events}
            panels = page.xpath("//section[contains(@class,'panel ')]/@id")
            assert len(panels) == len(held.rows.events) + len(held.rows.claims)


def test_a_claim_within_a_claim_is_marked_within_it(reader: Explorer) -> None:
    """Nested claims are nested elements, told apart by more than colour."""
    nested = [
        one
        for address in articles(reader)
        for one in reader.page(address).xpath("//span[contains(@class,'depth-1')]")
    ]
    assert any(one.xpath("ancestor::span[contains(@class,'depth-0')]") for one in nested)


def test_a_panel_tells_what_a_row_rests_on(reader: Explorer) -> None:
    """Fields with their reasons, the chain of sources, other mentions of the story, the decisions."""
    address = articles(reader)[0]
    page = reader.page(address)
    headings = {words(one) for one in page.xpath("//section[contains(@class,'panel event')]//h3")}
    assert {"Who says so", "Fields, and what decided each", "Decisions"} <= headings
    assert "Other mentions of the same story" in headings
    assert any("dictionary:" in words(one) for one in page.xpath("//span[@class='because']"))
    assert "the article itself" in words(page.xpath("//ol[@class='chain']")[0])


def test_what_was_not_coded_is_told(reader: Explorer) -> None:
    """An article says how many of its sentences have no row, and how much of it is residue."""
    told = words(reader.page(articles(reader)[0]).xpath("//section[@class='told']")[0])
    assert "sentences have no row" in told
    assert "stretches are page furniture" in told


def test_rows_are_shown_as_they_stand_after_review(writer: Explorer) -> None:
    """A rejected row is gone and a corrected one corrected, where that is asked for."""
    with writer.desk.open() as ledger:
        first, second, *_ = show_rows(ledger)
        decide(ledger, Draft(first.id, "reject", "Anna"))
        decide(ledger, Draft(second.id, "correct", "Anna", {"status": "conditional"}, "a note"))
    assert rows(writer.page("/ledger"))[:2] == [first.id[:8], second.id[:8]]
    page = writer.page("/ledger?reviewed=1")
    assert rows(page)[0] == second.id[:8]
    assert "conditional" in words(page.xpath("//table//tr[td]")[0])
    assert rows(writer.page("/ledger?review_state=rejected")) == [first.id[:8]]
    article = writer.page(articles(writer)[0])
    history = words(article.xpath(f"//section[@id='e-{second.id}']//ol[last()]")[0])
    assert "Anna: correct status conditional" in history
    assert "a note" in history


def test_a_pair_is_shown_both_ways_with_its_denominator(reader: Explorer) -> None:
    """Each direction has its number of mentions, of how many, a drawing and the numbers in it."""
    page = reader.page("/pair?a=TZA&b=KEN")
    with reader.desk.open() as ledger:
        there = len(show_rows(ledger, actor="TZA", recipient="KEN"))
        back = len(show_rows(ledger, actor="KEN", recipient="TZA"))
        every = len(show_rows(ledger))
    assert [words(one) for one in page.xpath("//h2")] == [
        f"TZA to KEN: n = {there} of {every}",
        f"KEN to TZA: n = {back} of {every}",
    ]
    assert len(page.xpath("//svg[@role='img'][@aria-label]")) == 2
    cells = page.xpath("//table[@class='numbers']//tr/td[position()=2 or position()=3]")
    drawn = sum(int(words(one)) for one in cells)
    assert drawn == there + back


def test_an_actors_deeds_and_statements_are_those_of_the_ledger(reader: Explorer) -> None:
    """As actor, as recipient and as source: how many of how many, and on whose word."""
    page = reader.page("/actor?who=KEN")
    with reader.desk.open() as ledger:
        counts = [len(show_rows(ledger, **{side: "KEN"})) for side in ("actor", "recipient", "said_by")]
    told = [words(one) for one in page.xpath("//section/p[1]")]
    assert [int(one.split()[0]) for one in told] == counts
    assert all("According to:" in one for one in told)


def test_claims_are_found_by_who_makes_them_and_of_whom(reader: Explorer) -> None:
    """Each claim names its source, and those about somebody tell an event with them."""
    everything = reader.page("/claims")
    assert int(words(everything.xpath("//p[@class='shown']")[0]).split()[0]) > 40
    page = reader.page("/claims?who=TCD&about=TCD")
    lines = page.xpath("//table/tbody/tr")
    assert lines
    for line in lines:
        assert "(TCD" in words(line.xpath("td[1]")[0])
        assert "(TCD" in words(line.xpath("td[4]")[0])


def test_predictions_have_words_range_and_deadline(reader: Explorer) -> None:
    """A prediction shows the range that its words stand for, and the origin of the range."""
    page = reader.page("/predictions?who=UGA")
    (line,) = page.xpath("//table/tbody/tr")
    assert "“offered”" in words(line)
    assert "20 to 95 %" in words(line)


def test_runs_show_what_ran(reader: Explorer) -> None:
    """A run has its version, model and settings."""
    page = reader.page("/runs")
    assert "sha256" in words(page)
    assert "max_bytes" in words(page)
    assert "3 sources were read" in words(page)


def test_contradictions_stand_side_by_side(reader: Explorer) -> None:
    """A disputed story shows the sentences that say it happened beside those that say it did not."""
    page = reader.page("/disputes")
    with reader.desk.open() as ledger:
        disputed = [one for one in show_stories(ledger) if one.disputed]
    sections = page.xpath("//section[@class='dispute']")
    assert len(sections) == len(disputed) > 0
    for section in sections:
        sides = {words(one.find("h3")): one.xpath(".//q") for one in section.xpath("div/div")}
        assert sides["Happened"]
        assert sides["Did not happen"]


def test_actors_pairs_and_network_are_as_they_stand(writer: Explorer) -> None:
    """What was rejected counts on no page that is asked for rows as they stand, and the links keep asking."""
    with writer.desk.open() as ledger:
        every = show_rows(ledger, actor="TZA", recipient="KEN")
        decide(ledger, Draft(every[0].id, "reject", "Anna"))
    for query, count in (("", len(every)), ("&reviewed=1", len(every) - 1)):
        page = writer.page(f"/pair?a=TZA&b=KEN{query}")
        assert words(page.xpath("//h2")[0]).startswith(f"TZA to KEN: n = {count} of ")
        links = page.xpath("//section[1]//a[contains(@href, '/ledger')]/@href")
        assert all(("reviewed=1" in one) == bool(query) for one in links)
    listed = [writer.page(f"/{name}") for name in ("actors", "actors?reviewed=1")]
    coded, standing = (int(words(one.xpath("//tr[td='KEN and TZA']/td[2]")[0])) for one in listed)
    assert standing == coded - 1
    assert listed[1].xpath("//tr[td='KEN and TZA']//a[contains(@href, 'reviewed=1')]")
    networks = [writer.page(f"/network{query}") for query in ("", "?reviewed=1")]
    totals = [int(words(one.xpath("//tr[td='KEN and TZA']/td[last()]")[0])) for one in networks]
    assert totals == [coded, standing]


def test_claims_are_as_they_stand(writer: Explorer) -> None:
    """A rejected claim is gone, a corrected one is found by its new speaker, an added one stands last."""
    with writer.desk.open() as ledger:
        held = next(one for one in contents(ledger) if len(one.rows.claims) > 1)
        first, second = held.rows.claims[:2]
        article = held.article.sha256
        decide(ledger, Draft(first.id, "reject", "Anna", article=article))
        text = held.article.text[second.cue[0].start : second.cue[0].end]
        speaker = {"text": text, "code": "UGA LAB", "span": list(second.cue[0])}
        decide(ledger, Draft(second.id, "correct", "Anna", {"speaker": speaker}, article=article))
        start = held.sentences[-1].start
        fields = {"cue": [[start, start + 2]], "content": [[start, start + 9]]}
        kept = add(ledger, Addition(article, "claim", fields, "Anna"))
    address = "/claims?reviewed=1"
    found: list[str] = []
    while address:
        page = writer.page(address)
        found += [one.rpartition("#c-")[2] for one in page.xpath("//table//td[last()]/a/@href")]
        address = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    coded = int(words(writer.page("/claims").xpath("//p[@class='shown']")[0]).split()[0])
    assert len(found) == coded
    assert first.id not in found
    assert found[-1] == kept.row
    (line,) = writer.page("/claims?reviewed=1&who=UGA+LAB").xpath("//table/tbody/tr")
    assert f"{text} (UGA LAB)" in words(line)
    assert not writer.page("/claims?who=UGA+LAB").xpath("//table/tbody/tr")
