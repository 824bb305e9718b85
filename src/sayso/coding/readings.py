"""Readings: the words of a sentence that name events, by the trigger lexicon and by the language core.

Both propose; a logistic function weighs them, and of readings that share a word
the likeliest counts.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.coding.arguments import LIGHT, supporting
from sayso.coding.choosing import Party, find_parties, slots_of, usual_slots
from sayso.coding.matching import Match, find_matches
from sayso.coding.parties import Parties
from sayso.ontology.triggers import Strength, Triggers
from sayso.record import Deed, Reason, Status
from sayso.tree import Tree

THRESHOLD = 0.4  # least probability of a reading that becomes a row
# Weights of the logistic function, fitted by training/weigh.py on articles that the core was not trained on,
# for a core before this one. With this one the fit is -0.58, 0.87, 0.98, 0.18, -0.51; it finds less on the
# dev articles, after which the lexicon was written (.723 for .746), and more on those kept aside (.651 for
# .639). It was not taken.
BIAS, CORE = -0.96, 0.46
LEXICON = {"strong": 1.65, "weak": 0.80, "none": 0.0}
UNFIT = -0.16  # the parties that an entry of the lexicon asks for are not there


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as an event.

    ``core`` is the core's probability, ``strength`` that of the lexicon's entry
    (``none`` without one); ``fits`` where the parties are there that it asks for.
    """

    type: str
    cameo: str
    head: int
    tokens: tuple[int, ...]
    actor: Party
    recipient: Party
    by: Reason
    core: float
    strength: Strength | Literal["none"]
    fits: bool
    mode: str | None = None
    context: tuple[str, ...] = ()
    status: Status | None = None

    @property
    def probability(self) -> float:
        """Return the probability that this is right."""
        return weighed(self.core, self.strength, self.fits)


def choose(tree: Tree, proposed: Iterable[Reading]) -> list[Reading]:
    """Return those *proposed* that are likely enough, no two with a word in common, in order."""
    found: list[Reading] = []
    used: set[int] = set()
    for reading in sorted(proposed, key=lambda one: (-one.probability, -len(one.tokens), one.head)):
        if reading.probability >= THRESHOLD and not used & set(reading.tokens):
            used |= set(reading.tokens)
            found.append(reading)
    told = {(one.type, supporting(tree, one.head)) for one in found}
    return sorted((one for one in found if not _is_light(tree, one, told)), key=lambda one: one.head)


def _is_light(tree: Tree, one: Reading, told: Container[tuple[str, int | None]]) -> bool:
    """Return whether a verb says no more than that the deed of its object is done ("conducted a test")."""
    return tree.lemma(one.head) in LIGHT and (one.type, one.head) in told


def propose(parties: Parties, triggers: Triggers, least: float = 0.0) -> Iterator[Reading]:
    """Yield every reading of a sentence, likely or not, but for some that are less likely than *least*.

    The parties of a reading are not looked for where even those that fit would not make it likely enough.
    """
    yield from _by_lexicon(parties, triggers, least)
    yield from _by_core(parties, triggers, least)


def _by_lexicon(parties: Parties, triggers: Triggers, least: float) -> Iterator[Reading]:
    """Yield a reading for each entry of the lexicon that stands in the sentence."""
    for matches in find_matches(parties.tree, triggers):
        for match in matches:
            core = _seen(parties.tree, _stretch(match.head, match.tokens), match.trigger.type)
            if weighed(core, match.trigger.strength, fits=True) >= least:
                yield _matched(parties, match)


