"""A panel in words and rows: what it was counted from, and which safeguards were turned off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import numpy as np

from sayso.analyse.asked import Asked
from sayso.analyse.panel import Panel
from sayso.analyse.periods import starts

STEPS = {
    "undated": "without a day",
    "outside": "outside the days asked for",
    "unplaced": "without a known party",
    "domestic": "within one country",
    "international": "between countries",
    "mirrors": "mirrored and dropped",
    "repeats": "repeating an act",
}


def told_data(panel: Panel) -> str:
    """Return what *panel* was counted from: coder, codebook, scale, level, days, rows."""
    covered = panel.coverage
    scale = panel.scale or "no scale"
    taken = [f"{number:,} {STEPS[step]}" for step, number in panel.thinned.items() if number]
    rows = f"{panel.read:,} rows read" + (f", of which {', '.join(taken)}" if taken else "")
    return (
        f"{panel.coder or 'unnamed coder'} ({panel.codebook}; {scale}), {panel.asked.level} by {panel.unit},"
        f" {covered.first_day} to {covered.last_day}; {rows}"
    )


def told_silence(panel: Panel) -> str:
    """Return in which periods nothing at all was recorded, empty where there are none."""
    silent = panel.coverage.silent
    if not silent:
        return ""
    shown = ", ".join(silent[:6]) + (f" and {len(silent) - 6} more" if len(silent) > 6 else "")
    return f"Nothing at all was recorded in {shown}: zeros there may mean that nobody looked."


def departures(asked: Asked) -> list[str]:
    """Return which safeguards *asked* turns off."""
    off = []
    if asked.dedupe == "none":
        off.append("repeats of one act on one day all count")
    if asked.domestic != "drop":
        off.append("events within one country count" + (" alone" if asked.domestic == "only" else ""))
    if asked.mirrors != "keep":
        how = {"split": "count half", "drop": "are left out"}[asked.mirrors]
        off.append(f"mirrored events {how}")
    return off


def rows(panel: Panel) -> Iterator[Mapping[str, object]]:
    """Yield each period of each pair: every measure, its denominator, and what it was counted from."""
    share, tone = panel.values("share"), panel.values("tone")
    scale = panel.scale or None
    known = {"coder": panel.coder, "codebook": panel.codebook, "scale": scale, "level": panel.asked.level}
    known["off"] = "; ".join(departures(panel.asked)) or None
    for pair in range(len(panel.sources)):
        for period, (name, day) in enumerate(zip(panel.labels, panel.days.tolist(), strict=True)):
            at = (pair, period)
            yield {
                "source": str(panel.sources[pair]),
                "target": str(panel.targets[pair]),
                "period": name,
                "start": day.isoformat(),
                "n": plain(panel.counts[at]),
                "share": plain(share[at]),
                "tone": plain(tone[at]),
                "net": plain(panel.weights[at]) if panel.scale else None,
                "others": plain(panel.others[at]),
                "mentions": plain(panel.mentions[at]),
                "reports": named(panel.reports[at]),
                "stories": named(panel.stories[at]),
                "whole": is_whole(panel, period),
                **known,
            }


def totals(panel: Panel) -> Iterator[Mapping[str, object]]:
    """Yield each pair of a panel by year, the busiest first: its events, and how many years had any."""
    counts = panel.counts.sum(axis=1)
    for pair in np.argsort(-counts, kind="stable"):
        others, scaled = panel.others[pair].sum(), panel.scaled[pair].sum()
        yield {
            "source": str(panel.sources[pair]),
            "target": str(panel.targets[pair]),
            "n": plain(counts[pair]),
            "share": plain(counts[pair] / others if others else np.nan),
            "tone": plain(panel.weights[pair].sum() / scaled if scaled else np.nan),
            "others": plain(others),
            "mentions": plain(panel.mentions[pair].sum()),
            "years_active": int((panel.counts[pair] > 0).sum()),
            "years": panel.periods,
            "scale": panel.scale or None,
            "off": "; ".join(departures(panel.asked)) or None,
        }


def is_whole(panel: Panel, period: int) -> bool:
    """Return whether the coder's days span the whole of *period*, counted from the first."""
    first, after = starts(panel.first + np.array([period, period + 1]), panel.unit).tolist()
    since = max(panel.coverage.first_day, panel.asked.since or panel.coverage.first_day)
    until = min(panel.coverage.last_day, panel.asked.until or panel.coverage.last_day)
    return bool(first >= since and after - timedelta(days=1) <= until)


def plain(number: float) -> float | int | None:
    """Return *number* without a needless point, rounded to six digits; None where it is not known."""
    value = float(number)
    if np.isnan(value):
        return None
    return int(value) if value.is_integer() else round(value, 6)


def named(number: int) -> int | None:
    """Return how many reports or stories there are, None where the coder names none."""
    return int(number) if number >= 0 else None
