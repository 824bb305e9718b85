"""The stage: mentions to actors, each chain of mentions read together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.ontology.actors import NO_COUNTRY, ActorDictionary
from sayso.record import Actor, Annotation, Article, Mention, Problem
from sayso.resolve.countries import SOURCE, UNKNOWN, Countries
from sayso.resolve.phrases import CIVILIANS, Phrase, Reading
from sayso.tree import Tree

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SEEN = "core/role"  # the row of a role that the core sees
SURE_ROLE = 0.5  # probability from which on the core's choice of a role counts
OFTENER = 2  # how many times as often as its usual country another is named where a group of both is of that
Readings = Mapping[int, Reading]


class Told(NamedTuple):
    """What the words of an article tell of its mentions, by mention and by chain."""

    trees: Sequence[Tree]
    own: Readings
    chains: Readings


def resolve_actors(
    article: Article, annotation: Annotation, dictionary: ActorDictionary
) -> tuple[dict[int, Actor], tuple[Problem, ...]]:
    """Return the actor of each mention that stands for one, by the mention's number.

    What no dictionary knows is kept as text; its country is the one that fits best, or unknown (UNK).
    """
    told = tell(article, annotation, dictionary)
    members = _members(annotation.mentions)
    chains = {**told.chains, **_completed(annotation.mentions, told, members)}
    actors = {}
    for number, mention in enumerate(annotation.mentions):
        reading = _combined(told.own.get(number), chains.get(mention.chain))
        if reading is not None:
            words = told.own[number].words if number in told.own else None
            actors[number] = _actor(article, mention, replace(reading, words=words), members[mention.chain])
    return actors, ()


def tell(article: Article, annotation: Annotation, dictionary: ActorDictionary) -> Told:
    """Return what the words of *article* tell of its mentions."""
    trees = [Tree(sentence) for sentence in annotation.sentences]
    mentions = annotation.mentions
    spelled = _spelled(mentions, trees, dictionary, _day(article))
    owners = _chains(mentions, _seen(mentions, trees, spelled))
    own = _placed(_seen(mentions, trees, _owned(mentions, trees, spelled, owners)))
    chains = _chains(mentions, own)
    return Told(trees, own, chains | _short_names(article, mentions, chains))


def countries_of(mentions: Sequence[Mention], told: Told) -> Countries:
    """Return where countries are named among *mentions*."""
    countries = {chain: reading.country for chain, reading in told.chains.items()}
    named = [(one, countries.get(one.chain, "")) for one in mentions]
    return Countries([(one, name) for one, name in named if name not in {"", *NO_COUNTRY}], told.trees)


def _day(article: Article) -> str | None:
    """Return the day that decides who held which office: that of publication, else of the last year named."""
    if article.published.date is not None:
        return article.published.date
    years = YEAR.findall(article.text)
    return f"{max(years)}-07-01" if years else None


def _spelled(
    mentions: Sequence[Mention], trees: Sequence[Tree], dictionary: ActorDictionary, day: str | None
) -> dict[int, Reading]:
    """Return what each mention's own words tell."""
    surnames = frozenset(
        trees[mention.sentence][mention.last].text
        for mention in mentions
        if mention.entity == "PER" and mention.last > mention.first
    )
    read = {
        number: Phrase(trees[mention.sentence], mention, dictionary, day, surnames).read()
        for number, mention in enumerate(mentions)
        if mention.kind != "pronoun"
    }
    return {number: reading for number, reading in read.items() if reading is not None}


def _seen(mentions: Sequence[Mention], trees: Sequence[Tree], own: Readings) -> dict[int, Reading]:
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
    seen = tree[mention.last if mention.kind == "name" else mention.head].role
    known = reading is not None and (
        (reading.role and not reading.loose)
        or reading.country in NO_COUNTRY
        or (reading.key and not _is_people(reading, mention))
    )
    if known or seen is None or seen.probability < SURE_ROLE or seen.value == "STATE":
        return reading
    told = reading or Reading()
    rows = (*told.rows, SEEN)
    if seen.value in NO_COUNTRY:
        return replace(told, country=told.country or seen.value, rows=rows)
    return replace(told, role=seen.value, rows=rows, loose=False)


def _is_people(reading: Reading, mention: Mention) -> bool:
    """Return whether a noun names a people, not its state ("the Mexicans")."""
    return mention.kind != "adjective" and reading.rows[0].endswith("#people")


