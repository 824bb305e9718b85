"""What linking mentions goes by: traits of each mention, and of each pair of mentions, as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.mentions import Found
from sayso.record import EntityType, Token
from sayso.tree import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Features = NDArray[np.float32]

PRONOUNS = tuple(
    "i you he she it we they me him her us them my your his its our their mine yours hers ours theirs "
    "myself yourself yourselves himself herself itself ourselves themselves who whom whose which that "
    "this these those".split()
)
RELATIONS = tuple(
    "nsubj nsubj:pass obj iobj obl nmod nmod:poss appos compound conj root amod flat xcomp ccomp dep "
    "vocative dislocated obl:agent parataxis acl:relcl advcl nmod:unmarked obl:unmarked".split()
)
OWN: tuple[tuple[str, tuple[str, ...]], ...] = (  # each trait of a mention and the values told apart
    ("kind", ("name", "nominal", "pronoun", "adjective")),
    ("entity", ("PER", "ORG", "LOC")),
    ("pronoun", PRONOUNS),
    ("relation", RELATIONS),
    ("determiner", ("the", "a", "this", "all", "no", "possessive", "number")),
    ("gender", ("male", "female", "thing")),
    ("number", ("one", "many")),
)
ALIKE = ("kind", "entity", "pronoun", "gender", "number", "text", "head", "last")
SENTENCES_APART = (0, 1, 2, 3, 5, 8, 13, 25)  # each from so many on, up to the next
MENTIONS_APART = (1, 2, 3, 5, 8, 13, 21, 40, 80)
TIES = ("apposition", "predicate", "relative", "same clause", "within", "around", "below", "above")

TOLD = "told"  # no trait: a mention never takes up one that it is tied to so

_MALE = frozenset("he him his himself mr. mr sir king prince brother father son husband man boy".split())
_FEMALE = frozenset(
    "she her hers herself mrs. mrs ms. ms miss queen princess sister mother daughter wife woman girl".split()
)
_THING = frozenset("it its itself which".split())
_DETERMINERS = {
    "the": "the",
    **dict.fromkeys(("a", "an", "another", "some", "any"), "a"),
    **dict.fromkeys(("this", "that", "these", "those", "such"), "this"),
    **dict.fromkeys(("all", "both", "each", "every", "most", "many", "several"), "all"),
    **dict.fromkeys(("no", "neither"), "no"),
}
_PLURAL = frozenset("we us our ours ourselves they them their theirs themselves these those".split())
_SMALL = frozenset("the a an of and for in on 's \u2019s . , - mr. mr mrs. mrs ms. ms dr. dr".split())
_RELATIVE = frozenset("who whom whose which that".split())


class Name(NamedTuple):
    """A name: what it names, if the core sees that, and the numbers of its words."""

    entity: EntityType | None
    words: frozenset[int]


class Traits(NamedTuple):
    """The traits of *n* mentions.

    ``own`` (n, width) is 0 or 1. ``keys`` are numbers by name, of n mentions
    each, alike where the trait is; 0 is unknown. ``words`` has a
    number for each word of each, ``names`` those of names, None for others. ``ties``
    hold pairs that the syntax ties, by the kind of tie.
    """

    own: Features
    keys: dict[str, Numbers]
    words: list[list[int]]
    names: list[Name | None]
    ties: dict[str, list[tuple[int, int]]]


def width() -> tuple[int, int]:
    """Return the numbers of traits of a mention and of a pair."""
    own = sum(len(values) for _, values in OWN)
    return own, 2 * len(ALIKE) + 5 + len(SENTENCES_APART) + len(MENTIONS_APART) + len(TIES)


def traits(mentions: Sequence[Found], trees: Sequence[Tree]) -> Traits:
    """Return the traits of *mentions* in the sentences of *trees*."""
    import numpy as np

    seen = [_seen(mention, trees[mention.sentence]) for mention in mentions]
    own = np.zeros((len(seen), width()[0]), dtype=np.float32)
    start = 0
    for name, values in OWN:
        for number, one in enumerate(seen):
            if one[name] in values:
                own[number, start + values.index(one[name])] = 1
        start += len(values)
    keys = {name: _numbered([one[name] for one in seen]) for name in ALIKE}
    both = _numbered([one["initials"] for one in seen] + [one["text"] for one in seen])
    keys["initials"], keys["called"] = both[: len(seen)], both[len(seen) :]
    known: dict[str, int] = {}
    words = [
        [known.setdefault(word, len(known)) for word in _lemmas(mention, trees[mention.sentence])]
        for mention in mentions
    ]
    names = [
        Name(mention.entity, frozenset(some)) if mention.kind == "name" and some else None
        for mention, some in zip(mentions, words, strict=True)
    ]
    keys["sentence"] = np.array([mention.sentence for mention in mentions], dtype=np.int64)
    return Traits(own, keys, words, names, _ties(mentions, trees))


def pairs(found: Traits, start: int, first: int, last: int) -> Features:
    """Return the traits of the pairs of each mention from *first* on with those from *start* on.

    Both end before *last*; the shape (last - first, last - start, width). Pairs with
    itself and with those after it mean nothing.
    """
    import numpy as np

    keys = {
        name: (numbers[first:last, None], numbers[None, start:last]) for name, numbers in found.keys.items()
    }
    columns: list[NDArray[np.bool_] | Features] = []
    for name in ALIKE:
        one, other = keys[name]
        known = (one > 0) & (other > 0)
        same = known & (one == other)
        columns += [same, known ^ same]
    (initials, other_initials), (called, other_called) = keys["initials"], keys["called"]
    columns += [
        (initials > 0) & (initials == other_called),
        (other_initials > 0) & (called == other_initials),
    ]
    columns += _shared_words(found.words[start:last], first - start)
    columns += _steps(keys["sentence"][0] - keys["sentence"][1], SENTENCES_APART)
    columns += _steps(np.arange(first, last)[:, None] - np.arange(start, last)[None], MENTIONS_APART)
    for tie in TIES:
        tied = np.zeros((last - first, last - start), dtype=bool)
        for later, earlier in found.ties.get(tie, ()):
            if first <= later < last and start <= earlier:
                tied[later - first, earlier - start] = True
        columns.append(tied)
    table = np.empty((len(columns), last - first, last - start), dtype=np.float32)
    for number, column in enumerate(columns):
        table[number] = column
    return np.moveaxis(table, 0, -1)  # each trait in one piece: quicker to fill and to multiply


def _shared_words(words: Sequence[Sequence[int]], first: int) -> list[Features]:
    """Return whether mentions from *first* on share words with any, and the shares of both that those are."""
    import numpy as np

    rows = np.repeat(np.arange(len(words)), [len(some) for some in words])
    known, columns = np.unique([word for some in words for word in some], return_inverse=True)
    bags = np.zeros((len(words), max(1, len(known))), dtype=np.float32)
    bags[rows, columns] = 1
    shared, sizes = bags[first:] @ bags.T, np.maximum(1, bags.sum(1))
    return [np.minimum(shared, 1), shared / sizes[first:, None], shared / sizes[None]]


def _steps(distance: Numbers, bounds: tuple[int, ...]) -> list[NDArray[np.bool_]]:
    """Return for each of *bounds* where *distance* lies between it and the next."""
    import numpy as np

    step = np.searchsorted(bounds, np.arange(-1, bounds[-1] + 1), side="right").astype(np.int8)
    steps = step[np.clip(distance, -1, bounds[-1]) + 1]
    return [steps == number for number in range(1, len(bounds) + 1)]


def _numbered(values: Sequence[str]) -> Numbers:
    """Return a number for each of *values*, 0 for the empty one."""
    import numpy as np

    numbers = {"": 0}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)


def _seen(mention: Found, tree: Tree) -> dict[str, str]:
    """Return the traits of one mention in words, empty where unknown."""
    head = tree[mention.head]
    words = [token.text for token in _telling(mention, tree)]
    pronoun = head.text.lower() if mention.kind == "pronoun" else ""
    name = mention.kind == "name"
    return {
        "kind": mention.kind,
        "entity": mention.entity or "",
        "pronoun": pronoun,
        "relation": head.deprel,
        "determiner": _determiner(mention, tree),
        "gender": _gender(mention, tree),
        "number": "many" if head.xpos in ("NNS", "NNPS") or pronoun in _PLURAL else "one",
        "text": "" if pronoun else " ".join(words).lower(),
        "head": "" if pronoun else tree.lemma(mention.head),
        "last": "" if pronoun or not words else words[-1].lower(),
        "initials": "".join(word[0] for word in words).lower() if name and len(words) > 1 else "",
    }


def _lemmas(mention: Found, tree: Tree) -> list[str]:
    """Return the lemmas of the words of *mention* that tell something, each once; a pronoun has none."""
    if mention.kind == "pronoun":
        return []
    return list(dict.fromkeys(token.lemma.lower() for token in _telling(mention, tree)))


def _telling(mention: Found, tree: Tree) -> list[Token]:
    """Return the tokens of *mention* without punctuation, articles, titles and the like."""
    tokens = tree.tokens[mention.first : mention.last + 1]
    return [token for token in tokens if token.upos != "PUNCT" and token.text.lower() not in _SMALL]


def _determiner(mention: Found, tree: Tree) -> str:
    if mention.kind not in ("nominal", "name"):
        return ""
    for child in tree.children(mention.head, "det", "det:predet", "nmod:poss", "nummod"):
        if tree[child].deprel == "nmod:poss":
            return "possessive"
        if tree[child].deprel == "nummod":
            return "number"
        if tree.lemma(child) in _DETERMINERS:
            return _DETERMINERS[tree.lemma(child)]
    return ""


def _gender(mention: Found, tree: Tree) -> str:
    """Return what a pronoun, a title or a word like "mother" tells."""
    start = max(0, mention.first - 1) if mention.kind == "name" else mention.head
    words = {token.text.lower() for token in tree.tokens[start : mention.last + 1]}
    if words & _MALE:
        return "male"
    return "female" if words & _FEMALE else "thing" if words & _THING else ""


def _ties(mentions: Sequence[Found], trees: Sequence[Tree]) -> dict[str, list[tuple[int, int]]]:
    """Return the pairs (later, earlier) within a sentence that its syntax ties, by kind of tie."""
    ties: dict[str, list[tuple[int, int]]] = {}
    start = 0
    above = [tuple(trees[mention.sentence].ancestors(mention.head)) for mention in mentions]
    for number, mention in enumerate(mentions):
        if mentions[start].sentence != mention.sentence:
            start = number
        tree = trees[mention.sentence]
        told = _told(tree, mention)
        for before in range(start, number):
            other = mentions[before]
            for tie in _tied(tree, (mention.head, above[number]), (other.head, above[before])):
                ties.setdefault(tie, []).append((number, before))
            if other.kind != "pronoun" and any(clause in (other.head, *above[before]) for clause in told):
                ties.setdefault(TOLD, []).append((number, before))
    return ties


def _told(tree: Tree, speaker: Found) -> list[int]:
    """Return the clauses that the pronoun *speaker* tells ("the camp is safe, it said")."""
    verb = tree.head(speaker.head)
    if speaker.kind != "pronoun" or verb < 0 or tree[speaker.head].deprel != "nsubj":
        return []
    told = [child for child in tree.children(verb, "ccomp") if child < verb]
    return told + ([tree.head(verb)] if tree[verb].deprel == "parataxis" and tree.head(verb) < verb else [])


def _tied(tree: Tree, one: tuple[int, Sequence[int]], other: tuple[int, Sequence[int]]) -> list[str]:
    """Return how the syntax ties a later *one* and an *other*: words of a sentence, with those above them."""
    (later, up), (earlier, over) = one, other
    found = []
    if tree.head(later) == earlier:
        if tree[later].deprel in ("appos", "flat"):
            found.append("apposition")
    elif tree.head(later) == tree.head(earlier):
        found.append("same clause")
    if tree.head(earlier) == later and tree[earlier].deprel.startswith("nsubj"):
        found.append("predicate")
    if tree[later].text.lower() in _RELATIVE and earlier in up:
        clause = [later, *up][([later, *up]).index(earlier) - 1]
        if tree[clause].deprel == "acl:relcl":
            found.append("relative")
    if earlier in up:
        found.append("within")
    if later in over:
        found.append("around")
    if over and over[0] in up:
        found.append("below")
    if up and up[0] in over:
        found.append("above")
    return found
