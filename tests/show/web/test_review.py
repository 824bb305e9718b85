"""Reviewing in the browser: plain forms, each decision kept at once, two reviewers at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from sayso import decisions, show_rows
from sayso.ledger.review import Ask, queue

from .support import Explorer, words

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
