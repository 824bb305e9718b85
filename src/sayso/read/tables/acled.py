"""ACLED events: the CSV of its export tool, of every edition since the sub-event types came.

Source: the ACLED codebook (acleddata.com/knowledge-base/codebook, 2024), table of columns. Actor 1 and
actor 2 tell no direction; they are read as source and target all the same, as others do.
"""

from __future__ import annotations

import re

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day

YEARS = re.compile(r"\s*\([0-9]{4}[^)]*\)\s*$")


def _row(line: int, cells: Cells, codes: ForeignCodes, _codebook: str) -> Row:
    number, day, kind, sub, first, first_kind, second, second_kind, country, source = cells
    return Row(
        line=line,
        id=number,
        day=iso_day(day),
        source=codes.named_party(YEARS.sub("", first), first_kind),
        target=codes.named_party(YEARS.sub("", second), second_kind),
        code=sub or kind,
        detail=kind,
        source_text=first,
        target_text=second,
        report="",
        story="",
        publisher=source,
        place=codes.country(country) if country else "",
    )


ACLED = Format(
    name="acled",
    what="ACLED events (its CSV export)",
    coder="ACLED",
    codebook="ACLED",
    columns=(
        *("event_id_cnty", "event_date", "event_type", "sub_event_type"),
        *("actor1", "inter1", "actor2", "inter2", "country", "source"),
    ),
    needed=frozenset(["event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "actor2"]),
    code="sub_event_type",
    row=_row,
)
