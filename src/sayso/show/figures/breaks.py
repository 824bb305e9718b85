"""Figures of breaks: the series, its levels, each break with its interval, and what it was counted from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.show.figures.series import PANES, TITLES, origin, panes, titled
from sayso.show.figures.trials import library

if TYPE_CHECKING:
    from sayso.analyse.levels import Levels
    from sayso.analyse.panel import Panel

BREAK = "#c0392b"


def draw_breaks(panel: Panel, found: Sequence[Levels], path: str) -> None:
    """Write the figure of *found* to *path*. Raises Failure: S309, S604 for too many pairs, S625, S628."""
    from sayso.problems import Failure, problem
    from sayso.show.figures.save import save

    if len(found) > PANES:
        raise Failure(problem("S604", path, count=len(found), most=PANES))
    save(breaks_chart(panel, found), Path(path))


def breaks_chart(panel: Panel, found: Sequence[Levels]) -> Any:
    """Return the series of *panel* with their breaks and levels, n and the denominator under them."""
    alt = library()
    measure = found[0].measure
    drawn = [panes(panel, row, measure, _marks(alt, panel, one)) for row, one in enumerate(found)]
    note = "red: a break, its 95 % interval shaded"
    return titled(
        alt.vconcat(*drawn, spacing=24), f"Breaks: {TITLES[measure]}, by {panel.unit}", [*origin(panel), note]
    )


def _marks(alt: Any, panel: Panel, one: Levels) -> list[Any]:
    """Return what is drawn over a series: its breaks and their intervals."""
    if one.breaks is None or not one.breaks.found:
        return []
    days = [day.isoformat() for day in panel.days.tolist()]
    rows = [
        {"day": days[each.at], "low": days[each.low], "high": _after(panel, each.high)}
        for each in one.breaks.found
    ]
    data = alt.InlineData(rows)
    band = alt.Chart(data).mark_rect(color=BREAK, opacity=0.15).encode(x="low:T", x2="high:T")
    rule = (
        alt.Chart(data)
        .mark_rule(color=BREAK, strokeWidth=1.5)
        .encode(x="day:T", tooltip=["day:T", "low:T", "high:T"])
    )
    return [band, rule]


def _after(panel: Panel, period: int) -> str:
    """Return the first day after *period*, counted from the first."""
    from sayso.analyse.periods import starts

    return str(starts(np.array([panel.first + period + 1]), panel.unit)[0])
