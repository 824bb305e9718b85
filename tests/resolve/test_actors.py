"""Resolving, on phrases that a political scientist can read and judge, parsed by the shipped model."""

from __future__ import annotations

from typing import Any

import pytest

from .support import NOBODY, actor_of, read, titled

CASES = read("actors.yaml")
NOT_YET = read("not_yet.yaml")


def coded(case: dict[str, Any]) -> str:
    """Return the code of the actor that *case* looks at."""
    actor = actor_of(case)
    return actor.code if actor else NOBODY


def missed(case: dict[str, Any]) -> pytest.MarkDecorator:
    """Return the mark of a case that comes out with another code; any other failure still counts."""
    return pytest.mark.xfail(raises=AssertionError, strict=True, reason=case["reason"])


@pytest.mark.parametrize("case", CASES, ids=titled)
def test_phrase_stands_for_its_actor(case: dict[str, Any]) -> None:
    """Country and role come out as the case has them."""
    assert coded(case) == case["code"], case["because"]


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=missed(case)) for case in NOT_YET],
    ids=titled,
)
def test_phrase_does_not_yet_stand_for_its_actor(case: dict[str, Any]) -> None:
    """What is known to come out wrong is told here; once it is right, the case moves to actors.yaml."""
    assert coded(case) == case["code"], case["because"]
