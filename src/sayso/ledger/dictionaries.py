"""Whether the dictionary rows that a ledger names are there: shipped, or in a list that its run was given."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import PurePath

from sayso.ledger.store import Ledger
from sayso.ontology.rows import shipped_rows
from sayso.problems import problem
from sayso.record import Problem

COLUMNS = (
    ("claims", "speaker_row"),
    ("events", "actor_row"),
    ("events", "recipient_row"),
    ("relations", "subject_row"),
    ("relations", "object_row"),
)
NAMED = """
    SELECT {column} AS name, count(*) AS times, min(id) AS example, run_id FROM {table}
    WHERE {column} <> '' GROUP BY run_id, {column}
"""
# what names no dictionary row is not grouped: there are as many reasons by a claim as there are claims
DECIDED = """
    SELECT by AS name, count(*) AS times, min(row) AS example, run_id FROM reasons
    JOIN codings ON codings.number = reasons.coding
    WHERE by LIKE 'dictionary:%' OR by LIKE 'grades#%' OR by LIKE '% + %' GROUP BY run_id, by
"""
RUNS = "SELECT id, settings FROM runs WHERE version = ?"
SHOWN = 3  # rows in a message
DICTIONARIES = ("dictionary:", "grades#")


def unknown_rows(ledger: Ledger) -> tuple[Problem, ...]:
    """Return a problem (S325) where dictionary rows are named that are nowhere, with the commonest of them.

    Rows of a list of the user's own bear its name and are not looked up in it. Of runs of another version
    of sayso, which had other dictionaries, nothing is said.
    """
    own = {row["id"]: _own_lists(row["settings"]) for row in ledger.read(RUNS, (version("sayso"),))}
    known = shipped_rows() if own else frozenset[str]()
    missing: Counter[str] = Counter()
    examples: dict[str, str] = {}
    for name, times, example, run in _named(ledger):
        if run in own and name not in known and name.partition("/")[0] not in own[run]:
            missing[name] += times
            examples.setdefault(name, example)
    if not missing:
        return ()
    shown = ", ".join(f"{name} (see {examples[name]})" for name, _ in missing.most_common(SHOWN))
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    return (problem("S325", str(ledger.path), rows=f"{shown}{more}"),)


def _own_lists(settings: str) -> frozenset[str]:
    """Return the names of the user's lists of actors in the *settings* of a run."""
    try:
        return frozenset(PurePath(one["path"]).stem for one in json.loads(settings).get("actors", ()))
    except (ValueError, TypeError, AttributeError, KeyError):
        return frozenset()


def _named(ledger: Ledger) -> Iterator[tuple[str, int, str, str]]:
    """Yield each dictionary row that is named, how often, in which row, and by which run."""
    for table, column in COLUMNS:
        for row in ledger.read(NAMED.format(table=table, column=column)):
            yield from (
                (name, row["times"], row["example"], row["run_id"]) for name in row["name"].split(" + ")
            )
    for row in ledger.read(DECIDED):
        rule, *names = row["name"].split(" + ")
        if rule.startswith(DICTIONARIES):
            names.append(rule.removeprefix("dictionary:"))
        yield from ((name, row["times"], row["example"], row["run_id"]) for name in names)
