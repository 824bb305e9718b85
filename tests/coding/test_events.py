"""Event coding, on sentences that a political scientist can read and judge."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.coding.parties import Parties
from sayso.record import Actor, Event, Said
from sayso.tree import Tree
from tests.coding.support import code_text, marked

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "events.yaml").read_text(encoding="utf-8"))
LOUD = [case for case in CASES if "silent" not in case]
SILENT = [case for case in CASES if "silent" in case]


def field(event: Event, name: str) -> str:
    """Return a field of *event* as the cases write it."""
    value = getattr(event, name)
    if isinstance(value, (Actor, Said)):
        return value.code
    return "-" if value is None else str(value)


def fits(event: Event, wanted: dict[str, str]) -> bool:
    """Return whether *event* has all the fields of *wanted*."""
    return all(field(event, name) == value for name, value in wanted.items())


@pytest.mark.parametrize("case", marked(LOUD), ids=lambda case: case["text"][:60])
def test_sentence_holds_its_events(case: dict[str, Any]) -> None:
    """Each event that a case names comes out, with the fields it names."""
    events = code_text(case["text"]).events
    for wanted in case.get("fires", []) + case.get("near", []):
        assert any(fits(event, wanted) for event in events), [
            {name: field(event, name) for name in ("type", "actor", "recipient", "status", "said_by")}
            for event in events
        ]


@pytest.mark.parametrize("case", marked(SILENT), ids=lambda case: case["text"][:60])
def test_sentence_without_event_stays_silent(case: dict[str, Any]) -> None:
    """A sentence that only looks like an event gives none of the types it names."""
    assert [event.type for event in code_text(case["text"]).events if event.type in case["silent"]] == []


def test_a_later_word_of_a_name_stands_for_it() -> None:
    """The core may link a party by its last name, which hangs on the first."""
    coded = code_text("The Kremlin accused Donald Tusk of lying.", published="2010-05-01")
    (event, *_) = coded.events
    assert event.recipient is not None
    assert event.recipient.code == "POL GOV"
    tree = Tree(coded.annotation.sentences[0])
    parties = Parties(tree, {3: event.recipient}, {}, ())
    assert tree[4].deprel == "flat"
    assert parties.at(4) == event.recipient
