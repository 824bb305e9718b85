"""Whom a phrase stands for, as the shipped model and dictionaries have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from sayso.annotate.annotate import annotate
from sayso.record import Actor, Annotation, Article, Block, Published, Span
from sayso.resolve.actors import resolve_actors
from sayso.settings import Settings
from tests.coding.support import resources

FOLDER = Path(__file__).parent / "cases"
NOBODY = "none"


def read(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    return list(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))


def titled(case: dict[str, Any]) -> str:
    """Return what a case is called: its phrase, its sentence and its day."""
    return f"{case['phrase']} | {case['text'][:40]} | {case.get('published', '')}"


def article_of(text: str, published: str | None = None) -> Article:
    """Return *text* as an article of one paragraph."""
    day = Published(published, "day") if published else Published()
    return Article("test", "test.txt", "", "", text, None, day, (Block("paragraph", Span(0, len(text))),))


def place_of(case: dict[str, Any]) -> Span:
    """Return where the phrase of *case* stands in its text: the last place, or the first where it says so."""
    text, phrase = case["text"], case["phrase"]
    start = text.index(phrase) if case.get("place") == "first" else text.rindex(phrase)
    return Span(start, start + len(phrase))


def actor_of(case: dict[str, Any]) -> Actor | None:
    """Return the actor that the phrase of *case* stands for."""
    article = article_of(case["text"], case.get("published"))
    annotation, _ = annotate(article, Settings(), resources().core)
    actors, _ = resolve_actors(article, annotation, resources().actors)
    return actors.get(mention_of(annotation, place_of(case)))


def mention_of(annotation: Annotation, phrase: Span) -> int:
    """Return the number of the mention whose head is that of *phrase*, -1 where none is."""
    heads = _heads(annotation, phrase)
    places = [(mention.sentence, mention.head) for mention in annotation.mentions]
    return next((places.index(head) for head in heads if head in places), -1)


def _heads(annotation: Annotation, phrase: Span) -> Iterator[tuple[int, int]]:
    """Yield the tokens of *phrase* that the syntax hangs on something outside it, by sentence and number."""
    for number, sentence in enumerate(annotation.sentences):
        inside = [
            token
            for token, one in enumerate(sentence.tokens)
            if phrase.start <= one.span.start and one.span.end <= phrase.end
        ]
        yield from ((number, token) for token in inside if sentence.tokens[token].head not in inside)
