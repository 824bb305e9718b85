"""How likely a claim is: what the lexicon knows of its construction and what the core sees of its words.

The weights were fitted by ``python -m training.weigh_claims`` for the core before this one. With this one
the fit is -2.49 and 0.39, 0.91, 0.44, 2.41, 0.94, -0.64, -0.53, -0.03; it measures alike, and was not taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from sayso.coding.claims.draft import Draft
from sayso.coding.claims.reported import Scene
from sayso.coding.claims.seen import FRAME, SURE, tokens_in
from sayso.record import Link, Part

THRESHOLD = 0.4  # least probability of a claim that becomes a row
BIAS = -2.82
WEIGHTS = (0.36, 1.81, 0.33, 2.44, 0.59, -0.64, -0.38, 0.54)
# What makes of that what a row says: offset and slope of its log odds (Platt scaling), fitted by ``python -m
# training.calibrate`` on PolNeAR articles that the core was not trained on. What is kept does not hang on it.
OFFSET, SLOPE = -0.68, 1.40
_NONE = Part(0.0, 0.0, 0.0, Link(-1, 0.0))


def evidence(draft: Draft, scene: Scene) -> tuple[float, ...]:
    """Return what speaks for *draft*, in numbers; *scene* is the sentence of its cue.

    How often its construction is right (log odds, 0 where only the core sees
    it); the core's probability of its cue, of its content, of its source; the
    share of the content that the core links to the cue; whether it has a
    source, is seen by the core alone, goes beyond its sentence.
    """
    cue = tokens_in(scene, draft.words) or [draft.at.token]
    content, source = tokens_in(scene, draft.content), tokens_in(scene, draft.source)
    parts = [token.part or _NONE for token in scene.tree.tokens]
    share = 0.5 if draft.frame == FRAME else scene.cues.share(draft.frame, draft.cue)
    share = min(max(share, 0.02), 0.98)
    return (
        math.log(share / (1 - share)),
        max(parts[number].cue for number in cue),
        _mean([parts[number].content for number in content]),
        _mean([parts[number].source for number in source]),
        _mean([float(parts[number].cue_at.token in cue) for number in content]),
        float(bool(draft.source)),
        float(draft.frame == FRAME),
        float(draft.content[-1].end > scene.tree.sentence.span.end),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def probability(seen: Sequence[float], bias: float, weights: Sequence[float]) -> float:
    """Return the probability of a claim that has the evidence *seen*."""
    score = bias + sum(weight * one for weight, one in zip(weights, seen, strict=True))
    return 1 / (1 + math.exp(-score))


def weighed(draft: Draft, scene: Scene) -> Draft:
    """Return *draft* with its probability, and whether it becomes a row."""
    share = scene.cues.share(draft.frame, draft.cue)
    if draft.frame != FRAME and _unknown_to_core(draft, scene):
        return replace(draft, probability=calibrated(share), kept=scene.cues.keeps(draft.frame, draft.cue))
    chance = probability(evidence(draft, scene), BIAS, WEIGHTS)
    listed = f"{draft.frame} {draft.cue.lemma}" in scene.cues.kept
    return replace(draft, probability=calibrated(chance), kept=chance >= THRESHOLD or listed)


def calibrated(chance: float) -> float:
    """Return how often claims of the weighed probability *chance* are right."""
    bounded = min(max(chance, 0.001), 0.999)
    return 1 / (1 + math.exp(-(OFFSET + SLOPE * math.log(bounded / (1 - bounded)))))


def _unknown_to_core(draft: Draft, scene: Scene) -> bool:
    """Return whether the core learned nothing of such a claim, so that the lexicon alone decides.

    It learned the outermost claims, not those within another's content, and
    hardly any whose only cue is a colon.
    """
    part = scene.tree[draft.at.token].part
    return draft.frame in ("colon", "tail") or (part is not None and part.content > max(SURE, part.cue))
