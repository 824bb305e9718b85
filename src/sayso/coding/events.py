"""Events: who did what to whom, one row for each mention of a political event in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from sayso.coding.claims import claim_at
from sayso.coding.contents import completed
from sayso.coding.grades import Grade
from sayso.coding.grades.weighing import graded
from sayso.coding.identity import row_id
from sayso.coding.numerals import Number, find_numbers
from sayso.coding.parties import Parties, parties_of
from sayso.coding.places import find_place
from sayso.coding.quantities import find_magnitudes
from sayso.coding.ranking import Found, mentioned, rank
from sayso.coding.readings import THRESHOLD, Reading, choose, deed_of, propose
from sayso.coding.whenwhere import find_date
from sayso.ontology.grades import Grades
from sayso.ontology.triggers import Triggers
from sayso.record import Actor, Annotation, Article, Claim, Event, Link, Reason, Said, Weights
from sayso.tree import Tree

SPEECH = frozenset("REQUEST ACCUSE THREATEN AGREE REJECT SUPPORT".split())
CONTENTS = frozenset("ccomp xcomp advcl acl".split())
# Probabilities from which on the core's choice counts.
SURE_SOURCE, SURE_NO_SOURCE = 0.65, 0.5
SURE_WITHIN = 0.8  # probability of a claim within another from which on its speaker does
SAYING = "dictionary:cues#say:"


class Around(NamedTuple):
    """What the events of a sentence share: its parties, their heads, its numbers, those before them."""

    parties: Parties
    heads: Collection[int]
    numbers: Sequence[Number]
    before: Sequence[Event]


def code_events(
    article: Article,
    annotation: Annotation,
    actors: Mapping[int, Actor],
    claims: Sequence[Claim],
    consulted: tuple[Triggers, Grades, Mapping[str, Weights]],
) -> tuple[Event, ...]:
    """Return the events of *article*, sentence by sentence, in the order of their triggers."""
    triggers, grades, weights = consulted
    sentences = parties_of(annotation, actors, claims)
    found = [
        Found(reading, parties, number)
        for number, parties in enumerate(sentences)
        for reading in _readings(parties, triggers)
    ]
    ranked = rank(found, mentioned(annotation, actors), weights)
    events: dict[int, list[Event]] = {}
    for number, told in groupby(ranked, key=lambda one: one.sentence):
        readings, parties = [one.reading for one in told], sentences[number]
        speakers = {reading.head: reading for reading in readings if reading.type in SPEECH}
        heads, numbers = {reading.head for reading in readings}, find_numbers(parties.tree)
        around = Around(parties, heads, numbers, events.get(number - 1, []))
        events[number] = []
        for one in readings:
            how = graded(parties.tree, one, grades, speakers)
            events[number].append(_event(article, around, one, (how, _said(parties, one, speakers))))
    return tuple(chain.from_iterable(events.values()))


def _readings(parties: Parties, triggers: Triggers) -> list[Reading]:
    """Return the events that the words of a sentence name."""
    proposed = list(propose(parties, triggers, THRESHOLD))
    return completed(parties.tree, choose(parties.tree, proposed), proposed, triggers.contents)


def _event(
    article: Article, around: Around, reading: Reading, how: tuple[Grade, tuple[Said, Reason] | None]
) -> Event:
    """Return the row of one event, with the reasons of its fields."""
    parties, heads, numbers, before = around
    tree, head, kind = parties.tree, reading.head, reading.type
    grade, said = how
    status = reading.status or grade.status
    trigger = tree.span(reading.tokens)
    found = [found for found in (reading.actor, reading.recipient, said) if found is not None]
    return Event(
        id=row_id(article, "event", trigger, kind),
        trigger=trigger,
        sentence=tree.sentence.span,
        type=kind,
        mode=reading.mode,
        context=reading.context,
        cameo=reading.cameo,
        actor=reading.actor[0] if reading.actor is not None else None,
        recipient=reading.recipient[0] if reading.recipient is not None else None,
        status=status,
        certainty=grade.certainty,
        said_by=said[0] if said is not None else None,
        prediction=grade.prediction and status not in ("happened", "wanted"),
        date=find_date(article, tree, head, status),
        place=find_place(
            parties, head, kind, [one.place for one in before if one.type == kind and one.place]
        ),
        magnitude=find_magnitudes(article.text, parties, (head, kind), heads, numbers),
        probability=reading.probability,
        reasons=(reading.by, *(reason for _, reason in found), *grade.reasons),
    )


def _said(parties: Parties, reading: Reading, speakers: Mapping[int, Reading]) -> tuple[Said, Reason] | None:
    """Return on whose word an event stands, and why: the core's sure choice, a speech act, or a claim.

    Where the core is sure that its sentence names nobody, only a claim with its cue elsewhere tells.
    """
    tree, head = parties.tree, reading.head
    claim = claim_at(parties.claims, tree[head].span)
    source = _source(parties, reading)
    seen = _seen_source(parties, source, claim, reading.tokens)
    if seen is not None and not _is_told_within(tree, claim):
        return seen
    act = _speech_act(tree, head, speakers)
    if source is not None and source.token < 0 and source.probability >= SURE_NO_SOURCE:
        act = None
        claim = None if claim is None or _is_seen_to_be_none(tree, claim) else claim
    if act is not None and act.actor is not None and not _is_nearer(tree, claim, act.head):
        who = act.actor[0]
        return Said(who.text, who.code, None), Reason("said_by", f"event:{act.type}", tree[act.head].span)
    claim = _beyond_own_wish(parties, claim, reading)
    if claim is None or claim.speaker is None:
        return None
    where = (*claim.cue, *claim.content)[0]
    said = Said(claim.speaker.text, claim.speaker.code, claim.id)
    return said, Reason("said_by", f"claim:{claim.id}", where)


def _beyond_own_wish(parties: Parties, claim: Claim | None, reading: Reading) -> Claim | None:
    """Return *claim*, or the one around it where it is the actor's own wish ("the US will seek, he says")."""
    actor = reading.actor[0] if reading.actor is not None else None
    if claim is None or claim.parent is None or claim.speaker is None or actor is None:
        return claim
    around = next((one for one in parties.claims if one.id == claim.parent), claim)
    return around if claim.speaker.id == actor.id else claim


