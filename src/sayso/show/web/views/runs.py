"""Runs, problems and sources: what was read, what failed, and what to do about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from sayso.ledger.query import entries
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.events import check

SHOWN = 100
PROBLEMS = """
    SELECT number, code, what, "where", remedy, run_id FROM problems WHERE number > ? ORDER BY number LIMIT ?
"""
KINDS = "SELECT code, count(*) AS times FROM problems GROUP BY code ORDER BY code"
SOURCES = """
    SELECT readings.number, readings.article, readings.doc_id, title, published, sources.address
    FROM readings JOIN sources ON sources.number = readings.source
    WHERE readings.number > ? ORDER BY readings.number LIMIT ?
"""
TOTALS = "SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM problems)"


class Ran(NamedTuple):
    """A run: what ran, where and when, and how it was set."""

    id: str
    version: str
    model: str
    host: str
    started: str
    finished: str
    settings: list[tuple[str, str]]
    href: str


def runs_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the page of runs and problems."""
    check(asked.query)
    after = int(asked.query.get("after", "0")[:18] or 0)
    with desk.open() as ledger:
        runs = [_run(row, links) for row in entries(ledger, "runs")]
        kinds = [(row["code"], row["times"]) for row in ledger.read(KINDS)]
        found = list(ledger.read(PROBLEMS, (after, SHOWN + 1)))
        (totals,) = ledger.read(TOTALS)
    shown = [{name: visible(str(row[name])) for name in row.keys()} for row in found[:SHOWN]]  # noqa: SIM118
    further = {"after": str(found[SHOWN - 1]["number"])} if len(found) > SHOWN else None
    content = {
        "runs": runs,
        "kinds": kinds,
        "problems": shown,
        "sources": totals[0],
        "total": totals[1],
        "next": links.page("runs", further) if further else "",
        "listed": links.page("sources"),
    }
    return Page("runs.html", "Runs, problems, sources", "runs", content)


def sources_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the page of what was read, in the order in which it was."""
    check(asked.query)
    after = int(asked.query.get("after", "0")[:18] or 0)
    with desk.open() as ledger:
        found = list(ledger.read(SOURCES, (after, SHOWN + 1)))
    shown = [
        (
            visible(row["title"] or row["doc_id"]),
            links.article(row["article"]),
            row["published"] or "",
            visible(row["address"]),
        )
        for row in found[:SHOWN]
    ]
    further = {"after": str(found[SHOWN - 1]["number"])} if len(found) > SHOWN else None
    content = {"sources": shown, "next": links.page("sources", further) if further else ""}
    return Page("sources.html", "Sources", "runs", content)


def _run(row: Mapping[str, Any], links: Links) -> Ran:
    return Ran(
        row["id"],
        visible(row["version"]),
        row["model"],
        visible(row["host"]),
        row["started"],
        row["finished"] or "",
        [(name, visible(json.dumps(value))) for name, value in _settings(row["settings"]).items()],
        links.page("ledger", {"run": row["id"]}) if links.live else "",
    )


def _settings(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {"unreadable": text}
    return found if isinstance(found, dict) else {"settings": found}
