"""Which token stands for which actor, in one sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sayso.coding.claims import claim_at
from sayso.record import Actor, Annotation, Claim, Mention
from sayso.tree import Tree

HOLDERS = ("nmod:poss", "compound", "amod", "nmod:desc", "nmod")  # where a phrase names whose it is
OWNED = ("of", "by", "")
TIES = frozenset("tie relation relationship link contact cooperation".split())  # one has them with another
TIED = (*OWNED, "with", "to")
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors and mentions of one sentence, by head token, and the claims that may lie around it."""

    tree: Tree
    actors: dict[int, Actor]
    mentions: dict[int, Mention]
    claims: Sequence[Claim]

    def at(self, token: int) -> Actor | None:
        """Return the actor that the mention headed by *token* stands for."""
        here = self.tree[token]
        if here.deprel == "flat":  # a later word of a name, which hangs on its first
            return self.at(here.head)
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
                if relation == "nmod" and self.tree.preposition(child) not in self._after(token):
                    continue
                found = self.near(child) if relation == "nmod" else self.at(child)
                if found is not None:
                    return found
        return None

    def linked(self, token: int, taken: Collection[int]) -> Actor | None:
        """Return whom the core means that links *token*, for an event of the words *taken*.

        The cores that ship learned to link "Ghana's opposition" by its first noun, by labels that have been
        mended since. Where the event itself is what is possessed, the possessor is meant.
        """
        here = self.tree[token]
        while here.deprel == "nmod:poss" and here.head not in taken and self.at(here.head) is not None:
            token, here = here.head, self.tree[here.head]
        return self.near(token)

    def _after(self, token: int) -> tuple[str, ...]:
        """Return the prepositions under which whose thing the noun at *token* is may stand behind it."""
        return TIED if self.tree.lemma(token) in TIES else OWNED


def parties_of(annotation: Annotation, actors: Mapping[int, Actor], claims: Sequence[Claim]) -> list[Parties]:
    """Return the parties of each sentence; of two mentions with one head the name goes first."""
    sentences = annotation.sentences
    told = _by_sentence(annotation, claims)
    found = [Parties(Tree(one), {}, {}, here) for one, here in zip(sentences, told, strict=True)]
    for number, mention in enumerate(annotation.mentions):
        parties = found[mention.sentence]
        actor = actors.get(number)
        if actor is not None and (mention.head not in parties.actors or mention.kind == "name"):
            parties.actors[mention.head] = actor
        if mention.head not in parties.mentions or mention.kind == "name":
            parties.mentions[mention.head] = mention
    return found


def _by_sentence(annotation: Annotation, claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return, for each sentence, the claims whose content touches it."""
    starts = [sentence.span.start for sentence in annotation.sentences]
    found: list[list[Claim]] = [[] for _ in starts]
    for claim in claims:
        touched: set[int] = set()
        for start, end in claim.content:
            touched.update(range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)))
        for number in sorted(touched):
            found[number].append(claim)
    return found
