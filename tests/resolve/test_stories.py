"""Which mentions of events make up one story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from sayso.record import Said
from sayso.resolve.stories import Party, Telling, group

POLICE = Party("Tanzanian police", "TZA COP", "TZA COP/police")
TANZANIA = Party("Tanzania", "TZA", "countries/TZA")
ARMY = Party("Tanzanian soldiers", "TZA MIL", "TZA MIL/soldiers")
SAILORS = Party("Kenyan sailors", "KEN", "KEN/sailors")
MONDAY, TUESDAY, WEDNESDAY = (date(2023, 3, day) for day in (13, 14, 15))
ONE = Telling(
    id="a1",
    article="art1",
    doc_id="ferry",
    report="art1",
    type="COERCE",
    actor=POLICE,
    recipient=SAILORS,
    first=MONDAY,
    last=MONDAY,
    dated=True,
    place=None,
    country=None,
    status="happened",
    certainty="certain",
    said_by=None,
)
OTHER = replace(ONE, id="b2", article="art2", doc_id="denial", report="art2")


def on(day: date | None, one: Telling = OTHER, dated: bool = True, last: date | None = None) -> Telling:
    """Return *one* on another *day*, its own or (not *dated*) that of its article."""
    return replace(one, first=day, last=last or day, dated=dated)


def together(*mentions: Telling) -> bool:
    """Return whether *mentions* are one story, having seen that their order does not matter."""
    results = {tuple(story.id for story in group(order)) for order in permutations(mentions)}
    assert len(results) == 1
    return len(results.pop()) == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (OTHER, "all is the same"),
        (on(TUESDAY), "a day apart"),
        (on(date(2023, 3, 16), dated=False), "the day of an article may lie farther off"),
        (on(MONDAY, last=WEDNESDAY), "days that overlap"),
        (replace(OTHER, actor=TANZANIA), "a role that is not told"),
        (replace(OTHER, recipient=Party("a crew", "KEN", "KEN/crew")), "words"),
        (replace(OTHER, status="future", certainty="possible"), "another status"),
        (replace(OTHER, place="Tanga", country="TZA"), "a place that is not told"),
        (on(None, replace(OTHER, report="art1"), dated=False), "no day, in one report"),
    ],
)
def test_mentions_of_one_deed_are_one_story(other: Telling, why: str) -> None:
    """What fits is grouped, across reports."""
    assert together(ONE, other), why


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (replace(OTHER, type="ASSAULT"), "another type"),
        (on(WEDNESDAY), "two days apart"),
        (on(date(2023, 3, 17), dated=False), "an article four days later"),
        (on(None, dated=False), "no day, in another report"),
        (on(date(2023, 3, 1), last=date(2023, 3, 31)), "some time in a month"),
        (replace(OTHER, actor=ARMY), "another role"),
        (replace(OTHER, actor=SAILORS, recipient=POLICE), "the other way round"),
        (replace(OTHER, recipient=None), "a party that is missing"),
    ],
)
def test_mentions_of_two_deeds_are_two_stories(other: Telling, why: str) -> None:
    """What contradicts is kept apart."""
    assert not together(ONE, other), why


@pytest.mark.parametrize(
    ("place", "other", "one"),
    [
        (("Tanga", "TZA"), ("Mombasa", "KEN"), False),
        (("Tanga", None), ("Lindi", None), False),
        (("Tanga", None), ("tanga", None), True),
        (("Tanga", None), ("Tanzania", "TZA"), True),
    ],
)
def test_places_do_not_contradict(
    place: tuple[str, str | None], other: tuple[str, str | None], one: bool
) -> None:
    """Two countries contradict each other, and words for two places of unknown country."""
    there = replace(ONE, place=place[0], country=place[1])
    assert together(there, replace(OTHER, place=other[0], country=other[1])) is one


def test_no_chain_of_days_makes_a_story() -> None:
    """Monday and Wednesday are not joined by Tuesday, with the day that is alone left to itself."""
    stories = group([on(WEDNESDAY, replace(ONE, id="c3")), ONE, on(TUESDAY)])
    assert [[one.id for one in story.mentions] for story in stories] == [["a1", "b2"], ["c3"]]


def test_a_role_that_is_not_told_does_not_join_two_that_are() -> None:
    """Police and army stay apart, though each may be who "Tanzania" is."""
    assert not together(ONE, replace(OTHER, actor=ARMY), replace(OTHER, id="c3", actor=TANZANIA))


@pytest.mark.parametrize(
    ("party", "across"),
    [
        (Party("the rebels", "UNK REB", "UNK REB/the rebels"), False),
        (Party("a diplomat", "INT GOV", "INT GOV/a diplomat"), False),
        (Party("the UN", "IGO", "bodies/un"), True),
        (None, True),
    ],
)
def test_who_is_vague_is_the_same_within_one_report_only(party: Party | None, across: bool) -> None:
    """Rebels of two reports may be two groups; an organisation is one, and no recipient is none."""
    here, there = replace(ONE, recipient=party), replace(OTHER, recipient=party)
    assert together(here, there) is across
    assert together(here, replace(there, report=here.report))


def test_without_any_party_only_one_report_is_a_story() -> None:
    """Two reports of an arrest, nobody named, are two."""
    assert not together(replace(ONE, actor=None, recipient=None), replace(OTHER, actor=None, recipient=None))


def test_organisations_are_told_apart() -> None:
    """Two organisations share a code and are two."""
    nations, union = (Party(name, "IGO", f"bodies/{name}") for name in ("un", "au"))
    assert not together(replace(ONE, actor=nations), replace(OTHER, actor=union))


def test_a_story_keeps_what_its_mentions_contradict() -> None:
    """Happened and did not happen are one story, disputed, with every status, certainty and source."""
    said = Said("a minister", "TZA GOV", "c1")
    denied = replace(OTHER, status="not_happened", certainty="probable", said_by=said)
    again = replace(denied, id="c3", said_by=replace(said, claim="c2"))
    (story,) = group([denied, ONE, again])
    assert story.disputed
    assert story.statuses == ("happened", "not_happened")
    assert story.certainties == ("certain", "probable")
    assert story.sources == (None, replace(said, claim="c2"))
    assert not group([ONE])[0].disputed


def test_a_story_counts_at_three_levels() -> None:
    """Three mentions in two articles that are copies are one report."""
    copy = replace(OTHER, report=ONE.report)
    (story,) = group([ONE, replace(ONE, id="a2"), copy])
    assert (len(story.mentions), len(story.articles), len(story.reports)) == (3, 2, 1)


def test_the_id_of_a_story_is_that_of_its_mentions() -> None:
    """It changes with a mention more, and with nothing else."""
    assert group([ONE])[0].id == group([on(TUESDAY, ONE)])[0].id != group([ONE, OTHER])[0].id


def test_an_undated_mention_joins_the_nearest_day() -> None:
    """Of two stories that it fits, the nearer one takes it."""
    later = on(WEDNESDAY, replace(ONE, id="c3"))
    stories = group([ONE, later, on(WEDNESDAY, dated=False)])
    assert [[one.id for one in story.mentions] for story in stories] == [["a1"], ["c3", "b2"]]
    assert [story.days for story in stories] == [(MONDAY, MONDAY), (WEDNESDAY, WEDNESDAY)]


def test_the_tolerance_can_be_set() -> None:
    """Three days may be near enough, or none."""
    assert len(group([ONE, on(WEDNESDAY)], near=2)) == 1
    assert len(group([ONE, on(TUESDAY)], near=0)) == 2
