"""Events: who did what to whom, one row for each mention of a political event in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.coding.arguments import fill
from sayso.coding.claims import claim_at
from sayso.coding.grades import Grade, grade
from sayso.coding.identity import row_id
from sayso.coding.matching import Match, find_matches
from sayso.coding.parties import Parties, by_sentence
from sayso.coding.quantities import find_magnitudes
from sayso.coding.whenwhere import find_date, find_place
from sayso.ontology.grades import Grades
from sayso.ontology.triggers import Trigger, Triggers
from sayso.record import Actor, Annotation, Article, Claim, Event, Reason, Said
from sayso.tree import Tree

SPEECH = frozenset("REQUEST ACCUSE THREATEN AGREE REJECT SUPPORT".split())
CONTENTS = frozenset("ccomp xcomp advcl acl".split())
# Precision (same sentence and type) on the 14 development articles, by how the reading was made.
SHARES = {("strong", "verb", 2): 0.5}


@dataclass(frozen=True, slots=True)
class Filled:
    """A matched trigger with its parties, and the slots that they were found in."""

    match: Match
    actor: Actor | None
    recipient: Actor | None
    reasons: tuple[Reason, ...]

    @property
    def parties(self) -> int:
        """How many of the two parties are known."""
        return (self.actor is not None) + (self.recipient is not None)


def code_events(
    article: Article,
    annotation: Annotation,
    actors: Mapping[int, Actor],
    claims: Sequence[Claim],
    lexicons: tuple[Triggers, Grades],
) -> tuple[Event, ...]:
    """Return the events of *article*, sentence by sentence, in the order of their triggers."""
    triggers, grades = lexicons
    events: list[Event] = []
    for sentence, (here, mentions) in zip(annotation.sentences, by_sentence(annotation, actors), strict=True):
        tree = Tree(sentence)
        parties = Parties(tree, here, mentions, claims)
        told = list(_fill_all(tree, parties, triggers))
        speakers = {filled.match.head: filled for filled in told if filled.match.trigger.type in SPEECH}
        for filled in told:
            graded = grade(tree, filled.match.head, grades)
            events.append(_event(article, parties, filled, graded, _said(parties, filled, speakers)))
    return tuple(events)


def _fill_all(tree: Tree, parties: Parties, triggers: Triggers) -> Iterator[Filled]:
    """Yield the best reading of each trigger word that is an event, each token used once."""
    used: set[int] = set()
    for matches in find_matches(tree, triggers):
        readings = [_fill(parties, match) for match in matches if not used & set(match.tokens)]
        events = [filled for filled in readings if _is_event(filled)]
        if events:
            best = max(events, key=lambda filled: (len(filled.match.tokens), filled.parties))
            used |= set(best.match.tokens)
            yield best


def _fill(parties: Parties, match: Match) -> Filled:
    """Return *match* with the parties that its slots hold."""
    trigger = match.trigger
    actor, actor_reason = _party(parties, match, "actor", trigger.actor)
    recipient, recipient_reason = _party(parties, match, "recipient", trigger.recipient)
    if actor is not None and recipient is not None and actor.id == recipient.id:
        recipient, recipient_reason = None, None
    if trigger.symmetric and actor is not None and recipient is None:
        recipient, recipient_reason = _partner(parties, match, actor)
    reasons = tuple(reason for reason in (actor_reason, recipient_reason) if reason is not None)
    return Filled(match, actor, recipient, reasons)


def _party(
    parties: Parties, match: Match, field: str, slots: Sequence[str]
) -> tuple[Actor | None, Reason | None]:
    """Return the actor in the first of *slots* that holds one, and why it is this one."""
    for slot in slots:
        if slot == "speaker":
            actor = parties.speaker(match.head)
            return actor, Reason(field, "slot:speaker", actor.span) if actor is not None else None
        for token in fill(parties.tree, match.head, slot):
            actor = parties.near(token) if token not in match.tokens else None
            if actor is not None:
                where = parties.tree[token].span
                return actor, Reason(field, f"slot:{slot}" + (f" + {actor.row}" if actor.row else ""), where)
    return None, None


def _partner(parties: Parties, match: Match, actor: Actor) -> tuple[Actor | None, Reason | None]:
    """Return who is coordinated with the actor of a symmetric deed ("Iran and Iraq met")."""
    tree = parties.tree
    for slot in match.trigger.actor:
        beside = [other for token in fill(tree, match.head, slot) for other in _joined(tree, token)]
        for other in beside:
            found = parties.near(other)
            if found is not None and found.id != actor.id:
                return found, Reason("recipient", f"slot:{slot}:conjunct", tree[other].span)
    return None, None


def _joined(tree: Tree, token: int) -> list[int]:
    """Return the tokens that are coordinated with *token*."""
    return [*tree.children(token, "conj", "flat"), *_hyphened(tree, token)]


def _hyphened(tree: Tree, token: int) -> list[int]:
    """Return the token that a hyphen joins to *token* ("US-Pakistan cooperation")."""
    joined = token + 2 < len(tree) and tree[token + 1].text in ("-", "\u2013", "/")
    return [token + 2] if joined else []


def _is_event(filled: Filled) -> bool:
    """Return whether the parties that *filled* has are those that its trigger asks for."""
    trigger = filled.match.trigger
    if trigger.strength == "weak" and filled.parties < 2:
        return False
    have = {"actor": filled.actor, "recipient": filled.recipient}
    return all(filled.parties if need == "party" else have[need] for need in trigger.needs)


def _event(
    article: Article, parties: Parties, filled: Filled, graded: Grade, said: tuple[Said, Reason] | None
) -> Event:
    """Return the row of one event, with the reasons of its fields."""
    tree, trigger, head = parties.tree, filled.match.trigger, filled.match.head
    span = tree.span(_stretch(filled.match))
    reasons = (Reason("type", f"dictionary:{trigger.row}", span), *filled.reasons, *graded.reasons)
    if said is not None:
        reasons += (said[1],)
    status = trigger.status or graded.status
    return Event(
        id=row_id(article, "event", span, trigger.type),
        trigger=span,
        sentence=tree.sentence.span,
        type=trigger.type,
        mode=trigger.mode,
        context=trigger.context,
        cameo=trigger.cameo,
        actor=filled.actor,
        recipient=filled.recipient,
        status=status,
        certainty=graded.certainty,
        said_by=said[0] if said is not None else None,
        prediction=graded.prediction and status in ("future", "conditional"),
        date=find_date(article, tree, head),
        place=find_place(parties, head),
        magnitude=find_magnitudes(article.text, tree, head),
        probability=_probability(trigger, filled),
        reasons=reasons,
    )


def _stretch(match: Match) -> tuple[int, ...]:
    """Return the tokens of *match* that stand together with its head: a trigger is one stretch of text."""
    first = last = match.head
    while first - 1 in match.tokens:
        first -= 1
    while last + 1 in match.tokens:
        last += 1
    return tuple(range(first, last + 1))


def _said(parties: Parties, filled: Filled, speakers: Mapping[int, Filled]) -> tuple[Said, Reason] | None:
    """Return on whose word an event stands, and why: that of the nearest speech act or claim around it."""
    tree, head = parties.tree, filled.match.head
    claim = claim_at(parties.claims, tree[head].span)
    act = _speech_act(tree, head, speakers)
    if act is not None and act.actor is not None and not _is_nearer(tree, claim, act.match.head):
        where = tree[act.match.head].span
        return Said(act.actor.text, act.actor.code, None), Reason(
            "said_by", f"event:{act.match.trigger.row}", where
        )
    if claim is None or claim.speaker is None:
        return None
    where = (*claim.cue, *claim.content)[0]
    return Said(claim.speaker.text, claim.speaker.code, claim.id), Reason(
        "said_by", f"claim:{claim.id}", where
    )


def _speech_act(tree: Tree, head: int, speakers: Mapping[int, Filled]) -> Filled | None:
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
    return (
        claim is not None
        and bool(claim.cue)
        and claim.cue[0].start > start
        and not any(span.start <= start < span.end for span in claim.content)
    )


def _probability(trigger: Trigger, filled: Filled) -> float:
    """Return the share of such readings that are right, measured on the development articles."""
    return SHARES.get((trigger.strength, trigger.pos, filled.parties), 0.5)
