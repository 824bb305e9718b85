"""ICEWS events: twenty columns, as tab-separated text or as Parquet.

Source: the column list of the data at Harvard Dataverse 10.7910/DVN/28075, as the R package icews
(andybega/icews) reads it.
"""

from __future__ import annotations

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day


def _row(line: int, cells: Cells, codes: ForeignCodes, _codebook: str) -> Row:
    source, target, end = cells[2:5], cells[5:8], cells[8:]
    return Row(
        line=line,
        id=cells[0],
        day=iso_day(cells[1]),
        source=codes.party(*source),
        target=codes.party(*target),
        code=end[0],
        detail="",
        source_text=source[0],
        target_text=target[0],
        report=end[1],
        story="",
        publisher=end[2],
        place=codes.country(end[3]) if end[3] else "",
    )


ICEWS = Format(
    name="icews",
    what="ICEWS events (20 columns)",
    coder="ICEWS",
    codebook="CAMEO",
    columns=(
        "event_id",
        "event_date",
        *(f"source_{part}" for part in ("name", "sectors", "country")),
        *(f"target_{part}" for part in ("name", "sectors", "country")),
        "cameo_code",
        "story_id",
        "publisher",
        "country",
    ),
    needed=frozenset(["event_id", "event_date", "source_name", "target_name", "cameo_code", "story_id"]),
    code="cameo_code",
    row=_row,
)
