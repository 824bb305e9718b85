"""Scores analyses against the development sets, with bootstrap intervals over sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import methodcaller
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.annotate.pieces import WordPieces
from sayso.annotate.tree import best_tree, is_tree
from training.batch import Batch, Vocabularies, collate, encode, group, short_enough
from training.entities import names_in
from training.example import UNLABELLED, Example
from training.factuality import NO_PREDICATE
from training.heads import heads_of
from training.model import Core

_PIECES_A_BATCH = 4000
_RESAMPLED = 1000
_FIELDS = ("status", "certainty", "prediction", "actor", "recipient", "said")
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was predicted for one sentence: labels by head name, and arcs."""

    labels: dict[str, list[str]]
    heads: list[int]


class Score(NamedTuple):
    """A score in percent and its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return it as ``88.1 [87.6, 88.7]``."""
        return f"{self.value:.1f} [{self.low:.1f}, {self.high:.1f}]"


def predict(
    core: Core, examples: Sequence[Example], pieces: WordPieces, names: Vocabularies
) -> list[Analysis]:
    """Return the analyses of *core* (fp32) for the words of *examples*."""
    core.eval()
    there = methodcaller("to", core.encoder.word.weight.device)
    encoded = short_enough([encode(Example(example.words), pieces, names) for example in examples])
    found: dict[int, Analysis] = {}
    with torch.no_grad():
        for numbers in group([len(one.pieces.ids) for one in encoded], _PIECES_A_BATCH):
            batch = collate([encoded[number] for number in numbers]).map(there)
            sizes = [len(encoded[number].pieces.firsts) for number in numbers]
            found.update(zip(numbers, _analyses(core, batch, sizes, names), strict=True))
    return [found[number] for number in range(len(encoded))]


def _analyses(core: Core, batch: Batch, sizes: list[int], names: Vocabularies) -> list[Analysis]:
    logits = core(batch)
    heads = logits["heads"].clone()
    for row, size in enumerate(sizes):
        if not is_tree([0, *heads[row, 1:size].tolist()]):
            scores = logits["arc"][row, :size, :size].double().cpu().numpy()
            heads[row, :size] = torch.tensor(best_tree(scores))
    if not torch.equal(heads, logits["heads"]):
        batch.labels["arc"] = heads
        logits = core(batch)
    links = [head.name for head in heads_of("link")]
    best = {name: logits[name].argmax(-1).tolist() for name in [*names, *links]}
    return [
        Analysis(
            {name: [names[name][label] for label in best[name][row][1:size]] for name in names}
            | {name: [str(number) for number in best[name][row][1:size]] for name in links},
            heads[row, 1:size].tolist(),
        )
        for row, size in enumerate(sizes)
    ]


def score(examples: Sequence[Example], analyses: Sequence[Analysis]) -> dict[str, Score]:
    """Return the scores that *examples* have gold labels for.

    LAS is without subtypes, LAS+ with; punctuation counts. NER is F1 over whole names.
    """
    pairs = list(zip(examples, analyses, strict=True))
    scores: dict[str, Score] = {}
    if any(example.heads for example in examples):
        counts = np.array([_syntax_counts(*pair) for pair in pairs if pair[0].heads], dtype=np.float64)
        for column, name in enumerate(("UPOS", "XPOS", "UAS", "LAS", "LAS+"), start=1):
            scores[name] = _interval(counts[:, [column, 0]], _ratio)
    if any("ner" in example.labels for example in examples):
        counts = np.array(
            [_entity_counts(*pair) for pair in pairs if "ner" in pair[0].labels], dtype=np.float64
        )
        for name, measure in (("NER", _f1), ("NER P", _precision), ("NER R", _recall)):
            scores[name] = _interval(counts, measure)
    events = [_event_counts(*pair) for pair in pairs if "event" in pair[0].labels]
    if events:
        counts = np.array(events, dtype=np.float64)
        scores["EVENT"] = _interval(counts[:, :3], _f1)
        for number, name in enumerate(_FIELDS):
            scores[name.upper()] = _interval(counts[:, [3 + 2 * number, 4 + 2 * number]], _ratio)
    if any("claim" in example.labels for example in examples):
        counts = np.array(
            [_claim_counts(*pair) for pair in pairs if "claim" in pair[0].labels], dtype=np.float64
        )
        scores["CLAIM"] = _interval(counts[:, :3], _f1)
        scores["CUE"] = _interval(counts[:, 3:], _ratio)
    judged = [_judgements(*pair) for pair in pairs if "factuality" in pair[0].labels]
    counts = np.array([one for some in judged for one in some], dtype=np.float64)
    if len(counts):
        scores["FACT MAE"] = _interval(counts, _ratio)
    return scores


