"""GDELT 2.0: tables of events (61 columns) and mentions (16), tab-separated, without headings as theirs.

An event of GDELT gathers mentions, so it is a story here; of its mentions only those that happened count.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.export.delimited import write_tabs
from sayso.ledger.export.mentions import day_of, mentions, month_of
from sayso.ledger.export.plainly import number, party, publisher
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.ontology.schemes import Schemes, load_schemes

WEB, CITATION = 1, 2
COUNTRY_LEVEL, NOWHERE = 1, 0
TEXTS = "SELECT sha256, text FROM articles"  # SQLite's own length() ends at a NUL
NO_PLACE = (NOWHERE, *[None] * 7)


class Gathered(NamedTuple):
    """A story: its number, its mentions that happened, in how many reports; the length of each article."""

    number: int
    rows: tuple[sqlite3.Row, ...]
    reports: int
    lengths: Mapping[str, int]

    @property
    def added(self) -> str:
        """Return when the first of its mentions was coded."""
        return min(_added(row) for row in self.rows)


@settled
def write(ledger: Ledger, folder: Path) -> int:
    """Write ``sayso.export.CSV`` and ``sayso.mentions.CSV`` into the new *folder*; return their rows."""
    folder.mkdir()
    scales, found = load_schemes(), list(gather(ledger))
    events = (event_values(scales, one) for one in found)
    count = write_tabs(folder / "sayso.export.CSV", (), events)
    told = (mention_values(one, row) for one in found for row in one.rows)
    return count + write_tabs(folder / "sayso.mentions.CSV", (), told)


def gather(ledger: Ledger) -> Iterator[Gathered]:
    """Yield the stories of *ledger* of which a mention happened, the earliest first."""
    lengths = {row["sha256"]: len(row["text"]) for row in ledger.read(TEXTS)}
    found = {(row["article"], row["id"]): row for row in mentions(ledger, every=False)}
    for story in stories(ledger, {}):
        told = [one for one in story.mentions if (one.article, one.id) in found]
        if told:
            rows = tuple(found[one.article, one.id] for one in told)
            yield Gathered(number(story.id), rows, len({one.report for one in told}), lengths)


def event_values(scales: Schemes, story: Gathered) -> list[object]:
    """Return the 61 values of a story, as its mention has them that tells most of the parties."""
    row = max(story.rows, key=lambda one: len(one["actor_code"] or "") + len(one["recipient_code"] or ""))
    root = scales.roots[row["cameo"]]
    placed = next((one for one in story.rows if one["place_text"]), row)
    return [
        story.number,
        *_days(row),
        *_actor(scales, row, "actor"),
        *_actor(scales, row, "recipient"),
        int(any(one["leading"] for one in story.rows)),
        root.code,
        root.code,
        row["cameo"],
        root.quad,
        root.goldstein,
        len(story.rows),
        story.reports,
        len({one["article"] for one in story.rows}),
        None,  # AvgTone
        *NO_PLACE,  # the place of an event is no place of its parties
        *NO_PLACE,
        *_place(scales, placed),
        story.added,
        row["address"],
    ]


def mention_values(story: Gathered, row: sqlite3.Row) -> list[object]:
    """Return the 16 values of a mention; the last, which GDELT keeps free, has as JSON what it cannot say."""
    web = row["address"].startswith(("http://", "https://"))
    return [
        story.number,
        story.added,
        _added(row),
        WEB if web else CITATION,
        publisher(row["address"]),
        row["address"],
        row["sentence_number"],
        _offset(row["actor_start"]),
        _offset(row["recipient_start"]),
        _offset(row["trigger_start"]),
        1,  # InRawText: nothing was rewritten before it was found
        round(row["probability"] * 100),
        story.lengths[row["article"]],
        None,  # MentionDocTone
        None,  # MentionDocTranslationInfo
        _extras(row),
    ]


def _extras(row: sqlite3.Row) -> str:
    names = (
        "id",
        "article",
        "type",
        "mode",
        "status",
        "certainty",
        "said_by_text",
        "said_by_code",
        "trigger",
        "sentence",
    )
    return json.dumps({"sayso": {name: row[name] for name in names}}, ensure_ascii=True)


def _days(row: sqlite3.Row) -> Sequence[object]:
    """Return Day, MonthYear, Year and FractionDate, each as far as it is known."""
    day, month = day_of(row), month_of(row)
    start, end = row["date_start"] or row["published"], row["date_end"] or row["published"]
    year = start[:4] if start and start[:4] == end[:4] else None
    fraction = None
    if day:
        passed = ((int(day[5:7]) - 1) * 30 + int(day[8:])) / 365
        fraction = f"{int(day[:4]) + passed:.4f}"
    return [day and day.replace("-", ""), month and month.replace("-", ""), year, fraction]


def _actor(scales: Schemes, row: sqlite3.Row, name: str) -> Sequence[object]:
    """Return code, name, country, known group, ethnic, two religions and three types of a party."""
    who = party(row, name)
    country = scales.cameo.get(who.country, "")
    kind = scales.agents.get(who.role, "") if who.role else who.sector
    return [country + kind, who.text, country, "", "", "", "", kind, "", ""]


def _place(scales: Schemes, row: sqlite3.Row) -> Sequence[object]:
    fips = scales.fips.get(row["place_country"], "")
    return [COUNTRY_LEVEL if fips else NOWHERE, row["place_text"], fips, fips, None, None, None, fips or None]


def _offset(start: int | None) -> int:
    return -1 if start is None else start


def _added(row: sqlite3.Row) -> str:
    """Return when the run of a mention began, as YYYYMMDDHHMMSS."""
    return "".join(one for one in row["started"][:19] if one.isdigit())
