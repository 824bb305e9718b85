"""Figures of series: what was measured, and under it n and the denominator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.analyse.periods import starts
from sayso.show.figures.trials import library

if TYPE_CHECKING:
    from sayso.analyse.panel import Panel

WIDTH, PANES = 640, 6
OTHERS = "source's other events"
TITLES = {
    "count": "events",
    "share": "per 1,000 of the source's other events",
    "tone": "mean on the scale",
    "net": "sum on the scale",
}


def draw_panel(panel: Panel, measure: str, path: str) -> None:
    """Write the figure of *panel* to *path*. Raises Failure: S309, S604 for too many pairs, S625, S628."""
    from pathlib import Path

    from sayso.problems import Failure, problem
    from sayso.show.figures.save import save

    if len(panel.sources) > PANES:
        raise Failure(problem("S604", path, count=len(panel.sources), most=PANES))
    save(panel_chart(panel, measure), Path(path))


def panel_chart(panel: Panel, measure: str) -> Any:
    """Return for each pair of *panel* the series of *measure*, with n and the denominator under it."""
    alt = library()
    drawn = [panes(panel, row, measure) for row in range(len(panel.sources))]
    return titled(alt.vconcat(*drawn, spacing=24), f"{TITLES[measure]}, by {panel.unit}", origin(panel))


def origin(panel: Panel) -> list[str]:
    """Return what a figure of *panel* says of its data: level, n, days, scale, version, safeguards off."""
    from sayso.analyse.told_panel import departures
    from sayso.run.counting import program

    covered = panel.coverage
    lines = [
        f"{panel.coder or 'unnamed coder'} ({panel.codebook}), level: {panel.asked.level};"
        f" n = {panel.counts.sum():,.6g} events of {panel.read:,} rows;"
        f" {covered.first_day} to {covered.last_day}",
        f"scale: {panel.scale or 'none'}; {program()}",
    ]
    off = departures(panel.asked)
    return [*lines, f"not as by default: {'; '.join(off)}"] if off else lines


def titled(chart: Any, title: str, subtitle: Sequence[str]) -> Any:
    """Return *chart* under its *title*, with what it was drawn from."""
    alt = library()
    return chart.properties(
        title=alt.TitleParams(text=title, subtitle=list(subtitle), anchor="start", subtitleColor="#555"),
        padding=12,
    )


def panes(panel: Panel, row: int, measure: str, over: Sequence[Any] = ()) -> Any:
    """Return the series of *row* with the charts *over* it, and under it n and the denominator."""
    alt = library()
    values = panel.values(measure)[row] * (1000 if measure == "share" else 1)  # type: ignore[arg-type]
    days = [day.isoformat() for day in panel.days.tolist()]
    name = f"{panel.sources[row]} {'>' if panel.asked.directed else 'and'} {panel.targets[row]}"
    shown = _dated(days, values)
    line = (
        alt.Chart(alt.InlineData(until_end(panel, shown)))
        .mark_line(color="#1f5a92", strokeWidth=1.2, interpolate="step-after")
        .encode(x=time_axis(alt, shown=False), y=alt.Y("value:Q", title=None), tooltip=["day:T", "value:Q"])
    )
    title = alt.TitleParams(name, anchor="start", fontSize=12, frame="group")
    top = alt.layer(*over, line).properties(width=WIDTH, height=150, title=title)
    kinds = (("n", panel.counts[row]), (OTHERS, panel.others[row]))
    lower = [
        _under(alt, until_end(panel, _dated(days, numbers)), kind)
        for kind, numbers in kinds
        if measure != "count" or kind != "n"
    ]
    return alt.vconcat(top, *lower, spacing=4)


def _dated(days: Sequence[str], values: Any) -> list[dict[str, object]]:
    """Return a row for each of *days*, with nothing where the value is not known."""
    return [
        {"day": day, "value": None if math.isnan(value) else float(value)}
        for day, value in zip(days, values, strict=True)
    ]


def until_end(panel: Panel, shown: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return *shown*, a row for each period, with the last drawn up to its end."""
    after = starts(np.array([panel.first + panel.periods]), panel.unit)[0].item()
    return [*shown, {**shown[-1], "day": after.isoformat()}]


def _under(alt: Any, its: Sequence[dict[str, object]], kind: str) -> Any:
    return (
        alt.Chart(alt.InlineData(its), width=WIDTH, height=45)
        .mark_area(color="#8d99a6", interpolate="step-after")
        .encode(
            x=time_axis(alt, shown=kind == OTHERS),
            y=alt.Y("value:Q", title=None, axis=alt.Axis(tickCount=2)),
            tooltip=["day:T", "value:Q"],
        )
        .properties(
            title=alt.TitleParams(
                kind, anchor="start", fontSize=10, fontWeight="normal", color="#555", frame="group"
            )
        )
    )


def time_axis(alt: Any, shown: bool = True) -> Any:
    """Return the axis of days; without labels where the chart below has them."""
    axis = alt.Axis(labels=shown, ticks=shown, grid=False, labelOverlap=True)
    return alt.X("day:T", title=None, axis=axis)