def _matched(parties: Parties, match: Match) -> Reading:
    """Return the reading of a match, with its parties."""
    trigger, tree = match.trigger, parties.tree
    actor, recipient = find_parties(parties, slots_of(tree, match), deed_of(tree, match.tokens))
    have = {"actor": actor, "recipient": recipient, "party": actor or recipient}
    fits = all(have[need] for need in trigger.needs)
    fits = fits and not (trigger.strength == "weak" and (actor is None or recipient is None))
    tokens = _stretch(match.head, match.tokens)
    return Reading(
        type=trigger.type,
        cameo=trigger.cameo,
        head=top(tree, tokens),
        tokens=tokens,
        actor=actor,
        recipient=recipient,
        by=Reason("type", f"dictionary:{trigger.row}", tree.span(tokens)),
        core=_seen(tree, tokens, trigger.type),
        strength=trigger.strength,
        fits=bool(fits),
        mode=trigger.mode,
        context=trigger.context,
        status=trigger.status,
    )


def _by_core(parties: Parties, triggers: Triggers, least: float) -> Iterator[Reading]:
    """Yield a reading for each stretch of words in which the language core sees one type of event."""
    tree = parties.tree
    first = 0
    while first < len(tree):
        kind = _kind(tree[first].deed)
        last = first + 1
        while kind and last < len(tree) and _kind(tree[last].deed) == kind:
            last += 1
        if kind and weighed(_seen(tree, range(first, last), kind), "none", fits=True) >= least:
            yield _seen_reading(parties, triggers, kind, range(first, last))
        first = last


def _kind(deed: Deed | None) -> str | None:
    """Return the likeliest type of a deed."""
    return deed.types[0].value if deed is not None and deed.types else None


def _seen_reading(parties: Parties, triggers: Triggers, kind: str, tokens: Sequence[int]) -> Reading:
    """Return the reading that the core alone gives, its parties by the core's links."""
    tree = parties.tree
    head = top(tree, tokens)
    actor, recipient = find_parties(parties, usual_slots(tree, head, tokens), deed_of(tree, tokens))
    return Reading(
        type=kind,
        cameo=triggers.roots[kind],
        head=head,
        tokens=tuple(tokens),
        actor=actor,
        recipient=recipient,
        by=Reason("type", "core:event", tree.span(tokens)),
        core=_seen(tree, tokens, kind),
        strength="none",
        fits=True,
    )


def top(tree: Tree, tokens: Sequence[int]) -> int:
    """Return that of *tokens* which hangs on a word outside them: what is said of the event is said there."""
    return next((token for token in tokens if tree.head(token) not in tokens), tokens[0])


def deed_of(tree: Tree, tokens: Iterable[int]) -> Deed | None:
    """Return what the core sees in *tokens*: the deed that it is surest of."""
    deeds = [deed for deed in (tree[token].deed for token in tokens) if deed is not None and deed.types]
    return max(deeds, key=lambda deed: deed.types[0].probability, default=None)


def _probability(deed: Deed | None, kind: str) -> float:
    return deed.probability(kind) if deed is not None else 0.0


def _seen(tree: Tree, tokens: Iterable[int], kind: str) -> float:
    """Return the core's probability that one of *tokens* names an event of type *kind*."""
    return max(_probability(tree[token].deed, kind) for token in tokens)


def weighed(core: float, strength: str, fits: bool) -> float:
    """Return the probability of a reading, from the core's and what the lexicon says of its word."""
    odds = BIAS + CORE * logit(core) + LEXICON[strength] + (0.0 if fits else UNFIT)
    return round(1 / (1 + math.exp(-odds)), 4)


def logit(chance: float, least: float = 0.1, most: float = 0.997) -> float:
    """Return the logarithm of the odds of *chance*, kept off 0 and 1 by *least* and *most*.

    Above all off 0: what the core has never met in its few articles is no proof against the lexicon.
    """
    bounded = min(max(chance, least), most)
    return math.log(bounded / (1 - bounded))


def _stretch(head: int, tokens: Sequence[int]) -> tuple[int, ...]:
    """Return those of *tokens* that stand together with *head*: a trigger is one stretch of text."""
    first = last = head
    while first - 1 in tokens:
        first -= 1
    while last + 1 in tokens:
        last += 1
    return tuple(range(first, last + 1))
