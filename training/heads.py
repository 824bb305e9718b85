"""The heads of the language core, in one table: to add one, add a row and give its labels to the examples."""

from __future__ import annotations

from typing import Literal, NamedTuple

HeadKind = Literal["tag", "arc", "relation", "link"]


class Head(NamedTuple):
    """One head.

    A ``tag`` head labels each word, through a hidden layer of ``hidden`` units
    where that is not 0; ``arc`` chooses each word's head, ``relation`` labels
    that arc; ``link`` chooses another word for a word, the root where it has
    none. ``weight`` is the head's share in the loss. A head with ``given`` speaks
    only of the words to which that tag head gives another label than O.
    """

    name: str
    kind: HeadKind
    weight: float
    hidden: int = 0
    given: str = ""


HEADS = (
    Head("upos", "tag", 0.5),
    Head("xpos", "tag", 0.5),
    Head("arc", "arc", 1.0),
    Head("deprel", "relation", 1.0),
    Head("ner", "tag", 1.0, hidden=128),
    Head("event", "tag", 2.0, hidden=256),
    Head("status", "tag", 0.5, hidden=128, given="event"),
    Head("certainty", "tag", 0.5, hidden=128, given="event"),
    Head("prediction", "tag", 0.3, hidden=64, given="event"),
    Head("role", "tag", 0.7, hidden=128),
    Head("factuality", "tag", 0.7, hidden=128),
    Head("claim", "tag", 1.0, hidden=128),
    Head("actor", "link", 1.0, given="event"),
    Head("recipient", "link", 1.0, given="event"),
    Head("said", "link", 0.5, given="event"),
    Head("cue", "link", 0.5, given="claim"),
)

ENTITY_TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def heads_of(kind: HeadKind) -> list[Head]:
    """Return the heads of one *kind*."""
    return [head for head in HEADS if head.kind == kind]
