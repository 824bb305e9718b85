"""What can be asked of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger import query
from sayso.ledger.filters import is_named
from sayso.ledger.store import Ledger, open_ledger
from sayso.record import Coded

from .support import ARREST, CLOSE, LED, OUTER, RUN, TEXT, coded, filled, other_run


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return a ledger of the hand-built article. Tests only read it."""
    with open_ledger(filled(tmp_path_factory.mktemp("ledgers") / "my.ledger")) as opened:
        yield opened


def ids(ledger: Ledger, **wanted: object) -> list[str]:
    """Return the ids of the events that fit *wanted*."""
    return [one.event.id for one in query.events(ledger, wanted)]


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "COERCE"},
        {"type": "coerce"},
        {"status": "happened"},
        {"certainty": "certain"},
        {"actor": "TZA"},
        {"actor": "TZA COP"},
        {"actor": "police"},
        {"actor": "TANZANIAN police"},
        {"recipient": "KEN"},
        {"recipient": "sailors"},
        {"text": "sailors arrested"},
        {"text": "TANGA"},
        {"limit": 1},
        {"type": "COERCE", "actor": "TZA", "doc": "ferry", "text": "eleven", "limit": 5},
    ],
)
def test_a_filter_keeps_what_fits(ledger: Ledger, wanted: dict[str, object]) -> None:
    """The arrest fits, and the other event does not."""
    assert ids(ledger, **wanted) == [ARREST.id]


@pytest.mark.parametrize(
    "wanted",
    [
        {"prediction": True},
        {"said_by": "elodie ken"},
        {"said_by": "Élodie"},
        {"said_by": "UNK"},
        {"status": "future"},
        {"text": "élodie"},
        {"text": "elodie"},
        {"actor": "KEN"},
    ],
)
def test_a_filter_leaves_out_what_does_not_fit(ledger: Ledger, wanted: dict[str, object]) -> None:
    """The closing of the border fits, the arrest does not."""
    assert ids(ledger, **wanted) == [CLOSE.id]


@pytest.mark.parametrize("wanted", [{}, {"prediction": False, "type": None}, {"doc": "ferry"}])
def test_what_is_not_set_filters_nothing(ledger: Ledger, wanted: dict[str, object]) -> None:
    """Without a filter all events come, in the order of their article."""
    assert ids(ledger, **wanted) == [ARREST.id, CLOSE.id]


@pytest.mark.parametrize(
    "name", ["type", "actor", "recipient", "said_by", "status", "certainty", "doc", "text"]
)
@pytest.mark.parametrize(
    "value",
    ["' OR 1 --", '" OR "', "x'); DROP TABLE events; --", "%", "_", "*", "NEAR(", "", "-", "a AND", "\0"],
)
def test_a_value_is_never_part_of_the_query(ledger: Ledger, name: str, value: str) -> None:
    """What would steer a query is a value like any other, which nothing fits."""
    assert ids(ledger, **{name: value}) == []


def test_a_filter_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    """A misspelt filter is not passed over."""
    with pytest.raises(TypeError, match="'actors'"):
        ids(ledger, actors="KEN")


@pytest.mark.parametrize(
    ("code", "text", "who", "named"),
    [
        ("KEN GOV", "officials", "KEN", True),
        ("KEN GOV", "officials", "KEN GOV", True),
        ("KEN", "Kenya", "KEN GOV", False),
        ("KEN GOV", "officials", "KEN MIL", False),
        ("UNK", "Ken Barker", "KEN", False),
        ("UNK", "Ken Barker", "Ken", True),
        ("IGO", "the IMF", "IMF", True),
        ("SOM", "Somalia", "Mali", False),
        ("UNK", "a woman", "Oman", False),
        ("TUR GOV", "Recep Tayyip Erdoğan", "erdogan", True),
        ("TUR GOV", "Recep Tayyip Erdoğan", "recep erdogan", False),
        (None, None, "KEN", False),
        ("", "", "", True),
        ("KEN", "Kenya", "", False),
    ],
)
def test_who_is_a_code_or_words(code: str | None, text: str | None, who: str, named: bool) -> None:
    """A code finds its country and roles, words find whole words of the mention, whatever their accents."""
    assert is_named(code, text, who) is named


def test_an_event_brings_its_article(ledger: Ledger) -> None:
    """Every event found comes with the text and the name of its article."""
    assert {(one.text, one.doc_id) for one in query.events(ledger, {})} == {(TEXT, "ferry")}


