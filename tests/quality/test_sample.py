"""The sample article gives what the main job promises of it; it lies beside the checkout, not in it."""

from __future__ import annotations

from functools import cache

import pytest

from quality.events import code_folder
from quality.shared import SHARED
from sayso.record import Coded, Event
from tests.coding.support import resources

FOLDER = SHARED / "samples"
pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=f"the sample article is not at {FOLDER}")


@cache
def sample() -> Coded:
    """Return the sample article, coded."""
    return code_folder(FOLDER, resources())["mehsud"]


def code(party: object) -> str:
    """Return the code of an actor or source, empty for none."""
    return getattr(party, "code", "")


def found(kind: str, actor: str = "", **wanted: str) -> list[Event]:
    """Return the events of type *kind* by *actor* whose fields begin as *wanted* says."""
    return [
        event
        for event in sample().events
        if event.type == kind
        and code(event.actor).startswith(actor)
        and all(
            str(code(getattr(event, name)) or getattr(event, name)).startswith(value)
            for name, value in wanted.items()
        )
    ]


def test_the_strike_is_told_and_the_killing_apparent() -> None:
    """The strike is the United States' and certain, the killing that it apparently did only probable."""
    assert found("ASSAULT", "USA", status="happened", certainty="certain")
    assert found("ASSAULT", "USA", recipient="PAK REB", status="happened", certainty="probable")


def test_the_headline_is_a_possible_prediction() -> None:
    """What the headline says may come is no more than possible."""
    title = next(block.span for block in sample().article.blocks if block.kind == "title")
    foretold = [event for event in sample().events if event.prediction and event.trigger.end <= title.end]
    assert [event.certainty for event in foretold] == ["possible"]


def test_both_governments_complain() -> None:
    """Each side accuses the other, and what it complains of stands on its word."""
    assert found("ACCUSE", "USA", recipient="PAK")
    assert found("ACCUSE", "PAK", recipient="USA")
    assert found("REJECT", said_by="USA MIL")
    assert found("REJECT", "USA", said_by="PAK GOV")


def test_sources_foretell_as_surely_as_they_do() -> None:
    """One analyst thinks it probable that a deal is sought, a former official is certain of a request.

    Of the first the deal is coded, as one to come; an earlier core saw the seeking, as a request.
    """
    assert found("AGREE", "USA", said_by="PAK EDU", status="future", certainty="probable")
    assert found("REQUEST", "USA", said_by="PAK ELI", status="future", certainty="certain", prediction="True")


def test_a_worry_is_told_within_a_claim() -> None:
    """Somebody says that many people worry: one claim within another."""
    nested = [claim for claim in sample().claims if claim.parent and code(claim.speaker) == "PAK CVL"]
    assert nested


def test_a_refuge_is_believed() -> None:
    """What is believed to have been given is no more than probable."""
    assert found("AID", status="happened", certainty="probable")


def test_nothing_comes_from_the_residue() -> None:
    """No row stands in the subscription box."""
    residue = [block.span for block in sample().article.blocks if block.kind == "residue"]
    assert residue
    assert not [
        event
        for event in sample().events
        if any(span.start <= event.trigger.start < span.end for span in residue)
    ]
