"""Targets that may be places: assaults whose target is a country and nobody in it.

A strike on militants is coded as one on the country that they are in. Nothing in such a row tells which.
"""

from __future__ import annotations

import numpy as np

from sayso.analyse.asked import Asked
from sayso.analyse.counted import rows_of
from sayso.table import EventTable

ASSAULT = {"CAMEO": ("18", "19", "20"), "WEIS": ("22",), "PLOVER": ("ASSAULT",)}


def bare_assaults(
    table: EventTable, asked: Asked, span: tuple[np.datetime64, np.datetime64]
) -> tuple[int, int]:
    """Return how many rows within *span* are assaults on a country and nobody in it, of how many.

    Rows are those that *asked* counts; the last day of *span* is left out.
    """
    rows = rows_of(table, asked, *span)
    kinds = ASSAULT.get(table.codebook, ())
    bare = [
        str(table.codes[row]).startswith(kinds) and " " not in str(table.targets[row])
        for row in rows.tolist()
        if kinds
    ]
    return sum(bare), len(rows)
