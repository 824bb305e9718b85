"""Relations: standing facts between actors ("a group based in North Waziristan")."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from sayso.coding.arguments import fill
from sayso.coding.claims import claim_at
from sayso.coding.grades import grade
from sayso.coding.grades.govern import is_nominal
from sayso.coding.grades.marks import noun_marks
from sayso.coding.grades.walk import own_marks
from sayso.coding.identity import row_id
from sayso.coding.parties import parties_of
from sayso.ontology.grades import Grades
from sayso.record import Actor, Annotation, Article, Claim, Relation, Said
from sayso.tree import CLAUSES, Tree

LEADERS = frozenset(
    "leader head chief chairman chairwoman chairperson chair president director commander secretary-general "
    "founder boss".split()
)
PARTS = frozenset("part faction wing branch arm".split())  # of a body with a name: other parts are no members
MEMBERS = PARTS | frozenset(
    "member spokesman spokeswoman spokesperson official deputy envoy ambassador fighter militant "
    "activist".split()
)
SEVERAL = frozenset("a an deputy vice senior top local regional minority majority".split())  # lead in part
FOLLOWERS = frozenset("member fighter militant activist".split())  # they count without a name, too
OFFICES: Mapping[str, str] = {
    **dict.fromkeys(MEMBERS, "member_of"),
    **dict.fromkeys(LEADERS, "leads"),
    "ally": "allied_with",
}
RELATIVE = frozenset("who which that whose whom".split())
TIED: Mapping[str, str] = {
    **dict.fromkeys("link linked tie affiliate affiliated connect connection".split(), "linked_to"),
    **dict.fromkeys("ally allied align aligned".split(), "allied_with"),
}
PAID = frozenset("fund finance sponsor bankroll back".split())
BEFORE: Mapping[str, str] = {  # after a name and a hyphen ("Iran-backed")
    **dict.fromkeys("based headquartered".split(), "based_in"),
    **dict.fromkeys("linked affiliated tied connected backed funded financed sponsored".split(), "linked_to"),
    **dict.fromkeys("allied aligned".split(), "allied_with"),
    **dict.fromkeys("led run commanded headed".split(), "leads"),
}
MODIFIERS = frozenset("appos amod acl acl:relcl nmod nmod:desc compound".split())
OVER = frozenset(  # of what no longer is so
    "former ex late erstwhile onetime ousted deposed slain dead then once previously formerly originally "
    "longer".split()
)
ACCUSING = frozenset("accuse charge convict".split())  # what is below them only they say
BODIES = ("IGO", "NGO", "MNC", "INT", "UNK")  # codes of three letters that are no state's
Found = tuple[str, int, int, int]  # kind, subject, object, and the token that says so


def code_relations(
    article: Article,
    annotation: Annotation,
    actors: Mapping[int, Actor],
    claims: Sequence[Claim],
    grades: Grades,
) -> tuple[Relation, ...]:
    """Return the standing facts between two different actors that *article* states as certain."""
    found: dict[str, Relation] = {}
    for parties in parties_of(annotation, actors, claims):
        tree = parties.tree
        for kind, first, second, at in _find(tree):
            subject, other = parties.at(_meant(tree, first)), parties.at(_meant(tree, second))
            if subject is None or other is None or subject.id == other.id or not _fits(kind, subject, other):
                continue
            if not _stands(tree, at, first, grades):
                continue
            span = tree.span((first, second, at))
            claim = claim_at(parties.claims, tree[at].span)
            said = Said(claim.speaker.text, claim.speaker.code, claim.id) if claim and claim.speaker else None
            identity = row_id(article, "relation", kind, span)
            found[identity] = Relation(identity, kind, subject, other, span, said)
    return tuple(found.values())


def _fits(kind: str, subject: Actor, other: Actor) -> bool:
    """Return whether the two can stand so: nobody is a member of a state, and no state leads another."""
    if kind == "member_of":
        return not _is_state(other)
    return kind != "leads" or not (_is_state(subject) and _is_state(other))


def _is_state(actor: Actor) -> bool:
    return len(actor.code) == 3 and actor.code not in BODIES


def _stands(tree: Tree, at: int, holder: int, grades: Grades) -> bool:
    """Return whether what *at* says is so now and for certain.

    What only describes somebody is taken for granted, whatever becomes of the rest of the sentence.
    """
    described = tree.children(at, "amod", "advmod", "compound", "nmod:desc", "case", "det") + tree.children(
        holder, "amod"
    )
    if OVER & {tree.lemma(child).removesuffix("-") for child in described}:
        return False
    if tree[at].deprel in MODIFIERS:
        nominal = is_nominal(tree, at)
        return not any(noun_marks(tree, at, grades) if nominal else own_marks(tree, at, grades))
    path = [at, *tree.ancestors(at)]
    if any(tree.lemma(up) in ACCUSING and tree[here].deprel in CLAUSES for here, up in pairwise(path)):
        return False
    found = grade(tree, at, grades, (at,))
    return (found.status, found.certainty) == ("happened", "certain")


def _meant(tree: Tree, token: int) -> int:
    """Return what a relative pronoun stands for, any other word itself."""
    if tree[token].upos != "PRON" or tree[token].text.lower() not in RELATIVE:
        return token
    return next((tree.head(up) for up in tree.ancestors(token) if tree[up].deprel == "acl:relcl"), token)


def _find(tree: Tree) -> Iterator[Found]:
    """Yield the relations that the syntax of one sentence states."""
    for pattern in PATTERNS:
        for token in range(len(tree)):
            yield from pattern(tree, token)


def _office(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X, leader of Y", "X is a member of Y", "Y chief X" and "Y and its ally X"."""
    kind = OFFICES.get(tree.lemma(token))
    if kind is None or tree[token].upos != "NOUN":
        return
    holders = _holders(tree, token)
    bodies = _bodies(tree, token, bool(holders))
    if kind == "leads" and _is_one_of_several(tree, token, bodies):
        kind = "member_of"
    holders = holders or ([token] if tree.lemma(token) in FOLLOWERS else [])
    yield from ((kind, holder, body, token) for holder in holders for body in bodies)


