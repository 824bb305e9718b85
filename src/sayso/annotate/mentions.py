"""Finding mentions: names, noun phrases, pronouns and nationality adjectives that may stand for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from sayso.record import EntityType, MentionKind, Sentence, Span
from sayso.tree import Tree

NAMING = ("amod", "compound", "nummod", "flat", "nmod:poss", "nmod:desc", "compound:prt", "goeswith", "punct")
PRONOUNS = frozenset(
    "i me my mine myself you your yours yourself yourselves we us our ours ourselves he him his himself "
    "she her hers herself it its itself they them their theirs themselves who whom whose which that "
    "this these those".split()
)

DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July "
    "August September October November December".split()
)


class Found(NamedTuple):
    """A mention before it is linked to others: token numbers within one sentence."""

    sentence: int
    first: int
    last: int
    head: int
    kind: MentionKind
    entity: EntityType | None


def find(trees: Sequence[Tree]) -> list[Found]:
    """Return the mentions in the sentences of *trees* in the order of their heads."""
    found: list[Found] = []
    for number, tree in enumerate(trees):
        names = list(_names(number, tree))
        taken = {token for name in names for token in range(name.first, name.last + 1)}
        others = _others(number, tree, taken)
        found += sorted([*names, *others], key=lambda mention: (mention.head, mention.first))
    return found


def span_of(mention: Found, sentences: tuple[Sentence, ...]) -> Span:
    """Return the characters of *mention*."""
    tokens = sentences[mention.sentence].tokens
    return Span(tokens[mention.first].span.start, tokens[mention.last].span.end)


def _names(number: int, tree: Tree) -> Iterator[Found]:
    """Yield a mention for each named entity of a sentence."""
    first = 0
    while first < len(tree):
        tag = tree[first].entity
        last = first
        if tag.startswith("B-"):
            while last + 1 < len(tree) and tree[last + 1].entity == "I-" + tag[2:]:
                last += 1
            entity = cast(EntityType, tag[2:])
            yield Found(number, first, last, _head(tree, first, last), "name", entity)
        first = last + 1


def _head(tree: Tree, first: int, last: int) -> int:
    """Return the token of the stretch that hangs on something outside it."""
    return next((token for token in range(first, last + 1) if not first <= tree.head(token) <= last), last)


def _others(number: int, tree: Tree, taken: set[int]) -> Iterator[Found]:
    """Yield pronouns, common noun phrases, unrecognised names and capitalised adjectives."""
    for token in range(len(tree)):
        kind = None if token in taken else _kind(tree, token)
        if kind in ("pronoun", "adjective"):
            yield Found(number, token, token, token, kind, None)
        elif kind is not None:
            first, last = _naming(tree, token)
            yield Found(number, first, last, token, kind, None)


def _kind(tree: Tree, number: int) -> MentionKind | None:
    """Return what sort of mention token *number* heads, if any."""
    token = tree[number]
    if token.upos in ("PRON", "DET") and token.text.lower() in PRONOUNS:
        alone = token.upos == "PRON" and token.xpos == "DT"
        return "pronoun" if alone or token.xpos in ("PRP", "PRP$", "WP", "WP$", "WDT") else None
    if token.text in DAYS:
        return None
    if token.upos == "PROPN" and token.deprel not in ("flat", "compound", "goeswith"):
        return "name"
    if token.upos == "NOUN" and token.deprel not in ("flat", "compound", "goeswith", "fixed"):
        return "nominal"
    if token.upos in ("ADJ", "PROPN", "NOUN") and token.text[:1].isupper():
        return "adjective"
    return None


def _naming(tree: Tree, head: int) -> tuple[int, int]:
    """Return the smallest phrase that names what *head* stands for: unbroken premodifiers, name parts."""
    keep = {head}
    for child in tree.children(head, *NAMING):
        keep.update(tree.subtree(child))
    first = last = head
    while first - 1 in keep:
        first -= 1
    while last + 1 in keep:
        last += 1
    while tree[first].upos == "PUNCT" and first < head:
        first += 1
    while tree[last].upos == "PUNCT" and last > head:
        last -= 1
    return first, last
