"""Fits the weights of ``sayso.coding.readings`` on the annotated articles that the core was not trained on.

python -m training.weigh --corpora ../shared/corpora: prints the weights, and how often readings of each
probability are right. The core must have been built before.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch

from sayso.annotate.annotate import annotate
from sayso.coding import readings
from sayso.coding.claims import code_claims
from sayso.coding.parties import parties_of
from sayso.resolve.actors import resolve_actors
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from training.annotations import as_article, read_articles
from training.example import is_aside

STRENGTHS = ("none", "strong", "weak")


class Seen(NamedTuple):
    """A reading that was proposed: what the core and the lexicon say of it, and whether it is right."""

    core: float
    strength: str
    fits: bool
    right: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.weigh", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args(arguments)
    resources = load_resources(Settings())
    seen = [
        one
        for text, article in read_articles(options.corpora)
        if is_aside(article["doc_id"])
        for one in proposed(text, article["events"], resources)
    ]
    weights = fit(seen)
    sys.stdout.write("".join(f"{name} {value:.2f}\n" for name, value in weights.items()))
    chances = ((readings.weighed(one.core, one.strength, one.fits), one.right) for one in seen)
    sys.stdout.write("".join(f"{line}\n" for line in reliability(chances)))
    return 0


def proposed(text: str, events: Sequence[dict[str, Any]], resources: Resources) -> Iterator[Seen]:
    """Yield every reading that is proposed for a sentence of *text*."""
    article = as_article("text", text)
    annotation, _ = annotate(article, Settings(), resources.core)
    actors, _ = resolve_actors(article, annotation, resources.actors)
    claims, _ = code_claims(article, annotation, actors, resources.cues)
    for parties in parties_of(annotation, actors, claims):
        for reading in readings.propose(parties, resources.triggers):
            start, end = parties.tree.span(reading.tokens)
            right = any(
                event["type"] == reading.type and event["trigger"][0] < end and start < event["trigger"][1]
                for event in events
            )
            yield Seen(reading.core, reading.strength, reading.fits, right)


def fit(seen: Sequence[Seen]) -> dict[str, float]:
    """Return the weights under which the readings are likeliest to be as right as they are."""
    rows = [[1.0, readings.logit(one.core), *_strength(one), float(not one.fits)] for one in seen]
    weights = logistic(rows, [one.right for one in seen])
    return dict(zip(("bias", "core", "strong", "weak", "unfit"), weights, strict=True))


def logistic(rows: Sequence[Sequence[float]], truths: Sequence[bool]) -> list[float]:
    """Return the weights of *rows* under which *truths* are likeliest, with a little shrinkage."""
    features = torch.tensor(rows, dtype=torch.float64)
    right = torch.tensor(truths, dtype=torch.float64)
    weights = torch.zeros(features.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(features @ weights, right)
        value = value + 1e-4 * (weights**2).sum()
        torch.autograd.backward(value)
        return value

    optimiser.step(loss)
    return weights.tolist()


def _strength(one: Seen) -> list[float]:
    return [float(one.strength == name) for name in STRENGTHS[1:]]


def reliability(chances: Iterable[tuple[float, bool]]) -> Iterator[str]:
    """Yield, for each tenth of probability, how many have it and how many of them are right."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in chances:
        tenths.setdefault(math.floor(chance * 10), []).append((chance, right))
    for _, some in sorted(tenths.items()):
        mean = sum(chance for chance, _ in some) / len(some)
        yield f"said {mean:.2f}  right {sum(right for _, right in some) / len(some):.2f}  of {len(some)}"


if __name__ == "__main__":
    sys.exit(main())
