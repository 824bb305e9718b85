"""The source of a claim: its words, and the token that they hang on."""

from __future__ import annotations

from typing import NamedTuple

from sayso.coding.claims.draft import trimmed
from sayso.record import Place, Span
from sayso.tree import Tree

RELATIVE = frozenset({"WP", "WDT"})
NOBODY = frozenset("it there this that which what".split())
LOOSE = ("cc", "punct", "advmod", "parataxis", "advcl", "case", "discourse", "mark")


class Named(NamedTuple):
    """A source found in a sentence; ``head``, who speaks, is None where there is none."""

    spans: tuple[Span, ...] = ()
    head: int | None = None


def source_of(tree: Tree, verb: int, text: str) -> Named:
    """Return who does what *verb* says: its subject, or that of the verb which controls it."""
    subject = tree.subject(verb)
    if subject is None or _is_nobody(tree, verb, subject):
        return Named()
    antecedent = tree.head(verb)
    if tree[verb].deprel == "acl:relcl" and (subject == antecedent or tree[subject].xpos in RELATIVE):
        words = _named(tree, _relative(tree, verb, subject), verb, text)
        return words._replace(head=antecedent)  # whom the pronoun stands for speaks
    return _named(tree, subject, verb, text)


def named(tree: Tree, head: int, text: str, verb: int = -1) -> Named:
    """Return the whole phrase of *head* as a source, without the branch that holds *verb*."""
    return _named(tree, head, verb, text)


def _named(tree: Tree, head: int, verb: int, text: str) -> Named:
    branches = [child for child in tree.children(head) if verb in tree.subtree(child)]
    outside = [child for child in tree.children(head, *LOOSE) if not _belongs(tree, child, head)]
    numbers = tree.subtree(head, without=[*branches, *outside])
    if verb >= 0 and branches:  # "X, …, saying that": the source ends where the clause begins
        numbers = [number for number in numbers if (number < verb) == (head < verb)]
    return Named(trimmed(text, _unbroken(tree, numbers, head)), head)


def _belongs(tree: Tree, child: int, head: int) -> bool:
    return tree[child].deprel == "advmod" and child < head


def _unbroken(tree: Tree, numbers: list[int], head: int) -> tuple[Span, ...]:
    """Return the stretch from the first to the last of *numbers* as one span."""
    return (tree.span(numbers),) if numbers else (tree[head].span,)


def _relative(tree: Tree, verb: int, antecedent: int) -> int:
    """Return the relative pronoun of the clause of *verb*, or the *antecedent*."""
    pronouns = [child for child in tree.subtree(verb) if tree[child].xpos in RELATIVE and child < verb]
    return pronouns[0] if pronouns else antecedent


def _is_nobody(tree: Tree, verb: int, subject: int) -> bool:
    """Return whether the subject is an expletive ("it is believed that")."""
    return tree[subject].deprel == "expl" or bool(tree.children(verb, "expl"))


def place(sentence: int, head: int | None) -> Place | None:
    """Return where a source's head stands."""
    return None if head is None else Place(sentence, head)