def _bodies(tree: Tree, noun: int, is_held: bool) -> list[int]:
    """Return what one is the *noun* of; where nobody is named for it, and of parts, only what has a name."""
    owners, lemma = tree.children(noun, "nmod:poss"), tree.lemma(noun)
    found = tree.by_preposition(noun, "of") + (
        tree.by_preposition(noun, "from") if lemma in FOLLOWERS else []
    )
    if not is_held or owners or lemma in PARTS:  # "the army's chief of operations" leads neither
        found = [body for body in found if tree[body].upos == "PROPN"]
        owners = owners if is_held and not tree.by_preposition(noun, "of") else []
    found = found or owners
    if found or not is_held or lemma in ("ally", "ambassador"):
        return found
    return [child for child in tree.children(noun, "compound") if tree[child].upos == "PROPN"]


def _is_one_of_several(tree: Tree, noun: int, bodies: Sequence[int]) -> bool:
    """Return whether there are more such: "a leader of", "deputy head of", "Taliban commander"."""
    words = tree.lemmas(tree.children(noun, "det", "amod", "compound", "nmod:desc"))
    before = any(tree[body].deprel == "compound" for body in bodies)
    return bool(words & SEVERAL) or (before and tree.lemma(noun) == "commander")


def _holders(tree: Tree, noun: int) -> list[int]:
    """Return who is what *noun* says."""
    relation, up = tree[noun].deprel, tree.head(noun)
    found = tree.children(noun, "appos")
    if tree.children(noun, "cop"):
        found += tree.children(noun, "nsubj")
    else:
        named = relation == "nsubj" and tree.children(up, "cop") and tree[up].upos == "PROPN"
        found = found or ([up] if named or relation in ("appos", "nmod:desc") else [])
    return [who for one in found for who in _those(tree, one, noun)]


