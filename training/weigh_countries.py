"""Fits the weights of ``sayso.resolve.countries`` on the parties of the annotated articles.

python -m training.weigh_countries --corpora ../shared/corpora: prints the weights, and how often the country
is right in the articles that are kept aside. The core must have been built before.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from sayso.annotate.annotate import annotate
from sayso.ontology.actors import NO_COUNTRY
from sayso.record import Annotation, Article, Mention
from sayso.resolve import actors, context, countries
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from training.annotations import PARTIES, as_article, read_articles
from training.example import is_aside

Features = dict[str, float]
NOWHERE = NO_COUNTRY - {countries.SEVERAL}


class Seen(NamedTuple):
    """A party that tells no country: what speaks for each, which it is, and how often it is one."""

    candidates: dict[str, Features]
    right: str
    times: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.weigh_countries", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args(arguments)
    resources = load_resources(Settings())
    seen: dict[bool, list[Seen]] = {True: [], False: []}
    for text, annotated in read_articles(options.corpora):
        article = as_article(annotated["doc_id"], text)
        seen[is_aside(annotated["doc_id"])] += parties(article, annotated["events"], resources)
    weights = fit(seen[False])
    sys.stdout.write("".join(f'    "{name}": {value:.2f},\n' for name, value in weights.items()))
    for name, some in (("trained on", seen[False]), ("kept aside", seen[True])):
        right = sum(one.times for one in some if best(one.candidates, weights) == one.right)
        total = sum(one.times for one in some)
        sys.stdout.write(f"{name}: {right} of {total} right, {right / total:.3f}\n")
    return 0


def parties(article: Article, events: Sequence[dict[str, Any]], resources: Resources) -> Iterator[Seen]:
    """Yield every chain of mentions that a party of *events* is in, where its words tell no country."""
    annotation, _ = annotate(article, Settings(), resources.core)
    told = actors.tell(article, annotation, resources.actors)
    weighed = actors.countries_of(annotation.mentions, told)
    found: Counter[tuple[int, str]] = Counter()
    for party in (event[name] for event in events for name in PARTIES):
        mention = headed(annotation, *party["span"]) if party is not None and party["span"] else None
        if mention is not None:
            country = party["code"][:3]
            found[mention.chain, countries.UNKNOWN if country in NOWHERE else country] += 1
    for (chain, right), times in found.items():
        reading = told.chains.get(chain)
        spoken = [one for one in annotation.mentions if one.chain == chain and one.kind != "pronoun"]
        if reading is not None and not reading.country and spoken:
            seen = context.SEEN in reading.rows
            yield Seen(_mean([weighed.candidates(one, reading.role, seen) for one in spoken]), right, times)


def _mean(some: Sequence[dict[str, Features]]) -> dict[str, Features]:
    """Return the mean of each candidate's features over the mentions of a chain."""
    found: dict[str, Features] = {}
    for country, features in (pair for candidates in some for pair in candidates.items()):
        mine = found.setdefault(country, {})
        for name, value in features.items():
            mine[name] = mine.get(name, 0.0) + value / len(some)
    return found


def headed(annotation: Annotation, start: int, end: int) -> Mention | None:
    """Return the mention whose head stands among the characters *start* to *end*, of several the closest."""
    found = [
        one
        for one in annotation.mentions
        if start <= annotation.sentences[one.sentence].tokens[one.head].span.start < end
    ]
    return min(found, key=lambda one: abs(one.span.start - start) + abs(one.span.end - end), default=None)


def fit(seen: Sequence[Seen]) -> Features:
    """Return the weights under which the right countries are likeliest, with a little shrinkage.

    A chain counts as the square root of how many parties it is.
    """
    usable = [one for one in seen if one.right in one.candidates]
    names = sorted({name for one in usable for features in one.candidates.values() for name in features})
    rows = [_array(one, names) for one in usable]
    right = [list(one.candidates).index(one.right) for one in usable]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = 0.5 * float(weights @ weights), weights.copy()
        for one, row, place in zip(usable, rows, right, strict=True):
            scores = row @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            value -= one.times**0.5 * float(np.log(chances[place]))
            slope += one.times**0.5 * (chances @ row - row[place])
        return value, slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))


def _array(one: Seen, names: Sequence[str]) -> NDArray[np.float64]:
    rows = [[features.get(name, 0.0) for name in names] for features in one.candidates.values()]
    return np.array(rows)


def best(candidates: dict[str, Features], weights: Features) -> str:
    """Return the candidate for which most speaks."""

    def score(name: str) -> float:
        return sum(weights[one] * value for one, value in candidates[name].items())

    return max(candidates, key=score)


if __name__ == "__main__":
    sys.exit(main())
