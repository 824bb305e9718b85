"""Rows that people add because the machine missed them: kept, read, counted, verified."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger import query
from sayso.ledger.additions import Addition
from sayso.ledger.content import content
from sayso.ledger.decisions import Decision, Draft, add, decide, made, withdraw
from sayso.ledger.export import export
from sayso.ledger.judgements import ROW, judgements
from sayso.ledger.merge import merge
from sayso.ledger.review import Ask, Stop, page, queue
from sayso.ledger.standing import states
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.stories import stories
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.record import Event
from sayso.run.agreement import compare

from .support import ARREST, CLOSE, INNER, RUN, SAILORS, TEXT, at, coded, filled, other_run

ARTICLE = coded().article.sha256
MISSED: dict[str, object] = {
    "trigger": list(at("told")),
    "type": "CONSULT",
    "actor": {"span": list(at("Élodie Ken")), "code": "KEN GOV"},
    "recipient": {"span": list(at("reporters")), "code": "UNK MED"},
}


def added(ledger: Ledger, reviewer: str = "Anna", **fields: Any) -> Decision:
    """Add the event that the hand-built article's machine missed."""
    return add(ledger, Addition(ARTICLE, "event", {**MISSED, **fields}, reviewer, "overlooked"))


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    """Give an open ledger with the hand-built article."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        yield opened


def events(ledger: Ledger, **wanted: object) -> list[Event]:
    """Return the events of *ledger* as they are after review."""
    return [one.event for one in query.events(ledger.as_reviewed(), wanted)]


def test_an_added_event_stands_after_review_and_not_as_coded(ledger: Ledger) -> None:
    """It has its exact characters, its sentence, its reasons name the decision, and the rest is plain."""
    kept = added(ledger)
    assert (kept.verdict, kept.note, kept.reviewer) == ("add", "overlooked", "Anna")
    assert kept.corrections["quotes"] == {
        "trigger": ["told"],
        "sentence": [TEXT[slice(*CLOSE.sentence)]],
        "actor": ["Élodie Ken"],
        "recipient": ["reporters"],
    }
    assert [one.event.id for one in query.events(ledger, {})] == [ARREST.id, CLOSE.id]
    *coded_ones, found = events(ledger)
    assert [one.id for one in coded_ones] == [ARREST.id, CLOSE.id]
    assert (found.id, found.type, found.sentence, found.status) == (
        kept.row, "CONSULT", CLOSE.sentence, "happened",
    )  # fmt: skip
    assert found.actor is not None
    assert (found.actor.text, found.actor.code) == ("Élodie Ken", "KEN GOV")
    assert {one.by for one in found.reasons} == {"decision:1 by Anna"}
    assert content(ledger.as_reviewed(), ARTICLE).rows.events == (ARREST, found, CLOSE)
    assert verify_ledger(ledger)[1] == ()


def test_an_added_claim_and_what_stands_in_it(ledger: Ledger) -> None:
    """A claim is added with its parts, and an event may name it; where it is taken back, the event stays."""
    parts = {name: [list(at(words))] for name, words in (("source", "reporters"), ("cue", "worry"))}
    fields = {**parts, "content": [list(at("Kenya may close the border"))], "parent": INNER.id}
    claim = add(ledger, Addition(ARTICLE, "claim", fields, "Anna"))
    rows = content(ledger.as_reviewed(), ARTICLE).rows
    assert [one.kind for one in rows.claims if one.id == claim.row] == ["indirect"]
    withdraw(ledger, claim.number, "Anna")
    assert claim.row not in {one.id for one in content(ledger.as_reviewed(), ARTICLE).rows.claims}
    assert verify_ledger(ledger)[1] == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"trigger": None}, "trigger"),
        ({"trigger": [0, 9999]}, "trigger"),
        ({"trigger": [at("Tanga").start, at("Many").end]}, "one sentence"),
        ({"type": "DANCE"}, "DANCE"),
        ({"status": "perhaps"}, "status"),
        ({"actor": {"code": "KEN"}}, "actor"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_refused(ledger: Ledger, fields: dict[str, object], reason: str) -> None:
    """S760 says of the first field what is wrong, and nothing is kept."""
    with pytest.raises(Failure) as caught:
        added(ledger, **fields)
    assert caught.value.problem.code == "S760"
    assert reason in caught.value.problem.what
    assert list(made(ledger)) == []


def test_what_the_machine_has_is_corrected_instead(tmp_path: Path) -> None:
    """The id of an added row is the machine's, so that one event is one row."""
    with open_ledger(filled(tmp_path / "a.ledger")) as opened:
        missed = events_after(opened)
    found = replace(coded(), events=(*coded().events, replace(missed, reasons=())))
    with open_ledger(filled(tmp_path / "b.ledger", found)) as opened, pytest.raises(Failure) as caught:
        added(opened)
    assert "correct row" in caught.value.problem.what


