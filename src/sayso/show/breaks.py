"""Breaks of series, as people and programs read them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.show.data import put_json
from sayso.show.series import heading
from sayso.show.terminal import put_line

if TYPE_CHECKING:
    from sayso.analyse.breaks import Break
    from sayso.analyse.levels import Levels
    from sayso.analyse.panel import Panel


def put_breaks(panel: Panel, found: Sequence[Levels], as_json: bool) -> None:
    """Print the breaks of each series of *panel*, or why none could be looked for."""
    if as_json:
        for one in found:
            put_json(_object(panel, one))
        return
    for line in heading(panel, found[0].measure if found else "share"):
        put_line(line)
    for one in found:
        put_line("")
        for line in _lines(panel, one):
            put_line(line)


def _lines(panel: Panel, one: Levels) -> Iterator[str]:
    name = f"{one.pair[0]} {'>' if panel.asked.directed else 'and'} {one.pair[1]} ({one.events:g} events)"
    if one.breaks is None:
        yield f"{name}: none can be looked for, {one.reason}"
        return
    spells = f"neighbouring {panel.unit}s correlate {one.breaks.dependence:.2f}"
    if not one.breaks.found:
        yield f"{name}: no break; {spells}"
        return
    yield f"{name}: {len(one.breaks.found)} of {one.breaks.periods} {panel.unit}s; {spells}"
    labels = panel.labels
    for each in one.breaks.found:
        low, high = labels[each.low], labels[each.high]
        yield (
            f"  {labels[each.at]} (95 %: {low} to {high}): {_change(one, each)};"
            f" seen again in {each.again:.0%} of resampled series"
        )


def _change(one: Levels, each: Break) -> str:
    if one.log:
        return f"times {math.exp(each.after - each.before):.2f}"
    return f"{each.before:.2f} to {each.after:.2f}"


def _object(panel: Panel, one: Levels) -> Mapping[str, object]:
    from sayso.analyse.told_panel import departures
    from sayso.run.counting import program

    labels = panel.labels
    found = one.breaks.found if one.breaks else ()
    return {
        "source": one.pair[0],
        "target": one.pair[1],
        "measure": one.measure,
        "log": one.log,
        "n": one.events,
        "unit": panel.unit,
        "reason": one.reason or None,
        "dependence": one.breaks.dependence if one.breaks else None,
        "breaks": [
            {**each._asdict(), "at": labels[each.at], "low": labels[each.low], "high": labels[each.high]}
            for each in found
        ],
        "coder": panel.coder,
        "codebook": panel.codebook,
        "scale": panel.scale or None,
        "level": panel.asked.level,
        "off": departures(panel.asked),
        "version": program(),
    }
