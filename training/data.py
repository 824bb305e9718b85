"""Reads the corpora into examples."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training.annotations import event_examples, read_articles, sentences
from training.entities import gum_tags
from training.example import UNLABELLED, Example
from training.factuality import FACTUALITY, WHOLE, read_factuality
from training.heads import ENTITY_TAGS, heads_of

Row = list[str]
ENTITY_TRAIN = ("wikigold", "wnut_train", "pol_train")
ENTITY_SPLIT = ("pol_dev", "uner_dev")
SYNTAX = ("en_ewt-ud", "en_gum-ud")
EVENTS_REPEATED = 3  # there are few of them beside the treebanks' sentences


@dataclass(frozen=True, slots=True)
class Data:
    """Everything that is trained on, and the development sets by name."""

    train: list[Example]
    dev: dict[str, list[Example]]


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a CoNLL-U file (plain or gzip), without their ends, and a last empty one."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        yield from (line.rstrip("\n") for line in lines)
    yield ""


def read_conllu(path: Path) -> Iterator[list[Row]]:
    """Yield the syntactic words of each sentence of a CoNLL-U file."""
    rows: list[Row] = []
    for line in read_lines(path):
        if not line.strip() and rows:
            yield rows
            rows = []
        elif line.split("\t", 1)[0].isdigit():
            rows.append(line.split("\t"))


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
    digest = hashlib.sha256(" ".join(example.words).encode()).digest()
    return digest[0] % 5 == 0


def load(corpora: Path, leave_out: Iterable[str] = (), news: bool = False) -> Data:
    """Return all examples under *corpora*, without the training files named in *leave_out*.

    *news* adds sentences without labels, which only a teacher can train on.
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
    if "annotations" not in skipped:
        annotated, dev["events_dev"] = read_events(corpora)
        train += annotated * EVENTS_REPEATED
    for name in FACTUALITY:
        examples = read_factuality(corpora / "factuality" / f"{name}_train.jsonl", name in WHOLE)
        train += [] if f"{name}_train" in skipped else examples
        dev[name] = read_factuality(corpora / "factuality" / f"{name}_dev.jsonl", name in WHOLE)
    if news and "polnear_train" not in skipped:
        train += read_news(corpora / "attribution" / "polnear_train.jsonl")
    return Data(train, dev)


def read_news(path: Path) -> list[Example]:
    """Return sentences of news without labels, one in four: only a teacher can train on them."""
    with path.open(encoding="utf-8") as lines:
        texts = {record["doc_id"]: record["text"] for record in map(json.loads, lines)}
    found = [
        Example(tuple(text[span.start : span.end] for span in spans))
        for text in texts.values()
        for spans in sentences(text)
    ]
    return found[::4]


def is_aside(doc_id: str) -> bool:
    """Whether an annotated article is among the fifth that is never trained on: its id alone decides."""
    return hashlib.sha256(doc_id.encode()).digest()[0] % 5 == 0


def read_events(corpora: Path) -> tuple[list[Example], list[Example]]:
    """Return the sentences of the annotated articles, and those of a fifth of them never trained on."""
    parts: tuple[list[Example], list[Example]] = ([], [])
    for text, article in read_articles(corpora):
        parts[is_aside(article["doc_id"])].extend(event_examples(text, article["events"], article["names"]))
    return parts


def vocabularies(examples: Iterable[Example]) -> dict[str, list[str]]:
    """Return the labels of each head, sorted; entity tags have a fixed order."""
    found: dict[str, set[str]] = {}
    links = {head.name for head in heads_of("link")}
    for example in examples:
        for name in example.labels.keys() - links:
            found.setdefault(name, set()).update(set(example.labels[name]) - {UNLABELLED})
    return {name: sorted(labels) for name, labels in sorted(found.items())} | {"ner": list(ENTITY_TAGS)}
