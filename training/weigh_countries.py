"""Fits the weights of ``sayso.resolve.countries`` on the parties of the annotated articles.

python -m training.weigh_countries --corpora ../shared/corpora: prints the weights, and how often the country
is right in the articles that are kept aside. The core must have been built before.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch

from sayso.annotate.annotate import annotate
from sayso.ontology.actors import NO_COUNTRY
from sayso.record import Annotation, Article, Mention
from sayso.resolve import actors, countries
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from training.annotations import as_article, read_articles
from training.example import is_aside

Features = dict[str, float]


class Seen(NamedTuple):
    """A party that tells no country: what speaks for each, and which it is."""

    candidates: dict[str, Features]
    right: str


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
        right = sum(best(one.candidates, weights) == one.right for one in some)
        sys.stdout.write(f"{name}: {right} of {len(some)} right, {right / len(some):.3f}\n")
    return 0


def parties(article: Article, events: Sequence[dict[str, Any]], resources: Resources) -> Iterator[Seen]:
    """Yield every party of *events*, once a place, whose words and chain tell no country."""
    annotation, _ = annotate(article, Settings(), resources.core)
    told = actors.tell(article, annotation, resources.actors)
    weighed = actors.countries_of(annotation.mentions, told)
    places = {
        (*party["span"], party["code"][:3])
        for event in events
        for party in (event["actor"], event["recipient"])
        if party is not None and party["span"]
    }
    for start, end, country in sorted(places):
        mention = headed(annotation, start, end)
        reading = told.chains.get(mention.chain) if mention else None
        if mention and reading and not reading.country:
            found = weighed.candidates(mention, reading.role, actors.SEEN in reading.rows)
            right = countries.UNKNOWN if country in NO_COUNTRY - {countries.SEVERAL} else country
            yield Seen(found, right)


def headed(annotation: Annotation, start: int, end: int) -> Mention | None:
    """Return the mention whose head stands among the characters *start* to *end*, of several the closest."""
    found = [
        one
        for one in annotation.mentions
        if start <= annotation.sentences[one.sentence].tokens[one.head].span.start < end
    ]
    return min(found, key=lambda one: abs(one.span.start - start) + abs(one.span.end - end), default=None)


def fit(seen: Sequence[Seen]) -> Features:
    """Return the weights under which the right countries are likeliest, with a little shrinkage."""
    usable = [one for one in seen if one.right in one.candidates]
    names = sorted({name for one in usable for features in one.candidates.values() for name in features})
    weights = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    rows = [_tensor(one, names) for one in usable]
    right = [list(one.candidates).index(one.right) for one in usable]
    optimiser = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = 0.5 * (weights**2).sum()
        for row, place in zip(rows, right, strict=True):
            value = value - torch.log_softmax(row @ weights, 0)[place]
        torch.autograd.backward(value)
        return value

    optimiser.step(loss)
    return dict(zip(names, weights.tolist(), strict=True))


def _tensor(one: Seen, names: Sequence[str]) -> torch.Tensor:
    rows = [[features.get(name, 0.0) for name in names] for features in one.candidates.values()]
    return torch.tensor(rows, dtype=torch.float64)


def best(candidates: dict[str, Features], weights: Features) -> str:
    """Return the candidate for which most speaks."""

    def score(name: str) -> float:
        return sum(weights[one] * value for one, value in candidates[name].items())

    return max(candidates, key=score)


if __name__ == "__main__":
    sys.exit(main())
