"""Relations: standing facts between actors ("a group based in North Waziristan")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.coding.arguments import fill
from sayso.coding.claims import claim_at
from sayso.coding.identity import row_id
from sayso.coding.parties import parties_of
from sayso.record import Actor, Annotation, Article, Claim, Relation, Said
from sayso.tree import Tree

LEADERS = frozenset(
    "leader head chief chairman chairwoman president director commander secretary-general founder".split()
)
MEMBERS = frozenset("member spokesman spokeswoman spokesperson official deputy envoy ambassador".split())
LINKING = {"link": "linked_to", "tie": "linked_to", "affiliate": "linked_to", "ally": "allied_with"}
Found = tuple[str, int, int, int]  # kind, subject, object, and the token that says so


def code_relations(
    article: Article, annotation: Annotation, actors: Mapping[int, Actor], claims: Sequence[Claim]
) -> tuple[Relation, ...]:
    """Return the standing facts between two different actors that *article* states."""
    found: dict[str, Relation] = {}
    for parties in parties_of(annotation, actors, claims):
        for kind, first, second, at in _find(parties.tree):
            subject, other = parties.at(first), parties.at(second)
            if subject is not None and other is not None and subject.id != other.id:
                span = parties.tree.span((first, second, at))
                claim = claim_at(parties.claims, parties.tree[at].span)
                said = (
                    Said(claim.speaker.text, claim.speaker.code, claim.id)
                    if claim and claim.speaker
                    else None
                )
                identity = row_id(article, "relation", kind, span)
                found[identity] = Relation(identity, kind, subject, other, span, said)
    return tuple(found.values())


def _find(tree: Tree) -> Iterator[Found]:
    """Yield the relations that the syntax of one sentence states."""
    for pattern in PATTERNS:
        for token in range(len(tree)):
            yield from pattern(tree, token)


def _office(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X, leader of Y" and "X is a member of Y"."""
    kind = "leads" if tree.lemma(token) in LEADERS else "member_of" if tree.lemma(token) in MEMBERS else None
    if kind is None or tree[token].upos != "NOUN":
        return
    holder = tree.head(token) if tree[token].deprel == "appos" else tree.child(token, "nsubj", "appos")
    if holder is not None:
        yield from ((kind, holder, body, token) for body in tree.by_preposition(token, "of"))


def _leading(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X leads Y" and "Y, led by X"."""
    if tree.lemma(token) in ("lead", "head", "command") and tree[token].upos == "VERB":
        for leader in fill(tree, token, "subj"):
            yield from (("leads", leader, body, token) for body in fill(tree, token, "obj"))


def _based(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "a group based in Y"."""
    if tree.lemma(token) in ("base", "headquarter") and tree[token].xpos == "VBN":
        for body in fill(tree, token, "obj"):
            yield from (("based_in", body, place, token) for place in tree.by_preposition(token, "in"))


def _linked(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X, linked to Y" and "X's ties with Y"."""
    kind = LINKING.get(tree.lemma(token))
    if kind is None:
        return
    verbal = tree[token].upos in ("VERB", "ADJ")
    for one in fill(tree, token, "obj") or fill(tree, token, "subj") if verbal else fill(tree, token, "poss"):
        others = [other for word in ("to", "with") for other in tree.by_preposition(token, word)]
        yield from ((kind, one, other, token) for other in others)


PATTERNS: tuple[Callable[[Tree, int], Iterator[Found]], ...] = (_office, _leading, _based, _linked)
