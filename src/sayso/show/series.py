"""Series as people and programs read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from sayso.show.data import put_json
from sayso.show.listing import show_listing
from sayso.show.terminal import put_line, put_text, tell

if TYPE_CHECKING:
    from sayso.analyse.panel import Panel

SHOWN = ("source", "target", "period", "n", "share", "others", "mentions", "reports", "stories")
LISTED = 100  # pairs in a list for people


def put_panel(panel: Panel, measure: str, by_period: bool, output: Mapping[str, object]) -> None:
    """Print *panel*, by period or in totals, as the command line's *output* asks."""
    from sayso.analyse.told_panel import rows, totals

    found = rows(panel) if by_period else totals(panel)
    if output["as_json"]:
        for one in found:
            put_json({**one, "version": _version()})
    elif output["as_csv"]:
        put_csv({**one, "version": _version()} for one in found)
    else:
        _table(panel, measure, by_period, found)


def _table(panel: Panel, measure: str, by_period: bool, found: Iterable[Mapping[str, object]]) -> None:
    for line in heading(panel, measure):
        put_line(line)
    put_line("")
    if not by_period:
        show_listing(islice(found, LISTED))
        if len(panel.sources) > LISTED:
            tell(f"The first {LISTED} of {len(panel.sources):,} pairs; all with --csv or --json.")
        return
    columns = list(SHOWN)
    if measure not in ("count", "share"):
        columns.insert(4, measure)
    show_listing({name: one[name] for name in columns} for one in found)


def heading(panel: Panel, measure: str) -> list[str]:
    """Return what stands above a table: measure, scale, data, silent periods, safeguards turned off."""
    from sayso.analyse.told_panel import departures, told_data, told_silence

    off = departures(panel.asked)
    lines = [
        f"{measure} of {_kinds(panel)} by {panel.unit}; scale {panel.scale or 'none'}; {_version()}",
        told_data(panel),
        told_silence(panel),
        f"Not as by default: {'; '.join(off)}." if off else "",
    ]
    return [line for line in lines if line]


def _kinds(panel: Panel) -> str:
    return f"events of {', '.join(panel.asked.types)}" if panel.asked.types else "all events"


def put_csv(found: Iterable[Mapping[str, object]]) -> None:
    """Print *found*, which share their keys, as CSV; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = None
    for one in found:
        if writer is None:
            writer = csv.DictWriter(text, list(one), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: "" if value is None else value for key, value in one.items()})
    put_text(text.getvalue())


def _version() -> str:
    from sayso.run.counting import program

    return program()
