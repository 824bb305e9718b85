"""Finding the words of the trigger lexicon in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.ontology.triggers import Trigger, Triggers
from sayso.tree import Tree

CLASSES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}
PARTICIPLES = ("VBN", "VBG", "VBD")  # tagged adjectives too often to be told apart by part of speech


class Match(NamedTuple):
    """A trigger found at a head token, with all tokens of its words."""

    trigger: Trigger
    head: int
    tokens: tuple[int, ...]


def find_matches(tree: Tree, triggers: Triggers) -> Iterator[list[Match]]:
    """Yield, token by token, the triggers whose words stand there, most conditional first."""
    words = {form for token in range(len(tree)) for form in _forms(tree, token)}
    for head in range(len(tree)):
        found = []
        for trigger in _candidates(tree, head, triggers):
            others = (*trigger.words[: trigger.head], *trigger.words[trigger.head + 1 :])
            tokens = _words(tree, head, trigger) if words.issuperset(others) else None
            if tokens is not None and _object_fits(tree, head, trigger):
                found.append(Match(trigger, head, tokens))
        if found:
            yield found


def _candidates(tree: Tree, head: int, triggers: Triggers) -> tuple[Trigger, ...]:
    """Return the entries of the lexicon for the lemma and word class of *head*."""
    token = tree[head]
    word_class = CLASSES.get(token.upos)
    if word_class is None:
        return ()
    found = triggers.candidates(tree.lemma(head), word_class)
    if not found and word_class == "adjective" and token.xpos in PARTICIPLES:
        return triggers.candidates(tree.lemma(head), "verb")
    if not found and word_class == "verb":  # the tables of lemmas get rare verbs wrong: "severed" to "severe"
        return triggers.candidates(triggers.base(token.text), "verb")
    return found


def _words(tree: Tree, head: int, trigger: Trigger) -> tuple[int, ...] | None:
    """Return the tokens of the words of *trigger* around *head*, or None where some are missing."""
    if len(trigger.words) == 1:
        return (head,)
    straight = _straight(tree, head, trigger)
    return straight if straight is not None else _hanging(tree, head, trigger)


def _straight(tree: Tree, head: int, trigger: Trigger) -> tuple[int, ...] | None:
    """Return the tokens where the words stand one after the other."""
    first = head - trigger.head
    tokens = tuple(range(first, first + len(trigger.words)))
    if first < 0 or tokens[-1] >= len(tree):
        return None
    pairs = zip(trigger.words, tokens, strict=True)
    same = all(token == head or word in _forms(tree, token) for word, token in pairs)
    return tokens if same else None


def _hanging(tree: Tree, head: int, trigger: Trigger) -> tuple[int, ...] | None:
    """Return the tokens where the words after the head depend on it ("took quick action")."""
    below = [token for child in tree.children(head) for token in (child, *tree.children(child))]
    found = [head]
    for number, word in enumerate(trigger.words):
        if number == trigger.head:
            continue
        token = next((one for one in below if one not in found and word in _forms(tree, one)), None)
        if token is None:
            return None
        found.append(token)
    return tuple(sorted(found))


def _forms(tree: Tree, token: int) -> tuple[str, str]:
    """Return the lemma and the word of *token*, in lower case."""
    return tree.lemma(token), tree[token].text.lower()


def _object_fits(tree: Tree, head: int, trigger: Trigger) -> bool:
    """Return whether the object allows *trigger* ("impose sanctions", not "strike a deal")."""
    if not trigger.object and not trigger.not_object:
        return True
    things = tree.children(head, "obj", "iobj", "nsubj:pass", "compound", "obl", "nmod") + _above(tree, head)
    things += [more for thing in things for more in tree.children(thing, "conj")]
    lemmas = tree.lemmas(things)
    lemmas |= {"any"} if tree.children(head, "obj", "iobj", "ccomp", "xcomp") else set()
    return not (trigger.object and not lemmas & trigger.object) and not lemmas & trigger.not_object


def _above(tree: Tree, head: int) -> list[int]:
    """Return the noun that a participle or relative clause headed by *head* describes."""
    token = tree[head]
    return [token.head] if token.deprel in ("acl", "acl:relcl", "amod") and token.head >= 0 else []
