"""Magnitudes: the numbers that an event is reported with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sayso.coding.numerals import SIGNS, VAGUE, Number, is_money
from sayso.coding.parties import Parties
from sayso.record import Magnitude
from sayso.tree import Tree

COUNTED = {  # what the numbers at these deeds count
    "kill": "killed", "killing": "killed", "die": "killed", "death": "killed", "massacre": "killed",
    "execute": "killed", "execution": "killed", "lynch": "killed", "behead": "killed", "murder": "killed",
    "assassinate": "killed",
    "wound": "wounded", "injure": "wounded", "injury": "wounded", "hurt": "wounded",
    "arrest": "arrested", "detain": "arrested", "detention": "arrested", "capture": "arrested",
    "imprison": "arrested", "jail": "arrested",
    "abduct": "abducted", "kidnap": "abducted", "expel": "expelled", "deport": "expelled",
    "deploy": "troops", "deployment": "troops", "send": "troops",
    "withdraw": "troops", "withdrawal": "troops",
    "displace": "displaced", "protest": "protesters", "march": "protesters", "rally": "protesters",
}  # fmt: skip
HARM = frozenset(["killed", "wounded"])
BY_TYPE = {"PROTEST": "protesters", "MOBILIZE": "troops"}  # where the word does not tell
AGENTS = frozenset(["protesters"])  # counted where their deed has its subject
MARCHERS = frozenset("protester protestor demonstrator marcher striker rioter".split())
JOINING = frozenset("go join hold stage attend take participate begin start launch mount organise".split())
FORCES = ("MIL", "COP", "REB")
MACHINES = frozenset(  # of forces, but nobody
    "warship ship boat vessel submarine frigate carrier tank jet plane aircraft warplane bomber helicopter "
    "drone missile rocket battery brigade battalion division regiment squadron".split()
)
HELD = ("nummod", "compound", "det:predet", "amod")  # how a number hangs on what it counts
LEFT = {"dead": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded"}


def find_magnitudes(
    text: str,
    parties: Parties,
    deed: tuple[int, str],
    others: Collection[int],
    numbers: Sequence[Number],
) -> tuple[Magnitude, ...]:
    """Return the numbers told of a *deed*, its head and type: people counted at its parties, and money.

    *text* is the article's, for the words; *others* are the heads of all deeds of the sentence, *numbers* all
    that it tells.
    """
    tree, head = parties.tree, deed[0]
    people: dict[str, Number] = {}
    for kind, number in _people(parties, numbers, deed, others):
        people.setdefault(kind, number)  # the deed's own goes before a toll, and nobody is counted twice
    told = (*people.items(), *_money(tree, numbers, head))
    return tuple(_magnitude(text, tree, kind, number) for kind, number in told)


def _people(
    parties: Parties, numbers: Sequence[Number], deed: tuple[int, str], others: Collection[int]
) -> Iterator[tuple[str, Number]]:
    """Yield what is counted and how many, of people at the *deed* and of those whom it harmed."""
    tree, (head, type_) = parties.tree, deed
    counts = {_top(tree, number): number for number in numbers if not is_money(tree, number)}
    kind = _kind(tree, head, type_)
    if kind is not None:
        yield from _at(parties, head, kind, counts)
    if type_ == "ASSAULT":
        inside = _scope(tree, head, others)
        for token in inside:
            if _harms(tree, token):
                yield from _at(parties, token, COUNTED[tree.lemma(token)], counts)
        yield from _left(tree, counts, {*inside, head} - ({*others} - {head}))
        yield from (("killed", counts[top]) for top in inside if top in counts and _is_toll(tree, top))
        yield from _marchers(tree, counts, head)


def _at(parties: Parties, deed: int, kind: str, counts: dict[int, Number]) -> Iterator[tuple[str, Number]]:
    """Yield how many are counted where the *deed* has those whom it counts."""
    numbers = (_sum(parties, top, counts, kind) for top in _slots(parties.tree, deed, kind))
    yield from ((kind, number) for number in numbers if number is not None)


def _scope(tree: Tree, head: int, others: Collection[int]) -> list[int]:
    """Return the tokens that tell what came of the deed at *head*: its clause, without other deeds."""
    verb = _verb(tree, head)
    rest = {*others} - {head}
    return tree.subtree(head if verb in rest else verb, without=rest)


def _marchers(tree: Tree, counts: dict[int, Number], head: int) -> Iterator[tuple[str, Number]]:
    """Yield the protesters who are the subject of a deed that counts nobody ("thousands clashed")."""
    subject = tree.subject(head) if tree[head].upos == "VERB" and not tree.is_passive(head) else None
    if subject in counts and tree.lemma(_noun(tree, subject)) in MARCHERS and not _harms(tree, head):
        yield "protesters", counts[subject]


def _kind(tree: Tree, head: int, type_: str) -> str | None:
    """Return what the numbers at the deed at *head* count, if anything."""
    lemma, below = tree.lemma(head), tree.lemmas(tree.children(head, "xcomp", "obl"))
    if lemma == "shoot" and "dead" in below:
        return "killed"
    if lemma in ("drive", "force") and below & {"home", "house", "village"}:
        return "displaced"
    return COUNTED.get(lemma) or BY_TYPE.get(type_)


def _harms(tree: Tree, token: int) -> bool:
    return COUNTED.get(tree.lemma(token)) in HARM and tree[token].upos in ("VERB", "NOUN")


def _verb(tree: Tree, head: int) -> int:
    """Return the verb of the clause of *head*: itself, or the nearest above a noun."""
    above = (up for up in tree.ancestors(head) if tree[up].upos == "VERB")
    return head if tree[head].upos == "VERB" else next(above, head)


def _top(tree: Tree, number: Number) -> int:
    """Return the token that stands in its clause for what *number* counts: the noun, or the number alone."""
    here = number.first
    while tree.head(here) >= 0 and (
        tree[here].deprel in HELD or number.first < tree.head(here) <= number.last
    ):
        here = tree.head(here)
    return here


def _noun(tree: Tree, top: int) -> int:
    """Return the noun that is counted at *top*: itself, or what stands under "of" where that is a number."""
    below = [child for child in tree.children(top, "nmod") if tree.preposition(child) == "of"]
    number = tree[top].upos == "NUM" or tree[top].text.lower() in VAGUE
    return below[-1] if number and below else top


def _slots(tree: Tree, at: int, kind: str) -> list[int]:
    """Return where those whom the deed at *at* counts stand: its subject, or whom it was done to."""
    if tree[at].upos != "VERB":
        under = [child for word in ("of", "by") for child in tree.by_preposition(at, word)]
        verb = _verb(tree, at)
        joins = kind in AGENTS and tree.head(at) == verb and tree.lemma(verb) in JOINING
        subject = tree.subject(verb) if joins else None
        own = [subject] if subject is not None else []
        if kind not in AGENTS or tree.lemma(at) in MARCHERS:  # "12 deaths", "hundreds of protesters"
            own += [at, *([tree.head(at)] if tree.preposition(at) == "of" else [])]
        return [*own, *under]
    if kind in AGENTS or tree.lemma(at) == "die" or tree.is_passive(at):
        subject = tree.subject(at)
        return [subject] if subject is not None else []
    return tree.children(at, "obj", "obl:unmarked")


def _sum(parties: Parties, top: int, counts: dict[int, Number], kind: str) -> Number | None:
    """Return how many the phrase at *top* and those joined to it count together, of people alone."""
    tree = parties.tree
    joined = [one for one in (top, *tree.children(top, "conj")) if _is_people(parties, one, kind)]
    told = [counts[one] for one in joined if one in counts]
    if not told:
        return None
    single = sum(one not in counts and tree[one].xpos in ("NN", "NNP") for one in joined)
    several = any(one not in counts and tree[one].xpos not in ("NN", "NNP") for one in joined)
    lows, highs = [one.low for one in told], [one.high for one in told]
    return Number(
        told[0].first,
        told[-1].last,
        None if None in lows else sum(filter(None, lows)) + single,
        sum(one.best for one in told) + single,
        None if None in highs or several else sum(filter(None, highs)) + single,
    )


def _is_people(parties: Parties, top: int, kind: str) -> bool:
    """Return whether what stands at *top* are people; troops, where *kind* counts those."""
    tree = parties.tree
    noun = _noun(tree, top)
    if tree[noun].upos in ("NUM", "PRON") or tree[noun].text.lower() in VAGUE:
        return kind != "troops"
    if COUNTED.get(tree.lemma(noun)) == kind:  # "12 deaths"
        return True
    actor = parties.at(noun)
    role = actor.code[4:] if actor is not None else ""
    if kind == "troops":
        return role in FORCES and tree.lemma(noun) not in MACHINES
    return actor is not None or tree.lemma(noun) in ("other", "person")


def _is_toll(tree: Tree, top: int) -> bool:
    """Return whether the number at *top* is that of a death toll ("rose to 45", "a toll of 45")."""
    up, preposition = tree.head(top), tree.preposition(top)
    if up < 0 or preposition not in ("to", "at", "of"):
        return False
    return "toll" in tree.lemmas([up, *tree.children(up, "nsubj", "nsubj:pass", "obj")])


def _left(tree: Tree, counts: dict[int, Number], inside: Collection[int]) -> Iterator[tuple[str, Number]]:
    """Yield those whom an attack left dead or wounded ("11 dead and 34 wounded"), by a word *inside*."""
    for top, number in counts.items():
        after = max(top, number.last) + 1
        kind = LEFT.get(tree[after].text.lower()) if after in inside else None
        if kind is not None:
            yield kind, number


def _money(tree: Tree, numbers: Sequence[Number], head: int) -> Iterator[tuple[str, Number]]:
    """Yield the sums that stand in the phrases about the deed at *head*."""
    near: set[int] = set()
    for child in tree.children(head, "obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "nummod"):
        near.update(tree.phrase(child))
    yield from (("money", number) for number in numbers if number.first in near and is_money(tree, number))


def _magnitude(text: str, tree: Tree, kind: str, number: Number) -> Magnitude:
    """Return *number* as what *kind* counts, with the words from its currency to what it counts."""
    first = number.first - (number.first > 0 and tree.lemma(number.first - 1) in SIGNS)
    top = _top(tree, number)
    words = tree.span((first, top if number.last < top <= number.last + 3 else number.last))
    return Magnitude(kind, number.low, number.best, number.high, text[words.start : words.end])
