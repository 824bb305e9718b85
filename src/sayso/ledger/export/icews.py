"""ICEWS: its 20 columns, tab-separated under their names, and behind them what it has no place for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sayso.ledger.export.mentions import day_of
from sayso.ledger.export.plainly import Field, blank, number, of, party, publisher
from sayso.ledger.export.tabbed import write_mentions
from sayso.ledger.store import Ledger
from sayso.ontology.schemes import Schemes, load_schemes


def write(ledger: Ledger, path: Path) -> int:
    """Write the mentions of *ledger* that happened to *path*; return how many."""
    return write_mentions(ledger, path, columns(load_schemes()), every=False)


def write_all(ledger: Ledger, path: Path) -> int:
    """Write every mention of *ledger* to *path*, its status in ``sayso_status``; return how many."""
    return write_mentions(ledger, path, columns(load_schemes()), every=True)


def columns(scales: Schemes) -> tuple[Field, ...]:
    """Return the columns of ICEWS, in its order."""
    return (
        ("Event ID", lambda row: number(row["id"])),
        ("Event Date", day_of),
        *_party(scales, "Source", "actor"),
        ("Event Text", lambda row: scales.roots[row["cameo"]].name),
        ("CAMEO Code", lambda row: scales.roots[row["cameo"]].code),
        ("Intensity", lambda row: scales.roots[row["cameo"]].goldstein),
        *_party(scales, "Target", "recipient"),
        ("Story ID", lambda row: number(row["article"])),
        ("Sentence Number", of("sentence_number")),
        ("Publisher", lambda row: publisher(row["address"])),
        ("City", blank),
        ("District", blank),
        ("Province", blank),
        ("Country", lambda row: scales.icews.get(row["place_country"], "")),
        ("Latitude", blank),
        ("Longitude", blank),
    )


def _party(scales: Schemes, title: str, name: str) -> tuple[Field, ...]:
    def sectors(row: sqlite3.Row) -> str:
        return scales.sectors.get(party(row, name).sector, "")

    def country(row: sqlite3.Row) -> str:
        return scales.icews.get(party(row, name).country, "")

    return (
        (f"{title} Name", lambda row: party(row, name).text),
        (f"{title} Sectors", sectors),
        (f"{title} Country", country),
    )
