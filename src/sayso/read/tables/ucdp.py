"""UCDP GED: the Georeferenced Event Dataset as CSV. The day is the first on which an event may have happened.

Source: the UCDP GED codebook (ucdp.uu.se/downloads), whose list of columns the R package ucdp (mcgirjau/ucdp)
repeats.
"""

from __future__ import annotations

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day


def _row(line: int, cells: Cells, codes: ForeignCodes, _codebook: str) -> Row:
    number, kind, conflict, first, second, day, country = cells
    return Row(
        line=line,
        id=number,
        day=iso_day(day),
        source=codes.named_party(first, ""),
        target=codes.named_party(second, ""),
        code=kind,
        detail=conflict,
        source_text=first,
        target_text=second,
        report="",
        story="",
        publisher="",
        place=codes.country(country) if country else "",
    )


UCDP = Format(
    name="ucdp",
    what="UCDP GED events (CSV)",
    coder="UCDP",
    codebook="UCDP",
    columns=("id", "type_of_violence", "conflict_name", "side_a", "side_b", "date_start", "country"),
    needed=frozenset(["id", "type_of_violence", "side_a", "side_b", "date_start"]),
    code="type_of_violence",
    row=_row,
)
