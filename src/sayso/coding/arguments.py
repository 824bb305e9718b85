"""From a trigger and its slots to the tokens that fill them.

A slot is the name of a place in the syntax: ``subj`` and ``obj`` are deep
(a passive's surface subject is its ``obj``), ``clause`` is the subject of a
complement clause, ``below`` the object of an infinitive, ``poss`` and
``compound`` stand before a noun, and any other word is a preposition.
"""

from __future__ import annotations

from collections.abc import Callable

from sayso.tree import SUBJECTS, Tree

Slot = Callable[[Tree, int], list[int]]
# Verbs whose object noun is the deed and whose subject does it ("carried out a raid"): those that say no more
# than that, and those that say more ("signed a treaty").
LIGHT = frozenset(
    "carry conduct launch make stage mount hold take give issue perform commit wage express voice lodge file "
    "execute undertake level".split()
)
DOING = LIGHT | frozenset(
    "impose order begin start continue open pursue lead deliver offer step sign announce have renew resume "
    "join fight run".split()
)
# Verbs whose object noun is the deed and whose subject suffers it ("faces sanctions").
SUFFERING = frozenset("face suffer receive draw endure survive undergo win get attract provoke".split())


def fill(tree: Tree, head: int, slot: str) -> list[int]:
    """Return the tokens that stand in *slot* of the event word *head*, nearest first."""
    named = SLOTS.get(slot)
    if named is not None:
        return named(tree, head)
    found = tree.by_preposition(head, slot)
    if tree[head].upos not in ("VERB", "AUX"):
        found = found or _support(tree, head, slot)
    return found


def _subject(tree: Tree, head: int) -> list[int]:
    """Return who does the deed: the subject, or the by-phrase of a passive."""
    if tree.is_passive(head):
        agent = tree.children(head, "obl:agent") or tree.by_preposition(head, "by")
        return agent or _by_conjunct(tree, head)
    subject = tree.subject(head)
    if subject is not None:
        return [subject]
    return _controller(tree, head)


def _by_conjunct(tree: Tree, head: int) -> list[int]:
    """Return the by-phrase that a coordinated passive shares ("bombed and shelled by rebels")."""
    around = tree.children(head, "conj")
    if tree[head].deprel == "conj" and tree.head(head) >= 0:
        around = [tree.head(head), *around]
    return [agent for verb in around for agent in tree.children(verb, "obl:agent")]


def _controller(tree: Tree, head: int) -> list[int]:
    """Return whose deed an infinitive or gerund is: "Iran's plan to attack", "accused X of bombing"."""
    up = tree.head(head)
    if up < 0 or tree[head].upos not in ("VERB", "AUX"):
        return []
    if tree[head].deprel == "acl" and tree[up].upos in ("NOUN", "PROPN"):
        return _holder(tree, up) or _lender(tree, up)
    if tree[head].deprel in ("advcl", "obl", "xcomp", "ccomp"):
        objects = tree.children(up, "obj", "nsubj:pass") if tree.child(head, "mark") is not None else []
        subject = tree.subject(up)
        return objects or ([subject] if subject is not None else [])
    return []


def _holder(tree: Tree, noun: int) -> list[int]:
    """Return who stands before or after *noun* as its owner."""
    return (
        tree.children(noun, "nmod:poss") or tree.children(noun, "compound") or tree.by_preposition(noun, "of")
    )


def _lender(tree: Tree, noun: int) -> list[int]:
    """Return the subject of the verb whose object *noun* is ("Iran has the right to enrich")."""
    verb = tree.head(noun)
    if verb < 0 or tree[noun].deprel not in ("obj", "obl"):
        return []
    subject = tree.subject(verb)
    return [subject] if subject is not None else []


def _object(tree: Tree, head: int) -> list[int]:
    """Return who the deed is done to: the object, or a passive's subject, or a relative clause's noun."""
    if tree.is_passive(head):
        subject = tree.subject(head)
        return [subject] if subject is not None else []
    # the parser often takes whoever is asked, told or accused for an indirect object
    found = tree.children(head, "iobj") or tree.children(head, "obj")
    if not found and tree[head].deprel == "acl:relcl" and tree.children(head, *SUBJECTS):
        found = [tree.head(head)]
    if not found and tree[head].deprel == "conj" and tree.head(head) >= 0:
        found = tree.children(tree.head(head), "obj")
    if not found and tree[head].deprel == "amod":
        found = [tree.head(head)]
    return found


def _indirect(tree: Tree, head: int) -> list[int]:
    """Return the indirect object."""
    return tree.children(head, "iobj")


def _possessor(tree: Tree, head: int) -> list[int]:
    """Return the possessive before a noun, or the doer told by a supporting verb."""
    return tree.children(head, "nmod:poss") or _done_by(tree, head)


def _done_by(tree: Tree, head: int) -> list[int]:
    """Return the subject of the verb that carries out the deed a noun names."""
    verb = supporting(tree, head)
    if verb is None:
        verb = _around(tree, head)
        return _subject(tree, verb) if verb is not None else []
    return _subject(tree, verb) if tree.lemma(verb) in DOING else []


def _around(tree: Tree, head: int) -> int | None:
    """Return the verb that a deed's noun goes with ("were hit by France in air strikes")."""
    verb = tree.head(head)
    by_way = tree[head].deprel == "obl" and tree.preposition(head) in ("in", "with", "by", "through")
    return verb if by_way and tree[verb].upos == "VERB" else None


def _suffered_by(tree: Tree, head: int) -> list[int]:
    """Return the subject of the verb that undergoes the deed a noun names."""
    verb = supporting(tree, head)
    return _subject(tree, verb) if verb is not None and tree.lemma(verb) in SUFFERING else []


def supporting(tree: Tree, head: int) -> int | None:
    """Return the verb whose object, or passive subject, is the noun *head* or what it is coordinated with."""
    while tree[head].deprel == "conj" and tree.head(head) >= 0 and tree[tree.head(head)].upos == "NOUN":
        head = tree.head(head)
    verb = tree.head(head)
    if verb >= 0 and tree[head].deprel in ("obj", "nsubj:pass") and tree[verb].upos == "VERB":
        return verb
    return None


def _support(tree: Tree, head: int, slot: str) -> list[int]:
    """Return the phrase under preposition *slot* that hangs on the verb supporting the noun *head*."""
    verb = supporting(tree, head)
    if verb is None:
        return []
    return tree.by_preposition(verb, slot) or (
        _suffered_by(tree, head) if slot in ("of", "on", "against") else []
    )


def _premodifier(tree: Tree, head: int) -> list[int]:
    """Return what stands before a noun and may name a party ("US drone strike", "Israeli raids")."""
    found = tree.children(head, "compound", "amod", "nmod:desc")
    return [*found, *(part for one in found for part in tree.children(one, "compound", "amod"))]


def _below(tree: Tree, head: int) -> list[int]:
    """Return who the deed in the infinitive below is done to ("threatened to attack South Korea")."""
    return [target for child in tree.children(head, "xcomp", "acl") for target in _object(tree, child)]


def _clause(tree: Tree, head: int) -> list[int]:
    """Return the subject of the complement clause, or who is to do what the infinitive says."""
    for relation in ("ccomp", "xcomp", "acl", "advcl", "obl", "nmod"):
        for child in tree.children(head, relation):
            if tree.children(child, *SUBJECTS) and child > head:
                return _subject(tree, child)
    return []


SLOTS: dict[str, Slot] = {
    "subj": _subject,
    "obj": _object,
    "iobj": _indirect,
    "poss": _possessor,
    "compound": _premodifier,
    "clause": _clause,
    "below": _below,
}
