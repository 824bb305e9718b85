"""Events of one coder, column by column: what files of event data are read into, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events, one entry of each column an event, in the order in which they were found.

    ``coder`` is who coded them (``sayso``, ``ICEWS``) and ``codebook`` what
    ``codes`` are taken from (``PLOVER``, ``CAMEO``, ``WEIS``). ``days`` are
    ``datetime64[D]``, NaT where unknown; all other columns are strings, empty
    where unknown. ``sources`` and ``targets`` begin with a country (ISO 3166
    alpha-3, or IGO, NGO, MNC, INT, UNK) with a role after it where one is known:
    ``KEN GOV``. ``reports`` and ``stories`` name the report and the story that
    an event was found in.
    """

    coder: str
    codebook: str
    days: NDArray[np.datetime64]
    sources: NDArray[np.str_]
    targets: NDArray[np.str_]
    codes: NDArray[np.str_]
    reports: NDArray[np.str_]
    stories: NDArray[np.str_]
