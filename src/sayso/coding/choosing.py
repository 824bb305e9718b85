"""Who the parties of an event are: by the slots of the lexicon and by the links of the language core."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sayso.coding.arguments import fill
from sayso.coding.matching import CLASSES, Match
from sayso.coding.parties import Parties
from sayso.ontology.triggers import ACTOR_SLOTS, RECIPIENT_SLOTS
from sayso.record import Actor, Deed, Link, Reason
from sayso.tree import Tree

Party = tuple[Actor, Reason] | None

# Probability from which on the core's choice of a party goes before the lexicon's slots.
SURE_LINK = 0.5
SURE_NONE = 0.8  # and its choice of none
# Nouns whose possessor suffers the deed, where no "of" tells who does.
OWN_FATE = frozenset(
    "arrest assassination murder execution death killing kidnapping abduction detention imprisonment jailing "
    "torture deportation expulsion extradition conviction release poisoning beheading".split()
)


class Slots(NamedTuple):
    """The words of an event and the slots in which its parties may stand."""

    head: int
    tokens: tuple[int, ...]
    actor: Sequence[str]
    recipient: Sequence[str]
    symmetric: bool = False


def slots_of(tree: Tree, match: Match) -> Slots:
    """Return the slots of a trigger: "the mayor's arrest" is done to the mayor, whatever its entry says."""
    trigger = match.trigger
    own_fate = tree.lemma(match.head) in OWN_FATE and not tree.by_preposition(match.head, "of")
    if trigger.pos != "noun" or not own_fate:
        return Slots(match.head, match.tokens, trigger.actor, trigger.recipient, trigger.symmetric)
    actor = [slot for slot in trigger.actor if slot != "poss"]
    return Slots(match.head, match.tokens, actor, [*trigger.recipient, "poss"], trigger.symmetric)


def usual_slots(tree: Tree, head: int, tokens: Sequence[int]) -> Slots:
    """Return the slots in which the parties of a word stand that no lexicon knows."""
    kind = CLASSES.get(tree[head].upos, "noun")
    actor = [slot for slot in ACTOR_SLOTS[kind] if slot != "of"]  # mostly whom it is done to
    return Slots(head, tuple(tokens), actor, RECIPIENT_SLOTS[kind])


def find_parties(parties: Parties, slots: Slots, deed: Deed | None) -> tuple[Party, Party]:
    """Return actor and recipient: the core's where it is sure, the slots', the core's where it is not."""
    actor = _slotted(parties, slots, "actor", slots.actor)
    recipient = _slotted(parties, slots, "recipient", slots.recipient)
    if deed is not None:
        actor = _chosen(actor, _linked(parties, "actor", deed.actor, slots.tokens), deed.actor)
        seen = _linked(parties, "recipient", deed.recipient, slots.tokens)
        recipient = _chosen(recipient, seen, deed.recipient)
    if slots.symmetric and actor is not None and recipient is None:
        recipient = _partner(parties, slots, actor[0])
    same = actor is not None and recipient is not None and actor[0].id == recipient[0].id
    return actor, None if same else recipient


def _chosen(slotted: Party, linked: Party, link: Link) -> Party:
    if link.token < 0:
        return None if link.probability >= SURE_NONE else slotted
    return linked if linked is not None and link.probability >= SURE_LINK else slotted or linked


def _linked(parties: Parties, field: str, link: Link, taken: Collection[int]) -> Party:
    """Return the actor at the word that the core links, if it stands for one."""
    if link.token < 0 or link.token in taken:
        return None
    actor = parties.linked(link.token, taken)
    if actor is None:
        return None
    row = f" + {actor.row}" if actor.row else ""
    return actor, Reason(field, f"core:{field}{row}", parties.tree[link.token].span)


def _slotted(parties: Parties, slots: Slots, field: str, names: Sequence[str]) -> Party:
    """Return the actor in the first of the slots called *names* that holds one."""
    for name in names:
        if name == "speaker":
            actor = parties.speaker(slots.head)
            return (actor, Reason(field, "slot:speaker", actor.span)) if actor is not None else None
        for token in fill(parties.tree, slots.head, name):
            actor = parties.near(token) if token not in slots.tokens else None
            if actor is not None:
                row = f" + {actor.row}" if actor.row else ""
                return actor, Reason(field, f"slot:{name}{row}", parties.tree[token].span)
    return None


def _partner(parties: Parties, slots: Slots, actor: Actor) -> Party:
    """Return who is coordinated with the actor of a symmetric deed ("Iran and Iraq met")."""
    tree = parties.tree
    for name in slots.actor:
        beside = [other for token in fill(tree, slots.head, name) for other in _joined(tree, token)]
        for other in beside:
            found = parties.near(other)
            if found is not None and found.id != actor.id:
                return found, Reason("recipient", f"slot:{name}:conjunct", tree[other].span)
    return None


def _joined(tree: Tree, token: int) -> list[int]:
    """Return the tokens that are coordinated with *token*, or joined to it by a hyphen."""
    hyphened = token + 2 < len(tree) and tree[token + 1].text in ("-", "\u2013", "/")
    return [*tree.children(token, "conj", "flat"), *([token + 2] if hyphened else [])]
