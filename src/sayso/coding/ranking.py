"""Who the parties of an event are: every candidate of the article is weighed, and nobody among them.

What speaks for a candidate is named by its features; ``training/parties.py`` fits a weight for each, and
those with which their sum, the core's link and the choice of the slots are put together.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from operator import itemgetter, mul
from typing import Literal, NamedTuple, get_args

from sayso.coding.arguments import fill
from sayso.coding.choosing import Party
from sayso.coding.parties import Parties
from sayso.coding.paths import path
from sayso.coding.readings import Reading, deed_of
from sayso.ontology.actors import NO_COUNTRY
from sayso.record import Actor, Annotation, Link, Reason, Weights

Field = Literal["actor", "recipient"]
FIELDS: tuple[Field, Field] = ("actor", "recipient")
SLOTS = "subj obj iobj poss compound clause below with by of against on to in from for between".split()
LEAST = 1e-4  # probability of what the core does not link
BEFORE = 3  # sentences before the event's own whose actors are candidates
OFTEN = 4  # so many of the actors that the article names most often are, too
STEM = 6  # letters by which "attacks" and "attacked" are one word
FAR = 9  # sentences from which on no distance between two events is told from another
REACH = 200  # sentences, beyond which other events tell nothing: books would take the square of their length
Tie = Literal["", "type", "word"]  # two events have one type, or one word as well
Names = dict[str, None]  # of features, each once and in order: a set would be in another order each time
ELSEWHERE = "elsewhere:"  # before the features of whom the event's sentence does not name


class Found(NamedTuple):
    """A reading, and the sentence that it stands in."""

    reading: Reading
    parties: Parties
    sentence: int

    def slotted(self, field: Field) -> Party:
        """Return the party that the slots and the core's link gave the reading."""
        return self.reading.actor if field == "actor" else self.reading.recipient


class Candidate(NamedTuple):
    """Somebody who may be a party, None for nobody.

    ``token`` is where the sentence of the event names it, None where only another does. ``link`` is the
    probability that the core gives it, ``first`` tells that the slots chose it.
    """

    actor: Actor | None
    token: int | None
    features: tuple[str, ...]
    link: float
    first: bool

    def weighing(self, chance: float) -> list[float]:
        """Return what is weighed in the end; *chance* is the logarithm of the features' probability."""
        link, nobody = math.log(self.link), self.actor is None
        elsewhere = not nobody and self.token is None
        return [
            max(chance, -8.0),
            link,
            float(self.first),
            float(nobody),
            link if nobody else 0.0,
            float(nobody and self.first),
            float(elsewhere),
        ]


class Seen(NamedTuple):
    """An actor as the event's sentence shows it: where (None: it only speaks), and what speaks for it."""

    actor: Actor
    token: int | None
    features: tuple[str, ...]


class Known(NamedTuple):
    """A reading with what ties it to others."""

    found: Found
    sentence: int
    event: str
    stem: str


