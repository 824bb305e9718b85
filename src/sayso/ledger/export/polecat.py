"""POLECAT: its 40 columns, tab-separated under their names, and behind them what it has no place for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.ledger.export.codings import QUADS
from sayso.ledger.export.mentions import day_of
from sayso.ledger.export.plainly import Field, blank, of, party, publisher
from sayso.ledger.export.tabbed import write_mentions
from sayso.ledger.store import Ledger
from sayso.ontology.schemes import Schemes, load_schemes

PLACE = ("Placename", "City", "District", "Province")
SPOT = ("Latitude", "Longitude", "GeoNames ID")
STORY = ("Story People", "Story Organizations", "Story Locations")


def write(ledger: Ledger, path: Path) -> int:
    """Write the mentions of *ledger* that happened to *path*; return how many."""
    return write_mentions(ledger, path, columns(load_schemes()), every=False)


def write_all(ledger: Ledger, path: Path) -> int:
    """Write every mention of *ledger* to *path*, its status in ``sayso_status``; return how many."""
    return write_mentions(ledger, path, columns(load_schemes()), every=True)


def columns(scales: Schemes) -> tuple[Field, ...]:
    """Return the columns of POLECAT, in its order."""

    def quad(row: sqlite3.Row) -> str:
        return QUADS[str(scales.kinds[row["type"]].quad)].upper()

    def country(row: sqlite3.Row) -> str:
        return row["place_country"] if row["place_country"] in scales.names else ""

    return (
        ("Event ID", of("id")),
        ("Event Date", day_of),
        ("Event Type", of("type")),
        ("Event Mode", of("mode")),
        ("Intensity", lambda row: scales.kinds[row["type"]].scale),
        ("Quad Code", quad),
        ("Contexts", of("contexts")),
        *_party("Actor", "actor"),
        *_party("Recipient", "recipient"),
        *((name, blank) for name in PLACE),
        ("Country", country),
        *((name, blank) for name in SPOT),
        ("Raw Placename", of("place_text")),
        ("Feature Type", blank),
        ("Source", lambda row: publisher(row["address"])),
        ("Publication Date", lambda row: row["published"] if row["precision"] == "day" else None),
        *((name, blank) for name in STORY),
        ("Language", lambda _: "English"),
        ("Version", of("run_id")),
    )


def _party(title: str, name: str) -> tuple[Field, ...]:
    def sector(row: sqlite3.Row) -> str:
        return party(row, name).sector

    return (
        (f"{title} Name", blank),
        (f"{title} Country", lambda row: party(row, name).country),
        (f"{title} COW", blank),
        (f"Primary {title} Sector", sector),
        (f"{title} Sectors", sector),
        (f"{title} Title", blank),
        (f"{title} Name Raw", lambda row: party(row, name).text),
        (f"Wikipedia {title} ID", blank),
    )
