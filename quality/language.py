"""How well the language core analyses the treebanks' and entity sets' development parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from quality.intervals import drawn, quotient
from sayso.annotate.encoder import Core
from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize
from sayso.run.pipeline import Resources
from training.data import kept_for_dev, read_entities, read_syntax
from training.entities import names_in
from training.example import Example
from training.raw import RawWord, lemma_accuracy, paragraphs, segmentation

TREEBANKS = {"ewt": "en_ewt-ud-dev", "gum": "en_gum-ud-dev"}
NAMES = {"politics": "pol_dev", "uner": "uner_dev"}
RELATIONS = ("ccomp", "parataxis", "nsubj:pass")  # those that claims and passives hang on


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return the shares right, from gold words and from raw text, and F1 over names."""
    folder = shared / "corpora" / "language"
    scores: dict[str, float] = {}
    for name, part in TREEBANKS.items():
        path = folder / f"{part}.conllu.gz"
        found = _gold_words(read_syntax(path, entities=False), resources.core) | _raw(path, resources.core)
        scores |= {f"language {name} {measure}": score for measure, score in found.items()}
    for name, part in NAMES.items():
        kept = filter(kept_for_dev, read_entities(folder / f"{part}.jsonl"))
        scores |= _names(f"language {name} names F1", kept, resources.core)
    return scores


def _gold_words(examples: Iterable[Example], core: Core) -> dict[str, float]:
    """Return the shares of gold words with the right part of speech, head, and head with relation.

    And F1 of some relations, the head being right too.
    """
    rows: dict[str, list[list[float]]] = {}
    some = list(examples)
    for example, found in zip(some, core.analyse_all([one.words for one in some]), strict=True):
        heads = [head + 1 for head in found.heads]
        arcs = [ours == gold for ours, gold in zip(heads, example.heads, strict=True)]
        labels = list(zip(found.deprels, example.labels["deprel"], strict=True))
        labelled = [
            arc and _plain(ours) == _plain(gold) for arc, (ours, gold) in zip(arcs, labels, strict=True)
        ]
        upos = list(map(str.__eq__, found.upos, example.labels["upos"]))
        for name, right in (("UPOS", upos), ("UAS", arcs), ("LAS", labelled)):
            rows.setdefault(f"{name}, gold words", []).append([sum(right), len(right)])
        both = Counter(label for pair in labels for label in pair)
        same = Counter(ours for arc, (ours, gold) in zip(arcs, labels, strict=True) if arc and ours == gold)
        for name in RELATIONS:
            rows.setdefault(f"{name} F1, gold words", []).append([2 * same[name], both[name]])
    return {
        key: value for name, counts in rows.items() for key, value in drawn(name, counts, quotient).items()
    }


def _plain(relation: str) -> str:
    """Return *relation* without its subtype."""
    return relation.partition(":")[0]


def _raw(path: Path, core: Core) -> dict[str, float]:
    """Return F1 of tokens, sentences, labelled arcs and lemmas found in the raw text of a treebank."""
    scores = {
        f"{name} F1, raw text": share / 100 for name, share in segmentation(path, core.splitter).items()
    }
    rows: dict[str, list[list[int]]] = {"LAS": [], "lemmas": []}
    for paragraph in paragraphs(path):
        ours, gold = _analysed(paragraph.text, core), paragraph.words
        both = len(ours) + len(gold)
        arcs = {word[:3] for word in ours} & {word[:3] for word in gold}
        lemmas = {(one.span, one.lemma) for one in ours} & {(one.span, one.lemma) for one in gold}
        rows["LAS"].append([2 * len(arcs), both])
        rows["lemmas"].append([2 * len(lemmas), both])
    for name, counts in rows.items():
        scores |= drawn(f"{name} F1, raw text", counts, quotient)
    return scores | {"lemmas, gold tags": lemma_accuracy(path, core.lemmas) / 100}


def _analysed(text: str, core: Core) -> list[RawWord]:
    """Return what the core sees in *text*."""
    tokens = tokenize(text, 0, len(text))
    words: list[RawWord] = []
    cut = [tokens[first:last] for first, last in split_sentences(text, tokens, core.splitter)]
    said = [[text[span.start : span.end] for span in spans] for spans in cut]
    for spans, forms, found in zip(cut, said, core.analyse_all(said), strict=True):
        for number, span in enumerate(spans):
            head = found.heads[number]
            lemma = core.lemmas.lemma(forms[number], found.xpos[number], first=number == 0)
            above = (spans[head].start, spans[head].end) if head >= 0 else None
            words.append(RawWord((span.start, span.end), above, _plain(found.deprels[number]), lemma))
    return words


def _names(name: str, examples: Iterable[Example], core: Core) -> dict[str, float]:
    """Return F1 over whole names with their types, as *name*."""
    counts = []
    some = list(examples)
    for example, found in zip(some, core.analyse_all([one.words for one in some]), strict=True):
        gold, ours = names_in(example.labels["ner"]), names_in(found.entities)
        counts.append([2 * len(gold & ours), len(gold) + len(ours)])
    return drawn(name, counts, quotient)
