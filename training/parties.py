"""Fits the weights with which ``sayso.coding.ranking`` ranks the candidates for the parties of an event.

The features are weighed on the annotated and authored texts that the core was trained on: they
do not depend on its links, which are too sure there. How features, link and slots go together is fitted on
those kept aside.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sayso.annotate.annotate import annotate
from sayso.annotate.encoder import PARTIES, Core
from sayso.coding.choosing import find_parties, usual_slots
from sayso.coding.claims import code_claims
from sayso.coding.parties import Parties, parties_of
from sayso.coding.ranking import FIELDS, Candidate, Cast, Field, Found, chances, mentioned
from sayso.coding.readings import Reading, deed_of, propose, top
from sayso.ontology.actors import load_actors
from sayso.ontology.cues import load_cues
from sayso.ontology.triggers import Triggers, load_triggers
from sayso.record import Reason
from sayso.resolve.actors import resolve_actors
from sayso.settings import Settings
from training.annotations import ARTICLES, DOCUMENTS, SENTENCES, as_article, inside, read_articles
from training.authored import read_authored
from training.example import is_aside

RARE = 30  # features seen less often are not weighed
SLIGHT = 0.1  # weights nearer to 0 are left out
SHRINKAGE, LESS = 3.0, 1.0  # of the features' weights, and of those in the end
Event = dict[str, Any]


class Choice(NamedTuple):
    """The candidates for one party of an annotated event, and which of them are right."""

    field: Field
    candidates: list[Candidate]
    right: list[bool]
    aside: bool


def write_parties(core: Core, corpora: Path, out: Path) -> None:
    """Fit on the annotations whose texts are in *corpora*, with *core*; write ``parties.json`` to *out*."""
    annotated = (read_articles(corpora, path) for path in (ARTICLES, SENTENCES, DOCUMENTS))
    choices = list(read_choices(core, chain(*annotated, read_authored())))
    fitted = {field: fit([one for one in choices if one.field == field]) for field in FIELDS}
    (out / PARTIES).write_text(json.dumps(fitted, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def read_choices(core: Core, texts: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[Choice]:
    """Yield a choice for each party of the annotated events of *texts*; no authored one is kept aside."""
    dictionary, triggers, cues = load_actors(), load_triggers(), load_cues()
    for text, annotated in texts:
        aside = is_aside(annotated["doc_id"]) and annotated["corpus"] != "authored"
        article = as_article(annotated["doc_id"], text)
        annotation, _ = annotate(article, Settings(), core)
        actors, _ = resolve_actors(article, annotation, dictionary)
        claims, _ = code_claims(article, annotation, actors, cues)
        sentences = parties_of(annotation, actors, claims)
        found = [
            (event, one)
            for number, parties in enumerate(sentences)
            for event, one in _annotated(parties, number, annotated["events"], triggers)
        ]
        cast = Cast([one for _, one in found], mentioned(annotation, actors))
        for event, one in found:
            for field, candidates in cast.candidates(one).items():
                right = [_is_right(candidate, one, event[field]) for candidate in candidates]
                yield Choice(field, candidates, right, aside)


def _annotated(
    parties: Parties, number: int, events: Sequence[Event], triggers: Triggers
) -> Iterator[tuple[Event, Found]]:
    """Yield the annotated events of a sentence, each with a reading of its words, proposed or made."""
    spans = [token.span for token in parties.tree.tokens]
    proposed = list(propose(parties, triggers)) if spans else []
    for event in events:
        tokens = inside(spans, event["trigger"])
        fitting = [one for one in proposed if one.type == event["type"] and set(one.tokens) & set(tokens)]
        if tokens:
            likeliest = max(fitting, key=lambda one: one.probability, default=None)
            yield event, Found(likeliest or _made(parties, event["type"], tokens), parties, number)


def _made(parties: Parties, kind: str, tokens: Sequence[int]) -> Reading:
    """Return the reading of words that neither lexicon nor core proposes."""
    tree = parties.tree
    head = top(tree, tokens)
    actor, recipient = find_parties(parties, usual_slots(tree, head, tokens), deed_of(tree, tokens))
    by = Reason("type", "annotation")
    return Reading(kind, "", head, tuple(tokens), actor, recipient, by, 0.0, "none", True)


def _is_right(candidate: Candidate, one: Found, party: dict[str, Any] | None) -> bool:
    """Return whether a candidate is the annotated *party*: by its words here, else by its code."""
    if party is None or candidate.actor is None:
        return party is None and candidate.actor is None
    here = party["span"] or party.get("mention")
    if candidate.token is None:
        return not party["span"] and candidate.actor.code == party["code"]
    start = one.parties.tree[candidate.token].span.start
    return candidate.actor.code == party["code"] or (here is not None and here[0] <= start < here[1])


def fit(choices: Sequence[Choice]) -> dict[str, Any]:
    """Return the weights of the features, and with which they are put together, for one field."""
    usable = [one for one in choices if any(one.right)]
    seen = [one for one in usable if not one.aside]
    features = _features(seen)
    kept = [one for one in usable if one.aside]
    rows = [
        candidate.weighing(chance)
        for one in kept
        for candidate, chance in zip(one.candidates, chances(one.candidates, features), strict=True)
    ]
    weighing = _likeliest(csr_matrix(np.array(rows)), kept, LESS)
    return {
        "features": {name: round(weight, 3) for name, weight in features.items()},
        "weighing": [round(float(weight), 4) for weight in weighing],
    }


def _features(seen: Sequence[Choice]) -> Mapping[str, float]:
    """Return the weight of each feature that is often enough seen and heavy enough."""
    counts = Counter(name for one in seen for each in one.candidates for name in set(each.features))
    names = sorted(name for name, count in counts.items() if count >= RARE)
    columns = {name: number for number, name in enumerate(names)}
    lines = [
        [columns[name] for name in each.features if name in columns]
        for one in seen
        for each in one.candidates
    ]
    starts = np.cumsum([0, *map(len, lines)])
    ones = np.ones(starts[-1])
    rows = csr_matrix((ones, np.concatenate(lines).astype(int), starts), shape=(len(lines), len(names)))
    weights = _likeliest(rows, seen, SHRINKAGE)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True) if abs(weight) >= SLIGHT}


def _likeliest(rows: csr_matrix, choices: Sequence[Choice], shrinkage: float) -> NDArray[np.float64]:
    """Return the weights of *rows*, one a candidate, under which the right candidates are likeliest."""
    starts = np.cumsum([0, *(len(one.candidates) for one in choices)])[:-1]
    which = np.repeat(np.arange(len(choices)), [len(one.candidates) for one in choices])
    right = np.concatenate([one.right for one in choices]).astype(float)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[which])
        all_of, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts) + 1e-12
        slope = rows.T @ (powers / all_of[which] - powers * right / good[which])
        value = -np.log(good / all_of).sum() + shrinkage * (weights @ weights) / 2
        return float(value), slope + shrinkage * weights

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 100})
    return np.asarray(found.x)
