"""Plans: what is fixed before data are read, and what cannot be tested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.analyse.claim import Sentence, direction_of, plan_of_prediction, plan_of_toml
from sayso.analyse.plan import as_object, digest, missing, of_object, remedies, settled, turned_off
from sayso.problems import Failure
from sayso.record import Actor, Event, Interval, Prediction, Said, Span

from .invented import CLAIM, PLAN

TOML = """
claim = "They will quarrel more"
pairs = [["KEN", "UGA"], ["UGA", "KEN"]]
codebook = "CAMEO"
types = ["11", "12"]
direction = "up"
exposed = 2005-01-03
horizons = [3, 12]
"""


def actor(code: str) -> Actor:
    """Return an actor with *code*."""
    return Actor("someone", code, "a1", Span(0, 3))


def expected(**parts: object) -> Event:
    """Return an event that somebody expects."""
    whole: dict[str, object] = {
        "id": "e1", "trigger": Span(0, 3), "sentence": Span(0, 9), "type": "SANCTION", "mode": None,
        "context": (), "cameo": "163", "actor": actor("KEN GOV"), "recipient": actor("UGA"),
        "status": "future", "certainty": "probable", "said_by": None, "prediction": True, "date": None,
        "place": None, "magnitude": (), "probability": 0.9,
    }  # fmt: skip
    return Event(**{**whole, **parts})  # type: ignore[arg-type]


def said(by: Interval | None = None) -> Prediction:
    """Return a prediction of that event."""
    source = Said("a diplomat", "KEN GOV", None)
    return Prediction("p1", "e1", Span(0, 3), source, "probable", "likely", 0.55, 0.85, "sayso", by)


HERE = Sentence("Kenya is likely to impose sanctions on Uganda.", 19, "2023-03-14")
MAY = Interval("2023-03-14", "2023-05-31", "by the end of May")


@pytest.mark.parametrize(("day", "first"), [("2009-08-05", "2009-08-01"), ("2009-08-20", "2009-09-01")])
def test_a_month_belongs_after_where_it_happened_in_its_first_half(day: str, first: str) -> None:
    """On August 5 the window after begins in August, on August 20 in September."""
    assert settled(replace(CLAIM, exposed=day)).first == first


def test_a_deadline_makes_a_horizon() -> None:
    """Up to and with the month of the deadline."""
    plan = settled(replace(CLAIM, horizons=(), by="2005-06-10"))
    assert plan.horizons == (6,)


def test_the_digest_is_that_of_the_content() -> None:
    """The same plan has the same digest after a round trip, another plan another."""
    assert of_object(as_object(PLAN)) == PLAN
    assert digest(of_object(as_object(PLAN))) == digest(PLAN)
    assert digest(replace(PLAN, effect=2.0)) != digest(PLAN)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"pairs": ()}, "who does it to whom"),
        ({"direction": None}, "neither more nor less"),
        ({"horizons": ()}, "no deadline"),
        ({"exposed": None}, "no date"),
        ({"pairs": (("KEN", "KEN"),)}, "one country"),
        ({"question": "occurrence", "types": ()}, "which kind of event"),
    ],
)
def test_what_is_lacking_is_said(lacking: dict[str, object], words: str) -> None:
    """Without parties, direction, date, deadline or kind there is no test, and the reason is given."""
    found = missing(replace(CLAIM, **lacking))  # type: ignore[arg-type]
    assert any(words in sentence for sentence in found)
    (how,) = remedies(replace(CLAIM, **lacking))  # type: ignore[arg-type]
    assert how.startswith("To test it all the same, ")
    assert "your reading" in how
    assert remedies(PLAN) == ()
    assert missing(PLAN) == ()


def test_every_safeguard_that_is_off_is_named() -> None:
    """Each of the safeguards has its sentence when it is turned off, and none when it is on."""
    assert turned_off(replace(PLAN, placebo=("dates", "pairs"), curve=True)) == ()
    off = replace(PLAN, measure="count", dedupe="none", correction="none", episode=False, domestic="keep")
    assert len(turned_off(off)) == 7
    assert turned_off(replace(PLAN, placebo=("dates", "pairs"), curve=True, alpha=0.2)) == (
        "The level is 0.2, not 0.05.",
    )


def test_a_claim_is_written_in_toml() -> None:
    """All that it says is in the plan, which says that it is a reading."""
    plan = plan_of_toml(TOML, "claim.toml", {"effect": 2.0})
    assert plan.pairs == (("KEN", "UGA"), ("UGA", "KEN"))
    assert plan.horizons == (3, 12)
    assert plan.exposed == "2005-01-03"
    assert plan.first == "2005-01-01"
    assert plan.effect == 2.0
    assert "reading" in plan.readings[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("claim =", "Invalid value"),
        ("direction = 'up'", "no claim"),
        ("claim = ' '", "no claim"),
        (TOML + "colour = 'red'", "'colour'"),
        (TOML + "measure = 'size'", "share"),
        (TOML + "effect = 0.5", "effect must"),
        (TOML + "effect = 'big'", "'big'"),
        (TOML + "bound = 1.0", "bound must"),
        (TOML + "alpha = 0.7", "alpha must"),
        (TOML + "before = 0", "1 or more"),
        (TOML + "low = 0.9\nhigh = 0.1", "low first"),
        (TOML + "placebo = ['pairs']", "dates"),
        (TOML + "placebo = ['moons']", "dates and pairs"),
        (TOML + "by = 'soon'", "YYYY-MM-DD"),
        (TOML + "rivals = [1]", "list of texts"),
        (TOML + "prediction = 'x'", "'prediction'"),
        (TOML.replace("[3, 12]", "[true]"), "1 or more"),
        (TOML.replace('[["KEN", "UGA"], ["UGA", "KEN"]]', '["KEN"]'), "pairs are written"),
    ],
)
def test_what_is_wrong_with_a_claim_is_named(wrong: str, words: str) -> None:
    """S620 names the first thing that is wrong."""
    with pytest.raises(Failure, match="S620") as failure:
        plan_of_toml(wrong, "claim.toml", {})
    assert words in str(failure.value)


@pytest.mark.parametrize(
    ("sentence", "word", "found"),
    [
        ("It could spur stronger cooperation between them.", "cooperation", "up"),
        ("There will be less cooperation between them.", "cooperation", "down"),
        ("Attacks may increase next month.", "Attacks", "up"),
        ("Kenya will sanction Uganda.", "sanction", None),
        ("More trade would mean fewer attacks there.", "attacks", None),
        ("Growth, more of which came than ever before in history, will end in war.", "war", None),
    ],
)  # fmt: skip
def test_more_or_less_is_read_near_the_word_only(sentence: str, word: str, found: str | None) -> None:
    """Words of more or less within five words tell a direction; both, or neither, tell none."""
    assert direction_of(Sentence(sentence, sentence.index(word), None)) == found


def test_a_prediction_becomes_a_plan() -> None:
    """Parties, type, deadline and range are those of the row; nothing else is made up."""
    plan = plan_of_prediction(said(MAY), expected(), HERE, {})
    assert plan.question == "occurrence"
    assert plan.pairs == (("KEN", "UGA"),)
    assert plan.types == ("SANCTION",)
    assert (plan.low, plan.high, plan.by, plan.said_by) == (0.55, 0.85, "2023-05-31", "a diplomat")
    assert missing(plan) == ()


def test_no_deadline_is_made_up() -> None:
    """Without one there is no test, unless the tester reads one into it, and then the plan says so."""
    assert missing(plan_of_prediction(said(), expected(), HERE, {}))
    plan = plan_of_prediction(said(), expected(), HERE, {"horizons": (6,)})
    assert missing(plan) == ()
    assert plan.readings == ("horizons was set by the tester",)


@pytest.mark.parametrize("party", [None, actor("UNK"), actor("INT"), actor("IGO"), actor("")])
def test_who_is_no_country_is_no_party(party: Actor | None) -> None:
    """Where either side is unknown or no country there is nobody to test."""
    plan = plan_of_prediction(said(MAY), expected(recipient=party), HERE, {})
    assert plan.pairs == ()


def test_more_of_it_is_asked_in_both_directions() -> None:
    """Stronger cooperation between two is a change of both series."""
    sentence = Sentence("It could spur stronger cooperation.", 24, "2023-03-14")
    plan = plan_of_prediction(said(MAY), expected(type="COOPERATE"), sentence, {})
    assert plan.question == "change"
    assert plan.direction == "up"
    assert plan.pairs == (("KEN", "UGA"), ("UGA", "KEN"))
