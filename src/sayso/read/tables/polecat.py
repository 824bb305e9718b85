"""POLECAT events: forty columns, tab-separated. Of several actors or recipients in one row the first counts.

Source: the heading of the files at Harvard Dataverse 10.7910/DVN/AJGVIT, as programs that read them have it
(tkgl-polecat of the Temporal Graph Benchmark); "None" stands for nothing, and an event's id begins with
that of its story. A few files name more columns (a headline) in their first line than their rows have, which
are the forty in their order: https://andybeger.com/blog/2024-05-21-polecat-event-data.
"""

from __future__ import annotations

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day

NOTHING = "None"
SIDE = (
    *("{0}_name", "{0}_country", "{0}_cow", "primary_{0}_sector"),
    *("{0}_sectors", "{0}_title", "{0}_name_raw", "wikipedia_{0}_id"),
)
ORDER = (
    *("event_id", "event_date", "event_type", "event_mode", "intensity", "quad_code", "contexts"),
    *(column.format(side) for side in ("actor", "recipient") for column in SIDE),
    *("placename", "city", "district", "province", "country", "latitude", "longitude", "geonames_id"),
    *("raw_placename", "feature_type", "source", "publication_date"),
    *("story_people", "story_organizations", "story_locations", "language", "version"),
)


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
    order=ORDER,
)