def events_after(ledger: Ledger) -> Event:
    """Return the event that was missed, as it is added."""
    added(ledger)
    return events(ledger)[-1]


def test_a_later_coding_that_finds_it_makes_it_one_row(ledger: Ledger) -> None:
    """What the person said of its fields then corrects the machine; before, it stands through any coding."""
    kept = added(ledger)
    new = other_run("run2", "0.2.0")
    ledger.add(coded(), new)
    ledger.finish(new)
    assert [one.id for one in events(ledger)] == [ARREST.id, CLOSE.id, kept.row]
    newest = other_run("run3", "0.3.0")
    machine = replace(CLOSE, id=kept.row, trigger=at("told"), type="CONSULT", said_by=None)
    ledger.add(replace(coded(), events=(*coded().events, machine)), newest)
    ledger.finish(newest)
    assert states(ledger)[ARTICLE, kept.row].standing == "corrected"
    found = [one for one in events(ledger) if one.id == kept.row]
    assert [one.status for one in found] == ["happened"]
    assert verify_ledger(ledger)[1] == ()


def test_others_who_decide_about_it(ledger: Ledger) -> None:
    """Who accepts it adds it, too; who rejects or corrects it otherwise disputes it."""
    kept = added(ledger)
    accepted = decide(ledger, Draft(kept.row[:8], "accept", "Ben"))
    assert (accepted.verdict, accepted.corrections) == ("add", kept.corrections)
    assert states(ledger)[ARTICLE, kept.row].standing == "added"
    corrected = decide(ledger, Draft(kept.row, "correct", "Ben", {"status": "wanted"}))
    assert corrected.verdict == "add"
    assert states(ledger)[ARTICLE, kept.row].standing == "disputed"
    assert kept.row not in {one.id for one in events(ledger)}
    mine = [one.event for one in query.events(ledger.as_reviewed(["Ben"]), {})]
    assert [one.status for one in mine if one.id == kept.row] == ["wanted"]
    decide(ledger, Draft(kept.row, "reject", "Ben"))
    assert states(ledger)[ARTICLE, kept.row].standing == "disputed"
    withdraw(ledger, kept.number, "Anna")
    assert kept.row not in {one.id for one in events(ledger)}
    assert verify_ledger(ledger)[1] == ()


def test_filters_and_stories_have_it(ledger: Ledger) -> None:
    """It is found by what it is, after the events that were coded, page by page."""
    kept = added(ledger)
    assert [one.id for one in events(ledger, type="CONSULT")] == [kept.row]
    assert [one.id for one in events(ledger, actor="KEN GOV", doc="ferry", text="reporters")] == [kept.row]
    assert events(ledger, type="CONSULT", text="Tanga") == []
    assert events(ledger, type="CONSULT", doc="other") == []
    assert [one.id for one in events(ledger, after=CLOSE.id, limit=5)] == [kept.row]
    assert events(ledger, after=kept.row) == []
    by_state = [one.event.id for one in query.events(ledger, {"review_state": "added"})]
    assert by_state == [kept.row]
    mentions = [one.id for story in stories(ledger.as_reviewed(), {}) for one in story.mentions]
    assert sorted(mentions) == sorted([ARREST.id, CLOSE.id, kept.row])


def test_pages_of_a_review_show_it(ledger: Ledger) -> None:
    """Its adder has decided about it, others have not; who reviews blind does not see it."""
    kept = added(ledger)
    stop = Stop(1, 1)
    for reviewer, blind, seen in (("Anna", False, 0), ("Ben", False, 1), ("Ben", True, 0)):
        shown = page(ledger, stop, Ask(reviewer), blind)
        assert sum(one.row.id == kept.row for one in shown.left) == seen
    assert stop in queue(ledger, Ask("Ben"))


def test_sentences_without_rows_are_offered_when_asked_for(tmp_path: Path) -> None:
    """``every`` gives them; those before the last sentence in which somebody decided are done."""
    with open_ledger(filled(tmp_path / "my.ledger", replace(coded(), events=(), predictions=()))) as opened:
        assert queue(opened, Ask("Anna")) == [Stop(1, 1)]
        assert queue(opened, Ask("Anna", every=True)) == [Stop(1, 0), Stop(1, 1)]
        decide(opened, Draft(INNER.id, "accept", "Anna"))
        assert queue(opened, Ask("Anna", every=True)) == [Stop(1, 1)]
        assert queue(opened, Ask("Anna", every=True, again=True)) == [Stop(1, 0), Stop(1, 1)]


