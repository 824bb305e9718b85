"""What the commands about series ask: panels, answers, breaks and audits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sayso.show.lookup_trials import needing_extras

if TYPE_CHECKING:
    from sayso.analyse.asked import Measure
    from sayso.analyse.audit import Finding
    from sayso.analyse.levels import Levels
    from sayso.analyse.panel import Panel
    from sayso.analyse.reciprocity import Reciprocity
    from sayso.record import Problem
    from sayso.run.counting import Wish


def panel_of(name: str, wish: Wish) -> tuple[Panel, tuple[Problem, ...]]:
    """Return the panel that *wish* asks of *name*. Raises Failure as ``run.counting.panel_in`` does."""
    from sayso.run.counting import panel_in

    with needing_extras():
        return panel_in(name, wish)


def audited(name: str, wish: Wish, against: str | None) -> tuple[list[Finding], tuple[Problem, ...]]:
    """Return what is wrong with the events of *name*, also against the dated events of *against*."""
    from sayso.run.counting import audit_in, drift_in

    with needing_extras():
        table, found, problems = audit_in(name, wish)
        drift = [drift_in(table, against, wish.as_coded)] if against else []
        return [*found, *drift], problems


def finding_object(one: Finding) -> Mapping[str, object]:
    """Return *one* as an object for JSON."""
    return {"check": one.check, "weight": one.weight, "sentence": one.sentence, **one.numbers}


def answered(name: str, wish: Wish, given: Mapping[str, Any]) -> tuple[Reciprocity, tuple[Problem, ...]]:
    """Return who answers whom in *name*, as the options *given* ask."""
    from sayso.analyse.reciprocity import Question
    from sayso.run.counting import answers_in

    question = Question(
        pairs=(),
        measure=given["measure"],
        units=tuple(dict.fromkeys(given["units"])),
        lags=tuple(range(1, given["lags"] + 1)),
        correction=given["correction"],
        alpha=given["alpha"],
    )
    with needing_extras():
        return answers_in(name, wish, question)


def broken(
    name: str, wish: Wish, measure: Measure, shortest: int
) -> tuple[Panel, tuple[Levels, ...], tuple[Problem, ...]]:
    """Return the panel that *wish* asks of *name*, and the breaks of each of its series."""
    from sayso.run.counting import panel_in

    with needing_extras():
        from sayso.analyse.levels import levels

        panel, problems = panel_in(name, wish)
        return panel, levels(panel, measure, shortest), problems
