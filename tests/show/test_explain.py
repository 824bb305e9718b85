"""An explanation names the words and rules that decided, and the chain of sources."""

from __future__ import annotations

from dataclasses import replace

from sayso.record import Actor, Claim, Reason, Said, Span
from sayso.show.explain import because, chain, fields, laid_out, passage

from .test_table import event

TEXT = "It rained. Many worry, Gill told reporters, that Kenya may close the border. The sun came out."
SENTENCE = Span(11, 76)
TRIGGER = Span(59, 64)
OUTER = Claim("outer000aa", "indirect", (Span(23, 27),), (Span(28, 32),), (Span(11, 21),), None, None, 0.9)
INNER = replace(OUTER, id="inner000bb", source=(Span(11, 15),), cue=(Span(16, 21),), parent="outer000aa")


def test_the_sentence_stands_between_its_neighbours() -> None:
    """What stands before and after is shown on lines of its own, the trigger in brackets."""
    assert passage(TEXT, SENTENCE, TRIGGER).splitlines() == [
        "... It rained.",
        "Many worry, Gill told reporters, that Kenya may [close] the border.",
        "The sun came out. ...",
    ]


def test_a_reason_names_words_and_rule() -> None:
    """The deciding words are quoted, the rule, dictionary row or head stands behind them."""
    assert because(Reason("certainty", "grades/may", Span(55, 58)), TEXT) == 'because  "may"  [grades/may]'


def test_every_field_is_followed_by_its_reasons() -> None:
    """Each field has a line, with what decided it under it; empty ones are a dash."""
    actor = Actor("Kenya", "KEN", "KEN", Span(49, 54), "countries/KEN")
    reasons = (Reason("actor", "countries/KEN", Span(49, 54)),)
    lines = list(fields(event(actor=actor, reasons=reasons), TEXT))
    place = lines.index(("actor", "Kenya (KEN)"))
    assert lines[place + 1] == ("", 'because  "Kenya"  [countries/KEN]')
    assert ("date", "-") in lines


def test_sources_are_told_from_the_nearest_outwards() -> None:
    """A nested claim is followed by the one it stands in, and last by the article."""
    found = event(said_by=Said("Many", "UNK", INNER.id))
    told = list(chain(found, {one.id: one for one in (OUTER, INNER)}, TEXT))
    assert told == [
        ("source inner000", 'Many: "worry" (indirect)'),
        ("source outer000", 'Gill: "told" (indirect)'),
        ("source", "the article itself"),
    ]


def test_an_event_on_nobodys_word_is_the_articles() -> None:
    """Where nobody else says so, the chain is the article alone."""
    assert list(chain(event(said_by=None), {}, TEXT)) == [("source", "the article itself")]


def test_lines_fit_the_terminal(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Long texts are wrapped under their own column."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = list(laid_out([("label", "word " * 40)]))
    assert len(lines) > 3
    assert max(map(len, lines)) <= 60
    assert all(line.startswith(" " * 17) for line in lines[1:])
