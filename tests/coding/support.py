"""Coding a text in a test, with the shipped model and dictionaries loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest

from sayso.read.sources import make_source
from sayso.record import Coded
from sayso.run.pipeline import Resources, load_resources, process
from sayso.settings import Settings


def marked(cases: Iterable[dict[str, Any]]) -> list[Any]:
    """Return *cases* as parameters; one that says ``not_yet`` must fail until it is right."""
    return [
        pytest.param(
            case, marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=case["not_yet"])
        )
        if "not_yet" in case
        else case
        for case in cases
    ]


@cache
def resources() -> Resources:
    """Return the shipped model and dictionaries."""
    return load_resources(Settings())


def code_text(text: str, published: str | None = None) -> Coded:
    """Return *text* coded as an article of its own."""
    source = make_source("test.txt", text.encode())
    coded = process(source, Settings(published=published), resources())
    assert isinstance(coded, Coded), coded
    return coded
