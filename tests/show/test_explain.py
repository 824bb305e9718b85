"""An explanation shows the sentence, the chain of sources and where a row came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.explanation import Explained, explain
from sayso.ledger.store import open_ledger
from sayso.record import Claim, Event, Prediction, Relation, Said, Span
from sayso.show.explain import chain, explanation, heading, laid_out, mark, origin, passage, sources
from tests.ledger.support import ARREST, CLOSE, FORESEEN, INNER, LED, OUTER, RUN, filled
from tests.ledger.support import TEXT as ARTICLE

Row = Claim | Event | Prediction | Relation
TEXT = "It rained. Many worry, Gill told reporters, that Kenya may close the border. The sun came out."
SENTENCE = Span(11, 76)
TRIGGER = Span(59, 64)


def told(row: Row) -> Explained:
    """Return an explanation of *row*, from the hand-built article of the ledger's tests."""
    return Explained(
        row=row,
        sentence=None,
        claims={one.id: one for one in (OUTER, INNER)},
        events={one.id: one for one in (ARREST, CLOSE)},
        text=ARTICLE,
        sha256="digest",
        doc_id="ferry",
        published=None,
        address="fer\x1bry.txt",
        run=RUN,
    )


def test_the_sentence_stands_between_its_neighbours() -> None:
    """What stands before and after is shown on lines of its own, the trigger in brackets."""
    assert passage(TEXT, SENTENCE, TRIGGER).splitlines() == [
        "... It rained.",
        "Many worry, Gill told reporters, that Kenya may [close] the border.",
        "The sun came out. ...",
    ]


def test_words_beyond_their_sentence_are_shown_whole() -> None:
    """Marked words that run past the sentence, or stand in none, are neither cut nor shown twice."""
    assert passage(TEXT, Span(0, 10), Span(3, 22)).splitlines()[0] == "It [rained. Many worry,]"
    assert passage(TEXT, None, TRIGGER).splitlines()[1] == "[close]"


@pytest.mark.parametrize(
    ("row", "head", "marked"),
    [
        (ARREST, f"COERCE {ARREST.id}", "arrested"),
        (INNER, f"claim {INNER.id}", "worry"),
        (FORESEEN, f"prediction {FORESEEN.id}", "close"),
        (LED, f"relation {LED.id}", ARTICLE.splitlines()[0]),
    ],
)
def test_each_kind_of_row_has_its_heading_and_its_mark(row: Row, head: str, marked: str) -> None:
    """A heading names kind and id; the words that make the row are marked in its sentence."""
    assert heading(told(row)) == head
    assert ARTICLE[slice(*mark(told(row)))] == marked


def test_a_claim_without_a_cue_is_marked_by_its_content() -> None:
    """A quotation that no word of saying attributes is found by what it says."""
    bare = replace(INNER, cue=())
    assert ARTICLE[slice(*mark(told(bare)))] == "Kenya may close the border"


def test_sources_are_told_from_the_nearest_outwards() -> None:
    """A nested claim is followed by the one it stands in, and last by the article."""
    nested = [
        ("source c0000000", 'Many: "worry" (indirect, negated)'),
        ("source c0000000", 'Élodie Ken: "told" (indirect)'),
        ("source", "the article itself"),
    ]
    assert list(sources(told(CLOSE))) == nested
    assert list(sources(told(INNER))) == nested
    assert list(sources(told(FORESEEN))) == nested
    assert list(sources(told(LED))) == nested[1:]


def test_an_event_on_nobodys_word_is_the_articles() -> None:
    """Where nobody else says so, the chain is the article alone."""
    assert list(chain(None, {}, TEXT)) == [("source", "the article itself")]


def test_who_tells_it_without_a_claim_is_named() -> None:
    """What an event of the same sentence tells has a source, though no claim attributes it."""
    assert list(chain(Said("Gill", "KEN GOV", None), {}, TEXT)) == [
        ("source", "Gill (KEN GOV)"),
        ("source", "the article itself"),
    ]


def test_the_origin_names_article_run_and_model() -> None:
    """Article, day, file, digest, run and model are told, and nothing of them steers the terminal."""
    lines = dict(origin(told(LED)))
    assert lines["article"] == "ferry, published on an unknown day"
    assert lines["read from"] == r"fer\x1bry.txt"
    assert lines["text"] == "sha256 digest"
    assert RUN.id in lines["run"]
    assert lines["model"] == f"sha256 {RUN.model}"


@pytest.mark.parametrize("row", [ARREST, CLOSE, OUTER, INNER, FORESEEN, LED])
def test_every_kind_of_row_is_explained_from_the_ledger(row: Row, tmp_path: Path) -> None:
    """Heading, sentence, fields, sources and origin follow each other, whatever the row."""
    with open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        lines = list(explanation(explain(ledger, row.id)))
    assert row.id in lines[0]
    assert "[" in "".join(lines)
    assert any("the article itself" in line for line in lines)
    assert lines[-1].endswith(RUN.model)
    assert lines.count("") == 4


def test_lines_fit_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long texts are wrapped under their own column."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = list(laid_out([("label", "word " * 40)]))
    assert len(lines) > 3
    assert max(map(len, lines)) <= 60
    assert all(line.startswith(" " * 17) for line in lines[1:])
