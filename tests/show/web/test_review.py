"""Reviewing in the browser: plain forms, each decision kept at once, two reviewers at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sayso import decisions, show_rows
from sayso.ledger.review import Ask, queue

from .support import Explorer, explorer, rows, words

START = "/review?reviewer=Anna"


def begun(explorer: Explorer, address: str = START) -> str:
    """Return the address of the first sentence that is to be reviewed."""
    response = explorer.client.get(address, follow_redirects=False)
    assert response.status_code == 303
    return response.headers["location"]


def current(explorer: Explorer, address: str) -> str:
    """Return the id of the row that is next at *address*."""
    return explorer.page(address).xpath("//input[@name='row']/@value")[0]


def decide_at(explorer: Explorer, address: str, verdict: str, **fields: str) -> str:
    """Decide about the row that is next at *address*; return where that leads."""
    row = current(explorer, address)
    return explorer.post(address.replace("/review", "/decide"), row=row, verdict=verdict, **fields)


def made(explorer: Explorer) -> list[tuple[str, str, str]]:
    """Return what was decided: row, verdict and reviewer."""
    with explorer.desk.open() as ledger:
        return [(one.row, one.verdict, one.reviewer) for one in decisions(ledger)]


def test_a_name_is_asked_for_first(writer: Explorer) -> None:
    """Without a name there is a form, and nothing to decide."""
    page = writer.page("/review")
    assert page.xpath("//input[@name='reviewer']")
    assert not page.xpath("//button[@name='verdict']")


@pytest.mark.parametrize("verdict", ["accept", "reject", "unsure"])
def test_a_decision_is_kept_and_leads_to_the_next_row(writer: Explorer, verdict: str) -> None:
    """A verdict is in the ledger when the next page comes, with its note."""
    first = begun(writer)
    row = current(writer, first)
    following = decide_at(writer, first, verdict, note="seen")
    assert made(writer) == [(row, verdict, "Anna")]
    assert current(writer, following) != row
    with writer.desk.open() as ledger:
        assert decisions(ledger)[0].note == "seen"


def test_a_correction_keeps_the_fields_that_were_changed_alone(writer: Explorer) -> None:
    """A form sent back as it came corrects nothing but what was typed anew."""
    first = begun(writer)
    page = writer.page(first)
    shown = {
        one.get("name"): one.get("value", "") for one in page.xpath("//input[starts-with(@name,'field-')]")
    }
    for one in page.xpath("//select[starts-with(@name,'field-')]"):
        shown[one.get("name")] = words((one.xpath("option[@selected]") or one.xpath("option"))[0])
    decide_at(writer, first, "correct", **{**shown, "field-status": "wanted", "field-actor": "Kenya = KEN"})
    with writer.desk.open() as ledger:
        (kept,) = decisions(ledger)
    assert set(kept.corrections) == {"status", "actor"}
    assert kept.corrections["actor"]["code"] == "KEN"


def test_a_correction_that_cannot_be_is_refused(writer: Explorer) -> None:
    """Words that the article has not, or no change at all, are S310, and nothing is kept."""
    first = begun(writer)
    for fields in ({"field-actor": "Atlantis = ATL"}, {}):
        row = current(writer, first)
        form = {"token": writer.guard.token, "row": row, "verdict": "correct", **fields}
        response = writer.client.post(first.replace("/review", "/decide"), data=form)
        assert response.status_code == 400
        assert "S310" in response.text
    assert made(writer) == []


def test_undo_takes_the_last_decision_back_and_returns_to_it(writer: Explorer) -> None:
    """The row is the next one again; the decision stays in the ledger with the one that takes it back."""
    first = begun(writer)
    row = current(writer, first)
    following = decide_at(writer, first, "accept")
    back = writer.post(following.replace("/review", "/decide"), verdict="undo")
    assert current(writer, back) == row
    assert [verdict for _, verdict, _ in made(writer)] == ["accept", "withdraw"]


def test_undo_with_nothing_to_take_back_says_so(writer: Explorer) -> None:
    """S311, on a page."""
    form = {"token": writer.guard.token, "verdict": "undo"}
    response = writer.client.post("/decide?reviewer=Anna&at=1.0", data=form)
    assert response.status_code == 400
    assert "S311" in response.text


def test_skipping_goes_on_and_keeps_nothing(writer: Explorer) -> None:
    """A skipped row is left for later."""
    first = begun(writer)
    row = current(writer, first)
    assert current(writer, decide_at(writer, first, "skip")) != row
    assert made(writer) == []


def test_all_rows_of_a_sentence_can_be_accepted_at_once(writer: Explorer) -> None:
    """What is left of the sentence is accepted, row by row."""
    first = begun(writer)
    count = len(writer.page(first).xpath("//section[contains(@class,'sheet')]"))
    decide_at(writer, first, "all")
    assert [verdict for _, verdict, _ in made(writer)] == ["accept"] * count


def test_a_reviewer_comes_to_the_end(writer: Explorer) -> None:
    """Accepting sentence after sentence leads through all of them, once, and to a page that says so."""
    address, steps = begun(writer), 0
    with writer.desk.open() as ledger:
        waiting = len(queue(ledger, Ask("Anna")))
    while "at=" in address:
        address = decide_at(writer, address, "all")
        steps += 1
        assert steps <= waiting
    assert steps == waiting
    assert "Nothing is left" in words(writer.page(address))
    with writer.desk.open() as ledger:
        assert queue(ledger, Ask("Anna")) == []
    assert "Go through them again" in words(writer.page(address))


def test_the_filters_of_the_ledger_choose_sentences(writer: Explorer) -> None:
    """With a filter only sentences with an event that fits are asked for."""
    page = writer.page(begun(writer, "/review?reviewer=Anna&type=PROTEST"))
    with writer.desk.open() as ledger:
        places = {one.sentence for one in show_rows(ledger, type="PROTEST")}
    assert f"of {len(places)}" in words(page.xpath("//p[@class='way']")[0])


def test_a_row_of_an_article_leads_to_its_sentence(writer: Explorer) -> None:
    """From a panel to the sentence that holds its row."""
    with writer.desk.open() as ledger:
        row = show_rows(ledger, type="PROTEST")[0].id
    page = writer.page(f"/review?reviewer=Anna&row={row}")
    assert row[:8] in words(page)


def test_others_decisions_are_shown_unless_blind(writer: Explorer) -> None:
    """A blind reviewer sees only their own decisions, and theirs are marked as blind."""
    first = begun(writer)
    decide_at(writer, first, "reject", note="a reason of Anna's")
    ben = first.replace("Anna", "Ben")
    assert "a reason of Anna's" in words(writer.page(ben))
    assert "a reason of Anna's" not in words(writer.page(f"{ben}&blind=1"))
    decide_at(writer, f"{ben}&blind=1", "accept")
    with writer.desk.open() as ledger:
        assert [one.blind for one in decisions(ledger)] == [False, True]


def test_two_reviewers_at_once_lose_nothing(writer: Explorer) -> None:
    """Decisions sent at the same time are all kept, in one unbroken chain."""
    with writer.desk.open() as ledger:
        stops = queue(ledger, Ask("Anna", kinds=("event",)))[:12]

    def review(name: str) -> int:
        kept = 0
        for coding, part in stops:
            address = f"/review?reviewer={name}&at={coding}.{part}"
            decide_at(writer, address, "all")
            kept += 1
        return kept

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(review, ["Anna", "Ben", "Chidi"])) == [12, 12, 12]
    found = made(writer)
    by = {name: sorted(row for row, _, who in found if who == name) for name in ("Anna", "Ben", "Chidi")}
    assert by["Anna"] == by["Ben"] == by["Chidi"]
    from sayso.ledger.chain import broken_chain

    with writer.desk.open() as ledger:
        assert list(broken_chain(ledger)) == []


def test_agreement_is_shown(writer: Explorer) -> None:
    """Before two have decided about a row it says so; then fields and differences are listed."""
    assert "no two reviewers" in words(writer.page("/agreement"))
    first = begun(writer)
    decide_at(writer, first, "accept")
    decide_at(writer, first.replace("Anna", "Ben"), "reject")
    page = writer.page("/agreement")
    assert "Anna, Ben" in words(page)
    following = writer.page(first.replace("Anna", "Ben"))
    assert "decided about 1 rows, on 0 with the same verdict" in words(following)
    assert "same verdict" not in words(writer.page(f"{first}&blind=1"))
    assert page.xpath("//section//table//a[@class='id'] | //table//a[@class='id']")


@pytest.mark.parametrize("name", ["%20", "x" * 101, "%00"])
def test_what_is_no_name_is_refused(writer: Explorer, name: str) -> None:
    """S312 for a name that cannot be kept."""
    response = writer.client.get(f"/review?reviewer={name}&at=1.0")
    assert response.status_code == 400
    assert "S312" in response.text


def sentence_with(explorer: Explorer, phrase: str) -> str:
    """Return the address of the first sentence with *phrase*."""
    with explorer.desk.open() as ledger:
        query = "SELECT coding, part FROM sentences WHERE instr(quote, ?) ORDER BY number"
        coding, part = next(ledger.read(query, (phrase,)))
    return f"{START}&at={coding}.{part}"


def add_event(explorer: Explorer, address: str, **fields: str) -> str:
    """Send the form for an event of the first words that no event hangs on; return where that leads."""
    page = explorer.page(address)
    taken = {words(one) for one in page.xpath("//mark")}
    said = words(page.xpath("//strong[@class='now']")[0]).split()
    trigger, who = [one for one in said if one.isalpha() and len(one) > 3 and one not in taken][:2]
    given = {"kind": "event", "trigger": trigger, "type": "AID", "actor": f"{who} = KEN", **fields}
    return explorer.post(address.replace("/review", "/add"), **given)


def test_an_event_is_added_by_its_words(writer: Explorer) -> None:
    """The form of the page, filled in, keeps the row; the page shows it as the reviewer's own."""
    address = begun(writer)
    form = writer.page(address).xpath("//form[contains(@action, '/add')]")[0]
    assert {one.get("name") for one in form.xpath(".//*[@required]")} == {"trigger", "type"}
    following = add_event(writer, address, status="wanted", note="seen")
    with writer.desk.open() as ledger:
        (kept,) = decisions(ledger)
    assert (kept.verdict, kept.reviewer, kept.note) == ("add", "Anna", "seen")
    fields = [kept.corrections[name] for name in ("type", "status", "certainty")]
    assert fields == ["AID", "wanted", "certain"]
    assert kept.corrections["actor"]["code"] == "KEN"
    assert f"AID {kept.row[:8]} add by you" in words(writer.page(following))


