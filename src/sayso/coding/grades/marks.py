"""What the words of a deed's own clause say of it: modals, negation, adverbs, conditions, questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.ontology.grades import Grades
from sayso.tree import SUBJECTS, Tree

PURPOSE = frozenset(["advcl", "acl"])


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
        effect = lexicon.adjectives.get(tree[child].text.lower())
        if effect is not None:
            yield Mark(effect, child, f"adjective:{effect}", effect == "future")
    yield from negations(tree, noun, lexicon)


def negations(tree: Tree, head: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield a mark for each negation of *head*: "not", "never", "no attack", "nobody attacked"."""
    for child in tree.children(head, "advmod", "det", "cc:preconj", "case", "mark", "aux"):
        only = child + 1 < len(tree) and tree[child + 1].text.lower() in ("only", "just", "merely")
        if tree[child].text.lower() in lexicon.negations and not only:
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
            yield Mark("would", child, "modal:would", True)
        elif effect == "possible":
            if not perfect:
                yield Mark("future", child, "modal:future", True)
            yield Mark("possible", child, "modal:possible")
        elif effect == "future" or (effect == "wanted" and not perfect):
            yield Mark(effect, child, f"modal:{effect}", True)


def _conditions(tree: Tree, verb: int, lexicon: Grades) -> Iterator[Mark]:
    """Yield what conjunctions say: "if" before the clause, an if-clause beside it, "whether"."""
    for child in tree.children(verb, "mark"):
        word = tree.lemma(child)
        if word in lexicon.conditions:
            yield Mark("if", child, "condition:if")
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
    if "?" in last and inverted:
        yield Mark("possible", verb, "question")
    infinitive = any(tree.lemma(child) == "to" for child in tree.children(verb, "mark"))
    if token.deprel == "root" and token.xpos == "VB" and infinitive:
        yield Mark("future", verb, "headline:to", True)
    elif token.deprel == "root" and token.xpos == "VB" and subject is None and auxiliary is None:
        yield Mark("wanted", verb, "imperative")
