"""The grading lexicon: what words do to the status and certainty of a deed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

RARE = 0.67  # what training/weigh_grades.py takes for granted: two right of three
NO_RULE = "none"  # what decides a grade of which no word tells anything


@dataclass(frozen=True, slots=True)
class Effect:
    """What a governing word does to the deed in its complement."""

    name: str
    prediction: bool
    row: str


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The probability range that words of probability stand for, and who says so."""

    words: str
    low: float
    high: float
    origin: str


@dataclass(frozen=True, slots=True)
class Grades:
    """The lexicon, by lemma. ``governors`` has keys like ``urge.verb``, ``shares`` the rules by field."""

    governors: Mapping[str, Effect]
    carriers: frozenset[str]
    occurring: frozenset[str]
    modals: Mapping[str, str]
    adverbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    negations: frozenset[str]
    shells: frozenset[str]
    stating: frozenset[str]
    temporal: frozenset[str]
    conditions: frozenset[str]
    open: frozenset[str]
    opposing: frozenset[str]
    presupposing: frozenset[str]
    standing: frozenset[str]
    drafts: frozenset[str]
    ahead: frozenset[str]
    dispositions: frozenset[str]
    withholding: frozenset[str]
    classes: Mapping[str, frozenset[str]]
    likelihoods: Mapping[str, Likelihood]
    other: Likelihood
    shares: Mapping[str, Mapping[str, float]]

    def share(self, field: str, rule: str) -> float:
        """Return how often *rule* is right where it decides *field* of a grade; of rare rules, a guess."""
        return self.shares[field].get(rule, RARE)

    def likelihood(self, words: str) -> Likelihood:
        """Return the range that *words* stand for: that of the longest phrase they end with that is known."""
        parts = words.lower().split()
        for start in range(len(parts)):
            known = self.likelihoods.get(" ".join(parts[start:]))
            if known is not None:
                return known
        return self.other


def load_grades() -> Grades:
    """Return the lexicon that is shipped with sayso."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load((files("sayso.ontology") / "grades.yaml").read_text(encoding="utf-8"), loader)
    return Grades(
        governors=_governors(data["governors"]),
        carriers=frozenset(data["carriers"].split()),
        occurring=frozenset(data["occurring"].split()),
        modals=inverted(data["modals"]),
        adverbs=inverted(data["adverbs"]),
        adjectives=inverted(data["adjectives"]),
        negations=frozenset(data["negations"].split()),
        shells=frozenset(data["shells"].split()),
        stating=frozenset(data["stating"].split()),
        temporal=frozenset(data["temporal"].split()),
        conditions=frozenset(data["conditions"].split()),
        open=frozenset(data["open"].split()),
        opposing=frozenset(data["opposing"].split()),
        presupposing=frozenset(data["presupposing"].split()),
        standing=frozenset(data["standing"].split()),
        drafts=frozenset(data["drafts"].split()),
        ahead=frozenset(data["ahead"].split()),
        dispositions=frozenset(data["dispositions"].split()),
        withholding=frozenset(data["withholding"].split()),
        classes={name: frozenset(words.split()) for name, words in data["classes"].items()},
        likelihoods={
            word: Likelihood(word, row["low"], row["high"], row["origin"])
            for row in data["probability_words"]
            for word in row["words"]
        },
        other=Likelihood("", **data["other_prediction"]),
        shares={field: _by_rule(rows) for field, rows in data["shares"].items()},
    )


def _governors(rows: list[dict[str, Any]]) -> dict[str, Effect]:
    """Return the effect of each governing word; of two rows with one word the first counts."""
    found: dict[str, Effect] = {}
    for row in rows:
        for word_class in ("verb", "noun", "adjective"):
            for word in row.get(f"{word_class}s", "").split():
                key = f"{word}.{word_class}"
                found.setdefault(
                    key, Effect(row["effect"], row.get("prediction", False), f"grades#{row['effect']}:{key}")
                )
    return found


def _by_rule(shares: Mapping[float, str]) -> dict[str, float]:
    """Return the share of each rule; blanks in the names of rules are written as underscores."""
    return {rule.replace("_", " "): share for share, rules in shares.items() for rule in rules.split()}


def inverted(classes: Mapping[str, str]) -> dict[str, str]:
    """Return the class of each word."""
    return {word: name for name, words in classes.items() for word in words.split()}
