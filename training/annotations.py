"""Reads the annotated articles (offsets and hashes, see annotations/README.md) into examples."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.sentences import split_sentences
from sayso.annotate.tokens import tokenize
from sayso.ledger.store import open_ledger
from sayso.read.dates import published_in_name
from sayso.record import Article, Block, Span
from training.example import UNLABELLED, Example
from training.raw import documents

PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
HERE = Path(__file__).parent / "annotations"
ARTICLES, SENTENCES = HERE / "polnear.jsonl", HERE / "plover.jsonl"
DOCUMENTS = HERE / "treebanks.jsonl"
TEXTS = {  # the corpora whose texts were annotated, and where they lie
    "polnear_train": "attribution/polnear_train.jsonl",
    "zsp_plv_train": "events/zsp_plv_train.jsonl",
    "plover_gsr_cameo": "events/plover_gsr_cameo.jsonl",
    "fact_uw_train": "factuality/fact_uw_train.jsonl",
    "en_ewt-ud-train": "language/en_ewt-ud-train.conllu.gz",
    "en_gum-ud-train": "language/en_gum-ud-train.conllu.gz",
}
FIELDS = ("status", "certainty", "prediction")
PARTIES = ("actor", "recipient", "said_by")
_NO_COUNTRY = frozenset(("IGO", "NGO", "MNC", "INT"))
_IDS = ("doc_id", "id", "sent_id")  # what the corpora call it
LINKS = {"actor": "actor", "recipient": "recipient", "said": "said_by"}  # heads, and fields of an event
# where the words of a party that follow its head begin, what is no head, and what is no trigger
_AFTER_HEAD = frozenset("of in from for with at to on by who that which and , (".split())
_NO_HEAD = frozenset("- 's \u2019s".split())
_NO_TRIGGER = _AFTER_HEAD | _NO_HEAD | frozenset("a an the its his her their".split())


def read_articles(corpora: Path, path: Path = ARTICLES) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the text and the annotation of each annotated article, or sentence, in *path*.

    Raises ValueError where a corpus holds another text than the one annotated.
    """
    annotated = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    names = sorted({article["corpus"] for article in annotated})
    texts = {name: dict(_texts(corpora / TEXTS[name])) for name in names}
    for article in annotated:
        text = texts[article["corpus"]][article["doc_id"]]
        if hashlib.sha256(text.encode()).hexdigest() != article["sha256"]:
            raise ValueError(f"{article['doc_id']}: the text is not the one that was annotated")
        yield text, article


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix == ".gz":
        yield from documents(path)
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield str(next(record[name] for name in _IDS if name in record)), record["text"]


def read_reviewed(ledger: Path, path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the text and the annotation of each article in *path*, as sayso export wrote it of *ledger*.

    Raises ValueError where the ledger does not hold an article.
    """
    with open_ledger(ledger, create=False, read_only=True) as opened:
        for line in path.read_text(encoding="utf-8").splitlines():
            article = json.loads(line)
            found = next(
                opened.read("SELECT text FROM articles WHERE sha256 = ?", (article["sha256"],)), None
            )
            if found is None:
                raise ValueError(f"{article['doc_id']}: the ledger does not hold the article")
            yield found["text"], article


def reviewed_examples(text: str, article: dict[str, Any]) -> list[Example]:
    """Return the sentences of *text* with an event that was accepted, corrected or rejected.

    All their other words are unlabelled: nobody has said that they name no event.
    """
    known = [event["trigger"] for event in article["events"]] + article["rejected"]
    found = []
    for spans in sentences(text):
        places = {place for span in known for place in inside(spans, span)}
        if places:
            whole = _example(text, spans, article["events"], None)
            labels = {
                name: tuple(
                    value if place in places or (name == "role" and value != "O") else UNLABELLED
                    for place, value in enumerate(values)
                )
                for name, values in whole.labels.items()
            }
            found.append(Example(whole.words, labels))
    return found


def event_examples(text: str, events: Sequence[dict[str, Any]], names: Sequence[Any] | None) -> list[Example]:
    """Return the sentences of *text* with their labels; *names* (start, end, type) are None where unknown."""
    return [_example(text, spans, events, names) for spans in sentences(text)]


def name_examples(text: str, names: Sequence[Any]) -> Iterator[Example]:
    """Yield the sentences of *text* with its *names* (start, end, type) and no other label."""
    for spans in sentences(text):
        words = tuple(text[span.start : span.end] for span in spans)
        yield Example(words, {"ner": tuple(_tags(spans, names))})


def sentences(text: str) -> Iterator[list[Span]]:
    """Yield the tokens of each sentence of *text*, a paragraph for each line."""
    start = 0
    for line in text.splitlines(keepends=True):
        tokens = tokenize(text, start, start + len(line))
        for first, last in split_sentences(text, tokens):
            yield list(tokens[first:last])
        start += len(line)


def _example(text: str, spans: list[Span], events: Sequence[dict[str, Any]], names: Any) -> Example:
    words = tuple(text[span.start : span.end] for span in spans)
    labels = {
        "event": ["O"] * len(words),
        "role": ["O"] * len(words),
        **{name: [UNLABELLED] * len(words) for name in (*FIELDS, *LINKS)},
    }
    for event in events:
        for place in inside(spans, event["trigger"]):
            if words[place].lower() in _NO_TRIGGER:
                continue
            labels["event"][place] = event["type"]
            for name in FIELDS:
                labels[name][place] = str(event[name]).lower()
            for link, name in LINKS.items():
                labels[link][place] = head = _party(words, spans, event[name])
                if int(head) > 0:
                    labels["role"][int(head) - 1] = role(event[name]["code"])
    if names is not None:
        labels["ner"] = _tags(spans, names)
    return Example(words, {name: tuple(values) for name, values in labels.items()})


def role(code: str | None) -> str:
    """Return what kind of party *code* means: its role, or IGO, NGO, MNC or INT, else STATE."""
    if code is None:
        return UNLABELLED
    country, _, found = code.partition(" ")
    return found or (country if country in _NO_COUNTRY else "STATE")


def inside(spans: Sequence[Span], place: Sequence[int]) -> list[int]:
    """Return the numbers of the tokens that begin within the characters *place* (start, end)."""
    return [number for number, span in enumerate(spans) if place[0] <= span.start < place[1]]


def _party(words: Sequence[str], spans: Sequence[Span], party: dict[str, Any] | None) -> str:
    """Return the number of the word that heads *party*: 0, the root, for none.

    A party that is named elsewhere, and for which no word of the sentence is known to stand, has no label.
    """
    if party is None:
        return "0"
    span = party["span"] or party.get("mention")
    places = inside(spans, span) if span else []
    if not places:
        return UNLABELLED
    head = places[0]
    for number in places[1:]:
        word = words[number].lower()
        if word in _AFTER_HEAD:
            break
        if word not in _NO_HEAD:
            head = number
    return str(head + 1)


def _tags(spans: Sequence[Span], names: Iterable[Sequence[Any]]) -> list[str]:
    """Return BIO tags of the *names* that lie among the tokens *spans*."""
    tags = ["O"] * len(spans)
    for start, end, kind in names:
        for order, place in enumerate(inside(spans, (start, end))):
            tags[place] = f"{'I' if order else 'B'}-{kind}"
    return tags


def as_article(name: str, text: str) -> Article:
    """Return *text* as an article with a block for each line, offsets as they are.

    Its date is the one in its *name*: who held which office hangs on it.
    """
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    blocks = tuple(Block("paragraph", Span(*line.span())) for line in PARAGRAPH.finditer(text))
    return Article(name, name, digest, digest, text, None, published_in_name(name), blocks)