class Cast:
    """The actors of an article and its readings: whom each reading can have for a party."""

    def __init__(self, found: Sequence[Found], named: Sequence[tuple[int, str, Actor]]) -> None:
        """Take the readings, and of each mention its sentence, kind and actor, in order."""
        self._named = named
        self._counts = Counter(actor.id for _, _, actor in named)
        self._total = max(1, self._counts.total())
        self._often = {name for name, _ in self._counts.most_common(OFTEN)}
        self._events = [Known(one, one.sentence, one.reading.type, _stem(one)) for one in found]
        self._sentences = [one.sentence for one in found]
        self._ties = {key: _ties(*key) for key in product(range(FAR + 1), get_args(Tie), (True, False))}
        self._places: dict[int, list[int]] = {}
        first: dict[str, int] = {}
        for place, (sentence, _, actor) in enumerate(named):
            self._places.setdefault(sentence, []).append(place)
            first.setdefault(actor.id, place)
        self._first = [first[name] for name in self._often]
        self._own: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def candidates(self, one: Found) -> dict[Field, list[Candidate]]:
        """Return who may be each party of a reading: nobody, those of its sentence, its speaker, others."""
        seen = list(_seen(one))
        here = {each.actor.id for each in seen}
        others = [other for name, other in self._others(one).items() if name not in here]
        found = {field: _here(one, field, seen) for field in FIELDS}
        kind, event = _class(one), one.reading.type
        for actor, *tied in others:
            own = self._of_other(actor, kind, event)
            for field, ties in zip(FIELDS, tied, strict=True):
                found[field].append(Candidate(actor, None, (*own, *ties), LEAST, False))
        return found

    def _of_other(self, actor: Actor, kind: str, event: str) -> tuple[str, ...]:
        """Return what is to be said of an actor whom the event's sentence does not name."""
        known = self._own.get((actor.id, kind, event))
        if known is None:
            role, share = role_of(actor), min(4, int(20 * self._counts[actor.id] / self._total))
            own = ("always", kind, event, f"role:{role}", f"role:{event}:{role}", f"share:{share}")
            known = self._own[actor.id, kind, event] = tuple(ELSEWHERE + name for name in own)
        return known

    def _others(self, one: Found) -> dict[str, tuple[Actor, Names, Names]]:
        """Return the actors of other events and sentences, each with what ties it to the event.

        For an actor of the event and for a recipient: what ties the one, as the same party of another
        event, ties the other as the other.
        """
        found: dict[str, tuple[Actor, Names, Names]] = {}
        event, stem = one.reading.type, _stem(one)
        for other, sentence, its_event, its_stem in self._around(one.sentence):
            if other is one:
                continue
            tie: Tie = "" if event != its_event else "word" if stem == its_stem else "type"
            apart = min(abs(one.sentence - sentence), FAR)
            for name in FIELDS:
                party = other.slotted(name)
                if party is not None:
                    _, actor, recipient = found.setdefault(party[0].id, (party[0], {}, {}))
                    actor |= self._ties[apart, tie, name == "actor"]
                    recipient |= self._ties[apart, tie, name == "recipient"]
        for sentence, kind, named in self._near(one.sentence):
            back = one.sentence - sentence
            told = _told(back, kind, named.id in self._often)
            _, actor, recipient = found.setdefault(named.id, (named, {}, {}))
            actor |= told
            recipient |= told
        return found

    def _around(self, sentence: int) -> Sequence[Known]:
        """Return the events at most ``REACH`` sentences from *sentence*."""
        first = bisect_left(self._sentences, sentence - REACH)
        return self._events[first : bisect_right(self._sentences, sentence + REACH)]

    def _near(self, sentence: int) -> list[tuple[int, str, Actor]]:
        """Return the mentions just before *sentence*, and the first of each actor named often, in order."""
        places = set(self._first)
        for before in range(sentence - BEFORE, sentence):
            places.update(self._places.get(before, ()))
        return [self._named[place] for place in sorted(places)]


def mentioned(annotation: Annotation, actors: Mapping[int, Actor]) -> list[tuple[int, str, Actor]]:
    """Return sentence, kind and actor of each mention that stands for one, in order."""
    return [
        (mention.sentence, mention.kind, actors[number])
        for number, mention in enumerate(annotation.mentions)
        if number in actors
    ]


def rank(
    found: Sequence[Found], named: Sequence[tuple[int, str, Actor]], weights: Mapping[str, Weights]
) -> list[Found]:
    """Return the readings of an article with the likeliest parties of each, never one actor for both.

    While the core is being built there are no *weights*; the parties stay what they were.
    """
    if not weights:
        return list(found)
    cast = Cast(found, named)
    chosen = []
    for one in found:
        candidates = cast.candidates(one)
        actor, recipient = likeliest(candidates, weights)
        parties = _party(one, "actor", actor), _party(one, "recipient", recipient)
        reading = replace(one.reading, actor=parties[0], recipient=parties[1])
        chosen.append(one._replace(reading=reading))
    return chosen