def _owned(
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


def _placed(own: Readings) -> dict[int, Reading]:
    """Return *own* with each group of several states in its usual one, or in that which is named far more."""
    known = Counter(reading.country for reading in own.values() if not reading.also)

    def placed(reading: Reading) -> Reading:
        country = max(reading.also, key=lambda country: known[country])
        far = known[country] > OFTENER * known[reading.country]
        return replace(reading, country=country) if far else reading

    return {number: placed(reading) if reading.also else reading for number, reading in own.items()}


def _short_names(article: Article, mentions: Sequence[Mention], chains: Readings) -> dict[int, Reading]:
    """Return what chains of a bare surname tell that is spelled out elsewhere, as in headlines."""
    full: dict[str, Reading] = {}
    for mention in mentions:
        words = article.text[mention.span.start : mention.span.end].split()
        if mention.entity == "PER" and len(words) > 1 and mention.chain in chains:
            full.setdefault(words[-1], chains[mention.chain])
    return {
        mention.chain: full[name]
        for mention in mentions
        if mention.kind == "name" and not any(chains.get(mention.chain, Reading()).weight)
        for name in [article.text[mention.span.start : mention.span.end]]
        if name in full
    }


def _chains(mentions: Sequence[Mention], own: Readings) -> dict[int, Reading]:
    """Return what the mentions of each chain tell together: the fullest."""
    together: dict[int, list[Reading]] = {}
    for number, reading in own.items():
        together.setdefault(mentions[number].chain, []).append(reading)
    chains = {}
    for chain, readings in together.items():
        best = max(readings, key=lambda reading: reading.weight)
        country = next((one for one in readings if one.country), None)
        if not best.country and country is not None:
            best = replace(best, country=country.country, rows=best.rows + country.rows)
        chains[chain] = best
    return chains


def _combined(own: Reading | None, chain: Reading | None) -> Reading | None:
    """Return what stands for a mention: its own words where they tell all, else those of its chain."""
    if own is None or chain is None or own == chain:
        return own or chain
    return own if own.key or (own.role and own.country) else chain


def _completed(
    mentions: Sequence[Mention], told: Told, members: Mapping[int, Sequence[Mention]]
) -> dict[int, Reading]:
    """Return the chains that tell no country, each with the one that fits best, where any does."""
    countries = countries_of(mentions, told)
    found = {}
    for chain, its in members.items():
        reading = told.chains.get(chain)
        if reading is not None and not reading.country:
            spoken = [one for one in its if one.kind != "pronoun"]
            country = countries.fitting(spoken, reading.role, SEEN in reading.rows)
            if country != UNKNOWN:
                reading = replace(reading, country=country, rows=(*reading.rows, SOURCE))
                found[chain] = replace(reading, role=reading.role or _private(spoken))
    return found


def _private(mentions: Sequence[Mention]) -> str:
    """Return the role of a person whom nothing tells to have another: no person is a state."""
    return CIVILIANS if any(one.kind == "name" and one.entity == "PER" for one in mentions) else ""


def _members(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Return the mentions of each chain."""
    members: dict[int, list[Mention]] = {}
    for mention in mentions:
        members.setdefault(mention.chain, []).append(mention)
    return members


def _actor(article: Article, mention: Mention, reading: Reading, chain: Sequence[Mention]) -> Actor:
    """Return the actor of a mention; a pronoun is called by the name that it stands for."""
    start, end = reading.words or _naming(mention, chain).span
    identity = reading.key or f"{reading.code}/{_known_by(article, chain)}"
    return Actor(
        article.text[start:end],
        reading.code,
        identity,
        reading.words or mention.span,
        " + ".join(dict.fromkeys(reading.rows)),
    )


def _naming(mention: Mention, chain: Sequence[Mention]) -> Mention:
    """Return *mention*, or for a pronoun the last of its *chain* before it, a name sooner than a noun."""
    if mention.kind != "pronoun":
        return mention
    before = [one for one in chain if one.kind != "pronoun" and one.span < mention.span]
    names = [one for one in before if one.kind == "name"]
    return (names or before or [mention])[-1]


def _known_by(article: Article, chain: Sequence[Mention]) -> str:
    """Return the longest name or phrase of a *chain*, in lower case."""
    spans = [one.span for one in chain if one.kind != "pronoun"] or [chain[0].span]
    longest = max(spans, key=lambda span: (span.end - span.start, -span.start))
    return " ".join(article.text[longest.start : longest.end].lower().split())
