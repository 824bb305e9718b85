"""From drafts to rows: which are kept, whom they stand in, who speaks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.coding.claims.draft import Draft, merged, trimmed, without
from sayso.coding.claims.quoted import attach
from sayso.coding.claims.quotes import find_quotations, holds
from sayso.coding.claims.reported import Scene, find_reported
from sayso.coding.claims.seen import FRAME, as_seen, find_seen, tokens_in
from sayso.coding.claims.weighing import weighed
from sayso.coding.identity import row_id
from sayso.ontology.cues import Cues
from sayso.ontology.foreign import UNKNOWN
from sayso.record import Actor, Annotation, Article, Claim, ClaimKind, Place, Problem, Reason, Span
from sayso.tree import Tree

QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?|``.*?(?:''|$)", re.DOTALL)


def code_claims(
    article: Article, annotation: Annotation, actors: Mapping[int, Actor], cues: Cues
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return the attributions of *article*, in the order of their cues."""
    drafts = [draft for draft in find_drafts(article, annotation, cues) if draft.kept]
    speakers = _speakers(article, annotation, actors, {draft.speaker for draft in drafts})
    claims = [_claim(article, draft, speakers) for draft in drafts]
    return tuple(_with_parent(claim, claims) for claim in claims), ()


def find_drafts(article: Article, annotation: Annotation, cues: Cues) -> list[Draft]:
    """Return every attribution that a rule reads in *article*, likely or not."""
    scenes = [
        Scene(number, Tree(sentence), article.text, cues)
        for number, sentence in enumerate(annotation.sentences)
    ]
    reported = [draft for scene in scenes for draft in _in_sentence(scene)]
    quotations = find_quotations(article, annotation)
    drafts = attach(reported, quotations, scenes)
    whole = [draft for draft in (_tidied(article.text, draft) for draft in drafts) if draft.content]
    return [weighed(draft, scenes[draft.at.sentence]) for draft in whole]


def _in_sentence(scene: Scene) -> Iterator[Draft]:
    """Yield what the rules read in a sentence, spans as the core sees them, and what the core alone sees."""
    taken: set[int] = set()
    for draft in find_reported(scene):
        taken.update(tokens_in(scene, draft.words))
        yield as_seen(draft, scene)
    yield from find_seen(scene, taken)


def _tidied(text: str, draft: Draft) -> Draft:
    """Return *draft* with source and cue cut out of its content."""
    content = without(merged(draft.content, text), (*draft.source, *draft.words))
    return draft.with_content(trimmed(text, content))


def _speakers(
    article: Article, annotation: Annotation, actors: Mapping[int, Actor], places: Collection[Place | None]
) -> dict[Place, Actor]:
    """Return the actor of each mention whose head is at one of *places*, pronouns by the chain they are in.

    Nouns that stand for no party ("the inquiry") speak by their own words: no source is the article's voice.
    """
    chains: dict[int, Actor] = {}
    for number, mention in enumerate(annotation.mentions):
        if number in actors and mention.kind != "pronoun":
            chains.setdefault(mention.chain, actors[number])
    found: dict[Place, Actor] = {}
    for number, mention in enumerate(annotation.mentions):
        place = Place(mention.sentence, mention.head)
        if place not in places:
            continue
        actor = actors.get(number, chains.get(mention.chain))
        if actor is None and mention.kind != "pronoun":
            words = article.text[slice(*mention.span)]
            actor = Actor(words, UNKNOWN, f"{UNKNOWN}/{words.lower()}", mention.span)
        if actor is not None:
            found.setdefault(place, actor)
    return found


def _claim(article: Article, draft: Draft, speakers: Mapping[Place, Actor]) -> Claim:
    """Return the row of *draft*; its parent is found later."""
    speaker = speakers.get(draft.speaker) if draft.speaker is not None else None
    return Claim(
        id=row_id(article, "claim", draft.source, draft.words, draft.content),
        kind=kind_of(article.text, draft.content),
        source=draft.source,
        cue=draft.words,
        content=draft.content,
        speaker=speaker,
        parent=None,
        probability=round(draft.probability, 4),
        negated=draft.negated,
        reasons=_reasons(draft),
    )


def _reasons(draft: Draft) -> tuple[Reason, ...]:
    by_core = draft.frame == FRAME
    cue = "core:cue" if by_core else f"dictionary:{draft.cue.row}"
    content = "core:content" if by_core else f"frame:{draft.frame}"
    return (Reason("cue", cue, draft.words[0]), Reason("content", content, draft.content[0]))


def kind_of(text: str, content: tuple[Span, ...]) -> ClaimKind:
    """Return whether *content* is quoted whole, in part, or not at all."""
    words = " ".join(text[span.start : span.end] for span in content)
    if not QUOTED.search(words):
        return "indirect"
    return "mixed" if re.search(r"\w", QUOTED.sub(" ", words)) else "direct"


def _size(claim: Claim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _with_parent(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return *claim* with the smallest other claim whose content holds its cue as its parent."""
    cue = claim.cue[0].start
    around = [
        other
        for other in claims
        if other.content[0].start <= cue < other.content[-1].end  # most are told apart by this alone
        and other.id != claim.id
        and any(holds(span, claim.cue[0]) for span in other.content)
        and not any(holds(span, other.cue[0]) for span in claim.content)
    ]
    parent = min(around, key=lambda other: (_size(other), other.id), default=None)
    return replace(claim, parent=parent.id) if parent is not None else claim


def claim_at(claims: Sequence[Claim], span: Span) -> Claim | None:
    """Return the innermost of *claims* whose content holds *span*, or None."""
    around = [claim for claim in claims if any(holds(content, span) for content in claim.content)]
    return min(around, key=lambda claim: (_size(claim), claim.id), default=None)
