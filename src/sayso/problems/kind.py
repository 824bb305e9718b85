"""A kind of problem."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of problem: its sentence and its remedy, both with ``{names}`` to fill in."""

    what: str
    remedy: str
