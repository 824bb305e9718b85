"""The stage: mentions to actors, each chain of mentions read together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.ontology.actors import NO_COUNTRY, ActorDictionary
from sayso.record import Actor, Annotation, Article, Mention, Problem
from sayso.resolve.context import SEEN, Readings, elsewhere, joined, owned, placed, seated, seen
from sayso.resolve.countries import SOURCE, UNKNOWN, Countries, Named
from sayso.resolve.phrases import CIVILIANS, Phrase
from sayso.resolve.reading import Reading
from sayso.tree import Tree

CANDIDATES = "OPP"  # the role that words for candidates mostly have
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


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
    spelled = elsewhere(_spelled(mentions, trees, dictionary, _day(article)))
    owners = _chains(mentions, seen(mentions, trees, spelled))
    own = seen(mentions, trees, owned(mentions, trees, spelled, owners))
    own = joined(mentions, trees, own)
    belonging = dictionary.roles.belonging.items()
    candidates = {f"roles/belonging:{word}" for word, role in belonging if role == CANDIDATES}
    own = seated(mentions, trees, placed(own), candidates)
    chains = _chains(mentions, own)
    return Told(trees, own, chains | _short_names(article, mentions, chains))


def countries_of(mentions: Sequence[Mention], told: Told) -> Countries:
    """Return where countries are named among *mentions*."""
    named = []
    for number, mention in enumerate(mentions):
        reading = told.chains.get(mention.chain, Reading())
        own = told.own.get(number, Reading())
        if reading.country not in {"", *NO_COUNTRY} and not own.tied:
            named.append(Named(mention, reading.country, reading.role, bool(own.country)))
    outside = [one for one in named if one.role != "MED"]  # who reports is mostly not where it happens
    return Countries(outside or named, told.trees)


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
