"""Grading a deed: what is said of it, applied from its own words outwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from sayso.coding.grades.marks import SURELY, Mark
from sayso.coding.grades.walk import marks_of
from sayso.ontology.grades import Grades
from sayso.record import Certainty, Reason, Status
from sayso.tree import Tree

RANK: dict[Certainty, int] = {"certain": 0, "probable": 1, "possible": 2}
_TURNED: dict[Status, Status] = dict.fromkeys(("future", "conditional", "wanted"), "not_happened")
_TURNED |= {"happened": "not_happened", "not_happened": "happened"}
_SUPPOSED: dict[Status, Status] = {"happened": "conditional", "future": "conditional"}
_WANTED: dict[Status, Status] = {"happened": "wanted", "future": "wanted"}
BECOMES: dict[str, dict[Status, Status]] = {  # what each effect makes of a status; others stay
    "not": _TURNED,
    "not_happened": _TURNED,
    "doubtful": _TURNED,
    "future": {"happened": "future"},
    "wanted": _WANTED,
    "discussed": _WANTED,
    "would": _SUPPOSED,
    "then": _SUPPOSED | {"wanted": "conditional"},
    "if": dict.fromkeys(("happened", "future", "not_happened", "wanted"), "conditional"),
}
LEAST: dict[str, Certainty] = {  # the most certainty that each effect leaves
    "doubtful": "probable",
    "probable": "probable",
    "possible": "possible",
    "if": "possible",
}
SUPPOSITIONS = frozenset(["condition:if", "condition:whether", "question"])


@dataclass(frozen=True, slots=True)
class Grade:
    """A deed's status and certainty, whether it is somebody's prediction, and the words that decide."""

    status: Status
    certainty: Certainty
    prediction: bool
    reasons: tuple[Reason, ...]


def grade(
    tree: Tree, head: int, lexicon: Grades, words: Collection[int] = (), speaking: Collection[int] = ()
) -> Grade:
    """Return the grade of the deed named by the word *head* (verb, noun or adjective) of *tree*.

    *words* are all that name it: what one of them says, the deed itself is ("must", "would not meet").
    *speaking* are words that name speech acts: whose content is as sure as they have it, however unsure
    it is that they were made ("supposedly promised to equip them").
    """
    found = marks_of(tree, head, lexicon, speaking)
    marks = [mark for mark in found if mark.token == head or mark.token not in words]
    supposed = _supposed(tree, marks)
    status: Status = "happened"
    certainty: Certainty = "certain"
    reasons: list[Reason] = []
    for mark in marks:
        where = tree[mark.token].span
        if mark.effect == "not" and supposed.intersection(islice(tree.ancestors(mark.token), 2)):
            continue  # what would not have been is no less a supposition
        turned = BECOMES.get(mark.effect, {}).get(status, status)
        least = LEAST.get(mark.effect, "certain")
        lowered = least if mark.effect == SURELY else max(certainty, least, key=RANK.__getitem__)
        if turned != status:
            reasons.append(Reason("status", mark.rule, where))
        if lowered != certainty:
            reasons.append(Reason("certainty", mark.rule, where))
        status, certainty = turned, lowered
    foretold = _foretold(marks, status)
    if foretold is not None:
        reasons.append(Reason("prediction", foretold.rule, tree[foretold.token].span))
    return Grade(status, certainty, foretold is not None, tuple(reasons))


def _supposed(tree: Tree, marks: Collection[Mark]) -> set[int]:
    """Return the verbs of what would have been: "would have", and "might have" with a condition."""
    past = {mark.token for mark in marks if mark.effect == "would" and not mark.prediction}
    if any(mark.effect == "then" for mark in marks):
        ahead = {mark.token for mark in marks if mark.rule == "modal:future"}
        past |= {mark.token for mark in marks if mark.rule == "modal:possible"} - ahead
    return {tree.head(token) for token in past}


def _foretold(marks: Iterable[Mark], status: Status) -> Mark | None:
    """Return what makes the deed a prediction; nothing does in a supposition, or where it is asked for."""
    found = list(marks)
    if status in ("happened", "wanted") or any(mark.rule in SUPPOSITIONS for mark in found):
        return None
    return next((mark for mark in found if mark.prediction), None)
