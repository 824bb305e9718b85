"""What differs between two ledgers is found, row by row and field by field, with its cause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.diff import Changed, compared
from sayso.ledger.sides import Side, of_run, of_version
from sayso.ledger.store import open_ledger
from sayso.problems import Failure
from sayso.record import Actor, Coded, Reason, Run, Span

from .support import ARREST, CLOSE, INNER, OUTER, RUN, TEXT, article, at, coded, filled, other_run


def changed(tmp_path: Path, a: Coded, b: Coded, run: Run = RUN) -> list[Changed]:
    """Return what differs between a ledger of *a* and one of *b*, coded by *run*."""
    paths = filled(tmp_path / "a.ledger", a), filled(tmp_path / "b.ledger", b, run=run)
    with open_ledger(paths[0]) as one, open_ledger(paths[1]) as two:
        articles, found = compared((Side(one), Side(two)))
        listed = list(found)
    assert articles == len({a.article.doc_id, b.article.doc_id})
    return listed


def fields(found: list[Changed]) -> dict[str, tuple[object, object]]:
    """Return the fields of the one row that differs, by name."""
    ((row,),) = (one.rows for one in found)
    return {one.name: (one.a, one.b) for one in row.fields}


def test_the_same_rows_do_not_differ(tmp_path: Path) -> None:
    """Another run, version and order of articles make no difference where the rows are the same."""
    assert changed(tmp_path, coded(), coded(), replace(other_run("second", "0.2.0"), host="there")) == []


def test_a_field_that_differs_is_told_with_what_decided(tmp_path: Path) -> None:
    """The dictionary row differs, as does the code that follows from it; the reasons stand beside them."""
    assert ARREST.actor is not None
    other = replace(ARREST.actor, code="KEN COP", row="mine/police")
    why = (replace(ARREST.reasons[1], by="slot:subj + mine/police"),)
    event = replace(ARREST, actor=other, reasons=(ARREST.reasons[0], *why, ARREST.reasons[2]))
    found = changed(tmp_path, coded(), replace(coded(), events=(event, CLOSE)))
    assert fields(found) == {
        "actor_code": ("TZA COP", "KEN COP"),
        "actor_row": ("countries/TZA + roles/police", "mine/police"),
    }
    assert {(one.by_a, one.by_b) for one in found[0].rows[0].fields} == {
        ("slot:subj", "slot:subj + mine/police")
    }
    assert (found[0].rows[0].a, found[0].rows[0].words) == (ARREST.id, "arrested")
    assert found[0].causes == ()


def test_what_stands_beside_a_row_is_compared(tmp_path: Path) -> None:
    """Words, numbers and reasons of a row differ as well."""
    other = replace(ARREST, magnitude=(), reasons=(*ARREST.reasons[1:], Reason("type", "core:event", None)))
    assert ARREST.recipient is not None
    moved = replace(other, recipient=replace(ARREST.recipient, span=at("sailors")))
    found = fields(changed(tmp_path, coded(), replace(coded(), events=(moved, CLOSE))))
    assert set(found) == {"words of recipient", "words of magnitude", "reason of type"}
    assert found["reason of type"] == ("dictionary:arrest", "core:event")
    assert found["words of recipient"][1] == (("sailors", *at("sailors")),)


def test_a_row_of_another_id_on_the_same_words_is_the_same_row(tmp_path: Path) -> None:
    """An event of another type has another id, and is paired by its trigger."""
    found = changed(
        tmp_path, coded(), replace(coded(), events=(replace(ARREST, id="e9", type="ASSAULT"), CLOSE))
    )
    assert fields(found) == {"type": ("COERCE", "ASSAULT")}
    assert (found[0].rows[0].a, found[0].rows[0].b) == (ARREST.id, "e9")


def test_rows_of_one_side_are_told(tmp_path: Path) -> None:
    """A relation that only the first has, and an event that only the second has."""
    more = replace(ARREST, id="e9", trigger=at("worry"))
    a, b = replace(coded(), events=(CLOSE,)), replace(coded(), events=(CLOSE, more), relations=())
    (found,) = changed(tmp_path, a, b)
    assert [(one.kind, one.a, one.b, one.words) for one in found.rows] == [
        ("event", None, "e9", "worry"),
        ("relation", coded().relations[0].id, None, TEXT.split("\n", maxsplit=1)[0]),
    ]


@pytest.mark.parametrize(
    ("run", "what"),
    [
        (other_run("second", "0.2.0"), "version"),
        (replace(RUN, id="second", model="other"), "model"),
        (replace(RUN, id="second", settings='{"threads": 2}'), "settings: threads"),
        (replace(RUN, id="second", settings="no JSON"), "settings: all"),
    ],
)
def test_what_differs_of_the_run_is_a_cause(tmp_path: Path, run: Run, what: str) -> None:
    """Version, model and each setting are named where they are not the same."""
    (found,) = changed(tmp_path, coded(), replace(coded(), relations=()), run)
    assert what in [one.what for one in found.causes]


def test_another_text_at_the_same_address_is_the_same_article(tmp_path: Path) -> None:
    """Its text is a cause; rows whose words are the same are no difference, though their places moved."""
    text = "Late news. " + TEXT
    moved = replace(coded(), article=article(text))
    shift = len("Late news. ")

    def later(span: Span) -> Span:
        return Span(span.start + shift, span.end + shift)

    actor = replace(ARREST.actor or Actor("", "", "", Span(0, 0)), span=later(at("Tanzanian police")))
    event = replace(
        ARREST, id="e9", trigger=later(ARREST.trigger), sentence=later(ARREST.sentence), actor=actor,
        recipient=None, place=None, reasons=(), status="wanted",
    )  # fmt: skip
    b = replace(moved, annotation=replace(coded().annotation, sentences=()), claims=(), events=(event,))
    a = replace(coded(), claims=(), events=(replace(ARREST, recipient=None, place=None, reasons=()),))
    a, b = (replace(one, predictions=(), relations=()) for one in (a, b))
    found = changed(tmp_path, a, b)
    assert [one.what for one in found[0].causes] == ["text"]
    assert fields(found) == {"status": ("happened", "wanted")}


def test_an_article_of_one_side_is_told(tmp_path: Path) -> None:
    """With the number of its rows and no cause."""
    found = changed(tmp_path, coded(), coded(f"{TEXT}More.\n", "more"))
    assert [(one.document, one.address_a, one.address_b, one.only) for one in found] == [
        ("ferry", "ferry.txt", None, 6),
        ("more", None, "more.txt", 6),
    ]


def test_runs_and_versions_of_one_ledger_are_compared(tmp_path: Path) -> None:
    """A run has what its recipe has coded, a version its latest codings; names are beginnings of ids."""
    path = filled(tmp_path / "my.ledger")
    second = replace(coded(), claims=(OUTER, replace(INNER, negated=False)))
    filled(path, second, run=other_run("second", "0.2.0"))
    filled(path, coded(f"{TEXT}More.\n", "more"), run=other_run("third"))
    with open_ledger(path) as ledger:
        for sides in (
            (of_run(ledger, "thi"), of_run(ledger, "sec")),
            (of_version(ledger, "0.1.0"), of_version(ledger, "0.2.0")),
        ):
            articles, found = compared(sides)
            both, alone = found
            assert (articles, [one.what for one in both.causes]) == (2, ["version"])
            assert fields([both]) == {"negated": (1, 0)}
            assert (alone.document, alone.address_b) == ("more", None)
        assert list(compared((of_run(ledger, "run"), of_run(ledger, "thi")))[1]) == []


@pytest.mark.parametrize(("run", "code"), [("zz", "S323"), ("", "S324")])
def test_a_run_that_is_not_there_is_a_problem(tmp_path: Path, run: str, code: str) -> None:
    """As is one of several, and a version that coded nothing."""
    path = filled(tmp_path / "my.ledger")
    filled(path, replace(coded(), relations=()), run=other_run("second", "0.2.0"))
    with open_ledger(path) as ledger:
        with pytest.raises(Failure, match=code):
            of_run(ledger, run)
        with pytest.raises(Failure, match=r"S323.*version 9"):
            of_version(ledger, "9")