def _source(parties: Parties, reading: Reading) -> Link | None:
    """Return the core's choice of who says so, if it sees the event."""
    deed = deed_of(parties.tree, reading.tokens)
    return deed.source if deed is not None else None


def _is_seen_to_be_none(tree: Tree, claim: Claim) -> bool:
    """Return whether the core, which sees no source, knows better: of headlines' ends it knows little."""
    return _has_cue_in(tree, claim) and not any(reason.by == "frame:tail" for reason in claim.reasons)


def _has_cue_in(tree: Tree, claim: Claim) -> bool:
    sentence = tree.sentence.span
    return any(sentence.start <= cue.start < sentence.end for cue in claim.cue)


def _is_told_within(tree: Tree, claim: Claim | None) -> bool:
    """Return whether *claim* is surely somebody's saying within another's ("she said he had told them that").

    The core then often names the one without.
    """
    if claim is None or claim.parent is None or claim.speaker is None or claim.probability < SURE_WITHIN:
        return False
    says = any(reason.by.startswith(SAYING) for reason in claim.reasons)
    return says and _has_cue_in(tree, claim)


def _seen_source(
    parties: Parties, source: Link | None, claim: Claim | None, taken: Sequence[int]
) -> tuple[Said, Reason] | None:
    """Return the source that the core is sure of; the claim is named where it has the same speaker."""
    if source is None or source.token < 0 or source.probability < SURE_SOURCE:
        return None
    where = parties.tree[source.token].span
    named = claim is not None and any(start <= where.start < end for start, end in claim.source)
    actor = claim.speaker if claim is not None and named else None
    actor = actor or parties.linked(source.token, taken)
    if actor is None:
        return None
    same = claim is not None and claim.speaker is not None and claim.speaker.code == actor.code
    said = Said(actor.text, actor.code, claim.id if claim is not None and same else None)
    return said, Reason("said_by", "core:source", where)


def _speech_act(tree: Tree, head: int, speakers: Mapping[int, Reading]) -> Reading | None:
    """Return the speech act whose content the deed at *head* is ("urged them to leave")."""
    here = head
    for up in tree.ancestors(head):
        if up in speakers:
            return speakers[up] if tree[here].deprel in CONTENTS else None
        here = up
    return None


def _is_nearer(tree: Tree, claim: Claim | None, act: int) -> bool:
    """Return whether *claim* is made within the speech act at *act*."""
    start = tree[act].span.start
    if claim is None or not claim.cue or claim.cue[0].start < start:
        return False
    return not any(span.start <= start < span.end for span in claim.content)
