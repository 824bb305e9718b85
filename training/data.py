"""Reads the corpora into examples."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.annotations import (
    ARTICLES,
    DOCUMENTS,
    SENTENCES,
    event_examples,
    read_articles,
    read_reviewed,
    reviewed_examples,
)
from training.authored import authored_examples, named_examples
from training.cases import case_examples
from training.claims import CLAIM_TAGS, claim_examples, read_attributions
from training.conllu import Row, read_conllu
from training.entities import gum_tags
from training.example import UNLABELLED, Example, is_aside
from training.factuality import FACTUALITY, WHOLE, read_factuality
from training.heads import ENTITY_TAGS, heads_of

ENTITY_TRAIN = ("wikigold", "wnut_train", "pol_train")
ENTITY_SPLIT = ("pol_dev", "uner_dev")
SYNTAX = ("en_ewt-ud", "en_gum-ud")
NEWS_TURNS = 2


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that is trained on, and the development sets by name.

    ``news`` is much: each epoch takes its turn of it, see ``epoch``.
    """

    train: list[Example]
    news: list[Example]
    dev: dict[str, list[Example]]

    def epoch(self, number: int) -> list[Example]:
        """Return what epoch *number*, from 0, trains on."""
        return self.train + self.news[number % NEWS_TURNS :: NEWS_TURNS]


def read_syntax(path: Path, entities: bool) -> list[Example]:
    """Return the sentences of a treebank; *entities*: with tags made from its ``Entity=`` annotations."""
    return [_syntax_example(rows, entities) for rows in read_conllu(path)]


def _syntax_example(rows: list[Row], entities: bool) -> Example:
    labels = {
        name: tuple(row[column] for row in rows) for name, column in (("upos", 3), ("xpos", 4), ("deprel", 7))
    }
    if entities:
        labels["ner"] = tuple(gum_tags(rows))
    return Example(tuple(row[1] for row in rows), labels, tuple(int(row[6]) for row in rows))


def read_entities(path: Path) -> list[Example]:
    """Return the sentences of a JSON-lines file with ``words`` and BIO tags ``ner``."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [
        Example(tuple(record["words"]), {"ner": tuple(record["ner"])})
        for record in records
        if record["words"]
    ]


def kept_for_dev(example: Example) -> bool:
    """Whether *example* is among the fifth that is never trained on: its words alone decide."""
    return is_aside(" ".join(example.words))


def load(corpora: Path, leave_out: Iterable[str] = (), reviewed: Sequence[Path] = ()) -> Data:
    """Return all examples under *corpora*, without the training files named in *leave_out*.

    *reviewed* are a ledger and the annotations that were exported from it, if there are any.
    """
    folder, skipped = corpora / "language", set(leave_out)
    train: list[Example] = []
    dev: dict[str, list[Example]] = {}
    for name in SYNTAX:
        train += [] if name in skipped else read_syntax(folder / f"{name}-train.conllu.gz", "gum" in name)
        dev[name[3:6] + "_dev"] = read_syntax(folder / f"{name}-dev.conllu.gz", "gum" in name)
    for name in ENTITY_TRAIN:
        train += [] if name in skipped else read_entities(folder / f"{name}.jsonl")
    for name in ENTITY_SPLIT:
        examples = read_entities(folder / f"{name}.jsonl")
        train += [] if name in skipped else [example for example in examples if not kept_for_dev(example)]
        dev[name] = [example for example in examples if kept_for_dev(example)]
    for name, path in (("annotations", ARTICLES), ("plover", SENTENCES), ("treebanks", DOCUMENTS)):
        if name not in skipped:
            annotated, dev[f"{name}_dev"] = read_events(corpora, path)
            train += annotated
    if reviewed:
        annotated, dev["reviewed_dev"] = read_decisions(*reviewed)
        train += annotated
    for name, written in (
        ("cases", case_examples),
        ("authored", authored_examples),
        ("named", named_examples),
    ):
        train += [] if name in skipped else written()
    for name in FACTUALITY:
        examples = read_factuality(corpora / "factuality" / f"{name}_train.jsonl", name in WHOLE)
        train += [] if f"{name}_train" in skipped else examples
        dev[name] = read_factuality(corpora / "factuality" / f"{name}_dev.jsonl", name in WHOLE)
    dev["claims_dev"] = read_claims(corpora / "attribution" / "polnear_dev.jsonl")
    aside = {article["doc_id"] for _, article in read_articles(corpora) if is_aside(article["doc_id"])}
    aside |= {path.stem for path in (corpora.parent / "gold" / "texts").glob("*/*.txt")}
    path = corpora / "attribution" / "polnear_train.jsonl"
    news = [] if "polnear_train" in skipped else read_claims(path, aside)
    return Data(train, news, dev)


def read_claims(path: Path, without: Container[str] = ()) -> list[Example]:
    """Return the sentences of PolNeAR articles with the parts of their claims, but for articles *without*."""
    articles = [article for name, article in read_attributions(path).items() if name not in without]
    return [example for article in articles for example in claim_examples(*article)]


def read_events(corpora: Path, path: Path) -> tuple[list[Example], list[Example]]:
    """Return the sentences of what *path* annotates, and those of a fifth of it never trained on."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for text, article in read_articles(corpora, path):
        parts[is_aside(article["doc_id"])].extend(event_examples(text, article["events"], article["names"]))
    return parts


def read_decisions(ledger: Path, path: Path) -> tuple[list[Example], list[Example]]:
    """Return the sentences that people reviewed in *ledger*, and those of a fifth of its articles."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for text, article in read_reviewed(ledger, path):
        parts[is_aside(article["doc_id"])].extend(reviewed_examples(text, article))
    return parts


def vocabularies(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Return the labels of each head, sorted; entity tags have a fixed order."""
    found: dict[str, set[str]] = {}
    links = {head.name for head in heads_of("link")}
    for example in examples:
        for name in example.labels.keys() - links:
            found.setdefault(name, set()).update(set(example.labels[name]) - {UNLABELLED})
    return {name: sorted(labels) for name, labels in sorted(found.items())} | {
        "ner": list(ENTITY_TAGS),
        "claim": list(CLAIM_TAGS),
    }
