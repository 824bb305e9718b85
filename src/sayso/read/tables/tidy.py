"""Tables of any columns, with those named that are used: the format for what no other fits."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.ontology.foreign import ForeignCodes
from sayso.read.tables.row import Cells, Format, Row, iso_day, plain_column

FIELDS = (
    *("day", "source", "target", "code", "id", "detail", "report", "story", "publisher", "place"),
    *("source_country", "source_role", "target_country", "target_role"),
)
NEEDED = ("day", "code")
OWN = Format(
    name="tidy",
    what="any table with the columns day, source, target and code, or those that --columns names",
    coder="",
    codebook="",
    columns=FIELDS,
    needed=frozenset(["day", "source", "target", "code"]),
    code="code",
    row=lambda line, cells, codes, _codebook: _row(line, cells, codes),
)


def tidy(columns: Mapping[str, str]) -> Format:
    """Return the format whose fields stand in *columns*. Raises ValueError, with what is wrong with them."""
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise ValueError(f"there is no field {unknown[0]!r}; there are {', '.join(FIELDS)}")
    named = {field: plain_column(columns.get(field, "")) for field in FIELDS}
    missing = [field for field in NEEDED if not named[field]]
    if missing:
        raise ValueError(f"no column is named for {missing[0]}")
    needed = frozenset(filter(None, named.values()))
    return OWN._replace(columns=tuple(named.values()), needed=needed, code=named["code"])


def _row(line: int, cells: Cells, codes: ForeignCodes) -> Row:
    held = dict(zip(FIELDS, cells, strict=True))
    return Row(
        line=line,
        id=held["id"],
        day=iso_day(held["day"]),
        source=_party(held, "source", codes),
        target=_party(held, "target", codes),
        code=held["code"],
        detail=held["detail"],
        source_text=held["source"] or held["source_country"],
        target_text=held["target"] or held["target_country"],
        report=held["report"],
        story=held["story"],
        publisher=held["publisher"],
        place=codes.country(held["place"]) if held["place"] else "",
    )


def _party(held: Mapping[str, str], side: str, codes: ForeignCodes) -> str:
    """Return the code of a party: it is one of ours or of CAMEO, or the name of a country, with its role."""
    name, country, role = held[side], held[f"{side}_country"], held[f"{side}_role"]
    if country or role:
        return codes.party(name, role, country)
    return codes.written(name)
