"""Settings are right from the beginning, whoever makes them."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.read.sources import make_source
from sayso.settings import Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_bytes", 0),
        ("max_bytes", -1),
        ("max_bytes", "10"),
        ("max_bytes", True),
        ("max_bytes", 1.5),
        ("timeout", 0),
        ("timeout", float("nan")),
        ("timeout", float("inf")),
        ("timeout", None),
        ("max_redirects", -1),
        ("threads", 0),
        ("model", "huge"),
        ("model", ["fast"]),
        ("allow_private", "no"),
        ("follow", 1),
        ("published", "yesterday"),
        ("published", "2023-02-30"),
        ("published", 2023),
        ("actors", ["mine.yaml"]),
        ("actors", ("mine.yaml",)),
    ],
)
def test_what_does_not_fit_is_refused(name: str, value: Any) -> None:
    """A value of another type, or out of range, raises ValueError that names the setting and the value."""
    with pytest.raises(ValueError, match=f"Settings.{name} has to be .*, not "):
        Settings(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_bytes", 1),
        ("timeout", 1),
        ("timeout", 0.5),
        ("max_redirects", 0),
        ("published", "2024-02-29"),
        ("published", "2024-02"),
        ("published", "2024"),
        ("actors", (make_source("mine.yaml", b""),)),
    ],
)
def test_what_fits_is_taken(name: str, value: Any) -> None:
    """Values at the edge of their range are taken."""
    assert getattr(Settings(**{name: value}), name) == value