def test_silence_of_who_read_the_article_disagrees(ledger: Ledger) -> None:
    """Ben read the article and did not add the event: F1 of the rows has a miss; a stranger has no part."""
    kept = added(ledger)
    for who in ("Anna", "Ben"):
        decide(ledger, Draft(ARREST.id, "accept", who))
    found = {one.row: one for one in judgements(ledger)}
    assert {who: values[ROW] for who, values in found[kept.row].values.items()} == {
        "Anna": "yes",
        "Ben": "no",
    }
    measured, differences = compare(ledger)
    (row,) = [one for one in measured if (one.kind, one.field) == ("event", ROW)]
    assert row.pair is not None
    assert row.pair.f1.value == pytest.approx(2 / 3)
    assert ROW in {one.field for one in differences}
    added(ledger, "Ben")
    assert [one.pair.f1.value for one in compare(ledger)[0] if one.pair and one.field == ROW] == [1.0]


def test_exports_have_it_marked(ledger: Ledger, tmp_path: Path) -> None:
    """Training annotations hold it; JSON names the decision; tidy tables say that a person added it."""
    kept = added(ledger)
    export(ledger, tmp_path / "training.jsonl", "training")
    (line,) = map(json.loads, (tmp_path / "training.jsonl").read_text("utf-8").splitlines())
    assert [one["trigger"] for one in line["events"]] == [list(at("told"))]
    export(ledger.as_reviewed(), tmp_path / "all.jsonl", "json")
    (held,) = map(json.loads, (tmp_path / "all.jsonl").read_text("utf-8").splitlines())
    (mine,) = [one for one in held["events"] if one["id"] == kept.row]
    assert mine["reasons"][0]["by"] == "decision:1 by Anna"
    assert SAILORS.text in held["text"]


def test_a_changed_span_is_seen(tmp_path: Path) -> None:
    """Verify compares the words of an added row with its article, whatever the digests say."""
    from sayso.ledger.chain import seal

    path = filled(tmp_path / "my.ledger")
    with open_ledger(path) as opened:
        kept = added(opened)
    fields = {**kept.corrections, "trigger": list(at("worry"))}
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.row_factory = sqlite3.Row
        raw.execute("DROP TRIGGER decisions_no_update")
        row = {**dict(raw.execute("SELECT * FROM decisions").fetchone()), "corrections": json.dumps(fields)}
        raw.execute("UPDATE decisions SET corrections = ?, digest = ?", (row["corrections"], seal(row)))
    with open_ledger(path, create=False) as opened:
        reasons = [one.what for one in verify_ledger(opened)[1]]
    assert any("trigger says ['told'], its article ['worry']" in one for one in reasons)


def test_merging_brings_it(tmp_path: Path) -> None:
    """A shard's added rows come with it, and what others decided about them."""
    shard = filled(tmp_path / "shard.ledger")
    with open_ledger(shard) as opened:
        kept = added(opened)
        decide(opened, Draft(kept.row, "reject", "Ben"))
    with open_ledger(filled(tmp_path / "all.ledger", run=RUN)) as opened:
        (told,) = merge(opened, [str(shard)])
        assert told.decisions == 2
        assert states(opened)[ARTICLE, kept.row].standing == "disputed"
        assert verify_ledger(opened)[1] == ()


def test_an_older_ledger_keeps_its_decisions(tmp_path: Path) -> None:
    """The table of decisions is made anew with all that it held, those that take others back included."""
    from sayso.ledger.schema import migrate

    path = filled(tmp_path / "my.ledger")
    with open_ledger(path) as opened:
        taken = decide(opened, Draft(ARREST.id, "accept", "Anna"))
        withdraw(opened, taken.number, "Anna")
        decide(opened, Draft(CLOSE.id, "reject", "Anna"))
        held = [tuple(row) for row in opened.read("SELECT * FROM decisions")]
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
            old.execute("PRAGMA foreign_keys = ON")
            migrate(old, 5)
            for table in ("runs", "articles", "sources", "readings", "codings", "decisions"):
                for row in opened.read(f"SELECT * FROM {table}"):
                    old.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", tuple(row))
            old.execute("BEGIN IMMEDIATE")
            migrate(old)
            old.execute("COMMIT")
            assert old.execute("SELECT * FROM decisions").fetchall() == held
