"""Which token stands for which actor, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.coding.claims import claim_at
from sayso.record import Actor, Annotation, Claim, Mention
from sayso.tree import Tree

HOLDERS = ("nmod:poss", "compound", "amod", "nmod:desc", "nmod")  # where a phrase names whose it is
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors and mentions of one sentence, by head token, and the claims that may lie around it."""

    tree: Tree
    actors: Mapping[int, Actor]
    mentions: Mapping[int, Mention]
    claims: Sequence[Claim]

    def at(self, token: int) -> Actor | None:
        """Return the actor that the mention headed by *token* stands for."""
        here = self.tree[token]
        if here.upos == "PRON" and here.text.lower() in FIRST_PERSON:
            return self.speaker(token)
        return self.actors.get(token)

    def speaker(self, token: int) -> Actor | None:
        """Return whose words *token* stands in, if anybody's."""
        claim = claim_at(self.claims, self.tree[token].span)
        return claim.speaker if claim is not None else None

    def near(self, token: int) -> Actor | None:
        """Return the actor at *token* or, failing that, the one whose thing it is ("Moscow's plan")."""
        found = self.at(token)
        if found is not None:
            return found
        for relation in HOLDERS:
            for child in self.tree.children(token, relation):
                if relation == "nmod" and self.tree.preposition(child) not in ("of", "by", ""):
                    continue
                found = self.near(child) if relation == "nmod" else self.at(child)
                if found is not None:
                    return found
        return None


def by_sentence(
    annotation: Annotation, actors: Mapping[int, Actor]
) -> list[tuple[dict[int, Actor], dict[int, Mention]]]:
    """Return, for each sentence, its actors and its mentions by head token; names go first."""
    found: list[tuple[dict[int, Actor], dict[int, Mention]]] = [({}, {}) for _ in annotation.sentences]
    for number, mention in enumerate(annotation.mentions):
        here, mentions = found[mention.sentence]
        actor = actors.get(number)
        if actor is not None and (mention.head not in here or mention.kind == "name"):
            here[mention.head] = actor
        if mention.head not in mentions or mention.kind == "name":
            mentions[mention.head] = mention
    return found
