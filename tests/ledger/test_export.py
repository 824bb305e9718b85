"""Exports: whole or not there, and what stood there before is kept until then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ledger.content import contents
from sayso.ledger.contract import as_contract
from sayso.ledger.export import export
from sayso.ledger.export.formats import FORMATS
from sayso.ledger.store import open_ledger
from sayso.problems import Failure

from .support import RUN, coded, filled


def _fail(*_: object) -> None:
    raise RuntimeError


def test_contents_are_what_was_added(tmp_path: Path) -> None:
    """The article, its sentences, its rows and its run come back as they were."""
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger:
        (held,) = contents(ledger)
    added = coded()
    assert held.article == added.article
    assert held.sentences == tuple(one.span for one in added.annotation.sentences)
    assert held.rows == (added.claims, added.events, added.predictions, added.relations)
    assert held.run == RUN


def test_objects_hold_the_contract(tmp_path: Path) -> None:
    """The format json is what sayso code --json prints, with what it takes to come back.

    Problems belong to a run, not to its codings.
    """
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger:
        assert export(ledger, tmp_path / "a.jsonl", "json") == 6
    (line,) = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    held = json.loads(line)
    contract = {**json.loads(json.dumps(as_contract(coded()))), "problems": []}
    assert {name: held[name] for name in contract} == contract
    assert held.keys() - contract.keys() == {"source_sha256", "sentences", "run", "digest"}


def test_an_unknown_format_is_refused_with_the_list(tmp_path: Path) -> None:
    """S308 names every format there is."""
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger, pytest.raises(Failure) as caught:
        export(ledger, tmp_path / "out", "runes")
    assert caught.value.problem.code == "S308"
    assert all(one.name in caught.value.problem.remedy for one in FORMATS)


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_what_stood_there_is_kept_until_all_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault while writing leaves the old file as it was, and nothing beside it."""
    target = tmp_path / "out"
    target.write_text("old")
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger:
        monkeypatch.setattr(ledger, "read", _fail)
        with pytest.raises(RuntimeError):
            export(ledger, target, name)
    assert target.read_text() == "old"
    assert {one.name for one in tmp_path.iterdir()} == {"a.ledger", "out"}


def test_a_folder_in_the_way_is_a_problem(tmp_path: Path) -> None:
    """S309: a folder is not replaced by a file."""
    (tmp_path / "out").mkdir()
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger, pytest.raises(Failure) as caught:
        export(ledger, tmp_path / "out", "json")
    assert caught.value.problem.code == "S309"