def likeliest(
    candidates: Mapping[Field, Sequence[Candidate]], weights: Mapping[str, Weights]
) -> tuple[Candidate, Candidate]:
    """Return the likeliest actor and recipient together that are not one and the same."""
    actors, recipients = (_scored(candidates[field], weights[field])[:2] for field in FIELDS)
    pairs = [
        (first + second, actor, recipient)
        for first, actor in actors
        for second, recipient in recipients
        if actor.actor is None or recipient.actor is None or actor.actor.id != recipient.actor.id
    ]
    _, actor, recipient = max(pairs, key=itemgetter(0))
    return actor, recipient


def _scored(candidates: Sequence[Candidate], weights: Weights) -> list[tuple[float, Candidate]]:
    """Return the *candidates* with their scores, the best first."""
    scores = [
        sum(map(mul, weights.weighing, candidate.weighing(chance)))
        for candidate, chance in zip(candidates, chances(candidates, weights.features), strict=True)
    ]
    return sorted(zip(scores, candidates, strict=True), key=itemgetter(0), reverse=True)


def chances(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """Return the logarithm of each candidate's probability, by its features alone."""
    weight = weights.get
    # most features have no weight: what is None, or 0, adds nothing
    sums = [sum(filter(None, map(weight, candidate.features))) for candidate in candidates]
    most = max(sums)
    total = most + math.log(sum(math.exp(one - most) for one in sums))
    return [one - total for one in sums]


def _party(one: Found, field: Field, chosen: Candidate) -> Party:
    """Return the party with its reason: that of the slots where they chose the same."""
    slotted = one.slotted(field)
    if chosen.actor is None:
        return None
    if slotted is not None and slotted[0].id == chosen.actor.id:
        return slotted
    by = f"weighed:{field}" if chosen.token is not None else f"article:{field}"
    row = f" + {chosen.actor.row}" if chosen.actor.row else ""
    where = chosen.actor.span if chosen.token is None else one.parties.tree[chosen.token].span
    return chosen.actor, Reason(field, by + row, where)


def _here(one: Found, field: Field, seen: Sequence[Seen]) -> list[Candidate]:
    """Return nobody, the actors of the sentence and whoever speaks it, for one *field*."""
    slotted = one.slotted(field)
    first = slotted[0].id if slotted is not None else None
    named = {each.actor.id for each in seen if each.token is not None}
    links = _links(one, field, named)
    found = [Candidate(None, None, _of_nobody(one, len(named)), links[None], first is None)]
    for actor, token, features in seen:
        link = links[actor.id] if token is not None else LEAST
        found.append(Candidate(actor, token, features, link, first == actor.id))
    return found


def _seen(one: Found) -> Iterator[Seen]:
    """Yield the actors of the sentence, and whoever speaks it, with what is to be said of each."""
    speaker = one.parties.speaker(one.reading.head)
    tokens, slots = _tokens(one), _of_slots(one)
    for name, (actor, places) in tokens.items():
        token = min(places, key=lambda place: abs(place - one.reading.head))
        features = [*_of_actor(one, actor, token), *slots.get(name, ())]
        if speaker is not None and speaker.id == name:
            features += ["speaker", f"speaker:{one.reading.type}"]
        yield Seen(actor, token, tuple(features))
    if speaker is not None and speaker.id not in tokens:
        yield Seen(speaker, None, ("beyond", f"beyond:{one.reading.type}", f"beyond:{_class(one)}"))


def _tokens(one: Found) -> dict[str, tuple[Actor, list[int]]]:
    """Return the actors that the sentence names beside the event's own words, and where."""
    tree = one.parties.tree
    pronouns = [number for number, token in enumerate(tree.tokens) if token.upos == "PRON"]
    found: dict[str, tuple[Actor, list[int]]] = {}
    for token in (*one.parties.mentions, *pronouns):
        actor = one.parties.at(token) if token not in one.reading.tokens else None
        if actor is not None:
            found.setdefault(actor.id, (actor, []))[1].append(token)
    return found


def _links(one: Found, field: Field, tokens: Collection[str]) -> Mapping[str | None, float]:
    """Return what the core's one link leaves each candidate: its probability, and the rest in equal parts."""
    deed = deed_of(one.parties.tree, one.reading.tokens)
    link: Link = getattr(deed, field) if deed is not None else Link(-1, LEAST)
    chosen = one.parties.linked(link.token, one.reading.tokens) if link.token >= 0 else None
    name = chosen.id if chosen is not None else None
    rest = min(link.probability, max(LEAST, (1.0 - link.probability) / max(1, len(tokens))))
    found: dict[str | None, float] = dict.fromkeys((None, *tokens), rest)
    if link.token < 0 or name in tokens:
        found[name] = max(LEAST, link.probability)
    return found


def _of_nobody(one: Found, others: int) -> tuple[str, ...]:
    kind, event = _class(one), one.reading.type
    found = [
        "nobody",
        f"nobody:{kind}",
        f"nobody:{event}",
        f"nobody:{kind}:{event}",
        f"nobody:{min(others, 4)}",
    ]
    if one.parties.tree.is_passive(one.reading.head):
        found.append("nobody:passive")
    return tuple(found)


def _of_actor(one: Found, actor: Actor, token: int) -> list[str]:
    """Return what is to be said of an actor at *token*: the way to it, what it is, on which side."""
    tree, head, event = one.parties.tree, one.reading.head, one.reading.type
    kind, way, role = _class(one), path(tree, head, token), role_of(actor)
    mention = one.parties.mentions.get(token)
    side = "before" if token < head else "after"
    found = [
        f"path:{way}",
        f"path:{kind}:{way}",
        f"mention:{mention.kind if mention is not None else 'pronoun'}",
        f"role:{role}",
        f"role:{event}:{role}",
        side,
        f"{kind}:{side}:{min(4, int(math.log2(abs(token - head) + 1)))}",
    ]
    return [*found, f"passive:{way}"] if tree.is_passive(head) else found


def _of_slots(one: Found) -> dict[str, list[str]]:
    """Return the slots of the event that each actor stands in, by its id."""
    kind, event = _class(one), one.reading.type
    found: dict[str, list[str]] = {}
    for slot in SLOTS:
        for token in fill(one.parties.tree, one.reading.head, slot):
            actor = one.parties.near(token) if token not in one.reading.tokens else None
            if actor is not None:
                found.setdefault(actor.id, []).extend(
                    (f"slot:{slot}", f"slot:{kind}:{slot}", f"slot:{event}:{slot}")
                )
    return found


def _ties(apart: int, tie: Tie, same: bool) -> Names:
    """Return what ties a party of another event, so many sentences *apart*: *same* means the same field."""
    found = [f"{ELSEWHERE}near:{apart}:{same}"] if apart <= 2 else []
    if tie:
        far = next((number for number, most in enumerate((0, 1, 3, FAR - 1)) if apart <= most), 4)
        found += [f"{ELSEWHERE}{tie}:{far}:{same}", f"{ELSEWHERE}{tie}:{same}"]
    return dict.fromkeys(found)


def _told(back: int, kind: str, often: bool) -> Names:
    """Return what speaks for the actor of a mention so many sentences *back*."""
    found = [f"{ELSEWHERE}often"] if often else []
    if 0 < back <= BEFORE:
        found += [f"{ELSEWHERE}previous:{back}", f"{ELSEWHERE}previous:{back}:{kind}"]
    return dict.fromkeys(found)


def _stem(one: Found) -> str:
    return one.parties.tree.lemma(one.reading.head)[:STEM]


def _class(one: Found) -> str:
    """Return whether the event is told by a verb, a noun or another word."""
    upos = one.parties.tree[one.reading.head].upos
    return {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun"}.get(upos, "other")


def role_of(actor: Actor) -> str:
    """Return the role in an actor's code; what has none is a state, or what stands for its country."""
    country, _, role = actor.code.partition(" ")
    return role or (country if country in NO_COUNTRY else "STATE")
