"""How well the language core analyses the treebanks' and entity sets' development parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

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
        scores[f"language {name} names F1"] = _names(kept, resources.core)
    return scores


def _gold_words(examples: Iterable[Example], core: Core) -> dict[str, float]:
    """Return the shares of gold words with the right part of speech, head, and head with relation.

    And F1 of some relations, the head being right too.
    """
    counts = {"UPOS": 0, "UAS": 0, "LAS": 0}
    same, both = Counter[str](), Counter[str]()
    words = 0
    some = list(examples)
    for example, found in zip(some, core.analyse_all([one.words for one in some]), strict=True):
        heads = [head + 1 for head in found.heads]
        arcs = [ours == gold for ours, gold in zip(heads, example.heads, strict=True)]
        words += len(arcs)
        counts["UPOS"] += _same(found.upos, example.labels["upos"])
        counts["UAS"] += sum(arcs)
        labels = list(zip(found.deprels, example.labels["deprel"], strict=True))
        both.update(label for pair in labels for label in pair)
        same.update(ours for arc, (ours, gold) in zip(arcs, labels, strict=True) if arc and ours == gold)
        plain = map(_plain, found.deprels), map(_plain, example.labels["deprel"])
        counts["LAS"] += sum(a and ours == gold for a, ours, gold in zip(arcs, *plain, strict=True))
    scores = {f"{name}, gold words": count / words for name, count in counts.items()}
    return scores | {f"{name} F1, gold words": 2 * same[name] / both[name] for name in RELATIONS}


def _same(ours: Sequence[str], gold: Sequence[str]) -> int:
    return sum(map(str.__eq__, ours, gold))


def _plain(relation: str) -> str:
    """Return *relation* without its subtype."""
    return relation.partition(":")[0]


def _raw(path: Path, core: Core) -> dict[str, float]:
    """Return F1 of tokens, sentences, labelled arcs and lemmas found in the raw text of a treebank."""
    scores = {
        f"{name} F1, raw text": share / 100 for name, share in segmentation(path, core.splitter).items()
    }
    same = {"LAS": 0, "lemmas": 0}
    both = 0
    for paragraph in paragraphs(path):
        ours, gold = _analysed(paragraph.text, core), paragraph.words
        both += len(ours) + len(gold)
        same["LAS"] += len({word[:3] for word in ours} & {word[:3] for word in gold})
        same["lemmas"] += len(
            {(one.span, one.lemma) for one in ours} & {(one.span, one.lemma) for one in gold}
        )
    scores |= {f"{name} F1, raw text": 2 * count / both for name, count in same.items()}
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


def _names(examples: Iterable[Example], core: Core) -> float:
    """Return F1 over whole names with their types."""
    both = same = 0
    some = list(examples)
    for example, found in zip(some, core.analyse_all([one.words for one in some]), strict=True):
        gold, ours = names_in(example.labels["ner"]), names_in(found.entities)
        same += len(gold & ours)
        both += len(gold) + len(ours)
    return 2 * same / both
