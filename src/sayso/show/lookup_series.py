"""What the commands about series ask: panels, answers, breaks and audits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.show.lookup_trials import needing_extras

if TYPE_CHECKING:
    from sayso.analyse.panel import Panel
    from sayso.record import Problem
    from sayso.run.counting import Wish


def panel_of(name: str, wish: Wish) -> tuple[Panel, tuple[Problem, ...]]:
    """Return the panel that *wish* asks of *name*. Raises Failure as ``run.counting.panel_in`` does."""
    from sayso.run.counting import panel_in

    with needing_extras():
        return panel_in(name, wish)