def _those(tree: Tree, holder: int, noun: int) -> list[int]:
    """Return who of those coordinated with *holder* is meant: all by a plural, by a singular the nearest."""
    all_ = [holder, *tree.children(holder, "conj")]
    if tree[noun].xpos in ("NNS", "NNPS"):
        return all_
    return [max((one for one in all_ if one < noun), default=holder)]


def _leading(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X leads Y" and "Y, led by X"."""
    if tree.lemma(token) not in ("lead", "head", "command", "chair", "run") or tree[token].upos != "VERB":
        return
    bodies = fill(tree, token, "obj")
    if tree.lemma(token) == "run":  # much is run that is no body
        bodies = [body for body in bodies if tree[body].upos == "PROPN"]
    for leader in fill(tree, token, "subj"):
        yield from (("leads", leader, body, token) for body in bodies)


def _belonging(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X belongs to Y"."""
    if tree.lemma(token) == "belong":
        for one in fill(tree, token, "subj"):
            yield from (("member_of", one, body, token) for body in tree.by_preposition(token, "to"))


def _based(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "a group based in Y", "X operates from Y" and "X has its headquarters in Y"."""
    lemma, up = tree.lemma(token), tree.head(token)
    if lemma in ("base", "headquarter") and tree[token].xpos == "VBN":
        bodies, places = fill(tree, token, "obj"), tree.by_preposition(token, "in")
    elif lemma == "operate":
        bodies = fill(tree, token, "subj")
        places = [*tree.by_preposition(token, "from"), *tree.by_preposition(token, "out of")]
    elif lemma in ("headquarters", "base", "seat") and up >= 0 and tree.lemma(up) == "have":
        bodies = fill(tree, up, "subj")
        places = [*tree.by_preposition(token, "in"), *tree.by_preposition(up, "in")]
    else:
        return
    yield from (("based_in", body, place, token) for body in bodies for place in places)


def _linked(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X, linked to Y", "X's ties with Y", "X with ties to Y" and "X has ties to Y"."""
    kind = TIED.get(tree.lemma(token))
    if kind is None:
        return
    others = [other for word in ("to", "with") for other in tree.by_preposition(token, word)]
    yield from ((kind, one, other, token) for one in _tied(tree, token) for other in others)


def _tied(tree: Tree, token: int) -> list[int]:
    """Return who is linked, or has ties; whoever links somebody to another only says so."""
    relation, up = tree[token].deprel, tree.head(token)
    if tree[token].upos in ("VERB", "ADJ"):
        if relation == "amod":
            return [up]
        found = fill(tree, token, "obj" if tree.is_passive(token) else "subj")
        return [] if tree.children(token, "obj", "iobj") else found
    if tree[token].upos != "NOUN" or up < 0:
        return []
    if relation == "nmod" and tree.preposition(token) == "with":
        return [up]
    if relation == "obj" and tree.lemma(up) in ("have", "maintain"):
        return fill(tree, up, "subj")
    return tree.children(token, "nmod:poss")


def _paid(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "X is funded by Y" and "militias backed by Y"."""
    if tree.lemma(token) in PAID and tree.is_passive(token):
        for one in fill(tree, token, "obj"):
            yield from (("linked_to", one, other, token) for other in fill(tree, token, "subj"))


def _hyphened(tree: Tree, token: int) -> Iterator[Found]:
    """Yield "the London-based group X" and "the Saudi-led coalition"."""
    kind = BEFORE.get(tree[token].text.lower())
    if kind is None or tree[token].deprel != "amod" or tree[token - 1].text not in ("-", "\u2011", "\u2013"):
        return
    up = tree.head(token)
    one = tree.child(up, "appos")
    one = one if one is not None and tree[one].upos == "PROPN" else up
    for other in (child for child in tree.children(token) if child < token - 1):
        yield (kind, other, one, token) if kind == "leads" else (kind, one, other, token)


PATTERNS: tuple[Callable[[Tree, int], Iterator[Found]], ...] = (
    _office,
    _leading,
    _belonging,
    _based,
    _linked,
    _paid,
    _hyphened,
)
