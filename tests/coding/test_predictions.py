"""Predictions: what is expected, how probable the words make it, and by when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.coding.predictions import code_predictions, find_horizon
from sayso.ontology.grades import load_grades
from sayso.record import Annotation, Article, Event, Prediction, Published, Reason, Span
from tests.coding.support import code_text

LEXICON = load_grades()
PUBLISHED = Published("2012-08-15", "day")  # a Wednesday


def article_of(text: str, published: Published = PUBLISHED) -> Article:
    """Return *text* as an article."""
    return Article("test", "test.txt", "0" * 64, "1" * 64, text, None, published, ())


def event_of(text: str, word: str = "attack", decides: str = "will") -> Event:
    """Return a predicted event named by *word* in *text*, a prediction because of the words *decides*."""
    start, decided = text.index(word), text.index(decides)
    reason = Reason("prediction", "modal:future", Span(decided, decided + len(decides)))
    return Event(
        id="e1",
        trigger=Span(start, start + len(word)),
        sentence=Span(0, len(text)),
        type="ASSAULT",
        mode=None,
        context=(),
        cameo="19",
        actor=None,
        recipient=None,
        status="future",
        certainty="certain",
        said_by=None,
        prediction=True,
        date=None,
        place=None,
        magnitude=(),
        probability=0.5,
        reasons=(reason,),
    )


def predicted(text: str, decides: str) -> Prediction:
    """Return the one prediction in *text*."""
    found = code_predictions(article_of(text), Annotation(()), [event_of(text, decides=decides)], LEXICON)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("by 2014", "2012-08-15", "2014-12-31"),
        ("before the end of 2013", "2012-08-15", "2013-12-31"),
        ("in 2014", "2014-01-01", "2014-12-31"),
        ("by June", "2012-08-15", "2013-06-30"),
        ("in March 2013", "2013-03-01", "2013-03-31"),
        ("in the coming weeks", "2012-08-15", "2012-10-10"),
        ("within weeks", "2012-08-15", "2012-10-10"),
        ("in the next few days", "2012-08-15", "2012-08-29"),
        ("within six months", "2012-08-15", "2013-02-15"),
        ("within the next 10 days", "2012-08-15", "2012-08-25"),
        ("next week", "2012-08-20", "2012-08-26"),
        ("next month", "2012-09-01", "2012-09-30"),
        ("next year", "2013-01-01", "2013-12-31"),
        ("by next year", "2012-08-15", "2013-12-31"),
        ("later this year", "2012-08-15", "2012-12-31"),
        ("by the end of the month", "2012-08-15", "2012-08-31"),
        ("on Friday", "2012-08-17", "2012-08-17"),
        ("by Monday", "2012-08-15", "2012-08-20"),
        ("tomorrow", "2012-08-16", "2012-08-16"),
    ],
)
def test_horizon_is_read_against_the_publication_date(phrase: str, start: str, end: str) -> None:
    """A phrase that tells by when becomes the days it stands for, with its words."""
    text = f"Rebels will attack {phrase}."
    found = find_horizon(article_of(text), event_of(text))
    assert found is not None
    assert (found.start, found.end, found.text) == (start, end, phrase)


@pytest.mark.parametrize(
    "text", ["Rebels will attack soon.", "Rebels will attack.", "Since 2010 rebels will attack."]
)
def test_no_horizon_where_the_text_tells_none(text: str) -> None:
    """The word "soon", nothing, or a time gone by leave the horizon open."""
    assert find_horizon(article_of(text), event_of(text)) is None


@pytest.mark.parametrize("published", [Published(), Published("2012-01-01", "year")])
def test_no_horizon_where_the_day_of_publication_is_unknown(published: Published) -> None:
    """The "next week" of an undated article means no known week."""
    text = "Rebels will attack next week."
    assert find_horizon(article_of(text, published), event_of(text)) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Rebels will attack the town on Friday.", "2012-08-17"),
        ("On Friday rebels will attack the town.", "2012-08-17"),
        ("Rebels will attack the town, a minister said on Friday.", None),
        ("In an interview published Friday, the minister said rebels will attack the town.", None),
        ("Rebels will attack the town, as they did in July.", None),
        ("Rebels will attack the town after next week's vote.", None),
    ],
)
def test_a_day_of_something_else_is_no_horizon(text: str, end: str | None) -> None:
    """What dates a saying, a past deed or another noun tells nothing of when the event comes."""
    found = [one for one in code_text(text, "2012-08-15").predictions if text[slice(*one.span)] == "attack"]
    assert [one.by.end if one.by else None for one in found] == [end]


def test_nearest_of_several_horizons_counts() -> None:
    """Of two phrases in a sentence the one beside the event's word is its horizon."""
    text = "Rebels will attack next month, and an election is due by 2014."
    found = find_horizon(article_of(text), event_of(text))
    assert found is not None
    assert found.text == "next month"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Rebels are very likely to attack.", "very likely", (0.80, 0.95, "ICD-203")),
        ("Rebels are likely to attack.", "likely", (0.55, 0.80, "ICD-203")),
        ("Rebels could attack.", "could", (0.05, 0.80, "sayso")),
        ("Rebels will attack.", "will", (0.80, 0.99, "sayso")),
        ("Rebels, on the brink, attack.", "brink", (0.20, 0.95, "sayso")),
    ],
)
def test_words_of_probability_become_a_range(
    text: str, words: str, expected: tuple[float, float, str]
) -> None:
    """The deciding words give a range with its origin; a bare "could" stays wide, unknown words wider."""
    found = predicted(text, words.rsplit(maxsplit=1)[-1])
    assert found.words == words
    assert (found.low, found.high, found.origin) == expected


def test_only_predictions_are_coded() -> None:
    """An event that nobody predicts gives no prediction."""
    text = "Rebels will attack."
    event = replace(event_of(text), prediction=False, status="happened")
    assert code_predictions(article_of(text), Annotation(()), [event], LEXICON) == ()


def test_ids_derive_from_content() -> None:
    """The same text gives the same id, another event another."""
    text = "Rebels will attack."
    one, other = event_of(text), replace(event_of(text), id="e2")
    found = code_predictions(article_of(text), Annotation(()), [one, other, one], LEXICON)
    assert found[0].id == found[2].id != found[1].id


def test_every_range_is_a_range() -> None:
    """Each word of probability in the lexicon has an interval within 0 and 1, and says where it is from."""
    for row in LEXICON.likelihoods.values():
        assert 0 <= row.low < row.high <= 1, row
        assert row.origin in ("ICD-203", "Kent", "IPCC", "sayso"), row
