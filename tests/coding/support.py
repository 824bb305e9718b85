"""Coding a text in a test, with the shipped model and dictionaries loaded once."""

from __future__ import annotations

import hashlib
from functools import cache

from sayso.record import Coded, Source
from sayso.run.pipeline import Resources, load_resources, process
from sayso.settings import Settings


@cache
def resources() -> Resources:
    """Return the shipped model and dictionaries."""
    return load_resources(Settings())


def code_text(text: str, published: str | None = None) -> Coded:
    """Return *text* coded as an article of its own."""
    data = text.encode("utf-8")
    source = Source("test.txt", "text/plain", data, hashlib.sha256(data).hexdigest())
    coded = process(source, Settings(published=published), resources())
    assert isinstance(coded, Coded), coded
    return coded
