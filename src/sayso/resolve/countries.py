"""The country of a party that tells none: weighed by where the article names countries and who is meant.

``training/weigh_countries.py`` fits the weights.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.record import Mention
from sayso.tree import Tree

SOURCE = "context/country"  # the dictionary row of a country that was found so
UNKNOWN, SEVERAL = "", "INT"
FADING = 0.7  # what a country named one sentence farther away counts less
FADING_ROLE, FADING_HEAD = 0.85, 0.9  # the same for those of the same role, and with the same head
REACH = 12  # sentences, beyond which it counts nothing
REACH_ALIKE = 120  # the same for those of the same role or head: books would take the square of their length
OWNERS = frozenset("the this that these those his her their its our my your".split())
OTHERS = frozenset(
    "foreign other many some several various different certain world regional international global".split()
)
TELLING = frozenset("GOV COP LEG OPP REF REB CRM REL".split())  # roles that are of a country, or are not
WEIGHTS: Mapping[str, float] = {
    "below": 0.39,
    "clause": 0.48,
    "last": 0.40,
    "near": 1.59,
    "same head": 0.71,
    "same role": 1.29,
    "same sentence": 0.54,
    "several COP": -0.96,
    "several CRM": -0.43,
    "several GOV": 0.01,
    "several LEG": -0.49,
    "several OPP": -0.07,
    "several REB": 0.04,
    "several REF": 0.91,
    "several REL": 2.06,
    "several always": -1.14,
    "several known": -0.83,
    "several name": 0.01,
    "several other": -0.01,
    "several person": -1.57,
    "several plural": 1.49,
    "several role": 0.18,
    "several seen": 0.05,
    "share": 0.55,
    "subject": -0.38,
    "subject before": 0.05,
    "unknown COP": -1.34,
    "unknown CRM": 1.02,
    "unknown GOV": -1.16,
    "unknown LEG": -0.57,
    "unknown OPP": -1.23,
    "unknown REB": 0.79,
    "unknown REF": 1.96,
    "unknown REL": 1.15,
    "unknown always": 0.52,
    "unknown known": -0.43,
    "unknown name": -0.35,
    "unknown other": 0.65,
    "unknown person": -1.43,
    "unknown plural": 1.05,
    "unknown role": 0.06,
    "unknown seen": -0.57,
}


class Named(NamedTuple):
    """A mention whose referent is of a known country and has a role, if any; ``told``: by its own words."""

    mention: Mention
    country: str
    role: str
    told: bool

    @property
    def place(self) -> tuple[int, int]:
        """Return its sentence and the token that heads it."""
        return self.mention.sentence, self.mention.head


class Countries:
    """Where an article names countries, and which of them fits a mention that tells none."""

    def __init__(self, named: Sequence[Named], trees: Sequence[Tree]) -> None:
        """Take the mentions that tell a country and the trees of all sentences."""
        self._trees = trees
        self._named = sorted(named, key=lambda one: (*one.place, one.country))
        self._sentences = [one.mention.sentence for one in self._named]
        self._counts = Counter(one.country for one in self._named)

    def fitting(self, mentions: Sequence[Mention], role: str, seen: bool) -> str:
        """Return the likeliest country of the referent of *mentions*, ``UNKNOWN`` or ``SEVERAL``.

        *role* is what it does, empty where nothing tells; *seen* says that only the core does.
        """
        totals: dict[str, float] = {}
        for mention in mentions:
            for country, features in self.candidates(mention, role, seen).items():
                score = sum(WEIGHTS[name] * value for name, value in features.items())
                totals[country] = totals.get(country, 0.0) + score
        return max(totals, key=lambda country: totals[country], default=UNKNOWN)

    def candidates(self, mention: Mention, role: str, seen: bool) -> dict[str, dict[str, float]]:
        """Return what speaks for each country that *mention* may be of, by the names of ``WEIGHTS``."""
        kind = self._kind(mention, role, seen)
        return {
            UNKNOWN: {f"unknown {name}": 1.0 for name in kind},
            SEVERAL: {f"several {name}": 1.0 for name in kind},
            **self._places(mention, role),
        }

    def _kind(self, mention: Mention, role: str, seen: bool) -> list[str]:
        """Return what is to be said of *mention* itself."""
        tree = self._trees[mention.sentence]
        before = {tree[child].text.lower() for child in tree.children(mention.head)}
        said = {
            "always": True,
            "name": mention.kind == "name",
            "person": mention.kind == "name" and mention.entity == "PER",
            "plural": tree[mention.head].xpos in ("NNS", "NNPS"),
            "known": bool(before & OWNERS),
            "other": bool(before & OTHERS),
            "role": bool(role),
            "seen": seen,
            role: role in TELLING,
        }
        return [name for name, true in said.items() if true]

    def _places(self, mention: Mention, role: str) -> dict[str, dict[str, float]]:
        """Return for each country of the article how much, how near and beside whom it is named."""
        place = mention.sentence, mention.head
        last = bisect_left(self._named, place, key=lambda one: one.place)
        far = self._within(mention.sentence, REACH_ALIKE)
        near = self._faded(mention, FADING, self._within(mention.sentence, REACH))
        alike = self._faded(mention, FADING_ROLE, [one for one in far if role and one.role == role])
        akin = self._faded(mention, FADING_HEAD, [one for one in far if self._is_akin(one, mention)])
        beside = self._beside(mention)
        total = self._counts.total()
        return {
            country: {
                "share": math.log(count / total),
                "near": near[country],
                "same role": alike[country],
                "same head": akin[country],
                "last": float(last > 0 and country == self._named[last - 1].country),
                **{name: float(country in some) for name, some in beside.items()},
            }
            for country, count in self._counts.items()
        }

    def _within(self, sentence: int, reach: int) -> Sequence[Named]:
        """Return those that are named at most *reach* sentences from *sentence*."""
        first = bisect_left(self._sentences, sentence - reach)
        return self._named[first : bisect_right(self._sentences, sentence + reach)]

    def _faded(self, mention: Mention, fading: float, named: Sequence[Named]) -> dict[str, float]:
        """Return the share that each country has in *named*, of which what is farther away counts less."""
        found = dict.fromkeys(self._counts, 0.0)
        for one in named:
            found[one.country] += fading ** self._apart(one, mention)
        whole = sum(found.values()) or 1.0
        return {country: weight / whole for country, weight in found.items()}

    def _apart(self, one: Named, mention: Mention) -> int:
        """Return how many sentences lie between two mentions."""
        return abs(one.mention.sentence - mention.sentence)

    def _is_akin(self, one: Named, mention: Mention) -> bool:
        """Return whether a phrase with its country has the head of *mention* ("Malian troops", "troops")."""
        if not one.told or one.mention.kind != "nominal" or mention.kind == "name":
            return False
        return self._lemma(one.mention) == self._lemma(mention)

    def _lemma(self, mention: Mention) -> str:
        return self._trees[mention.sentence].lemma(mention.head)

    def _beside(self, mention: Mention) -> dict[str, set[str]]:
        """Return the countries that are named in the sentence of *mention*, where in it, or before it."""
        tree, head = self._trees[mention.sentence], mention.head
        around = self._within(mention.sentence, 1)
        here = [one for one in around if one.mention.sentence == mention.sentence]
        above = [one for one in around if one.mention.sentence == mention.sentence - 1]
        below, verb = set(tree.subtree(head)), _verb(tree, head)
        beside = [] if verb is None else [one for one in here if _verb(tree, one.mention.head) == verb]
        return {
            "same sentence": _countries(here),
            "clause": _countries(beside),
            "below": _countries(one for one in here if one.mention.head in below),
            "subject": _countries(one for one in here if one.mention.head != head and self._is_subject(one)),
            "subject before": _countries(one for one in above if self._is_subject(one)),
        }

    def _is_subject(self, one: Named) -> bool:
        return self._trees[one.mention.sentence][one.mention.head].deprel.startswith("nsubj")


def _countries(named: Iterable[Named]) -> set[str]:
    return {one.country for one in named}


def _verb(tree: Tree, token: int) -> int | None:
    """Return the verb that *token* depends on, directly or not."""
    return next((one for one in tree.ancestors(token) if tree[one].upos == "VERB"), None)
