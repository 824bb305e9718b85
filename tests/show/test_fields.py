"""Each kind of row tells its own fields, each followed by what decided it."""

from __future__ import annotations

from dataclasses import replace

from sayso.record import Actor, Reason, Span
from sayso.show.fields import because, days, fields, with_reasons, words
from tests.ledger.support import ARREST, CLOSE, ELODIE, FORESEEN, INNER, LED, OUTER, POLICE, SAILORS, TEXT, at

from .test_explain import told


def test_a_reason_names_words_and_rule() -> None:
    """The deciding words are quoted, the rule, dictionary row or head stands behind them."""
    assert because(Reason("certainty", "grades/may", at("may")), TEXT) == 'because  "may"  [grades/may]'
    assert because(Reason("certainty", "nothing"), TEXT) == "because  [nothing]"


def test_a_field_is_followed_by_its_own_reasons() -> None:
    """Each field has a line, with what decided it under it, and no other's reasons."""
    reasons = (Reason("said_by", "slot:subj", at("police")), Reason("status", "nothing"))
    assert list(with_reasons({"status": "happened", "said_by": "-", "date": "-"}, reasons, TEXT)) == [
        ("status", "happened"),
        ("", "because  [nothing]"),
        ("said by", "-"),
        ("", 'because  "police"  [slot:subj]'),
        ("date", "-"),
    ]


def test_an_event_tells_who_did_what_to_whom() -> None:
    """Every field of an event is told, empty ones as a dash."""
    lines = list(fields(told(ARREST)))
    for pair in (
        ("actor", "Tanzanian police (TZA COP)"),
        ("", 'because  "police"  [slot:subj]'),
        ("type", "COERCE, arrest (CAMEO 17)"),
        ("recipient", "Kenyan sailors (KEN)"),
        ("said by", "the article"),
        ("prediction", "no"),
        ("date", '2023-03-13 to 2023-03-13 ("on Monday")'),
        ("place", "Tanga (TZA)"),
        ("magnitude", "people: eleven; ships: a few"),
    ):
        assert pair in lines
    assert dict(lines)["probability"].startswith("0.75")
    assert ("place", "-") in list(fields(told(CLOSE)))


def test_a_claim_tells_who_says_what_and_how() -> None:
    """Source, speaker, cue and content are told in the article's words, with gaps as dots."""
    lines = list(fields(told(OUTER)))
    for pair in (
        ("source", "Élodie Ken"),
        ("speaker", "Élodie Ken"),
        ("cue", "told"),
        ("", 'because  "told"  [dictionary:tell]'),
        ("content", "Many worry ... that Kenya may close the border"),
        ("", "because  [frame:parataxis]"),
        ("kind", "indirect"),
        ("negated", "no"),
    ):
        assert pair in lines
    assert dict(lines)["probability"].startswith("0.90")
    inner = dict(fields(told(INNER)))
    assert (inner["speaker"], inner["negated"]) == ("-", "yes")


def test_a_claim_tells_which_dictionary_row_knows_its_speaker() -> None:
    """A speaker that a dictionary knows comes with the row; one that none knows, without."""
    known = replace(OUTER, speaker=replace(ELODIE, code="KEN GOV", row="people/elodie-ken"))
    assert ("", 'because  "Élodie Ken"  [people/elodie-ken]') in list(fields(told(known)))
    assert not any("Élodie Ken" in line for label, line in fields(told(OUTER)) if label == "")


def test_a_prediction_tells_what_is_expected_and_how_probable_its_words_are() -> None:
    """The event expected, the words, the range they stand for and whose it is, and until when."""
    lines = dict(fields(told(FORESEEN)))
    assert lines["event"] == f"{CLOSE.id[:8]}  Kenya (KEN): SANCTION close: -"
    assert lines["said by"] == "Élodie Ken"
    assert (lines["certainty"], lines["words"]) == ("possible", "may")
    assert lines["range"] == "0.20 to 0.60, from somebody (1999)"
    assert lines["by"] == '2023-03-14 to 2023-12-31 ("this year")'


def test_a_prediction_is_decided_by_what_decided_its_event() -> None:
    """A prediction has no reasons of its own: those of its event's certainty are told."""
    explained = told(FORESEEN)
    event = replace(CLOSE, reasons=(Reason("certainty", "modal:may", at("may")),))
    lines = list(fields(explained._replace(events={event.id: event})))
    place = lines.index(("certainty", "possible"))
    assert lines[place + 1] == ("", 'because  "may"  [modal:may]')


def test_a_relation_tells_both_sides_and_who_knows_them() -> None:
    """Subject, kind and object are told, with the dictionary rows that know the two."""
    assert list(fields(told(LED))) == [
        ("subject", "Tanzanian police (TZA COP)"),
        ("", f'because  "Tanzanian police"  [{POLICE.row}]'),
        ("kind", "leads"),
        ("object", "Kenyan sailors (KEN)"),
        ("", f'because  "Kenyan sailors"  [{SAILORS.row}]'),
        ("said by", "Élodie Ken"),
    ]


def test_nothing_in_a_field_steers_the_terminal() -> None:
    """Control characters of an article are spelled out in every kind of row."""
    bad = Actor("po\x1b[31mlice", "TZA COP", "x", Span(0, 3), "row\x1b")
    for row in (
        replace(ARREST, actor=bad),
        replace(OUTER, speaker=bad),
        replace(FORESEEN, words="may\x1b", origin="some\x1bbody"),
        replace(LED, subject=bad),
    ):
        assert not any("\x1b" in line for _, line in fields(told(row)))


def test_what_is_not_there_is_a_dash() -> None:
    """No words and no days are a dash, days without words stand alone."""
    assert (words((), TEXT), days(None)) == ("-", "-")
    assert FORESEEN.by is not None
    assert days(replace(FORESEEN.by, text="")) == "2023-03-14 to 2023-12-31"
