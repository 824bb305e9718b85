"""What the words of a deed's own clause say of it: modals, negation, adverbs, conditions, questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.ontology.grades import Grades
from sayso.tree import SUBJECTS, Tree


class Mark(NamedTuple):
    """One thing that is said of a deed: what (an effect's name), by which token, by which rule."""

    effect: str
    token: int
    rule: str
    prediction: bool = False


def clause_marks(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks in the clause of *verb* itself, the innermost first."""
    yield from _adverbs(tree, verb, lexicon)
    yield from _modals(tree, verb, lexicon)
    yield from negations(tree, verb, lexicon)
    yield from _conditions(tree, verb, lexicon)
    yield from _sentence_mood(tree, verb)


def noun_marks(tree: Tree, noun: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield the marks that stand in the phrase of a deed that a noun names."""
    for child in tree.children(noun, "amod", "compound", "det", "advmod", "acl"):
        word = tree[child].text.lower()
        effect = lexicon.adjectives.get(word)
        if effect is not None:
            if word in lexicon.ahead:
                yield Mark("future", child, "adjective:future", True)
            yield Mark(effect, child, f"adjective:{effect}", effect == "future")
    yield from negations(tree, noun, lexicon)


def negations(tree: Tree, head: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield a mark for each negation of *head*: "not", "no attack", "nobody attacked", "rather than"."""
    for child in tree.children(head, "advmod", "det", "cc", "cc:preconj", "case", "mark", "aux"):
        longer = tree[child].text.lower() == "longer" and child > 0 and tree[child - 1].text.lower() == "no"
        only = child + 1 < len(tree) and tree[child + 1].text.lower() in ("only", "just", "merely")
        rather = tree[child].deprel == "cc" and tree.lemma(child) == "rather"
        if longer or rather or (tree[child].text.lower() in lexicon.negations and not only):
            yield Mark("not", child, "negation")
    for argument in tree.children(head, "obj", *SUBJECTS):
        for child in (argument, *tree.children(argument, "det")):
            if tree[child].text.lower() in ("no", "nobody", "none", "neither", "nothing"):
                yield Mark("not", child, "negation")


def _adverbs(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    for child in tree.children(verb, "advmod"):
        effect = lexicon.adverbs.get(tree[child].text.lower())
        if effect is not None and effect != "future":
            yield Mark(effect, child, f"adverb:{effect}")


def _modals(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what the auxiliaries say; "may have attacked" looks back, "may attack" ahead."""
    auxiliaries = tree.children(verb, "aux", "aux:pass")
    perfect = any(tree.lemma(child) == "have" for child in auxiliaries)
    for child in auxiliaries:
        effect = lexicon.modals.get(tree[child].text.lower().replace("\u2019", "'"))
        if effect == "conditional":
            yield Mark("would", child, "modal:would", not perfect)
        elif effect == "possible" and not _is_impossible(tree, verb, child):
            if not perfect and not _is_going_on(tree, verb):
                yield Mark("future", child, "modal:future", True)
            yield Mark("possible", child, "modal:possible")
        elif effect == "wanted" and perfect:
            surmised = tree.lemma(child) == "must"
            yield Mark(
                "probable" if surmised else "not", child, "modal:surmise" if surmised else "modal:should have"
            )
        elif effect in ("future", "wanted"):
            yield Mark(effect, child, f"modal:{effect}", effect == "future")


def _is_impossible(tree: Tree, verb: int, modal: int) -> bool:
    """Return whether "can" or "could" is negated: what cannot happen is no open possibility."""
    if tree[modal].text.lower() not in ("can", "could", "ca"):
        return False
    beside = {tree[number].text.lower() for number in (modal + 1, modal + 2) if number < len(tree)}
    subject = tree.child(verb, *SUBJECTS)
    nobody = subject is not None and "no" in tree.lemmas([subject, *tree.children(subject, "det")])
    return nobody or bool(beside & {"not", "n't", "n\u2019t", "nt", "never"})


def _is_going_on(tree: Tree, verb: int) -> bool:
    """Return whether a modal speaks of the present ("may be arming the rebels", "may be reluctant")."""
    progressive = tree[verb].xpos == "VBG" and "be" in tree.lemmas(tree.children(verb, "aux"))
    return progressive or (tree[verb].upos == "ADJ" and bool(tree.children(verb, "cop")))


def _conditions(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what conjunctions say: "if" before the clause, an if-clause beside it, "whether"."""
    for child in tree.children(verb, "mark"):
        word = tree.lemma(child)
        if word == "if" and tree[verb].deprel in ("ccomp", "csubj"):
            yield Mark("possible", child, "condition:whether")
        elif word in lexicon.conditions:
            yield Mark("if", child, "condition:if")
        elif word == "until" and tree[verb].xpos in ("VBZ", "VBP"):
            yield Mark("future", child, "condition:until", True)
        elif word in lexicon.open:
            yield Mark("possible", child, "condition:whether")
    if tree[verb].xpos in ("VBD", "VBN") and not tree.children(verb, "aux"):
        return
    for clause in tree.children(verb, "advcl"):
        for child in tree.children(clause, "mark"):
            if tree.lemma(child) in lexicon.conditions:
                yield Mark("then", child, "condition:consequent")


def _sentence_mood(tree: Tree, verb: int) -> Iterator[Mark]:
    """Yield what a question or a command says of its main clause."""
    token = tree[verb]
    if token.deprel not in ("root", "ccomp", "parataxis"):
        return
    subject = tree.child(verb, *SUBJECTS)
    last = tree[len(tree) - 1].text, tree[len(tree) - 2].text if len(tree) > 1 else ""
    auxiliary = tree.child(verb, "aux", "aux:pass", "cop")
    inverted = subject is not None and auxiliary is not None and auxiliary < subject
    asks_how = any(child_xpos.startswith("W") for child_xpos in _before(tree, verb, auxiliary))
    if "?" in last and inverted and not asks_how:
        yield Mark("possible", verb, "question")
    infinitive = any(tree.lemma(child) == "to" for child in tree.children(verb, "mark"))
    if token.deprel == "root" and token.xpos == "VB" and infinitive:
        yield Mark("future", verb, "headline:to", True)
    elif _stands_alone(tree, verb) and token.xpos == "VB" and subject is None and auxiliary is None:
        yield Mark("wanted", verb, "imperative")


def _before(tree: Tree, verb: int, auxiliary: int | None) -> list[str]:
    """Return the tags of the words of the clause before its auxiliary."""
    words = tree.subtree(verb) if auxiliary is not None else []
    return [tree[number].xpos for number in words if auxiliary is not None and number < auxiliary]


def _stands_alone(tree: Tree, verb: int) -> bool:
    """Return whether *verb* heads a sentence of its own, or one that is quoted."""
    if tree[verb].deprel == "root":
        return True
    quoted = tree[verb].deprel == "ccomp" and not tree.children(verb, "mark")
    return quoted and tree.lemma(tree.head(verb)) in ("say", "tell", "add") and verb < tree.head(verb)
