"""Numbered problems: what can go wrong with one input, and what to do about it.

``PROBLEMS`` is the whole list; docs/problems.md explains each, and a test raises each.
"""

from __future__ import annotations

from sayso.problems.analysis import ANALYSIS
from sayso.problems.articles import ARTICLES
from sayso.problems.explorer import EXPLORER
from sayso.problems.kind import Kind
from sayso.problems.ledgers import LEDGERS
from sayso.record import Problem

PROBLEMS: dict[str, Kind] = {**ARTICLES, **LEDGERS, **ANALYSIS, **EXPLORER}


class Failure(Exception):  # noqa: N818 - it carries a problem; both words are of the house
    """Raised where a stage cannot go on; carries the numbered problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep *problem*; its sentence is the exception's message."""
        super().__init__(describe(problem))
        self.problem = problem


def problem(code: str, where: str, **values: object) -> Problem:
    """Return problem *code* at *where*, its sentences filled in with *values*.

    Raises KeyError where the code is unknown or a name of its sentence is not given.
    """
    kind = PROBLEMS[code]
    return Problem(code, kind.what.format(**values), where, kind.remedy.format(**values))


def describe(found: Problem) -> str:
    """Return *found* as one line: code, where, what happened, what to do."""
    return f"{found.code} {found.where}: {found.what} {found.remedy}"
