"""What is written into a ledger comes out as it went in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger import query
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.record import (
    Actor,
    Annotation,
    Claim,
    Coded,
    Event,
    Interval,
    Magnitude,
    Prediction,
    Reason,
    Relation,
    Said,
    Sentence,
    Span,
    Where,
)

from .support import RUN, article, coded, filled

# Any character (NUL, quotes, breaks, emoji) but halves of characters, which no text holds.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SHARES = st.floats(0, 1)


def optional(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Return a strategy that gives None as well."""
    return st.none() | strategy


@st.composite
def codings(draw: st.DrawFn) -> Coded:
    """Draw an article with rows of every kind, each field with any value that it can have."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    ends = st.integers(0, len(text))
    spans = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    several = st.lists(spans, max_size=3).map(tuple)
    actors = st.builds(Actor, WORDS, WORDS, WORDS, spans, WORDS)
    reasons = st.lists(st.builds(Reason, WORDS, WORDS, optional(spans)), max_size=3).map(tuple)
    days = st.builds(Interval, WORDS, WORDS, WORDS)
    claims: list[Claim] = []
    for number in range(draw(st.integers(0, 3))):
        claims.append(
            draw(
                st.builds(
                    Claim,
                    id=st.just(f"c{number}"),
                    source=several,
                    cue=several,
                    content=several,
                    speaker=optional(actors),
                    parent=st.sampled_from([None, *(one.id for one in claims)]),
                    probability=SHARES,
                    reasons=reasons,
                )
            )
        )
    said = st.builds(Said, WORDS, WORDS, st.sampled_from([one.id for one in claims])) if claims else st.none()
    magnitudes = st.builds(Magnitude, WORDS, optional(NUMBERS), NUMBERS, optional(NUMBERS), WORDS)
    events = [
        draw(
            st.builds(
                Event,
                id=st.just(f"e{number}"),
                trigger=spans,
                sentence=spans,
                type=WORDS,
                mode=optional(WORDS),
                context=st.lists(WORDS, max_size=2).map(tuple),
                cameo=WORDS,
                actor=optional(actors),
                recipient=optional(actors),
                said_by=optional(said),
                date=optional(days),
                place=optional(st.builds(Where, WORDS, WORDS, spans)),
                magnitude=st.lists(magnitudes, max_size=2).map(tuple),
                probability=SHARES,
                reasons=reasons,
            )
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    predictions = [
        draw(
            st.builds(
                Prediction,
                id=st.just(f"p-{event.id}"),
                event=st.just(event.id),
                span=spans,
                said_by=optional(said),
                words=WORDS,
                low=SHARES,
                high=SHARES,
                origin=WORDS,
                by=optional(days),
            )
        )
        for event in events
    ]
    relations = draw(
        st.lists(
            st.builds(Relation, WORDS.map("r{}".format), WORDS, actors, actors, spans, optional(said)),
            max_size=2,
            unique_by=lambda one: one.id,
        )
    )
    sentences = draw(st.lists(spans, max_size=2).map(sorted))
    annotation = Annotation(tuple(Sentence(span, 0, ()) for span in sentences))
    return Coded(
        article(text), annotation, tuple(claims), tuple(events), tuple(predictions), tuple(relations)
    )


def kept(one: Coded, path: Path) -> Coded:
    """Return *one* with the rows that a ledger at *path* gives back for it."""
    with open_ledger(filled(path, one), create=False) as ledger:
        assert verify_ledger(ledger)[1] == ()
        return replace(one, **query.rows_of(ledger, one.article.sha256)._asdict())


@settings(max_examples=40, deadline=None)
@given(codings())
def test_any_record_comes_back_equal(one: Coded) -> None:
    """Claims, events, predictions and relations are equal to those written, and the ledger is whole."""
    with tempfile.TemporaryDirectory() as folder:
        assert kept(one, Path(folder) / "my.ledger") == one


def test_the_hand_built_article_comes_back_equal(tmp_path: Path) -> None:
    """Spans, reasons, magnitudes, parents and everything else are as they were."""
    assert kept(coded(), tmp_path / "my.ledger") == coded()


def test_of_rows_with_one_id_the_first_is_kept(tmp_path: Path) -> None:
    """What is one row by its id is written once, with its numbers, spans and reasons."""
    (arrest, close) = coded().events
    twice = replace(coded(), events=(arrest, close, replace(arrest, status="wanted")))
    assert kept(twice, tmp_path / "my.ledger") == coded()


def test_halves_of_characters_in_a_name_do_no_harm(tmp_path: Path) -> None:
    """A file name that is not UTF-8 gives an address that can be stored, and found again."""
    named = replace(coded().article, address="caf\udce9.txt", doc_id="caf\udce9")
    path = filled(tmp_path / "my.ledger", replace(coded(), article=named))
    with open_ledger(path) as ledger:
        assert ledger.add(replace(coded(), article=named), RUN) == 0
        assert [one.doc_id for one in query.events(ledger, {"doc": "caf\udce9", "limit": 1})] == ["caf\ufffd"]
        assert verify_ledger(ledger)[1] == ()
