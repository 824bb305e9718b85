"""POLECAT events: forty columns, tab-separated. Of several actors or recipients in one row the first counts.

Source: the heading of the files at Harvard Dataverse 10.7910/DVN/AJGVIT, as programs that read them have it
(tkgl-polecat of the Temporal Graph Benchmark); "None" stands for nothing, and an event's id begins with
that of its story.
"""

from __future__ import annotations

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day

NOTHING = "None"


def _row(line: int, cells: Cells, codes: ForeignCodes, _codebook: str) -> Row:
    number, day, kind, mode, *parties, country, source, story = [
        "" if one == NOTHING else one for one in cells
    ]
    actor, recipient = parties[:3], parties[3:]
    return Row(
        line=line,
        id=number,
        day=iso_day(day),
        source=_party(actor, codes),
        target=_party(recipient, codes),
        code=kind.upper(),
        detail=mode,
        source_text=actor[0],
        target_text=recipient[0],
        report=story or number.partition("_")[0],
        story="",
        publisher=source,
        place=codes.country(_first(country)) if country else "",
    )


def _party(cells: list[str], codes: ForeignCodes) -> str:
    """Return the code of the first party of an event with these names, countries and sectors."""
    name, country, sector = map(_first, cells)
    return codes.party(name, sector, country)


def _first(listed: str) -> str:
    """Return the first of several values."""
    first = listed.partition(";")[0].partition("|")[0].strip()
    return "" if first == NOTHING else first


POLECAT = Format(
    name="polecat",
    what="POLECAT events (40 columns)",
    coder="POLECAT",
    codebook="PLOVER",
    columns=(
        *("event_id", "event_date", "event_type", "event_mode"),
        *("actor_name", "actor_country", "primary_actor_sector"),
        *("recipient_name", "recipient_country", "primary_recipient_sector"),
        *("country", "source", "story_id"),
    ),
    needed=frozenset(
        [
            "event_id",
            "event_date",
            "event_type",
            "event_mode",
            "actor_name",
            "actor_country",
            "recipient_name",
        ]
    ),
    code="event_type",
    row=_row,
)
