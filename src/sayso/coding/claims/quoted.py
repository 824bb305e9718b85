"""Giving each quotation to a claim of its sentence, to the nearest cue, or to the claim before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.coding.claims.draft import Draft, merged
from sayso.coding.claims.quotes import holds, overlaps
from sayso.coding.claims.reported import Reading, Scene, draft
from sayso.coding.claims.sources import source_of
from sayso.record import Place, Span

SPEAKING = frozenset("say believe ask accuse praise deny fear".split())
PHRASE = 3  # a quotation of fewer words names something; it is nobody's statement by itself
ENDS = "\u201d\"'"
CONTINUED = ("clause", "quote", "parataxis", "according")


def attach(drafts: Sequence[Draft], quotations: Sequence[Span], scenes: Sequence[Scene]) -> list[Draft]:
    """Return the claims with every quotation given to the one that it belongs to; some are new."""
    found = {draft.at: draft for draft in drafts}
    latest: Place | None = None
    for quotation in quotations:
        here = _sentences(quotation, scenes)
        near = [*here, *_told_after(quotation, here, scenes)]
        at = _within(found, quotation, scenes) or _nearest(found, quotation, quotations, near)
        if at is None and here and _words(quotation, scenes) >= PHRASE:
            at = _continued(found, latest, quotation, here)
        if at is None:
            continue
        found[at] = _extended(found[at], quotation, scenes)
        latest = at if _words(quotation, scenes) >= PHRASE else latest
    return sorted(found.values(), key=lambda draft: draft.at)


def _words(quotation: Span, scenes: Sequence[Scene]) -> int:
    return len(scenes[0].text[quotation.start : quotation.end].split())


def _sentences(quotation: Span, scenes: Sequence[Scene]) -> list[Scene]:
    """Return the sentences that *quotation* touches."""
    return [scene for scene in scenes if overlaps(scene.tree.sentence.span, quotation)]


def _told_after(quotation: Span, here: Sequence[Scene], scenes: Sequence[Scene]) -> list[Scene]:
    """Return the sentence after a quotation that asks or exclaims, where it only says whose that is.

    The mark within the quotation parts the two: "Is that all?" / she asked.
    """
    after = here[-1].number + 1 if here else len(scenes)
    text = scenes[0].text
    if after >= len(scenes) or text[quotation.start : quotation.end].rstrip(ENDS)[-1:] not in ("?", "!"):
        return []
    tree = scenes[after].tree
    root = next(number for number, token in enumerate(tree.tokens) if token.head < 0)
    cue = scenes[after].cues.verbs.get(tree.lemma(root))
    told = cue is not None and cue.kind in SPEAKING and tree.subject(root) is not None
    gap = text[quotation.end : tree.sentence.span.start]
    alone = told and not gap.strip(" \u00a0") and not tree.children(root, "ccomp", "xcomp")
    return [scenes[after]] if alone else []


def _cue_span(scenes: Sequence[Scene], at: Place) -> Span:
    return scenes[at.sentence].tree[at.token].span


def _within(found: dict[Place, Draft], quotation: Span, scenes: Sequence[Scene]) -> Place | None:
    """Return the claim outside *quotation* whose content it is part of, the nearest of several."""
    fitting = [
        at
        for at, claim in found.items()
        if any(overlaps(span, quotation) for span in claim.content)
        and not holds(quotation, _cue_span(scenes, at))
    ]
    return min(fitting, key=lambda at: _distance(_cue_span(scenes, at), quotation), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)


def _nearest(
    found: dict[Place, Draft], quotation: Span, quotations: Sequence[Span], here: Sequence[Scene]
) -> Place | None:
    """Return the nearest cue of the sentence that is not quoted itself, made a claim where it was none."""
    best: tuple[int, Scene, int] | None = None
    if not here or _words(quotation, here) < PHRASE:
        return None
    for scene in here:
        for number, token in enumerate(scene.tree.tokens):
            cue = scene.cues.verbs.get(scene.tree.lemma(number)) if token.upos == "VERB" else None
            quoted = any(holds(other, token.span) for other in quotations)
            if cue is None or cue.kind not in SPEAKING or quoted:
                continue
            distance = _distance(token.span, quotation)
            if best is None or distance < best[0]:
                best = (distance, scene, number)
    return _made(found, best[1], best[2], quotation) if best is not None else None


def _made(found: dict[Place, Draft], scene: Scene, number: int, quotation: Span) -> Place:
    """Return the place of the cue, after making its claim of *quotation* the one that counts."""
    at = Place(scene.number, number)
    known = found.get(at)
    if known is not None and known.frame in CONTINUED:
        return at
    cue = scene.cues.verbs[scene.tree.lemma(number)]
    source = source_of(scene.tree, number, scene.text)
    found[at] = draft(scene, cue, number, source, Reading("quote", (quotation,)))
    return at


def _continued(
    found: dict[Place, Draft], latest: Place | None, quotation: Span, here: Sequence[Scene]
) -> Place | None:
    """Return the claim not far before a quotation that fills its sentence."""
    if latest is None or here[0].number - latest.sentence > _reach(found[latest]):
        return None
    covered = sum(len(range(*scene.tree.sentence.span)) for scene in here)
    return latest if quotation.end - quotation.start >= 0.8 * covered else None


def _reach(claim: Draft) -> int:
    """Return how many sentences a claim's quotation may go on: further, the more it already holds."""
    return 3 + len(claim.content) * 2


def _extended(claim: Draft, quotation: Span, scenes: Sequence[Scene]) -> Draft:
    """Return *claim* with the whole of *quotation* in its content."""
    if any(holds(span, quotation) for span in claim.content):
        return claim
    return replace(claim, content=merged((*claim.content, quotation), scenes[0].text))