def test_two_questions_can_be_asked_at_once(ledger: Ledger) -> None:
    """One search does not disturb another that is being read."""
    first = query.events(ledger, {"actor": "TZA"})
    pairs = [(one.event.id, ids(ledger, actor="KEN")) for one in first]
    assert pairs == [(ARREST.id, [CLOSE.id])]


def test_an_article_is_found_under_each_of_its_names(tmp_path: Path) -> None:
    """The same text in two files is one coding, which either name finds."""
    copy = replace(coded(), article=replace(coded().article, doc_id="copy", address="copy.txt"))
    with open_ledger(filled(tmp_path / "my.ledger", coded(), copy)) as opened:
        assert [one.doc_id for one in query.events(opened, {})] == ["ferry", "ferry"]
        assert [one.doc_id for one in query.events(opened, {"doc": "copy"})] == ["copy", "copy"]


def test_the_listings_tell_what_people_ask(ledger: Ledger) -> None:
    """Claims, predictions, relations, problems and runs are listed by column, words with dots for gaps."""
    first, second = query.entries(ledger, "claims")
    assert (first["source"], first["cue"]) == ("Élodie Ken", "told")
    assert first["content"] == "Many worry ... that Kenya may close the border"
    assert (second["parent"], second["negated"], second["code"]) == (OUTER.id, 1, None)
    (foreseen,) = query.entries(ledger, "predictions")
    assert (foreseen["event"], foreseen["actor"], foreseen["low"]) == (CLOSE.id, "Kenya", 0.2)
    (led,) = query.entries(ledger, "relations")
    assert (led["id"], led["subject_code"], led["kind"], led["object"]) == (
        LED.id,
        "TZA COP",
        "leads",
        "Kenyan sailors",
    )
    assert [one["code"] for one in query.entries(ledger, "problems")] == ["S203"]
    assert [one["id"] for one in query.entries(ledger, "runs")] == [RUN.id]


def test_unknown_actors_are_counted(ledger: Ledger) -> None:
    """Only who has no country is listed, of all codings the current one, with one row that names it."""
    assert list(query.unknown(ledger)) == [{"times": 1, "text": "Élodie Ken", "row": OUTER.id}]


def test_the_commonest_unknown_actors_come_first(tmp_path: Path) -> None:
    """Actors, recipients and sources are counted together, with a role or without; the limit cuts behind."""
    nobody = replace(ARREST.actor, code="UNK", text="Somebody") if ARREST.actor else None
    officials = replace(nobody, code="UNK GOV", text="officials") if nobody else None
    events = (replace(ARREST, actor=nobody, recipient=officials), replace(CLOSE, actor=nobody))
    with open_ledger(filled(tmp_path / "my.ledger", replace(coded(), events=events))) as opened:
        assert [(one["text"], one["times"]) for one in query.unknown(opened)] == [
            ("Somebody", 2),
            ("officials", 1),
            ("Élodie Ken", 1),
        ]
        assert [one["text"] for one in query.unknown(opened, 1)] == ["Somebody"]


def test_counts_name_their_level(ledger: Ledger) -> None:
    """Articles, mentions of events, claims, predictions and relations are counted apart."""
    assert query.counts(ledger) == {
        "articles": 1,
        "mentions": 2,
        "claims": 2,
        "predictions": 1,
        "relations": 1,
    }


def recoded(version: str) -> Coded:
    """Return the article as another *version* might code it."""
    return replace(coded(), events=(replace(ARREST, cameo=version),), predictions=())


def test_of_several_codings_the_latest_finished_counts(tmp_path: Path) -> None:
    """A newer version's rows stand for the older's, but not while it has been cut short."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        run = other_run("second", version="0.2.0")
        opened.add(recoded("0.2.0"), run)
        assert query.counts(opened)["mentions"] == 2
        opened.finish(run)
        assert [one.event.cameo for one in query.events(opened, {})] == ["0.2.0"]
        assert query.counts(opened)["mentions"] == 1
        assert query.counts(opened)["articles"] == 1


def test_a_coding_that_was_cut_short_counts_where_there_is_no_other(tmp_path: Path) -> None:
    """Rows of a killed run can be seen before it is resumed."""
    with open_ledger(tmp_path / "my.ledger") as opened:
        opened.add(coded(), RUN)
        assert ids(opened) == [ARREST.id, CLOSE.id]
