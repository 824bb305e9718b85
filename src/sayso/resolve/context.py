"""What an article adds to what the words of its mentions tell: owners, the core's roles, places, seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sayso.ontology.actors import NO_COUNTRY
from sayso.record import Mention
from sayso.resolve.phrases import LEGISLATORS
from sayso.resolve.reading import Reading
from sayso.tree import Tree

SEEN = "core/role"  # the row of a role that the core sees
SEATED = "context/legislature"  # the row of a party's people who are legislators
SURE_ROLE = 0.5  # probability from which on the core's choice of a role counts
OFTENER = 2  # how many times as often as its usual country another is named where a group of both is of that
SEATS = 0.35  # mentions of legislators in a sentence from which on an article is about a legislature,
FEW = 3  # and how many there are at least
ELSEWHERE = 3  # mentions of another state from which on a common name is not that of the best known
JOINING = frozenset("ADJ PROPN CCONJ PUNCT".split())  # between joined adjectives and their noun
SEATABLE = frozenset(("OPP", "PTY"))
Readings = Mapping[int, Reading]


def owned(
    mentions: Sequence[Mention], trees: Sequence[Tree], own: Readings, chains: Readings
) -> dict[int, Reading]:
    """Return *own* with what the phrases lack that their owners tell ("their government", "Lee's office")."""
    names_last = sorted(mentions, key=lambda one: one.kind == "name")
    whose = {(one.sentence, one.head): one.chain for one in names_last}
    found = dict(own)
    for number, reading in own.items():
        mention = mentions[number]
        lacking = reading.loose or (reading.role and not reading.country)
        if reading.key or not lacking:
            continue
        for owner in _owners(trees[mention.sentence], mention.head, ("of", "for") if reading.loose else ()):
            chain = whose.get((mention.sentence, owner), mention.chain)
            if chain != mention.chain and chain in chains:
                found[number] = _belonging(reading, chains[chain])
                break
    return found


def _owners(tree: Tree, head: int, prepositions: tuple[str, ...]) -> list[int]:
    """Return the tokens that tell whose the thing at *head* is: possessors, complements."""
    complements = [child for child in tree.children(head, "nmod") if tree.preposition(child) in prepositions]
    return [*tree.children(head, "nmod:poss"), *complements]


def _belonging(reading: Reading, owner: Reading) -> Reading:
    """Return *reading* with the country of its *owner*, and the role where it has none of its own."""
    country = reading.country or owner.country
    if not reading.loose or not owner.role:
        return replace(reading, country=country, rows=reading.rows + owner.rows) if country else reading
    return replace(reading, country=country, role=owner.role, rows=reading.rows + owner.rows, loose=False)


def elsewhere(own: Readings) -> dict[int, Reading]:
    """Return *own*, names that many bear without a country where only others are named, and often."""
    told = [one.country for one in own.values() if one.country and not one.common]
    known = Counter(country for country in told if country not in NO_COUNTRY)
    if max(known.values(), default=0) < ELSEWHERE:
        return dict(own)

    def left_open(reading: Reading) -> Reading:
        role = "" if reading.rows[0].startswith("parties/") else reading.role  # who governs there is not told
        return replace(reading, country="", role=role, key="")

    return {
        number: left_open(reading) if reading.common and not known[reading.country] else reading
        for number, reading in own.items()
    }


def joined(mentions: Sequence[Mention], trees: Sequence[Tree], own: Readings) -> dict[int, Reading]:
    """Return *own*, the first of joined adjectives with their noun's role ("Chinese and Indian troops")."""
    found = dict(own)
    for number, reading in own.items():
        if not reading.role and reading.rows and reading.rows[0].endswith("#adjective"):
            noun = _noun_of(mentions, number, trees)
            if noun in own and own[noun].role:
                rows = (*reading.rows, *own[noun].rows[:1])
                found[number] = replace(reading, role=own[noun].role, key="", rows=rows)
    return found


def _noun_of(mentions: Sequence[Mention], number: int, trees: Sequence[Tree]) -> int:
    """Return the mention whose noun the adjective *number* and others joined to it describe, else -1."""
    adjective = mentions[number]
    tree = trees[adjective.sentence]
    for other, noun in enumerate(mentions):
        if (noun.sentence, noun.kind) == (adjective.sentence, "nominal") and noun.head > adjective.last:
            between = [tree[at].upos for at in range(adjective.last + 1, noun.head)]
            if "CCONJ" in between and JOINING.issuperset(between):
                return other
    return -1


def placed(own: Readings) -> dict[int, Reading]:
    """Return *own* with each group of several states in its usual one, or in that which is named far more."""
    known = Counter(reading.country for reading in own.values() if not reading.also)

    def at_its_place(reading: Reading) -> Reading:
        country = max(reading.also, key=lambda country: known[country])
        far = known[country] > OFTENER * known[reading.country]
        return replace(reading, country=country) if far else reading

    return {number: at_its_place(reading) if reading.also else reading for number, reading in own.items()}


def seen(mentions: Sequence[Mention], trees: Sequence[Tree], own: Readings) -> dict[int, Reading]:
    """Return *own* with the roles that the core sees where words tell none."""
    found = dict(own)
    for number, mention in enumerate(mentions):
        if mention.kind != "pronoun":
            reading = _with_seen(own.get(number), mention, trees[mention.sentence])
            if reading is not None:
                found[number] = reading
    return found


def _with_seen(reading: Reading | None, mention: Mention, tree: Tree) -> Reading | None:
    """Return *reading* with the role that the core sees, where words tell none and are no state's name."""
    choice = tree[mention.last if mention.kind == "name" else mention.head].role
    known = reading is not None and (
        (reading.role and not reading.loose)
        or reading.country in NO_COUNTRY
        or (reading.key and not _is_people(reading, mention))
    )
    if known or choice is None or choice.probability < SURE_ROLE or choice.value == "STATE":
        return reading
    told = reading or Reading()
    rows = (*told.rows, SEEN)
    if choice.value in NO_COUNTRY:
        return replace(told, country=told.country or choice.value, rows=rows)
    return replace(told, role=choice.value, rows=rows, loose=False)


def _is_people(reading: Reading, mention: Mention) -> bool:
    """Return whether a noun names a people, not its state ("the Mexicans")."""
    return mention.kind != "adjective" and reading.rows[0].endswith("#people")


def seated(
    mentions: Sequence[Mention], trees: Sequence[Tree], own: Readings, candidates: Collection[str]
) -> dict[int, Reading]:
    """Return *own* with the people of parties as legislators, where the article is about a legislature.

    *candidates* are the rows of the role words for those who want an office instead.
    """
    named = sum(one.role == LEGISLATORS and not one.key.startswith("people/") for one in own.values())
    if named < max(FEW, SEATS * len(trees)):
        return dict(own)

    def sits(number: int, reading: Reading) -> bool:
        first, mention = reading.rows[0], mentions[number]
        plural = trees[mention.sentence][mention.head].xpos in ("NNS", "NNPS")
        people = plural if first.startswith("parties/") else first not in candidates
        return people and any(row.startswith("parties/") for row in reading.rows)

    return {
        number: replace(reading, role=LEGISLATORS, rows=(*reading.rows, SEATED))
        if reading.role in SEATABLE and sits(number, reading)
        else reading
        for number, reading in own.items()
    }