def test_a_claim_is_added_by_its_words(writer: Explorer) -> None:
    """A claim needs the words that attribute and what is said."""
    address = begun(writer)
    first, second = words(writer.page(address).xpath("//strong[@class='now']")[0]).split()[:2]
    writer.post(address.replace("/review", "/add"), kind="claim", cue=first, content=second, source="")
    with writer.desk.open() as ledger:
        (kept,) = decisions(ledger)
    assert kept.corrections["quotes"]["cue"] == [first]
    assert kept.corrections["quotes"]["content"] == [second]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "event", "type": "AID"},
        {"kind": "event", "type": "AID", "trigger": "words of nobody"},
        {"kind": "event", "type": "AID", "trigger": "the", "actor": "= KEN"},
        {"kind": "event", "trigger": "the"},
        {"kind": "event", "trigger": "the", "type": "DANCE"},
        {"kind": "relation", "trigger": "the", "type": "AID"},
        {},
    ],
)
def test_what_cannot_be_added_is_refused(writer: Explorer, fields: dict[str, str]) -> None:
    """S760 says why, and nothing is kept."""
    address = begun(writer).replace("/review", "/add")
    response = writer.client.post(address, data={"token": writer.guard.token, **fields})
    assert response.status_code == 400
    assert "S760" in response.text
    assert made(writer) == []


