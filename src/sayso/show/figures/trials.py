"""Figures of trials: placebo dates with the real one marked, specifications, power, calibration."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from sayso.analyse.plan import Plan
    from sayso.analyse.score import Score
    from sayso.analyse.verdict import Specification, Test, Verdict
    from sayso.run.detectable import Detectable

REAL, QUIET, BAND = "#c0392b", "#8d99a6", "#d5dbe1"
WIDTH, MOST = 460, 9
TICKS = (0.05, 0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10, 20, 50)


def library() -> Any:
    """Return Altair. Raises Failure (S625) where it is not installed."""
    try:
        import altair
    except ModuleNotFoundError as error:
        raise Failure(problem("S625", "this computer", package="altair")) from error
    altair.data_transformers.disable_max_rows()
    return altair


def placebo_chart(plan: Plan, verdict: Verdict) -> Any:
    """Return for each test of *verdict* how often which change comes at other dates, the real one marked."""
    alt = library()
    known = [one for one in verdict.tests if one.place is not None]
    return _together(alt, [_placebo(alt, plan, one) for one in known], _title(plan, verdict))


def specification_chart(plan: Plan, verdict: Verdict) -> Any:
    """Return the specification curve of each pair: effects in order, with how each was asked under it."""
    alt = library()
    each = []
    for pair in plan.pairs:
        its = sorted((one for one in verdict.curve if one.pair == pair), key=lambda one: one.effect)
        for scale, measures in (("ratio", ("share", "count")), ("difference", ("tone",))):
            fitting = [one for one in its if one.measure in measures]
            if fitting:
                each.append(_specifications(alt, fitting, scale, plan.alpha))
    return _together(alt, each, _title(plan, verdict))


def power_chart(found: Detectable) -> Any:
    """Return how often effects put into the series would be seen, by their size."""
    alt = library()
    rows = [{"effect": size(t.effect, found.plan.scale), "power": t.power} for t in found.curve]
    way = "times" if found.plan.scale == "ratio" else "added to"
    title = f"effect put in: {way} the {found.plan.measure}"
    x = change_axis(alt, found.plan.scale, found.plan.measure, "effect", title)
    y = alt.Y("power:Q", scale=alt.Scale(domain=[0, 1]), title="share of dates at which it is seen")
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    line = base.mark_line(point={"color": REAL}, color=REAL).encode(tooltip=["effect:Q", "power:Q"])
    enough = rule(alt, {"power": 0.8}, y=alt.Y("power:Q"))
    subtitle = (
        f"{found.events:,} events, {found.periods} {found.plan.unit}s, {found.first} to {found.last};"
        f" {found.coder or 'unnamed coder'}, {found.codebook}; {found.plan.level}"
    )
    how = (
        f"windows of {found.windows.before} and {found.windows.after}, dedupe {found.plan.dedupe},"
        f" mirrors {found.plan.mirrors}; dashed: 80 % power;"
        f" {version()}"
    )
    head = alt.TitleParams(
        f"What {' > '.join(found.pair)} could show",
        subtitle=[subtitle, how],
        anchor="start",
        subtitleColor="#555",
    )
    return (enough + line).properties(width=WIDTH, height=260, title=head, padding=12)


def calibration_chart(scores: Sequence[Score]) -> Any:
    """Return what came of what was said to be how probable: a bar from low to high at the share that came.

    Those with most scored predictions have a pane each.
    """
    alt = library()
    drawn = sorted((one for one in scores if one.scored), key=lambda one: -one.scored)[:MOST]
    each = [_calibration(alt, one) for one in drawn]
    number, whole = sum(one.scored for one in scores), sum(one.predictions for one in scores)
    rest = len(scores) - len(drawn)
    notes = [
        f"{number:,} scored of {whole:,} predictions; numbers beside the bars are n; {version()}",
        "dashed: what came as often as it was said to" + (f"; {rest} others are not drawn" if rest else ""),
    ]
    head = alt.TitleParams("Calibration", subtitle=notes, anchor="start", subtitleColor="#555")
    return alt.concat(*each, columns=3, spacing=20).properties(title=head, padding=12)


def _calibration(alt: Any, one: Score) -> Any:
    rows = [
        {"low": part.low, "high": part.high, "came": part.came, "n": part.number} for part in one.calibration
    ]
    unit = alt.Scale(domain=[0, 1], nice=False)
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%")
    x = alt.X("low:Q", scale=unit, axis=axis, title="probability said (low to high)")
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("came:Q", scale=unit, axis=axis, title="share that came")
    )
    bars = base.mark_rule(color=REAL, strokeWidth=4).encode(
        x=x, x2="high:Q", tooltip=["n:Q", "low:Q", "high:Q", "came:Q"]
    )
    numbers = base.mark_text(align="left", dx=5, dy=-7).encode(x=alt.X("high:Q", scale=unit), text="n:Q")
    ends = alt.InlineData([{"low": 0, "came": 0}, {"low": 1, "came": 1}])
    exact = alt.Chart(ends).mark_line(color=QUIET, strokeDash=[4, 4]).encode(x="low:Q", y="came:Q")
    who = one.who if len(one.who) < 36 else f"{one.who[:35]}…"
    title = alt.TitleParams(who, subtitle=f"{one.scored} scored", anchor="start", subtitleColor="#555")
    return (exact + bars + numbers).properties(width=210, height=210, title=title)


def _placebo(alt: Any, plan: Plan, test: Test) -> Any:
    values = [size(one, plan.scale) for one in test.placebo if math.isfinite(one)]
    x = change_axis(alt, plan.scale, plan.measure, "low")
    bars = (
        alt.Chart(alt.InlineData(_bins(values, plan.scale)))
        .mark_rect(color=QUIET, stroke="white", strokeWidth=1)
        .encode(
            x=x, x2="high:Q", y=alt.Y("dates:Q", title="dates", axis=alt.Axis(tickMinStep=1)), y2="none:Q"
        )
    )
    real = rule(alt, {"low": size(test.effect, plan.scale)}, x="low:Q").mark_rule(color=REAL, strokeWidth=3)
    edges = [{"low": size(one, plan.scale)} for one in test.band]
    band = alt.Chart(alt.InlineData(edges)).mark_rule(color="black", strokeDash=[4, 4]).encode(x="low:Q")
    title = alt.TitleParams(
        f"{' > '.join(test.pair)}, {test.horizon} {plan.unit}s",
        subtitle=[
            f"red: the date of the claim; dashed: {1 - plan.alpha:.0%} of the dates lie between",
            f"{test.dates} dates; {test.before} events before, {test.after} after; p = {test.p:.3f}",
        ],
        anchor="start",
        subtitleColor="#555",
    )
    return (bars + band + real).properties(width=WIDTH, height=170, title=title)


def _bins(values: Sequence[float], scale: str) -> list[dict[str, float]]:
    """Return how many of *values* lie in each of up to 30 equal steps, for ratios of their logarithms."""
    import numpy as np

    known = np.log(values) if scale == "ratio" else np.array(values)
    counts, edges = np.histogram(known, bins=30)
    ends = (np.exp(edges) if scale == "ratio" else edges).tolist()
    steps = zip(ends[:-1], ends[1:], counts.tolist(), strict=True)
    return [{"low": low, "high": high, "dates": count, "none": 0} for low, high, count in steps if count]


def _specifications(alt: Any, its: Sequence[Specification], scale: str, alpha: float) -> Any:
    rows = [
        {
            "place": place,
            "effect": size(one.effect, scale),
            "p": one.p,
            "stands out": "yes" if one.p <= alpha else "no",
        }
        for place, one in enumerate(its, start=1)
    ]
    ratio = scale == "ratio"
    x = alt.X("place:O", title=None, axis=None)
    y = alt.Y(
        "effect:Q",
        scale=alt.Scale(type="log", nice=False, padding=8) if ratio else alt.Scale(padding=8),
        axis=alt.Axis(values=list(TICKS), format="~g", labelOverlap=True) if ratio else alt.Axis(tickCount=5),
        title="times that before" if ratio else "points of tone",
    )
    colour = standing_out(alt, f"p of {alpha:g} or less")
    dots = (
        alt.Chart(alt.InlineData(rows))
        .mark_circle(size=30, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=["effect:Q", "p:Q"])
    )
    none = rule(alt, {"effect": 1.0 if ratio else 0.0}, y=alt.Y("effect:Q"))
    title = alt.TitleParams(
        f"{' > '.join(its[0].pair)}, {'share and count' if ratio else 'tone'}: {len(its)} ways to ask",
        subtitle=["uncorrected p; below, how each was asked"],
        anchor="start",
        subtitleColor="#555",
    )
    top = (none + dots).properties(width=WIDTH, height=130, title=title)
    return alt.vconcat(top, _grid(alt, its, x), spacing=4).resolve_scale(x="shared")


def _grid(alt: Any, its: Sequence[Specification], x: Any) -> Any:
    """Return a mark for each way in which each of *its* was asked; what never varies is left out."""
    every = [_ways(one) for one in its]
    choices = [tuple(dict.fromkeys(sorted(column))) for column in zip(*every, strict=True)]
    order = [way for column in choices if len(column) > 1 for way in column]
    rows = [
        {"place": place, "way": way}
        for place, ways in enumerate(every, start=1)
        for way in ways
        if way in order
    ]
    y = alt.Y("way:N", title=None, sort=order, axis=alt.Axis(grid=False))
    marks = alt.Chart(alt.InlineData(rows)).mark_square(size=16, color="#333", opacity=1).encode(x=x, y=y)
    return marks.properties(width=WIDTH, height=13 * len(order))


def _ways(one: Specification) -> tuple[str, ...]:
    from sayso.analyse.periods import PER_YEAR

    years = round(one.window / PER_YEAR[one.unit], 2)
    window = f"window {years:g} years" if years != 1 else "window 1 year"
    return (f"by {one.unit}", window, one.measure, f"dedupe {one.dedupe}", f"mirrors {one.mirrors}")


def _together(alt: Any, charts: Sequence[Any], title: Mapping[str, Any]) -> Any:
    head = alt.TitleParams(**title, anchor="start", subtitleColor="#555")
    return alt.vconcat(*charts, spacing=20).properties(title=head, padding=12)


def _title(plan: Plan, verdict: Verdict) -> Mapping[str, Any]:
    """Return the title of a figure, with what it was drawn from: data, level, n, version."""
    from sayso.show.verdicts import counted

    claim = " ".join(plan.claim.split())
    short = claim if len(claim) < 90 else claim[:89] + "…"
    words = f"{counted(dict(verdict.data))}; plan {verdict.plan[:12]}; sayso {verdict.version}".split(" ")
    return {"text": f"{verdict.word}: {short}", "subtitle": lines_of(words, 100)}


def lines_of(words: Sequence[str], width: int) -> list[str]:
    """Return *words* in lines of about *width* characters."""
    found = [""]
    for word in words:
        if len(found[-1]) + len(word) > width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def standing_out(alt: Any, title: str) -> Any:
    """Return the colours of what stands out and of what does not, under *title*."""
    scale = alt.Scale(domain=["yes", "no"], range=[REAL, QUIET])
    return alt.Color("stands out:N", scale=scale, title=title)


def rule(alt: Any, row: Mapping[str, float], colour: str = "black", **encoding: Any) -> Any:
    """Return a dashed line at the only value of *row*."""
    chart = alt.Chart(alt.InlineData([dict(row)]))
    return chart.mark_rule(color=colour, strokeDash=[4, 4]).encode(**encoding)


def size(effect: float, scale: str) -> float:
    """Return *effect* as it is drawn: a ratio, or a difference."""
    return math.exp(effect) if scale == "ratio" else effect


def version() -> str:
    """Return the program and its version, as every figure names it."""
    from importlib.metadata import version as of

    return f"sayso {of('sayso')}"


def change_axis(alt: Any, scale: str, measure: str, name: str, title: str = "") -> Any:
    """Return the axis of changes: ratios on a log scale with round labels, or differences."""
    if scale == "ratio":
        axis = alt.Axis(values=list(TICKS), format="~g", labelOverlap="greedy", labelSeparation=4)
        return alt.X(
            f"{name}:Q",
            scale=alt.Scale(type="log", nice=False, padding=12),
            axis=axis,
            title=title or f"{measure} after, times that before",
        )
    what = "points on the scale" if measure in ("tone", "net") else measure
    return alt.X(
        f"{name}:Q",
        scale=alt.Scale(padding=12),
        axis=alt.Axis(tickCount=8),
        title=title or f"{measure} after less that before ({what})",
    )
