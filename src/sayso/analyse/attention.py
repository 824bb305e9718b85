"""What the press looked at: a series freed of what moved with the volume of reports on third parties."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.analyse.panel import Panel

Real = NDArray[np.float64]
LEAST = 1.0  # events of third parties a period, on average, that are needed to see attention in them


def third_parties(panel: Panel, here: int, there: int) -> Real:
    """Return the events (periods,) that neither of the rows *here* and *there* of *panel* counts.

    They are of any code, between any two parties but these two; what is left of them shows how much was
    reported.
    """
    own = panel.counts[here] + panel.counts[there]
    volume: Real = panel.recorded - own
    return np.maximum(volume, 0.0)


def net_of_attention(series: Real, volume: Real) -> Real | None:
    """Return what the volume of third parties does not explain of *series*, both (periods,).

    Sums of events grow with attention, and so does their variance: the regression is weighted by the
    reciprocal of the volume, and the residuals are returned in those weights, so that no period counts more
    for having been looked at more. None where third parties have too few events to tell.
    """
    if volume.mean() < LEAST:
        return None
    weight = 1 / np.sqrt(volume + 1)
    design = np.column_stack([weight, weight * volume])
    fitted = design @ np.linalg.lstsq(design, weight * series, rcond=None)[0]
    left: Real = weight * series - fitted
    return left
