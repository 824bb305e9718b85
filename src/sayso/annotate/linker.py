"""Which mentions of an article stand for one and the same.

Each mention takes the mention before it that scores best, or none (Denis and
Baldridge 2008); a small network scores the pairs by the traits of ``traits.py`` and by
what the language core makes of the words that head them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.mentions import Found, find, span_of
from sayso.annotate.traits import TOLD, Name, Traits, pairs, traits, width
from sayso.record import Mention, Sentence
from sayso.tree import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.annotate.traits import Features

REACH = 250  # mentions that a look backwards spans, at least
_AT_ONCE = 32
_ROWS = 8  # of them whose pairs are scored at once: these fit into a processor's cache
PERSON = "PER"

Weights = Mapping[str, "NDArray[np.float32]"]


class Seen(NamedTuple):
    """A sentence, and what the core's layers make of its words (words, width); None without words."""

    sentence: Sentence
    states: Features | None


def link(seen: Sequence[Seen], weights: Weights) -> tuple[Mention, ...]:
    """Return the mentions of an article's sentences, those of one referent with one chain number."""
    sentences = tuple(one.sentence for one in seen)
    trees = [Tree(one) for one in sentences]
    found = find(trees)
    chains: list[int] = []
    if found:
        whole = with_meanings(traits(found, trees), states_of(found, seen), weights)
        for number, before in enumerate(antecedents(whole, weights)):
            chains.append(number if before is None else chains[before])
    order = {chain: number for number, chain in enumerate(dict.fromkeys(chains))}
    return tuple(
        Mention(*one[:4], span_of(one, sentences), one.kind, one.entity, order[chain])
        for one, chain in zip(found, chains, strict=True)
    )


def states_of(found: Sequence[Found], seen: Sequence[Seen]) -> Features:
    """Return the states of the words that head the mentions *found* (mentions, width)."""
    import numpy as np

    heads = ((seen[one.sentence].states, one.head) for one in found)
    return np.array([states[head] for states, head in heads if states is not None], dtype=np.float32)


def with_meanings(found: Traits, states: Features, weights: Weights) -> Traits:
    """Return *found* with what the *states* mean among the traits of each mention's own, after the others."""
    import numpy as np

    return found._replace(own=np.hstack([found.own, np.tanh(states @ weights["meaning"])]))


def antecedents(found: Traits, weights: Weights) -> list[int | None]:
    """Return the number of the mention before it that each takes up, None where it is new."""
    import numpy as np

    chosen: list[int | None] = []
    chains = np.arange(len(found.own))
    known = Names()
    for first in range(0, len(found.own), _AT_ONCE):
        last = min(first + _AT_ONCE, len(found.own))
        start = max(0, first - REACH)
        scores = pair_scores(found, start, first, last, weights)
        for later, earlier in found.ties.get(TOLD, ()):
            if first <= later < last and earlier >= start:
                scores[later - first, earlier - start] = -np.inf
        new = new_scores(found.own[first:last], weights)
        for row, number in enumerate(range(first, last)):
            before, name = scores[row, : number - start], found.names[number]
            if name is not None:
                before[np.isin(chains[start:number], known.others(name))] = -np.inf
            best = known.namesake(name) if name is not None else None
            if best is None and len(before) > 0 and before.max() > new[row]:
                best = start + int(before.argmax())
            chosen.append(best)
            chains[number] = number if best is None else chains[best]
            if name is not None:
                known.add(name, int(chains[number]), number)
    return chosen


class Names:
    """The names that chains have so far."""

    def __init__(self) -> None:
        self._names: dict[int, set[Name]] = {}
        self._latest: dict[int, int] = {}

    def add(self, name: Name, chain: int, mention: int) -> None:
        """Note that *mention*, of *chain*, is a *name*."""
        self._names.setdefault(chain, set()).add(name)
        self._latest[chain] = mention

    def namesake(self, name: Name) -> int | None:
        """Return the latest mention of the one chain of a person with this *name*, or part or more of it."""
        alike = [
            chain
            for chain, names in self._names.items()
            if any(
                one.entity == name.entity == PERSON and (one.words <= name.words or name.words <= one.words)
                for one in names
            )
        ]
        return self._latest[alike[0]] if len(alike) == 1 else None

    def others(self, name: Name) -> list[int]:
        """Return the chains whose names are all another's: another person's, or of another kind of thing."""
        return [
            chain
            for chain, names in self._names.items()
            if all(
                one.words.isdisjoint(name.words) and (one.entity != name.entity or name.entity == PERSON)
                for one in names
            )
        ]


def pair_scores(found: Traits, start: int, first: int, last: int, weights: Weights) -> Features:
    """Return how well each mention from *first* to *last* (exclusive) takes up each from *start* on."""
    import numpy as np

    later = found.own[first:last] @ weights["later"] + weights["bias"]
    earlier = found.own[start:last] @ weights["earlier"]
    both = pairs(found, start, first, last)
    meanings = found.own[start:last, width()[0] :]
    scores: Features = np.matmul(meanings[first - start :] @ weights["alike"], meanings.T, dtype=np.float32)
    for row in range(0, len(scores), _ROWS):
        some = slice(row, row + _ROWS)
        hidden = later[some, None, :] + earlier[None, :, :]
        hidden += both[some] @ weights["pair"]
        scores[some] += np.maximum(hidden, 0, out=hidden) @ weights["out"]
    return scores


def new_scores(own: Features, weights: Weights) -> Features:
    """Return the score above which a mention takes up another."""
    import numpy as np

    scores: Features = np.maximum(own @ weights["new"] + weights["new_bias"], 0) @ weights["new_out"]
    return scores