def test_only_forms_of_our_own_add(writer: Explorer) -> None:
    """A form without the token of the page is S706."""
    address = begun(writer).replace("/review", "/add")
    assert writer.client.post(address, data={"kind": "event"}).status_code == 403


def test_added_rows_stand_in_the_ledger_as_it_is_reviewed(writer: Explorer) -> None:
    """They are told of; with review applied they are rows, marked, with facets, a file and a page."""
    address = begun(writer)
    count = len(rows(writer.page("/ledger")))
    add_event(writer, address)
    coded = writer.page("/ledger")
    assert "People added 1 event that the machine missed" in words(coded)
    assert len(rows(coded)) == count
    page = writer.page("/ledger?review_state=added")
    (line,) = page.xpath("//table[@class='rows']/tbody/tr")
    assert "added by a person" in words(line)
    assert "added 1" in words(page.xpath("//aside")[0])
    everything = [
        one["id"] for one in writer.client.get("/api/events?reviewed=1&limit=1000").json()["events"]
    ]
    assert everything[-1].startswith(rows(page)[0])
    after = writer.client.get("/api/events?reviewed=1&limit=1&type=AID&review_state=added").json()
    assert (after["total"], after["next"]) == (1, None)
    assert writer.client.get("/ledger.csv?review_state=added").text.count("added") == 1
    (href,) = line.xpath(".//a[@class='id']/@href")
    panel = writer.page(href.partition("#")[0]).xpath(f"//section[@id='{href.partition('#')[2]}']")[0]
    assert "added by a person" in words(panel)
    assert "AID" in words(panel)


def test_pages_go_on_behind_added_rows(writer: Explorer) -> None:
    """Page after page has every row once, those that were added last."""
    add_event(writer, begun(writer))
    found, after = [], ""
    while True:
        page = writer.client.get(f"/api/events?reviewed=1&limit=7{after}").json()
        found += [one["id"] for one in page["events"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert len(found) == len(set(found)) == page["total"]
    with writer.desk.open() as ledger:
        assert found == [one.id for one in show_rows(ledger.as_reviewed())]


def test_sentences_without_rows_are_gone_through_where_asked(writer: Explorer) -> None:
    """With "every", a sentence in which the machine found nothing has the form and nothing else."""
    with writer.desk.open() as ledger:
        every, some = (len(queue(ledger, Ask("Anna", every=asked))) for asked in (True, False))
    assert every > some
    page = writer.page(begun(writer, f"{START}&every=1"))
    assert f"of {every}" in words(page.xpath("//p[@class='way']")[0])
    assert page.xpath("//input[@name='every']") == []
    assert writer.page("/review").xpath("//input[@name='every']")


def test_nothing_is_added_where_nothing_may_be_decided(own: Path) -> None:
    """A ledger that is open for reading only has no such form."""
    with explorer(own, read_only=True) as found:
        page = found.page(begun(found))
        assert not page.xpath("//form[contains(@action, '/add')]")
        response = found.client.post("/add?reviewer=Anna&at=1.0", data={"token": found.guard.token})
        assert "S707" in response.text
