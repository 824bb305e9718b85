"""What the words that hang on an event say of it: the mode of a speech act, and in what field it lies.

A threat has the mode of what is threatened, a request and a refusal that of what is asked and refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.coding.readings import Reading
from sayso.ontology.contents import Contents
from sayso.tree import Tree

BELOW = frozenset("ccomp xcomp acl obj obl nmod nsubj:pass compound amod conj advcl".split())
DEPTH = 3  # "called for [talks on [a reform of [the army]]]"
DOER = ("by", "from")  # whoever stands under these does the deed
MEANS = frozenset("nsubj obl:agent obl nmod acl advcl compound amod obj xcomp".split())
WITH = ("in", "by", "with", "from", "")  # a means stands under these; what is attacked is none


def completed(
    tree: Tree, readings: Iterable[Reading], proposed: Iterable[Reading], contents: Contents
) -> list[Reading]:
    """Return *readings* with the modes and contexts that their entries leave open.

    The words below are read as the likeliest of the readings *proposed*.
    """
    deeds: dict[int, Reading] = {}
    for one in sorted(proposed, key=lambda one: one.probability):
        deeds[one.head] = one
    return [_completed(tree, one, deeds, contents) for one in readings]


def _completed(tree: Tree, reading: Reading, deeds: Mapping[int, Reading], contents: Contents) -> Reading:
    below = [token for token in _below(tree, reading.head, _is_content) if token not in reading.tokens]
    telling = _below(tree, reading.head, _is_means) if reading.type == "ASSAULT" else below
    mode = reading.mode or _mode(tree, reading.type, telling, (deeds, contents))
    context = reading.context or _field(tree, reading, below, contents)
    if not context and reading.type in contents.verbal:
        context = next((deeds[token].context for token in below if token in deeds), ())
    return replace(reading, mode=mode, context=context)


def _below(tree: Tree, head: int, belongs: Callable[[Tree, int], bool]) -> Iterator[int]:
    """Yield what hangs on *head* and *belongs*, the nearest first."""
    level = [head]
    for _ in range(DEPTH):
        level = [child for token in level for child in tree.children(token) if belongs(tree, child)]
        yield from level


def _is_content(tree: Tree, token: int) -> bool:
    """Return whether *token* may be what the deed above is about: not who does it, nor what is beside it."""
    relation = tree[token].deprel
    beside = relation == "advcl" and not tree.children(token, "mark")  # "refused, citing the attacks"
    return relation in BELOW and not beside and tree.preposition(token) not in DOER


def _is_means(tree: Tree, token: int) -> bool:
    """Return whether *token* may be what the deed above is done with: not whom it is done to."""
    relation, verb = tree[token].deprel, tree.head(token)
    done_to = relation == "obj" and tree.lemma(verb) != "use"
    return relation in MEANS and not done_to and tree.preposition(token) in WITH


def _mode(
    tree: Tree, kind: str, below: Iterable[int], known: tuple[Mapping[int, Reading], Contents]
) -> str | None:
    """Return the mode of an event of type *kind* by the first of the words *below* that tells one."""
    deeds, contents = known
    if kind not in contents.words:
        return None
    words, types, ends = contents.words[kind], contents.deeds[kind], False
    for token in below:
        ends = ends or tree.lemma(token) in contents.ending
        around = tree.children(token, "obj", "compound")  # "impose an embargo", "a suicide bombing"
        here = map(tree.lemma, (*around, token))
        named = [words[lemma] for lemma in here if lemma in words]
        if named:
            return named[0]
        deed = deeds.get(token)
        if deed is not None:
            kinds = [f"{deed.type}:{deed.mode}", deed.type]
            kinds += ["CONCEDE"] if ends and deed.type in contents.hostile else []
            told = [types[one] for one in kinds if one in types]
            if told:
                return told[0]
    return None


def _field(tree: Tree, reading: Reading, below: Iterable[int], contents: Contents) -> tuple[str, ...]:
    """Return the fields that the event's words, and else the nearest *below*, name."""
    for tokens in (reading.tokens, below):
        named = [contents.fields[lemma] for lemma in map(tree.lemma, tokens) if lemma in contents.fields]
        if named:
            return (named[0],)
    return ()
