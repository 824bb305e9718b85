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
WIDTH = 460
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
    ratio = found.plan.scale == "ratio"
    rows = [{"effect": size(t.effect, found.plan.scale), "power": t.power} for t in found.curve]
    scale = alt.Scale(type="log") if ratio else alt.Scale()
    x = alt.X("effect:Q", scale=scale, title="effect put in (ratio)" if ratio else "effect put in")
    y = alt.Y("power:Q", scale=alt.Scale(domain=[0, 1]), title="share of dates at which it is seen")
    base = alt.Chart(alt.InlineData(rows)).encode(x=x, y=y)
    line = base.mark_line(point=True, color=REAL).encode(tooltip=["effect:Q", "power:Q"])
    enough = _rule(alt, {"power": 0.8}, y=alt.Y("power:Q"))
    subtitle = (
        f"{found.events:,} events, {found.periods} {found.plan.unit}s, {found.first} to {found.last};"
        f" {found.coder}, {found.codebook}; windows {found.windows.before} and {found.windows.after};"
        f" {version()}"
    )
    title = alt.TitleParams(f"What {' > '.join(found.pair)} could show", subtitle=[subtitle], anchor="start")
    return (enough + line).properties(width=WIDTH, height=260, title=title)


def calibration_chart(scores: Sequence[Score]) -> Any:
    """Return what came of what was said to be how probable: a bar from low to high at the share that came."""
    alt = library()
    rows = [
        {"who": one.who, "low": part.low, "high": part.high, "came": part.came, "n": part.number}
        for one in scores
        for part in one.calibration
    ]
    unit = alt.Scale(domain=[0, 1])
    came = alt.Y("came:Q", scale=unit, title="share that came")
    base = alt.Chart(alt.InlineData(rows)).encode(y=came, color=alt.Color("who:N", title=None))
    bars = base.mark_bar(height=4).encode(
        x=alt.X("low:Q", scale=unit, title="probability that the words stand for (low to high)"),
        x2="high:Q",
        tooltip=["who:N", "n:Q", "low:Q", "high:Q", "came:Q"],
    )
    numbers = base.mark_text(align="left", dx=6).encode(x=alt.X("high:Q", scale=unit), text="n:Q")
    ends = alt.InlineData([{"said": 0, "came": 0}, {"said": 1, "came": 1}])
    exact = alt.Chart(ends).mark_line(color=QUIET, strokeDash=[4, 4]).encode(x="said:Q", y="came:Q")
    number, whole = sum(one.scored for one in scores), sum(one.predictions for one in scores)
    subtitle = f"{number:,} scored of {whole:,} predictions; numbers beside the bars are n; {version()}"
    title = alt.TitleParams("Calibration", subtitle=[subtitle], anchor="start")
    return (exact + bars + numbers).properties(width=360, height=360, title=title)


def _placebo(alt: Any, plan: Plan, test: Test) -> Any:
    values = [size(one, plan.scale) for one in test.placebo if one is not None and math.isfinite(one)]
    rows = [{"change": one} for one in _within(values)]
    ratio = plan.scale == "ratio"
    name = "change of the rate (ratio, log scale)" if ratio else f"change of {plan.measure}"
    shown = [{"log": math.log10(one["change"]) if ratio else one["change"]} for one in rows]
    label = "format(pow(10, datum.value), '.2~f')" if ratio else "format(datum.value, '.2~f')"
    x = alt.X("log:Q", bin=alt.Bin(maxbins=40), title=name, axis=alt.Axis(labelExpr=label))
    bars = (
        alt.Chart(alt.InlineData(shown)).mark_bar(color=QUIET).encode(x=x, y=alt.Y("count()", title="dates"))
    )
    here = size(test.effect, plan.scale)
    at = {"log": math.log10(here) if ratio else here}
    real = alt.Chart(alt.InlineData([at])).mark_rule(color=REAL, strokeWidth=3).encode(x="log:Q")
    edges = [{"log": math.log10(size(one, plan.scale)) if ratio else one} for one in test.band]
    band = alt.Chart(alt.InlineData(edges)).mark_rule(color="black", strokeDash=[4, 4]).encode(x="log:Q")
    title = alt.TitleParams(
        f"{' > '.join(test.pair)}, {test.horizon} {plan.unit}s",
        subtitle=[
            f"red: the date of the claim; dashed: {1 - plan.alpha:.0%} of the dates lie between",
            f"{test.dates} dates; {test.before} events before, {test.after} after; p = {test.p:.3f}",
        ],
        anchor="start",
    )
    return (bars + band + real).properties(width=WIDTH, height=200, title=title)


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
        scale=alt.Scale(type="log", nice=False, padding=8) if ratio else alt.Scale(),
        title="ratio" if ratio else "difference of tone",
    )
    colour = alt.Color(
        "stands out:N",
        scale=alt.Scale(domain=["yes", "no"], range=[REAL, QUIET]),
        title=f"p of {alpha:g} or less",
    )
    dots = (
        alt.Chart(alt.InlineData(rows))
        .mark_circle(size=40)
        .encode(x=x, y=y, color=colour, tooltip=["effect:Q", "p:Q"])
    )
    none = _rule(alt, {"effect": 1.0 if ratio else 0.0}, y=alt.Y("effect:Q"))
    ways = [{"place": place, "way": way} for place, one in enumerate(its, start=1) for way in _ways(one)]
    grid = (
        alt.Chart(alt.InlineData(ways))
        .mark_square(size=22, color="#333")
        .encode(x=x, y=alt.Y("way:N", title=None))
    )
    title = alt.TitleParams(
        f"{' > '.join(its[0].pair)}: {len(its)} ways to ask", subtitle=["uncorrected p"], anchor="start"
    )
    top = (none + dots).properties(width=WIDTH, height=160, title=title)
    return alt.vconcat(top, grid.properties(width=WIDTH), spacing=4).resolve_scale(x="shared")


def _ways(one: Specification) -> tuple[str, ...]:
    window = f"window {one.window} {one.unit}s"
    return (f"by {one.unit}", window, one.measure, f"dedupe {one.dedupe}", f"mirrors {one.mirrors}")


def _together(alt: Any, charts: Sequence[Any], title: Mapping[str, Any]) -> Any:
    return alt.vconcat(*charts).properties(title=alt.TitleParams(**title, anchor="start"))


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


def _within(values: Sequence[float]) -> list[float]:
    return [one for one in values if math.isfinite(one)]


def _rule(alt: Any, row: Mapping[str, float], **encoding: Any) -> Any:
    return (
        alt.Chart(alt.InlineData([dict(row)])).mark_rule(color="black", strokeDash=[4, 4]).encode(**encoding)
    )


def size(effect: float, scale: str) -> float:
    """Return *effect* as it is drawn: a ratio, or a difference."""
    return math.exp(effect) if scale == "ratio" else effect


def version() -> str:
    """Return the program and its version, as every figure names it."""
    from importlib.metadata import version as of

    return f"sayso {of('sayso')}"


def change_axis(alt: Any, scale: str, measure: str, name: str) -> Any:
    """Return the axis of changes: ratios on a log scale with round labels, or differences."""
    if scale == "ratio":
        axis = alt.Axis(values=list(TICKS), format="~g", labelOverlap=True)
        return alt.X(
            f"{name}:Q",
            scale=alt.Scale(type="log", nice=False, padding=12),
            axis=axis,
            title=f"{measure} after, times that before",
        )
    what = "points on the scale" if measure in ("tone", "net") else measure
    return alt.X(f"{name}:Q", scale=alt.Scale(padding=12), title=f"{measure} after less before ({what})")
