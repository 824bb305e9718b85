"""Claims and predictions as they stand after review: on pages, for programs, and as ``sayso show`` has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from sayso.ledger.additions import Addition
from sayso.ledger.decisions import Draft, add, decide
from sayso.ledger.query import entries
from sayso.ledger.review import undo
from sayso.ledger.store import open_ledger
from sayso.record import Coded
from sayso.run.scoring import resolve
from sayso.show.web.desk import Desk
from sayso.show.web.site import write_site
from tests.ledger.support import (
    CLOSE,
    ELODIE,
    FORESEEN,
    INNER,
    KENYA,
    OUTER,
    SAILORS,
    TEXT,
    at,
    coded,
    filled,
)

from .support import Explorer, explorer, words
from .test_site import dead_links

FOUR = {name: replace(CLOSE, id=f"e{name}00000000000000", actor=SAILORS) for name in ("5", "6", "7")}
OTHER = {
    name: replace(FORESEEN, id=f"p{name}00000000000000", event=event.id, by=None)
    for name, event in FOUR.items()
}
HERE = coded().article.sha256


def second() -> Coded:
    """Return another article, with three predictions of its own and the claims of the first."""
    found = coded(f"{TEXT}\nIt said so twice.\n", "second")
    return replace(found, events=tuple(FOUR.values()), predictions=tuple(OTHER.values()))


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Explorer]:
    """Return an explorer of a ledger about whose first article, and some of the second, people decided."""
    path = filled(tmp_path / "some.ledger", coded(), second())
    there = second().article.sha256
    actor = {"text": "Many", "code": "UGA LAB", "span": list(at("Many"))}
    by = {"start": "2023-03-14", "end": "2999-12-31", "text": "on Monday"}
    said = {"text": "Many", "code": "UGA", "claim": None}
    with open_ledger(path) as ledger:
        decide(ledger, Draft(OUTER.id, "reject", "Anna", article=HERE))
        decide(ledger, Draft(INNER.id, "correct", "Anna", {"speaker": actor}, article=HERE))
        decide(ledger, Draft(CLOSE.id, "correct", "Anna", {"actor": actor, "type": "COERCE"}, article=HERE))
        decide(
            ledger,
            Draft(FORESEEN.id, "correct", "Anna", {"by": by, "said_by": said, "low": 0.5}, article=HERE),
        )
        decide(ledger, Draft(OTHER["5"].id, "reject", "Anna"))
        decide(ledger, Draft(FOUR["6"].id, "reject", "Anna"))
        decide(ledger, Draft(OTHER["7"].id, "accept", "Anna"))
        fields = {"cue": [list(at("told"))], "content": [list(at("Many worry"))]}
        add(ledger, Addition(there, "claim", fields, "Anna"))
    with explorer(path) as found:
        yield found


def of(folder: Path, name: str) -> html.HtmlElement:
    """Return a page of a report."""
    return html.fromstring((folder / name).read_text("utf-8"))


def reviews(page: html.HtmlElement) -> list[str]:
    """Return how each row of a list stands, by its tag."""
    return [
        next((words(tag) for tag in line.xpath(".//span[contains(@class, 'tag')]")), "unreviewed")
        for line in page.xpath("//tbody/tr")
    ]


def every(shown: Explorer, name: str, query: str = "", limit: int = 1) -> list[Mapping[str, Any]]:
    """Return all rows of a list for programs, page by page; there have to be as many as it says."""
    found: list[Mapping[str, Any]] = []
    after: object = 0
    while after is not None:
        start = f"&after={after}" if after else ""
        answer = shown.client.get(f"/api/{name}?limit={limit}{query}{start}").json()
        found += answer[name]
        after = answer["next"]
    assert answer["total"] == len(found)
    return found


def test_claims_for_programs_are_as_they_stand(shown: Explorer) -> None:
    """A rejected claim is gone, a corrected one has its new speaker, an added one stands last."""
    coded_ones = every(shown, "claims")
    assert [one["review"] for one in coded_ones] == ["rejected", "corrected", "unreviewed", "unreviewed"]
    assert [one["who"] for one in coded_ones] == [ELODIE.text, "Many"] * 2
    standing = every(shown, "claims", "&reviewed=1")
    assert [one["review"] for one in standing] == ["corrected", "unreviewed", "unreviewed", "added"]
    assert (standing[0]["who"], standing[0]["code"], standing[0]["parent"]) == ("Many", "UGA LAB", None)
    assert (standing[-1]["cue"], standing[-1]["content"], standing[-1]["who"]) == ("told", "Many worry", None)
    assert [one["number"] for one in every(shown, "claims", "&reviewed=1&who=UGA")] == [standing[0]["number"]]
    assert every(shown, "claims", "&who=UGA") == []
    assert len(every(shown, "claims", "&about=UGA&reviewed=1")) == 1  # the event within it was corrected
    assert len(every(shown, "claims", "&about=TZA&reviewed=1")) == 0


def test_predictions_for_programs_are_as_they_stand(shown: Explorer) -> None:
    """Rejected ones and those of rejected events are gone; corrections of both are shown and filtered by."""
    assert len(every(shown, "predictions")) == 4
    assert every(shown, "predictions", "&actor=UGA") == []
    reviews = [(one["review"], one["event_review"]) for one in every(shown, "predictions")]
    assert reviews == [
        ("corrected", "corrected"),
        ("rejected", "unreviewed"),
        ("unreviewed", "rejected"),
        ("accepted", "unreviewed"),
    ]
    standing = every(shown, "predictions", "&reviewed=1")
    assert [one["id"] for one in standing] == [FORESEEN.id, OTHER["7"].id]
    first = standing[0]
    assert (first["type"], first["actor_code"], first["code"], first["low"]) == (
        "COERCE",
        "UGA LAB",
        "UGA",
        0.5,
    )
    assert (first["by_end"], first["origin"][:9]) == ("2999-12-31", "decision:")
    for query in ("&actor=UGA", "&who=UGA"):
        assert every(shown, "predictions", f"&reviewed=1{query}") == [first]
    assert every(shown, "predictions", f"&reviewed=1&actor={KENYA.code}") == standing[1:]


@pytest.mark.parametrize("name", ["claims", "predictions"])
def test_both_ways_of_reading_tell_the_same(shown: Explorer, name: str) -> None:
    """A row that nobody changed is told alike, whether a query reads it or what stands of its article."""
    there = second().article.sha256
    readings = [
        [one for one in every(shown, name, query) if one["article"] == there] for query in ("", "&reviewed=1")
    ]
    kept = {one["id"] for one in readings[1]}
    unchanged = [one for one in readings[0] if one["id"] in kept]
    assert unchanged
    assert [list(one.items()) for one in unchanged] == [
        list(one.items()) for one in readings[1] if one["review"] != "added"
    ]


def test_programs_are_told_what_show_lists(shown: Explorer) -> None:
    """The rows, and what they say, are those of ``sayso show --reviewed``."""
    with shown.desk.open() as ledger:
        listed = {name: list(entries(ledger.as_reviewed(), name)) for name in ("claims", "predictions")}
    told = {name: every(shown, name, "&reviewed=1") for name in listed}
    for name, same in (
        ("claims", ("id", "kind", "code", "cue", "content", "negated", "parent")),
        ("predictions", ("id", "type", "actor_code", "said_by", "words", "low", "origin", "by_end")),
    ):
        assert sorted(str([one[each] for each in same]) for one in told[name]) == sorted(
            str([bool(one[each]) if each == "negated" else one[each] for each in same])
            for one in listed[name]
        )


def test_states_of_predictions_are_as_they_stand(shown: Explorer) -> None:
    """A deadline that was moved on is not due; the numbers beside the states leave out what was rejected."""
    chips = []
    for query in ("", "?reviewed=1"):
        page = shown.page(f"/predictions{query}")
        chips.append([words(one) for one in page.xpath("//ul[@aria-label='State']/li")])
    assert chips == [["not tested 3", "due, not tested 1"], []]  # one state alone is no choice
    assert not shown.page("/predictions?reviewed=1&state=due%2C+not+tested").xpath("//td")
    assert len(shown.page("/predictions?reviewed=1&state=not+tested").xpath("//tbody/tr")) == 2
    (chosen,) = shown.page("/predictions?state=due%2C+not+tested").xpath("//tbody/tr")
    assert "event corrected" in words(chosen)


def test_the_page_of_predictions_leads_on_as_it_is_read(shown: Explorer) -> None:
    """The box is ticked, the row shows its corrections, and its own page shows them, too."""
    page = shown.page("/predictions?reviewed=1&actor=UGA")
    assert page.xpath("//input[@name='reviewed'][@checked]")
    (line,) = page.xpath("//tbody/tr")
    assert "COERCE: Many (UGA LAB)" in words(line)
    assert "50 to 60 %" in words(line)
    own = shown.page(line.xpath(".//td[@data-label='State']//a/@href")[0])
    assert words(own.xpath("//h1")[0]).startswith("COERCE: Many (UGA LAB)")
    (review,) = own.xpath("//dl/div[dt='review']/dd")
    assert (
        words(review) == "corrected, its event corrected; shown as it stands after review (as it was coded)"
    )
    assert "50 to 60 %, by decision:4 by Anna" in words(own)
    before = shown.page(review.xpath("a/@href")[0])
    assert words(before.xpath("//h1")[0]).startswith(f"{CLOSE.type}: {KENYA.text}")
    assert "; shown as it was coded (as it stands after review)" in words(before)


@pytest.mark.parametrize("name", ["5", "6"])
def test_a_prediction_that_does_not_stand_is_shown_and_says_so(shown: Explorer, name: str) -> None:
    """As ``sayso why --reviewed`` shows it: as it was coded, with what people decided."""
    page = shown.page(f"/prediction?id={OTHER[name].id}&reviewed=1")
    (review,) = page.xpath("//dl/div[dt='review']/dd")
    assert "rejected" in words(review)
    assert "shown as it was coded" in words(review)
    assert words(page.xpath("//p[@class='nothing']/code")[0]).endswith(" --as-coded")


def test_what_came_is_entered_where_one_reads(shown: Explorer) -> None:
    """The form of a prediction that is read as it stands leads back to it, read so."""
    page = shown.page(f"/prediction?id={FORESEEN.id}&reviewed=1")
    fields = {one.get("name"): one.get("value") for one in page.xpath("//form//input[@type='hidden']")}
    fields |= {"outcome": "came", "by": "Anna", "evidence": "the minutes"}
    address = shown.post("/resolve", **{name: value for name, value in fields.items() if name != "token"})
    assert "reviewed=1" in address
    assert "supported according to Anna" in words(shown.page(address))
    assert "A verdict is on its plan" in words(shown.page(address))


def test_a_report_tells_the_review_of_its_claims_and_predictions(shown: Explorer, tmp_path: Path) -> None:
    """A report lists them as they stand, says how many were rejected, and leads to these."""
    folder = tmp_path / "report"
    with shown.desk.open() as ledger:
        resolve(ledger, FORESEEN.id, "came", "Anna", "the minutes")
    write_site(Desk(shown.desk.path, read_only=True, patient=True), folder)
    for name, standing, gone in (
        ("claims", ["corrected", "unreviewed", "unreviewed", "added by a person"], ["rejected"]),
        ("predictions", ["corrected", "accepted"], ["rejected", "event rejected"]),
    ):
        page = of(folder, f"{name}.html")
        assert reviews(page) == standing
        (others,) = page.xpath("//p[@class='note']/a[contains(@href, 'rejected')]")
        assert words(others) == str(len(gone))
        left = of(folder, others.get("href"))
        assert reviews(left) == gone
        assert left.xpath("//a[.='those that stand']/@href") == [f"{name}.html"]
    assert dead_links(folder) == []
    own = of(folder, f"prediction-{FORESEEN.id}.html")
    assert "shown as it stands after review" in words(own)
    assert words(own.xpath("//h1")[0]).startswith("COERCE: Many (UGA LAB)")


def test_the_explorer_lists_what_was_rejected(shown: Explorer) -> None:
    """As it stands, a list says how many that fit are left out, and leads to them; none where none fits."""
    for name, fitting, unfitting, gone in (
        ("claims", f"who={ELODIE.text}", "who=UGA", 1),
        ("predictions", "actor=KEN", "actor=UGA", 2),
        ("predictions", "state=not+tested", "who=UGA", 2),
    ):
        page = shown.page(f"/{name}?reviewed=1&{fitting}")
        (link,) = page.xpath("//p[@class='note']/a[contains(@href, 'rejected')]")
        assert words(link) == str(gone)
        left = shown.page(link.get("href"))
        assert len(left.xpath("//tbody/tr")) == gone
        assert left.xpath("//form//input[@name='review_state']/@value") == ["rejected"]
        back = shown.page(left.xpath("//a[.='those that stand']/@href")[0])
        assert reviews(back) == reviews(page)
        for query in (f"reviewed=1&{unfitting}", fitting):
            assert "rejected" not in shown.page(f"/{name}?{query}").xpath("string(//p[@class='note'][a])")
        assert "S705" in shown.client.get(f"/{name}?review_state=many").text


def test_an_event_names_no_rejected_claim(shown: Explorer) -> None:
    """As ``sayso show --reviewed`` has it: the source stays, the claim that was rejected is not named."""
    with shown.desk.open() as ledger:
        decide(ledger, Draft(INNER.id, "reject", "Anna", article=HERE))
    for query, claim in (("", INNER.id), ("&reviewed=1", None)):
        (event,) = (one for one in every(shown, "events", query) if one["id"] == CLOSE.id)
        assert (event["said_by"]["text"], event["said_by"]["claim"]) == ("Élodie Ken", claim)


def test_lists_follow_every_decision(shown: Explorer) -> None:
    """What was read before a decision is not what is told after it, nor after it was taken back."""
    counts = []
    with shown.desk.open() as ledger:
        counts.append(len(every(shown, "predictions", "&reviewed=1")))
        decide(ledger, Draft(OTHER["7"].id, "reject", "Anna"))
        counts.append(len(every(shown, "predictions", "&reviewed=1")))
        undo(ledger, "Anna")
        counts.append(len(every(shown, "predictions", "&reviewed=1")))
    assert counts == [2, 1, 2]
