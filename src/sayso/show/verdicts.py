"""Verdicts, power and scores as people read them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.analyse.score import Bounds, Score
    from sayso.run.detectable import Detectable
    from sayso.run.trials import Tried


def lines(tried: Tried) -> Iterator[str]:
    """Yield what a trial came to: the word, the claim, the plan, the reasons, and what was counted."""
    plan, verdict = tried.plan, tried.verdict
    yield f"Verdict: {verdict.word.upper()}"
    yield ""
    yield f"Claim:   {visible(' '.join(plan.claim.split()))}"
    yield f"Said by: {_said(tried)}"
    yield f"Plan:    {tried.laid.digest[:16]}, laid down {tried.laid.laid[:19]} UTC, before data were read"
    for reading in plan.readings:
        yield f"Reading: {visible(reading)}"
    yield ""
    for reason in verdict.reasons:
        yield visible(reason)
    if verdict.data:
        yield ""
        yield f"Counted: {counted(verdict.data)}; sayso {verdict.version}."


def _said(tried: Tried) -> str:
    plan = tried.plan
    who = visible(plan.said_by) or "unknown"
    when = f", {plan.said_on}" if plan.said_on else ""
    if plan.low is None or plan.high is None:
        return f"{who}{when}"
    words = f"'{visible(plan.words)}' " if plan.words else ""
    return f"{who}{when}; {words}is read as {plan.low:.0%} to {plan.high:.0%}"


def counted(data: object) -> str:
    """Return what was counted, in one line."""
    if not isinstance(data, dict):
        return ""
    thinned = ", ".join(f"{number:,} {step}" for step, number in data["thinned"].items() if number)
    coder = data["coder"] or "an unnamed coder"
    whole = (
        f"{data['events of the pairs']:,} events ({data['level']}) of the pairs by {data['unit']}"
        f" from {data['first']} to {data['last']}, {coder} in {data['codebook']} codes,"
        f" of {data['rows read']:,} rows read"
    )
    left = f" (left out: {thinned})" if thinned else ""
    choices = f"; dedupe {data['dedupe']}, mirrors {data['mirrors']}"
    months = ", the data give months only" if data["months only"] else ""
    silent = (
        f", {data['silent periods']} of {data['periods']} periods silent" if data["silent periods"] else ""
    )
    return whole + left + choices + months + silent


def power_lines(found: Detectable) -> Iterator[str]:
    """Yield a power curve as tab-separated lines under their headings, then what follows from it."""
    from sayso.analyse.told import amount

    yield "effect\tpower\trecovered"
    for one in found.curve:
        cells = (amount(one.effect, found.plan.scale), f"{one.power:.2f}")
        yield "\t".join((*cells, amount(one.recovered, found.plan.scale)))


def power_summary(found: Detectable) -> str:
    """Return in one sentence what a series could show."""
    from sayso.analyse.told import amount

    each = [
        f"{way} {amount(effect, found.plan.scale)}" if effect is not None else f"{way} none of those tried"
        for way, effect in (("down", found.down), ("up", found.up))
    ]
    return (
        f"{' > '.join(found.pair)}: {found.events:,} events in {found.periods} {found.plan.unit}s"
        f" ({found.first} to {found.last}, {found.coder or 'unnamed coder'}, {found.codebook}), windows of"
        f" {found.windows.before} and {found.windows.after}, measure {found.plan.measure}."
        f" Seen with 80 % power: {', '.join(each)}."
    )


HEADINGS = ("rank", "who", "predictions", "scored", "coverage", "came", "Brier", "log", "skill", "note")


def score_rows(scores: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each score in the order of ``HEADINGS``; ranges as best to worst (middle)."""
    for one in scores:
        yield (
            str(one.rank or "-"),
            visible(one.who),
            str(one.predictions),
            str(one.scored),
            f"{one.coverage:.0%}",
            str(one.came),
            _range(one.brier),
            _range(one.log),
            _range(one.skill),
            "; ".join(_notes(one)),
        )


def _notes(one: Score) -> Iterator[str]:
    if one.unranked:
        yield f"not ranked: {one.unranked}"
    for why, number in sorted(one.left_out.items()):
        yield f"{number} {why}"
    if one.by_person:
        yield f"{one.by_person} resolved by a person"
    if one.scored and one.scored == one.came:
        yield "all that was scored came: what did not come was not looked up"
    if one.scored > one.based:
        yield f"{one.scored - one.based} held against the share of all that came, having no base rate"


def calibration_rows(scores: Sequence[Score]) -> Iterator[tuple[str, ...]]:
    """Yield who, how many, what was said on average, and what share came, for each part of the scale."""
    for one in scores:
        for part in one.calibration:
            said = f"{part.low:.0%}-{part.high:.0%}"
            yield visible(one.who), str(part.number), said, f"{part.came:.0%}"


def _range(bounds: Bounds) -> str:
    if math.isnan(bounds.middle):
        return "-"
    return f"{bounds.best:.3f} to {bounds.worst:.3f} ({bounds.middle:.3f})"
