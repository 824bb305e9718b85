"""Tables of events written by hand, and simulated ones."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sayso.table import EventTable

Row = tuple[str, str, str, str]


def table(rows: Iterable[Row | tuple[str, ...]], codebook: str = "CAMEO", coder: str = "hand") -> EventTable:
    """Return the events *rows*: day (empty: unknown), source, target, code, and perhaps report and story."""
    filled = [(*row, "", "")[:6] for row in rows]
    columns = [np.array([row[place] for row in filled], dtype=np.str_) for place in range(6)]
    days = np.array([row[0] or "NaT" for row in filled], dtype="datetime64[D]")
    return EventTable(coder, codebook, days, *columns[1:])
