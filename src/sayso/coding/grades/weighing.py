"""The grade of an event: the words around it and the core, each as far as it is to be trusted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal

from sayso.coding.grades.grade import Grade, grade
from sayso.coding.readings import Reading, deed_of, logit
from sayso.ontology.grades import NO_RULE, Grades
from sayso.record import CertaintyChoice, Deed, Reason, Span, StatusChoice
from sayso.tree import Tree

Field = Literal["status", "certainty"]
Choice = StatusChoice | CertaintyChoice
FIELDS: tuple[Field, Field] = ("status", "certainty")
BOUNDS = 0.03, 0.9995  # of the probabilities that are weighed
FORETOLD = 0.5  # probability from which on the core's prediction is one
# Of what ``evidence`` gives, fitted by ``python -m training.weigh_grades``: above 0 the core goes first.
WEIGHTS: Mapping[Field, tuple[float, float, float, float]] = {
    "status": (0.33, -0.45, 0.85, -0.34),
    "certainty": (0.30, -0.76, 1.50, 0.16),
}


def graded(tree: Tree, reading: Reading, grades: Grades, speaking: Collection[int]) -> Grade:
    """Return the grade of an event; *speaking* are the words of its sentence that name speech acts."""
    found = grade(tree, reading.head, grades, reading.tokens, speaking)
    deed = deed_of(tree, reading.tokens)
    if deed is None:
        return found
    where = tree.span(reading.tokens)
    for field, choice in seen_by_core(deed).items():
        if choice.value != getattr(found, field) and goes_before(found, field, choice, grades):
            found = _with(found, field, choice.value, where)
    if deed.prediction >= FORETOLD and not found.prediction:
        found = _with(found, "prediction", True, where)
    return found


def seen_by_core(deed: Deed) -> dict[Field, Choice]:
    """Return the core's choices."""
    return {"status": deed.status, "certainty": deed.certainty}


def decider(found: Grade, field: Field) -> str:
    """Return the rule that decides a *field* of what the words tell, the last of several."""
    return next((one.by for one in reversed(found.reasons) if one.field == field), NO_RULE)


def evidence(found: Grade, field: Field, choice: Choice, grades: Grades) -> tuple[float, ...]:
    """Return what speaks for the core's *choice*, in numbers.

    The core's probability and how often the rule is right that decides otherwise (log odds both), whether
    no word tells anything, and 1.
    """
    rule = decider(found, field)
    odds = (logit(one, *BOUNDS) for one in (choice.probability, grades.share(field, rule)))
    return (*odds, float(rule == NO_RULE), 1.0)


def goes_before(found: Grade, field: Field, choice: Choice, grades: Grades) -> bool:
    """Return whether the core's *choice* goes before the words.

    What the words say did not happen never becomes a deed by a guess.
    """
    if (getattr(found, field), choice.value) == ("not_happened", "happened"):
        return False
    seen = evidence(found, field, choice, grades)
    return sum(weight * one for weight, one in zip(WEIGHTS[field], seen, strict=True)) > 0


def _with(found: Grade, field: Field | Literal["prediction"], value: Any, where: Span) -> Grade:
    """Return a grade of which the core decides *field*."""
    others = [reason for reason in found.reasons if reason.field != field]
    return replace(found, **{field: value}, reasons=(*others, Reason(field, f"core:{field}", where)))
