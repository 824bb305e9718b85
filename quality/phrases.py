"""How often a phrase that names country and role together is coded with both right, alone and in its text.

Three sets, each by itself: phrases written for this (``phrases.yaml``), alone and as the subject of one
and the same sentence; and the parties of annotated events, of the gold articles and of the annotated
articles that are kept aside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quality.intervals import grouped
from sayso.annotate.annotate import annotate
from sayso.ontology.actors import ActorDictionary
from sayso.read.article import read_article
from sayso.read.sources import find_sources
from sayso.record import Article, Mention, Source, Span
from sayso.resolve.actors import resolve_actors
from sayso.run.pipeline import Resources
from sayso.settings import Settings
from sayso.tree import Tree
from training.annotations import PARTIES, as_article, read_articles
from training.example import is_aside

AUTHORED = Path(__file__).parent / "phrases.yaml"
SENTENCE = "{} rejected the proposal on Monday, according to two newspapers."
UNKNOWN = "UNK"
BODIES = ("IGO", "NGO")  # codes of international bodies
WORDLESS = frozenset("the a an of in from for and with at by 's his her its their".split())
LONGEST = 4  # words of a state's or body's name within a phrase
NAMING = ("#names", "#adjective", "#people")  # rows of countries.yaml that name a state or its people


class Phrase(NamedTuple):
    """A phrase at its characters in an article, and the code that it should get."""

    text: str
    span: Span
    code: str


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return the shares of phrases coded with country and role right, by set."""
    scores = _shares("authored", list(_authored()), resources)
    gold = [(article, list(_chosen(found, resources))) for article, found in _gold(shared / "gold")]
    aside = [(article, list(_chosen(found, resources))) for article, found in _aside(shared / "corpora")]
    return scores | _shares("gold", gold, resources) | _shares("aside", aside, resources)


def _shares(
    name: str, articles: list[tuple[Article, list[Phrase]]], resources: Resources
) -> dict[str, float]:
    alone, told = {}, {}
    for article, phrases in articles:
        codes = codes_in(article, [one.span for one in phrases], resources)
        told[article.doc_id] = [code == one.code for code, one in zip(codes, phrases, strict=True)]
        alone[article.doc_id] = [code_of(one.text, resources) == one.code for one in phrases]
    return grouped(f"phrases {name} alone", alone) | grouped(f"phrases {name} in text", told)


def code_of(phrase: str, resources: Resources) -> str:
    """Return the code of *phrase* where nothing stands beside it, empty for none."""
    return codes_in(as_article("phrase", phrase), [Span(0, len(phrase))], resources)[0]


def codes_in(article: Article, spans: Iterable[Span], resources: Resources) -> list[str]:
    """Return the code of the phrase at each of *spans* of *article*, empty for none."""
    annotation, _ = annotate(article, Settings(), resources.core)
    actors, _ = resolve_actors(article, annotation, resources.actors)
    trees = [Tree(sentence) for sentence in annotation.sentences]
    codes = []
    for span in spans:
        inside = [
            (_depth(trees, mention, span), actors[number].code)
            for number, mention in enumerate(annotation.mentions)
            if number in actors and mention.span.start < span.end and span.start < mention.span.end
        ]
        codes.append(min(inside)[1] if inside else "")
    return codes


def _depth(trees: list[Tree], mention: Mention, span: Span) -> tuple[bool, int, int]:
    """Return what is least for the mention that heads the phrase at *span*."""
    tree = trees[mention.sentence]
    head = tree[mention.head].span.start
    return not span.start <= head < span.end, len(list(tree.ancestors(mention.head))), mention.first


def _authored() -> Iterator[tuple[Article, list[Phrase]]]:
    """Yield each phrase of ``phrases.yaml`` in a sentence of its own."""
    for code, phrases in yaml.safe_load(AUTHORED.read_text(encoding="utf-8")).items():
        for phrase in phrases:
            text = SENTENCE.format(phrase[0].upper() + phrase[1:])
            yield as_article(phrase, text), [Phrase(phrase, Span(0, len(phrase)), code)]


def _gold(folder: Path) -> Iterator[tuple[Article, list[Phrase]]]:
    """Yield each gold article and the parties that stand in the sentence of their event."""
    settings = Settings()
    for source in find_sources([str(folder / "texts" / "dev")], settings):
        article = read_article(source, settings)[0] if isinstance(source, Source) else None
        if article is not None:
            path = folder / "events" / "dev" / f"{article.doc_id}.json"
            events = json.loads(path.read_text(encoding="utf-8"))["events"]
            yield article, [phrase for event in events for phrase in _in_sentence(article.text, event)]


def _in_sentence(text: str, event: dict[str, Any]) -> Iterator[Phrase]:
    start = text.find(event["sentence"])
    for party in filter(None, (event[name] for name in PARTIES)):
        inner = event["sentence"].find(party["text"])
        if start >= 0 and inner >= 0:
            first = start + inner
            yield Phrase(party["text"], Span(first, first + len(party["text"])), party["code"])


def _aside(corpora: Path) -> Iterator[tuple[Article, list[Phrase]]]:
    """Yield each annotated article that no core is trained on, and its parties."""
    for text, annotated in read_articles(corpora):
        if is_aside(annotated["doc_id"]):
            parties = (event[name] for event in annotated["events"] for name in PARTIES)
            spans = [(party["span"], party["code"]) for party in parties if party and party["span"]]
            phrases = [Phrase(text[start:end], Span(start, end), code) for (start, end), code in spans]
            yield as_article(annotated["doc_id"], text), phrases


def _chosen(phrases: Iterable[Phrase], resources: Resources) -> Iterator[Phrase]:
    """Yield the first of each of the *phrases* of an article that name country and role."""
    seen = set()
    for phrase in phrases:
        if (phrase.text, phrase.code) not in seen and names_both(phrase, resources.actors):
            seen.add((phrase.text, phrase.code))
            yield phrase


def names_both(phrase: Phrase, dictionary: ActorDictionary) -> bool:
    """Return whether *phrase* names a state, a people or an international body, and has words besides.

    Its code has to tell a country, and a role where it is no international body's.
    """
    country, _, role = phrase.code.partition(" ")
    words = phrase.text.split()
    if country == UNKNOWN or not (role or country in BODIES):
        return False
    for size in range(min(LONGEST, len(words)), 0, -1):
        for first in range(len(words) - size + 1):
            entry = dictionary.entry(" ".join(words[first : first + size]))
            if entry is not None and (entry.row.endswith(NAMING) or entry.code.startswith(BODIES)):
                rest = [*words[:first], *words[first + size :]]
                return any(word.lower() not in WORDLESS for word in rest)
    return False
