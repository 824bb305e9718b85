"""Columns like those of UCDP's Georeferenced Event Dataset, for the killing that a ledger tells of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sayso.ledger.export.cells import cell
from sayso.ledger.export.delimited import write_commas
from sayso.ledger.export.mentions import WIDE, day_of
from sayso.ledger.export.plainly import BESIDES, Field, Value, Who, blank, number, of, party, publisher
from sayso.ledger.export.queries import ORDER, review
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger
from sayso.ontology.schemes import Schemes, load_schemes

KILLED = """
    FROM magnitudes
    WHERE magnitudes.coding = row.coding AND magnitudes.row = row.id AND magnitudes.kind = 'killed'
"""
BOUND = "(SELECT CASE WHEN count({bound}) = count(*) THEN sum({bound}) END {killed}) AS {bound}"
BOUNDS = ", ".join(BOUND.format(bound=bound, killed=KILLED) for bound in ("best", "low", "high"))
DEADLY = WIDE.replace("SELECT row.id,", f"SELECT {BOUNDS}, row.id,")
COUNTED = f"WHERE row.type = 'ASSAULT' AND EXISTS (SELECT 1 {KILLED})"
LEFT_OUT = f"""
    SELECT deadly, status, count(*) AS times FROM (
        SELECT row.status, row.type = 'ASSAULT' AND EXISTS (SELECT 1 {KILLED}) AS deadly
        FROM events AS row CROSS JOIN current ON current.number = row.coding
    )
    WHERE NOT (deadly AND status = 'happened') GROUP BY deadly, status ORDER BY deadly, status
"""
COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id "
    "side_b_new_id side_b number_of_sources source_article source_office source_date source_headline "
    "source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude "
    "geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a "
    "deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob"
).split()
COUNTRY_KNOWN = 6  # UCDP: only the country is known
NO_KILLING = "of other deeds, or without a number of killed"
STATE = frozenset(["GOV", "MIL", "COP", "SPY"])
GROUP = frozenset(["REB", "CRM", "OPP", "PTY"])


def write(ledger: Ledger, path: Path) -> int:
    """Write the mentions of killing in *ledger* that happened to *path*; return how many."""
    return _write(ledger, path, "AND row.status = 'happened'")


def write_all(ledger: Ledger, path: Path) -> int:
    """Write every mention of killing to *path*, its status in ``sayso_status``; return how many."""
    return _write(ledger, path, "")


@settled
def _write(ledger: Ledger, path: Path, which: str) -> int:
    fields = (*columns(load_schemes()), *BESIDES)
    columns_of_review, joined = review(ledger)
    wide = DEADLY.format(review=columns_of_review, standing=joined)
    rows = ledger.read(f"{wide} {COUNTED} {which} {ORDER}")
    return write_commas(path, [name for name, _ in fields], _values(fields, rows))


def _values(fields: Sequence[Field], rows: Iterator[sqlite3.Row]) -> Iterator[list[object]]:
    for row in rows:
        values = (value(row) for _, value in fields)
        yield [cell(one) if isinstance(one, str) and one else one for one in values]


@settled
def left_out(ledger: Ledger) -> Mapping[str, int]:
    """Return how many mentions have no place here: of killing by status, of other deeds in one number."""
    found: dict[str, int] = {}
    for row in ledger.read(LEFT_OUT):
        reason = row["status"].replace("_", " ") if row["deadly"] else NO_KILLING
        found[reason] = found.get(reason, 0) + row["times"]
    return found


def columns(scales: Schemes) -> tuple[Field, ...]:
    """Return the columns of UCDP GED 23.1, in its order. docs/formats/ucdp.md says which sayso can fill."""
    known = {**_sides_and_source(), **_when_and_where(scales), **_deaths()}
    return tuple((name, known.get(name, blank)) for name in COLUMNS)


def _sides_and_source() -> Mapping[str, Value]:
    return {
        "id": lambda row: number(row["id"]),
        "type_of_violence": type_of_violence,
        "dyad_name": _dyad,
        "side_a": lambda row: party(row, "actor").text,
        "side_b": lambda row: party(row, "recipient").text,
        "number_of_sources": lambda _: 1,
        "source_article": of("doc_id"),
        "source_office": lambda row: publisher(row["address"]),
        "source_date": of("published"),
        "source_headline": of("title"),
        "source_original": of("said_by_text"),
    }


def _when_and_where(scales: Schemes) -> Mapping[str, Value]:
    def country(row: sqlite3.Row) -> str:
        return scales.names.get(row["place_country"], "")

    return {
        "year": lambda row: (_days(row)[0] or "")[:4],
        "date_prec": date_prec,
        "date_start": lambda row: _days(row)[0],
        "date_end": lambda row: _days(row)[1],
        "where_prec": lambda row: COUNTRY_KNOWN if country(row) else None,
        "where_description": of("place_text"),
        "country": country,
    }


def _deaths() -> Mapping[str, Value]:
    return {
        "deaths_civilians": lambda row: _whole(row["best"]) if _civil(row) else None,
        "deaths_unknown": lambda row: None if _civil(row) else _whole(row["best"]),
        "best": lambda row: _whole(row["best"]),
        "high": lambda row: _whole(row["high"]),
        "low": lambda row: _whole(row["low"]),
    }


def type_of_violence(row: sqlite3.Row) -> int | None:
    """Return 1 (a state is a side), 2 (groups fight each other) or 3 (civilians are killed).

    None where the roles do not tell.
    """
    sides = party(row, "actor"), party(row, "recipient")
    if _civil(row):
        return 3
    if not all(_is_state(one) or one.role in GROUP for one in sides):
        return None
    return 1 if any(map(_is_state, sides)) else 2


def date_prec(row: sqlite3.Row) -> int | None:
    """Return UCDP's precision of the days told: 1 a day, 2 up to six, 3 a week, 4 a month, 5 more.

    None where none are told.
    """
    if row["date_start"] is None:
        return None
    days = (date.fromisoformat(row["date_end"]) - date.fromisoformat(row["date_start"])).days + 1
    return next((level for most, level in ((1, 1), (6, 2), (7, 3), (31, 4)) if days <= most), 5)


def _days(row: sqlite3.Row) -> tuple[str | None, str | None]:
    if row["date_start"] is not None:
        return row["date_start"], row["date_end"]
    return day_of(row), day_of(row)


def _is_state(side: Who) -> bool:
    return side.role in STATE or bool(side.country and not side.role)


def _civil(row: sqlite3.Row) -> bool:
    return party(row, "recipient").role in ("CVL", "REF", "MED", "LAB", "REL", "EDU", "NGO")


def _dyad(row: sqlite3.Row) -> str:
    return " - ".join(filter(None, (party(row, "actor").text, party(row, "recipient").text)))


def _whole(count: float | None) -> int | None:
    return None if count is None else round(count)
