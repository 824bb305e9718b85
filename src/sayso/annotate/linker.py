"""Which mentions of an article stand for one and the same.

Each mention takes the mention before it that scores best, or none (Denis and
Baldridge 2008); a small network scores the pairs by the traits of ``traits.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sayso.annotate.mentions import find, span_of
from sayso.annotate.traits import TOLD, Traits, pairs, traits
from sayso.record import Mention, Sentence
from sayso.tree import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.annotate.traits import Features

REACH = 250  # mentions that a look backwards spans, at least
_AT_ONCE = 32
_ROWS = 8  # of them whose pairs are scored at once: these fit into a processor's cache

Weights = Mapping[str, "NDArray[np.float32]"]


def link(sentences: tuple[Sentence, ...], weights: Weights) -> tuple[Mention, ...]:
    """Return the mentions of an article's *sentences*, those of one referent with one chain number."""
    trees = [Tree(one) for one in sentences]
    found = find(trees)
    chains: list[int] = []
    if found:
        for number, before in enumerate(antecedents(traits(found, trees), weights)):
            chains.append(number if before is None else chains[before])
    order = {chain: number for number, chain in enumerate(dict.fromkeys(chains))}
    return tuple(
        Mention(*one[:4], span_of(one, sentences), one.kind, one.entity, order[chain])
        for one, chain in zip(found, chains, strict=True)
    )


def antecedents(found: Traits, weights: Weights) -> list[int | None]:
    """Return the number of the mention before it that each takes up, None where it is new."""
    import numpy as np

    chosen: list[int | None] = []
    for first in range(0, len(found.own), _AT_ONCE):
        last = min(first + _AT_ONCE, len(found.own))
        start = max(0, first - REACH)
        scores = pair_scores(found, start, first, last, weights)
        for later, earlier in found.ties.get(TOLD, ()):
            if first <= later < last and earlier >= start:
                scores[later - first, earlier - start] = -np.inf
        new = new_scores(found.own[first:last], weights)
        for row in range(last - first):
            before = scores[row, : first - start + row]
            taken = len(before) > 0 and before.max() > new[row]
            chosen.append(start + int(before.argmax()) if taken else None)
    return chosen


def pair_scores(found: Traits, start: int, first: int, last: int, weights: Weights) -> Features:
    """Return how well each mention from *first* to *last* (exclusive) takes up each from *start* on."""
    import numpy as np

    later = found.own[first:last] @ weights["later"] + weights["bias"]
    earlier = found.own[start:last] @ weights["earlier"]
    both = pairs(found, start, first, last)
    scores: Features = np.empty(both.shape[:2], dtype=np.float32)
    for row in range(0, len(scores), _ROWS):
        some = slice(row, row + _ROWS)
        hidden = later[some, None, :] + earlier[None, :, :]
        hidden += both[some] @ weights["pair"]
        scores[some] = np.maximum(hidden, 0, out=hidden) @ weights["out"]
    return scores


def new_scores(own: Features, weights: Weights) -> Features:
    """Return the score above which a mention takes up another."""
    import numpy as np

    scores: Features = np.maximum(own @ weights["new"] + weights["new_bias"], 0) @ weights["new_out"]
    return scores
