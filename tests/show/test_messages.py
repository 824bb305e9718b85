"""Messages read well."""

from __future__ import annotations

import pytest

from sayso.problems import PROBLEMS, problem
from sayso.show.exits import Exit, exit_for
from sayso.show.messages import block, counted


def test_a_problem_is_three_lines() -> None:
    """A problem says code and what, where, and what to do; a file's name cannot steer the terminal."""
    assert block(problem("S104", "a\x1b.txt")).splitlines() == [
        "S104  The file is empty.",
        "      where: a\\x1b.txt",
        "      do:    Check how it was saved.",
    ]


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "claim", "0 claims"),
        (1, "claim", "1 claim"),
        (1204, "row", "1,204 rows"),
        (2, "entry", "2 entries"),
    ],
)
def test_counts_agree_with_their_noun(number: int, noun: str, said: str) -> None:
    """One thing is singular, any other number plural."""
    assert counted(number, noun) == said


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("S305", Exit.LEDGER_DAMAGED),
        ("S304", Exit.WRONG_USAGE),
        ("S306", Exit.NOTHING_FOUND),
        ("S307", Exit.WRONG_USAGE),
        ("S201", Exit.SOME_FAILED),
    ],
)
def test_exit_codes_follow_the_problem(code: str, expected: Exit) -> None:
    """A command that a problem ends leaves with the problem's exit code."""
    names = {"reason": "x", "row": "x", "name": "x"}
    found = problem(code, "x", **names)
    assert exit_for(found) is expected


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_problems_are_sentences(code: str) -> None:
    """What happened and what to do are whole sentences."""
    kind = PROBLEMS[code]
    assert kind.what.endswith(".")
    assert kind.remedy.endswith(".")
    assert kind.what[0].isupper()
