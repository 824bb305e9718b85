"""The ranking of candidates for the parties of an event."""

from __future__ import annotations

import math

import pytest

from sayso.coding.paths import path
from sayso.coding.ranking import Candidate, chances, likeliest
from sayso.record import Actor, Reason, Sentence, Span, Token, Weights
from sayso.run.pipeline import load_resources
from sayso.settings import Settings
from sayso.tree import Tree

from .support import code_text

WORDS = "police vowed to arrest him".split()
HEADS = (1, -1, 3, 1, 3)
RELATIONS = "nsubj root mark xcomp obj".split()


def tree() -> Tree:
    """Return the tree of "police vowed to arrest him"."""
    tokens = [
        Token(Span(10 * number, 10 * number + len(text)), text, text, "X", "X", head, relation)
        for number, (text, head, relation) in enumerate(zip(WORDS, HEADS, RELATIONS, strict=True))
    ]
    return Tree(Sentence(Span(0, 60), 0, tuple(tokens)))


@pytest.mark.parametrize(("end", "way"), [(4, ">obj"), (0, "xcomp>nsubj"), (1, "xcomp"), (3, "")])
def test_a_path_goes_up_and_down(end: int, way: str) -> None:
    """From the event up to the word that both hang on, and down to the party."""
    assert path(tree(), 3, end) == way


def test_a_long_way_is_far() -> None:
    """More than five steps are one kind of way."""
    tokens = tuple(
        Token(Span(number, number + 1), "x", "x", "X", "X", number - 1, "dep") for number in range(8)
    )
    long = Tree(Sentence(Span(0, 8), 0, tokens))
    assert path(long, 0, 7) == "far"
    assert path(long, 2, 7) == ">dep>dep>dep>dep>dep"


def test_chances_sum_to_one() -> None:
    """The features give a distribution over the candidates; unknown features count for nothing."""
    nobody = Candidate(None, None, ("none",), 0.5, True)
    somebody = Candidate(Actor("Chad", "TCD", "TCD", Span(0, 4)), 0, ("role:STATE", "new"), 0.5, False)
    found = chances([nobody, somebody], {"role:STATE": 1.0})
    assert sum(map(math.exp, found)) == pytest.approx(1.0)
    assert found[1] - found[0] == pytest.approx(1.0)


def test_both_parties_are_chosen_together() -> None:
    """Who is by far the likeliest recipient is not made the actor because of being likeliest there, too."""
    chad, mali = (
        Candidate(Actor(code, code, code, Span(0, 4)), 0, (code,), 0.5, False) for code in ("TCD", "MLI")
    )
    only_features = [1.0, *[0.0] * 6]
    weights = {
        "actor": Weights({"TCD": 1.0, "MLI": 0.8}, only_features),
        "recipient": Weights({"TCD": 5.0, "MLI": 0.0}, only_features),
    }
    candidates = {"actor": [chad, mali], "recipient": [chad, mali]}
    assert likeliest(candidates, weights) == (mali, chad)


def test_the_weights_fit_what_is_weighed() -> None:
    """The shipped weights have one number for each of what a candidate lists, and features of both kinds."""
    candidate = Candidate(None, None, (), 0.5, True)
    for weights in load_resources(Settings()).core.parties.values():
        assert len(weights.weighing) == len(candidate.weighing(0.0))
        kinds = {name.partition(":")[0] for name in weights.features}
        assert kinds >= {"path", "slot", "nobody", "elsewhere"}


def test_no_actor_does_it_to_itself() -> None:
    """Actor and recipient of an event are never one and the same."""
    found = code_text("Kenya condemned Tanzania. Kenya's arrest of Kenya's officers was condemned by Kenya.")
    assert found.events
    assert all(
        event.actor is None or event.recipient is None or event.actor.id != event.recipient.id
        for event in found.events
    )


def test_a_party_of_another_sentence_says_where_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the sentence does not name is shown where it stands, and its reason tells that it is elsewhere."""
    core = load_resources(Settings()).core
    tied = Weights({"elsewhere:word:1:True": 9.0}, [1.0, 0, 0, 0, 0, 0, 0])
    monkeypatch.setattr(core, "parties", {"actor": tied, "recipient": tied})
    text = "Chadian rebels attacked the Sudanese army on Monday. The attack went on for hours."
    _, event = code_text(text).events
    assert event.actor is not None
    assert (event.actor.text, event.actor.code) == ("Chadian rebels", "TCD REB")
    assert Reason("actor", f"article:actor + {event.actor.row}", event.actor.span) in event.reasons


def test_without_weights_the_slots_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a core is being built it has no weights; the parties are those of slots and links."""
    monkeypatch.setattr(load_resources(Settings()).core, "parties", {})
    (event,) = code_text("Chadian rebels attacked the Sudanese army on Monday.").events
    assert event.actor is not None
    assert event.actor.code == "TCD REB"
