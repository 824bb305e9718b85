"""Files of tab-separated columns, a line a mention, as ICEWS and POLECAT have them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.ledger.export.delimited import write_tabs
from sayso.ledger.export.mentions import mentions
from sayso.ledger.export.plainly import BESIDES, Field
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger


@settled
def write_mentions(ledger: Ledger, path: Path, columns: Sequence[Field], every: bool) -> int:
    """Write *columns*, and behind them what they cannot say, of the mentions that happened or of *every* one.

    Returns how many there were.
    """
    fields = (*columns, *BESIDES)
    rows = ([value(row) for _, value in fields] for row in mentions(ledger, every))
    return write_tabs(path, [name for name, _ in fields], rows)
