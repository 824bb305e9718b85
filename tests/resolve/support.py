"""Whom a phrase stands for, as the shipped model and dictionaries have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from sayso.annotate.annotate import annotate
from sayso.record import Actor, Annotation, Article, Block, Mention, Published, Span
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


def actor_of(text: str, phrase: str, published: str | None = None) -> Actor | None:
    """Return the actor that *phrase* stands for in *text*."""
    article = article_of(text, published)
    annotation, _ = annotate(article, Settings(), resources().core)
    actors, _ = resolve_actors(article, annotation, resources().actors)
    return actors.get(mention_of(annotation, text, phrase))


def mention_of(annotation: Annotation, text: str, phrase: str) -> int:
    """Return the number of the mention that holds *phrase*, -1 where none does.

    It is the first that has its head within the phrase: what follows a head ("a member of
    parliament") hangs on it.
    """
    start = text.rindex(phrase)
    end = start + len(phrase)
    for number, mention in enumerate(annotation.mentions):
        head = _head(annotation, mention)
        if start <= head.start and head.end <= end and mention.kind != "adjective":
            return number
    return _adjective(annotation, Span(start, end))


def _head(annotation: Annotation, mention: Mention) -> Span:
    return annotation.sentences[mention.sentence].tokens[mention.head].span


def _adjective(annotation: Annotation, phrase: Span) -> int:
    """Return the number of the adjective at *phrase*, -1 where there is none."""
    return next((n for n, mention in enumerate(annotation.mentions) if mention.span == phrase), -1)
