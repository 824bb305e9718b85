"""Figures of who answers whom: p of every way of asking, and the impulse responses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.show.figures.series import PANES, titled
from sayso.show.figures.trials import library

if TYPE_CHECKING:
    from sayso.analyse.reciprocity import Reciprocity, Response

COUNTS, BESIDE = "#1f5a92", "#b9c0c7"
WIDTH = 300
NOTE = "blue: the ways that count; grey: what the same data seem to show otherwise; dashed: the level"


def draw_answers(found: Reciprocity, path: str) -> None:
    """Write the figure of *found* to *path*. Raises Failure: S309, S604 for too many pairs, S625, S628."""
    from sayso.problems import Failure, problem
    from sayso.show.figures.save import save

    pairs = len(found.question.pairs)
    if pairs > PANES:
        raise Failure(problem("S604", path, count=pairs, most=PANES))
    save(answers_chart(found), Path(path))


def answers_chart(found: Reciprocity) -> Any:
    """Return for each direction the p of every way of asking, and how the answer runs over time."""
    from sayso.show.reciprocity import heading

    alt = library()
    rows = [
        _direction(alt, found, direction) for pair in found.question.pairs for direction in (pair, pair[::-1])
    ]
    return titled(alt.vconcat(*rows, spacing=24), "Who answers whom", [*heading(found), NOTE])


def _direction(alt: Any, found: Reciprocity, direction: tuple[str, str]) -> Any:
    from sayso.analyse.reading import read

    responses = found.of(direction)
    word = read(responses, found.question.alpha).word
    n = responses[0].events
    title = f"{direction[1]} answers {direction[0]}: {word} (n = {n[0]:g} and {n[1]:g})"
    impulses = [one for one in responses if one.impulse]
    parts = [_ways(alt, responses, found.question.alpha), *(_impulse(alt, one) for one in impulses)]
    return alt.hconcat(*parts).properties(title=alt.TitleParams(title, anchor="start", fontSize=12))


def _ways(alt: Any, responses: tuple[Response, ...], alpha: float) -> Any:
    from sayso.analyse.reading import told_way

    rows = [
        {"way": f"{one.way.unit}: {told_way(one)}", "p": one.p, "finding": _role(one)}
        for one in responses
        if one.by_lag
    ]
    axis = alt.Axis(values=[0.001, 0.01, 0.05, 0.1, 0.5, 1], format="~g")
    x = alt.X("p:Q", scale=alt.Scale(type="log"), axis=axis, title="p of the strongest lag (uncorrected)")
    colour = alt.Color(
        "finding:N",
        scale=alt.Scale(domain=["rests on this", "beside"], range=[COUNTS, BESIDE]),
        legend=None,
    )
    y = alt.Y("way:N", title=None, sort=None, axis=alt.Axis(labelLimit=380))
    dots = (
        alt.Chart(alt.InlineData(rows))
        .mark_circle(size=70)
        .encode(x=x, y=y, color=colour, tooltip=["way:N", "p:Q"])
    )
    level = alt.Chart(alt.InlineData([{"p": alpha}])).mark_rule(strokeDash=[4, 4]).encode(x="p:Q")
    return (dots + level).properties(width=WIDTH, height=18 * max(len(rows), 1))


def _role(one: Response) -> str:
    return "rests on this" if one.way.counts else "beside"


def _impulse(alt: Any, one: Response) -> Any:
    found = one.impulse
    assert found is not None
    rows = [
        {"after": after, "response": value, "low": low, "high": high}
        for after, (value, low, high) in enumerate(zip(found.response, found.low, found.high, strict=True))
        if after
    ]
    x = alt.X("after:Q", title=f"{one.way.unit}s later", axis=alt.Axis(tickMinStep=1, grid=False))
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    y = alt.Y("low:Q", title="response (standard deviations)")
    band = base.mark_area(opacity=0.25, color=COUNTS).encode(y=y, y2="high:Q")
    line = base.mark_line(color=COUNTS, point=True).encode(y="response:Q", tooltip=["after:Q", "response:Q"])
    none = alt.Chart(alt.InlineData([{"none": 0}])).mark_rule(strokeDash=[4, 4]).encode(y="none:Q")
    title = alt.TitleParams(
        f"by {one.way.unit}, up to {found.lags} back, 95 % band", fontSize=10, fontWeight="normal"
    )
    return (band + line + none).properties(width=180, height=150, title=title)
