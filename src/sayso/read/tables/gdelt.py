"""GDELT events: 2.0 with 61 columns, 1.0 with 58 or 57; tab-separated, named .CSV, without a heading.

Source: The GDELT Event Database Data Format Codebook 2.0 (19 February 2015) and that of 1.0; checked
against the headers that linwoodc3/gdelt2HeaderRows and zacharyst.com publish.
"""

from __future__ import annotations

import re

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day

DAY = re.compile(r"[0-9]{8}")
TRAITS = (
    *("code", "name", "countrycode", "knowngroupcode", "ethniccode", "religion1code", "religion2code"),
    *("type1code", "type2code", "type3code"),
)
TELLING = (
    *("isrootevent", "eventcode", "eventbasecode", "eventrootcode", "quadclass", "goldsteinscale"),
    *("nummentions", "numsources", "numarticles", "avgtone"),
)
PLACE = ("type", "fullname", "countrycode", "adm1code", "adm2code", "lat", "long", "featureid")


def _columns(places: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the columns, those of the three places being *places*."""
    actors = (f"actor{number}{trait}" for number in (1, 2) for trait in TRAITS)
    where = (f"{whose}geo_{part}" for whose in ("actor1", "actor2", "action") for part in places)
    days = ("globaleventid", "sqldate", "monthyear", "year", "fractiondate")
    return (*days, *actors, *TELLING, *where, "dateadded", "sourceurl")


SECOND = _columns(PLACE)
FIRST = _columns(tuple(part for part in PLACE if part != "adm2code"))
LAYOUTS = {len(SECOND): SECOND, len(FIRST): FIRST, len(FIRST) - 1: FIRST[:-1]}


def _row(line: int, cells: Cells, codes: ForeignCodes, _codebook: str) -> Row:
    number, day, *actors, code, place, address = cells
    return Row(
        line=line,
        id=number,
        day=iso_day(day),
        source=codes.cameo(actors[0]),
        target=codes.cameo(actors[2]),
        code=code,
        detail="",
        source_text=actors[1] or actors[0],
        target_text=actors[3] or actors[2],
        report=address,
        story="",
        publisher=address.split("/")[2] if address.count("/") > 2 else "",
        place=codes.fips(place),
    )


def _heading(first: Cells) -> tuple[str, ...] | None:
    """Return the columns of a file without a heading, where *first* is a line of such a file."""
    is_event = len(first) > 1 and first[0].isdigit() and DAY.fullmatch(first[1])
    return LAYOUTS.get(len(first)) if is_event else None


GDELT = Format(
    name="gdelt",
    what="GDELT events, 2.0 (61 columns) or 1.0 (58 or 57)",
    coder="GDELT",
    codebook="CAMEO",
    columns=(
        *("globaleventid", "sqldate", "actor1code", "actor1name", "actor2code", "actor2name"),
        *("eventcode", "actiongeo_countrycode", "sourceurl"),
    ),
    needed=frozenset(["globaleventid", "sqldate", "actor1code", "actor2code", "eventcode"]),
    code="eventcode",
    row=_row,
    heading=_heading,
)
