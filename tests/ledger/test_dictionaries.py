"""Dictionary rows that a ledger names are there, and sources are what was coded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from sayso.ledger import dictionaries
from sayso.ledger.dictionaries import unknown_rows
from sayso.ledger.sources import changed_sources
from sayso.ledger.store import open_ledger
from sayso.ontology.rows import shipped_rows
from sayso.read.sources import find_sources
from sayso.record import Coded, Reason, Run, Source
from sayso.settings import Settings

from .support import ARREST, FIRST, RUN, TEXT, coded, filled

HERE = replace(RUN, version=version("sayso"), settings=json.dumps({"actors": [{"path": "x/mine.yaml"}]}))


@pytest.fixture(autouse=True, scope="module")
def _read_once() -> Iterator[None]:
    """Read the dictionaries once for all tests: that takes most of the time of each."""
    shipped = shipped_rows()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dictionaries, "shipped_rows", lambda: shipped)
        yield


def named(row: str, by: str = "core:event") -> Coded:
    """Return an article with an arrest that rests on the dictionary row *row*, decided *by*."""
    assert ARREST.actor is not None
    actor = replace(ARREST.actor, row=row)
    event = replace(ARREST, actor=actor, recipient=None, reasons=(Reason("type", by),))
    return replace(coded(), claims=(), events=(event,), predictions=(), relations=())


def unknown(tmp_path: Path, one: Coded, run: Run = HERE) -> list[str]:
    """Return what is said of the dictionary rows in a ledger of *one*."""
    with open_ledger(filled(tmp_path / "my.ledger", one, run=run)) as ledger:
        return [f"{found.code} {found.what}" for found in unknown_rows(ledger)]


@pytest.mark.parametrize(
    ("row", "by"),
    [
        ("", "core:event"),
        ("countries/TZA#names", "dictionary:verbs/coerce#arrest.verb"),
        ("roles/heads:government + countries/KEN#adjective", "slot:subj + people/vladimir-putin"),
        ("core/role + context/country", "claim:c0000000000000a1"),
        ("mine/police", "core:actor + mine/police"),
        ("countries/TZA#names", "grades#wanted:have to"),
        ("countries/TZA#names", "negation"),
    ],
)
def test_rows_that_are_there_are_passed_over(tmp_path: Path, row: str, by: str) -> None:
    """Shipped rows, rows of a list that the run was given, and rules that are no rows."""
    assert unknown(tmp_path, named(row, by)) == []


@pytest.mark.parametrize(
    ("row", "by", "told"),
    [
        ("people/nobody", "core:event", "people/nobody (see e1000000000000a1)"),
        ("countries/KEN#names + yours/police", "core:event", "yours/police"),
        ("countries/KEN#names", "dictionary:verbs/coerce#tickle.verb", "verbs/coerce#tickle.verb"),
        ("countries/KEN#names", "slot:subj + countries/XXX#names", "countries/XXX#names"),
    ],
)
def test_rows_that_are_nowhere_are_told(tmp_path: Path, row: str, by: str, told: str) -> None:
    """S325 names them, and a row of the ledger that rests on each."""
    (found,) = unknown(tmp_path, named(row, by))
    assert found.startswith("S325")
    assert told in found


def test_another_version_had_other_dictionaries(tmp_path: Path) -> None:
    """Nothing is said of the rows of its runs."""
    assert unknown(tmp_path, named("people/nobody"), replace(HERE, version="0.0.1")) == []


def test_many_rows_make_one_message(tmp_path: Path) -> None:
    """The commonest are named and the others counted."""
    (found,) = unknown(tmp_path, named(" + ".join(f"people/nobody-{number}" for number in range(9))))
    assert "and 6 more" in found


def test_sources_that_changed_are_told(tmp_path: Path) -> None:
    """Another content and a file that is gone are S326; addresses and standard input are passed over."""
    same, other = tmp_path / "same.txt", tmp_path / "other.txt"
    for path in (same, other):
        path.write_text("as it was")
    digest = hashlib.sha256(b"as it was").hexdigest()
    articles = [
        replace(
            coded(f"{coded().article.text}{name}\n", str(number)),
            article=replace(
                coded(f"{coded().article.text}{name}\n", str(number)).article,
                address=str(name),
                source_sha256=digest,
            ),
        )
        for number, name in enumerate((same, other, tmp_path / "gone.txt", "https://example.org/a", "-"))
    ]
    other.write_text("as it is now")
    with open_ledger(filled(tmp_path / "my.ledger", *articles)) as ledger:
        found = {Path(one.where).name: one.what for one in changed_sources(ledger)}
    assert set(found) == {"other.txt", "gone.txt"}
    assert hashlib.sha256(b"as it is now").hexdigest() in found["other.txt"]
    assert "cannot be read" in found["gone.txt"]


def test_articles_within_a_file_are_looked_for_in_there(tmp_path: Path) -> None:
    """Whatever else the file holds; what is gone from it, or changed, is told by its address."""
    table = tmp_path / "some#table.csv"
    table.write_text(f"id,text\na,{FIRST}\nb,{FIRST} And more.\nc,{FIRST} And other.\n")
    found = [one for one in find_sources([str(table)], Settings()) if isinstance(one, Source)]
    articles = [
        replace(coded(f"{TEXT}{one.sha256}\n").article, address=one.address, source_sha256=one.sha256)
        for one in found
    ]
    stdin = replace(coded(TEXT, "stdin").article, address="-#1")
    made = [replace(coded(one.text), article=one) for one in (*articles, stdin)]
    with open_ledger(filled(tmp_path / "my.ledger", *made)) as ledger:
        assert list(changed_sources(ledger)) == []
        table.write_text(f"id,text\na,{FIRST}\nb,{FIRST} And less.\n")
        told = {one.where: one.what for one in changed_sources(ledger)}
        assert list(told) == [found[1].address, found[2].address]
        assert "its sha256 is" in told[found[1].address]
        assert "no longer in its file" in told[found[2].address]
        table.unlink()
        assert len(list(changed_sources(ledger))) == 3
