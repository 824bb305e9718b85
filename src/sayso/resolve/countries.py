"""The country of a party that tells none: weighed by where the article names countries and who is meant.

``training/weigh_countries.py`` fits the weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.record import Mention
from sayso.tree import Tree

SOURCE = "context/country"  # the dictionary row of a country that was found so
UNKNOWN, SEVERAL = "", "INT"
FADING = 0.7  # what a country named one sentence farther away counts less
REACH = 12  # sentences, beyond which it counts nothing
OWNERS = frozenset("the this that these those his her their its our my your".split())
OTHERS = frozenset(
    "foreign other many some several various different certain world regional international global".split()
)
TELLING = frozenset("GOV COP LEG OPP REF REB CRM REL".split())  # roles that are of a country, or are not
WEIGHTS: Mapping[str, float] = {
    "last": 0.40,
    "near": 1.62,
    "same sentence": 0.45,
    "several COP": -0.80,
    "several CRM": -0.48,
    "several GOV": 0.05,
    "several LEG": -0.38,
    "several OPP": -1.13,
    "several REB": 0.40,
    "several REF": 0.97,
    "several REL": 2.91,
    "several always": -1.47,
    "several known": -0.72,
    "several name": -0.59,
    "several other": -0.20,
    "several person": -1.21,
    "several plural": 1.59,
    "several role": -0.44,
    "several seen": 0.29,
    "share": 0.70,
    "unknown COP": -1.39,
    "unknown CRM": 1.56,
    "unknown GOV": -1.11,
    "unknown LEG": -0.89,
    "unknown OPP": -1.87,
    "unknown REB": 1.53,
    "unknown REF": 1.81,
    "unknown REL": 1.82,
    "unknown always": -0.11,
    "unknown known": -0.55,
    "unknown name": -0.74,
    "unknown other": 0.92,
    "unknown person": -0.93,
    "unknown plural": 1.23,
    "unknown role": -0.35,
    "unknown seen": -0.68,
}


class Countries:
    """Where an article names countries, and which of them fits a mention that tells none."""

    def __init__(self, named: Sequence[tuple[Mention, str]], trees: Sequence[Tree]) -> None:
        """Take the mentions that tell a country, each with it, and the trees of all sentences."""
        self._trees = trees
        self._named = sorted((mention.sentence, mention.head, country) for mention, country in named)
        self._counts = Counter(country for _, _, country in self._named)

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
            **self._places(mention),
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

    def _places(self, mention: Mention) -> dict[str, dict[str, float]]:
        """Return for each country of the article how much and how near it is named."""
        here = mention.sentence
        near = dict.fromkeys(self._counts, 0.0)
        for sentence, _, country in self._named:
            if abs(sentence - here) <= REACH:
                near[country] += FADING ** abs(sentence - here)
        last = [country for *at, country in self._named if tuple(at) < (here, mention.head)][-1:]
        same = {country for sentence, _, country in self._named if sentence == here}
        total, nearness = self._counts.total(), sum(near.values()) or 1.0
        return {
            country: {
                "share": math.log(count / total),
                "near": near[country] / nearness,
                "last": float([country] == last),
                "same sentence": float(country in same),
            }
            for country, count in self._counts.items()
        }