def _judgements(example: Example, analysis: Analysis) -> list[tuple[float, float]]:
    """Return the error, and 1, for each predicate that has a gold judgement; none seen counts as 3."""
    gold, ours = example.labels["factuality"], analysis.labels["factuality"]
    return [
        (abs(float(one) - (3.0 if other == NO_PREDICATE else float(other))), 1.0)
        for one, other in zip(gold, ours, strict=True)
        if one not in (NO_PREDICATE, UNLABELLED)
    ]


def _event_counts(example: Example, analysis: Analysis) -> list[int]:
    """Count trigger words right, ours, gold; and, of each field, those right and those labelled."""
    gold, ours = example.labels["event"], analysis.labels["event"]
    places = [place for place, kind in enumerate(gold) if kind != "O"]
    return [
        sum(ours[place] == gold[place] for place in places),
        sum(kind != "O" for kind in ours),
        len(places),
        *(count for name in _FIELDS for count in _field_counts(example, analysis, name, places)),
    ]


def _field_counts(example: Example, analysis: Analysis, name: str, places: Sequence[int]) -> list[int]:
    labelled = [place for place in places if example.labels[name][place] != UNLABELLED]
    right = sum(analysis.labels[name][place] == example.labels[name][place] for place in labelled)
    return [right, len(labelled)]


def _claim_counts(example: Example, analysis: Analysis) -> list[int]:
    """Count words of claims with the right part, ours, gold; and words with the right cue, all with one."""
    gold, ours = ([tag[2:] for tag in one["claim"]] for one in (example.labels, analysis.labels))
    linked = [place for place, cue in enumerate(example.labels["cue"]) if cue != UNLABELLED]
    return [
        sum(map(lambda one, other: one == other != "", ours, gold)),
        sum(part != "" for part in ours),
        sum(part != "" for part in gold),
        sum(analysis.labels["cue"][place] == example.labels["cue"][place] for place in linked),
        len(linked),
    ]


def _syntax_counts(example: Example, analysis: Analysis) -> list[int]:
    size = len(example.words)
    right = [head == gold for head, gold in zip(analysis.heads, example.heads, strict=True)]
    relations = list(zip(analysis.labels["deprel"], example.labels["deprel"], strict=True))
    plain = [ours.split(":")[0] == gold.split(":")[0] for ours, gold in relations]
    return [
        size,
        *(sum(map(str.__eq__, analysis.labels[name], example.labels[name])) for name in ("upos", "xpos")),
        sum(right),
        sum(map(bool.__and__, right, plain)),
        sum(arc and ours == gold for arc, (ours, gold) in zip(right, relations, strict=True)),
    ]


def _entity_counts(example: Example, analysis: Analysis) -> list[int]:
    gold, ours = names_in(example.labels["ner"]), names_in(analysis.labels["ner"])
    return [len(gold & ours), len(ours), len(gold)]


def _ratio(sums: Counts) -> Counts:
    return sums[..., 0] / np.maximum(1, sums[..., 1])


def _f1(sums: Counts) -> Counts:
    return 2 * sums[..., 0] / np.maximum(1, sums[..., 1] + sums[..., 2])


def _precision(sums: Counts) -> Counts:
    return sums[..., 0] / np.maximum(1, sums[..., 1])


def _recall(sums: Counts) -> Counts:
    return sums[..., 0] / np.maximum(1, sums[..., 2])


def _interval(counts: Counts, measure: Callable[[Counts], Counts]) -> Score:
    """Return the measure over the summed *counts* (sentences, columns) and its bootstrap interval."""
    rng = np.random.default_rng(1)
    weights = rng.multinomial(len(counts), np.full(len(counts), 1 / len(counts)), size=_RESAMPLED)
    low, high = np.percentile(measure(weights @ counts), [2.5, 97.5])
    return Score(100 * float(measure(counts.sum(axis=0))), 100 * float(low), 100 * float(high))
