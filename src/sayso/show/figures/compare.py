"""Figures of comparisons: what each of several data says to one question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sayso.show.figures.trials import (
    QUIET,
    REAL,
    change_axis,
    library,
    lines_of,
    rule,
    size,
    standing_out,
    version,
)

if TYPE_CHECKING:
    from sayso.run.trials import Tried

NAMED = Sequence[tuple[str, "Tried"]]
WIDTH, ROW = 380, 26
NOTE = "red: the change; grey: its interval; black tick: the smallest effect seen with 80 % power"


def comparison_chart(found: NAMED) -> Any | None:
    """Return for each pair and horizon the change that each of the data *found* shows, with its interval.

    A tick stands where the smallest effect lies that the data would show with 80 % power. None where nothing
    was tested.
    """
    alt = library()
    tests = [(test.pair, test.horizon) for _, tried in found for test in tried.verdict.tests]
    panes = [_pane(alt, found, *one) for one in dict.fromkeys(tests)]
    shown = [one for one in panes if one is not None]
    return _titled(alt, alt.vconcat(*shown, spacing=18), found, [NOTE]) if shown else None


def ways_chart(found: NAMED) -> Any | None:
    """Return every way in which each of the data *found* was asked: its change, and whether it stands out."""
    alt = library()
    each = {(one.pair, one.measure == "tone"): None for _, tried in found for one in tried.verdict.curve}
    shown = [_strip(alt, found, pair, tone) for pair, tone in each]
    return _titled(alt, alt.vconcat(*shown, spacing=18), found) if shown else None


def _pane(alt: Any, found: NAMED, pair: tuple[str, str], horizon: int) -> Any | None:
    """Return one row for each of the data in which this test could be made."""
    plan = found[0][1].plan
    rows = [
        {
            "data": name,
            "change": size(test.effect, plan.scale),
            "low": size(test.low, plan.scale),
            "high": size(test.high, plan.scale),
            "seen": None if test.smallest is None else size(test.smallest, plan.scale),
            "said": f"{tried.verdict.word}; n {test.before:,} and {test.after:,}",
        }
        for name, tried in found
        for test in tried.verdict.tests
        if (test.pair, test.horizon) == (pair, horizon) and math.isfinite(test.effect)
    ]
    if not rows:
        return None
    x = change_axis(alt, plan.scale, plan.measure, "change")
    y = alt.Y("data:N", title=None, sort=None, axis=alt.Axis(labelLimit=260))
    base = alt.Chart(alt.InlineData(rows)).encode(y=y)
    interval = base.mark_rule(color=QUIET, strokeWidth=3).encode(x=_of(x, "low"), x2="high:Q")
    seen = base.mark_tick(color="black", thickness=2, size=14).encode(x=_of(x, "seen"))
    dots = base.mark_circle(color=REAL, size=90, opacity=1).encode(
        x=x, tooltip=["data:N", "change:Q", "low:Q", "high:Q", "seen:Q", "said:N"]
    )
    said = base.mark_text(align="left", fontSize=10, color="#555").encode(
        x=alt.value(WIDTH + 8), text="said:N"
    )
    zero = _no_change(alt, plan.scale, x)
    title = alt.TitleParams(f"{' > '.join(pair)}, {horizon} {plan.unit}s after", anchor="start", fontSize=12)
    layers = zero + interval + seen + dots + said
    return layers.properties(width=WIDTH, height=ROW * len(rows), title=title)


def _strip(alt: Any, found: NAMED, pair: tuple[str, str], tone: bool) -> Any:
    """Return a strip of dots for each of the data, a dot for each way of asking."""
    scale = "difference" if tone else "ratio"
    rows = [
        {
            "data": name,
            "change": size(one.effect, scale),
            "p": one.p,
            "stands out": "yes" if one.p <= tried.plan.alpha else "no",
            "asked": f"{one.window} {one.unit}s, {one.measure}, dedupe {one.dedupe}, mirrors {one.mirrors}",
        }
        for name, tried in found
        for one in tried.verdict.curve
        if one.pair == pair and (one.measure == "tone") == tone and math.isfinite(one.effect)
    ]
    what = "tone" if tone else "share and count"
    x = change_axis(alt, scale, what, "change")
    y = alt.Y("data:N", title=None, sort=None, axis=alt.Axis(labelLimit=260))
    colour = standing_out(alt, f"p of {found[0][1].plan.alpha:g} or less, uncorrected")
    dots = (
        alt.Chart(alt.InlineData(rows))
        .mark_circle(size=45)
        .encode(x=x, y=y, color=colour, tooltip=["data:N", "asked:N", "change:Q", "p:Q"])
    )
    zero = _no_change(alt, scale, x)
    number = len({row["data"] for row in rows})
    title = alt.TitleParams(
        f"{' > '.join(pair)}, {what}: {len(rows)} ways to ask", anchor="start", fontSize=12
    )
    return (zero + dots).properties(width=WIDTH, height=ROW * max(number, 1), title=title)


def _no_change(alt: Any, scale: str, x: Any) -> Any:
    return rule(alt, {"change": 1.0 if scale == "ratio" else 0.0}, "#999", x=_of(x, "change"))


def _of(x: Any, name: str) -> Any:
    """Return the axis *x* for another column of the same numbers."""
    found = x.copy()
    found.shorthand = f"{name}:Q"
    return found


def _titled(alt: Any, chart: Any, found: NAMED, notes: Sequence[str] = ()) -> Any:
    """Return *chart* under the claim, with *notes* and what each of the data is."""
    from sayso.show.verdicts import counted

    claim = " ".join(found[0][1].plan.claim.split())
    told = [f"{name}: {counted(dict(tried.verdict.data))}" for name, tried in found if tried.verdict.data]
    lines = [line for one in (*notes, *told, version()) for line in lines_of(one.split(" "), 105)]
    title = alt.TitleParams(
        text=lines_of(claim.split(" "), 80), subtitle=lines, anchor="start", subtitleColor="#555"
    )
    return chart.properties(title=title, padding=12)
