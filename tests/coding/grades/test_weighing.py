"""How the words around an event and the core settle its grade."""

from __future__ import annotations

from sayso.coding.grades import Grade
from sayso.coding.grades.weighing import decider, goes_before
from sayso.ontology.grades import NO_RULE, RARE, load_grades
from sayso.record import Reason, Span, Status, StatusChoice

LEXICON = load_grades()


def told(status: Status, *rules: str) -> Grade:
    """Return the grade of an event of which *rules* decide the status, the last of them in the end."""
    return Grade(status, "certain", False, tuple(Reason("status", rule, Span(0, 1)) for rule in rules))


def test_the_last_rule_decides() -> None:
    """The words of a clause are read outwards: the outermost that speak of a field decide it."""
    assert (
        decider(told("wanted", "modal:future", "grades#wanted:urge.verb"), "status")
        == "grades#wanted:urge.verb"
    )
    assert decider(told("happened"), "status") == NO_RULE
    assert decider(told("wanted", "modal:wanted"), "certainty") == NO_RULE


def test_every_rule_has_a_share() -> None:
    """Counted ones have their own, the others that of rare rules; names with blanks are found."""
    assert LEXICON.share("status", "purpose clause") < LEXICON.share("status", "condition:if")
    assert LEXICON.share("status", "grades#wanted:never counted.verb") == RARE


def test_a_sure_core_goes_before_a_rule_that_is_often_wrong() -> None:
    """The same choice counts against one rule and not against a better one."""
    choice = StatusChoice("happened", 0.8)
    assert goes_before(told("wanted", "grades#wanted:effort.noun"), "status", choice, LEXICON)
    assert not goes_before(told("wanted", "grades#wanted:demand.verb"), "status", choice, LEXICON)


def test_what_did_not_happen_never_becomes_a_deed_by_a_guess() -> None:
    """However sure the core is, a negation stands."""
    negated = told("not_happened", "negation")
    assert not goes_before(negated, "status", StatusChoice("happened", 1.0), LEXICON)
