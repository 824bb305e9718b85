"""Bringing a shard in parts into a ledger: each part is compared first, and comes in whole or not at all."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sayso.ledger.columns import PARTS, digest
from sayso.ledger.insert import (
    ROWS,
    add_parts,
    add_problem,
    add_row,
    add_run,
    number_of,
    recipe,
)
from sayso.ledger.parted.columns import nested
from sayso.ledger.parted.reading import RunFolder, reading, run_folders
from sayso.ledger.shard import unfinished
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Problem, Run

Row = Mapping[str, Any]
QUOTED = ("sentences", "spans", "reasons")
READING = ("doc_id", "title", "published", "precision", "language", "blocks")


@dataclass(slots=True)
class Came:
    """What came of the parts so far: how much was new, what differs, what was refused, who wrote them."""

    articles: int = 0
    rows: int = 0
    recoded: int = 0
    taken: int = 0
    differing: list[str] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)
    codings: set[int] = field(default_factory=set)
    runs: dict[str, Run] = field(default_factory=dict)


class Part(NamedTuple):
    """The rows of a part and the run that wrote it."""

    run: Run
    rows: Sequence[Row]


def bring(ledger: Ledger, name: str) -> Came:
    """Bring the shard in parts called *name* into *ledger*. A part that is not whole is left out, and told.

    Raises Failure: S303 and S305 of the ledger, S126, S720, S721, S724 of the shard.
    """
    came = Came()
    for folder in run_folders(name):
        before = {known: set(numbers) for known, numbers in unfinished(ledger).items()}
        refused = len(came.refused)
        for part in folder.parts:
            came.refused += _bring_or_tell(ledger, part, came)
        came.refused += _absent(folder)
        if folder.finished and len(came.refused) == refused:
            _finish(ledger, came, before)
        came.runs.clear()
    return came


def _bring_or_tell(ledger: Ledger, path: str, came: Came) -> list[Problem]:
    """Bring the part at *path* into *ledger*, or return why that cannot be."""
    try:
        _bring_part(ledger, path, came)
    except Failure as failure:
        if failure.problem.code != "S722":
            raise
        return [failure.problem]
    return []


def _absent(folder: RunFolder) -> Iterator[Problem]:
    """Yield each part that its run wrote and that is not there any more."""
    for part in sorted(set(folder.named or ()) - set(folder.parts)):
        yield problem("S722", part, reason="its run wrote it, and it is not there any more")


def _bring_part(ledger: Ledger, path: str, came: Came) -> None:
    """Bring the part at *path* into *ledger*, in one transaction. Raises Failure (S722)."""
    part = _read(path)
    for row in part.rows:
        _compare(row, path)
    try:
        with ledger.writing():
            for row in part.rows:
                _add(ledger.connection, row, part.run, came)
    except (sqlite3.IntegrityError, sqlite3.DataError, KeyError, OverflowError) as error:
        reason = f"it contradicts itself or the ledger ({error})"
        raise Failure(problem("S722", path, reason=reason)) from error
    came.runs[part.run.id] = part.run
    came.taken += 1


def _read(path: str) -> Part:
    """Return what the part at *path* holds. Raises Failure (S722, S126)."""
    with reading([path]) as connection:
        told = connection.execute("SELECT key, value FROM parquet_kv_metadata(?)", [path]).fetchall()
        found = connection.execute(
            "SELECT * FROM read_parquet(?, file_row_number = true, hive_partitioning = false)"
            " ORDER BY file_row_number",
            [path],
        )
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    try:
        meta = {bytes(key): bytes(value) for key, value in told}
        run = Run(**json.loads(meta[b"sayso_run"]))
    except (KeyError, ValueError, TypeError) as error:
        raise Failure(problem("S722", path, reason="it does not say which run wrote it")) from error
    wanted = {"article", "digest", "text", *READING, *nested()}
    if not wanted <= set(names):
        missing = ", ".join(sorted(wanted - set(names)))
        raise Failure(problem("S722", path, reason=f"it has no column {missing}"))
    return Part(run, rows)


def _compare(row: Row, path: str) -> None:
    """See that *row* is what was written, and its article says what it quotes. Raises Failure (S722)."""
    if row["digest"] is None:
        return
    text = row["text"]
    what = ""
    if hashlib.sha256(text.encode()).hexdigest() != row["article"]:
        what = "the text is not the one that was added"
    elif digest({name: row[name] for name in PARTS}) != row["digest"]:
        what = "the rows are not those that were added"
    elif any(
        one["start"] is not None and text[one["start"] : one["end"]] != one["quote"]
        for name in QUOTED
        for one in row[name]
    ):
        what = "a quotation is not what the text says"
    if what:
        raise Failure(problem("S722", path, reason=f"of {row['doc_id']} {what}"))


def _add(connection: sqlite3.Connection, row: Row, run: Run, came: Came) -> None:
    """Add the article, the coding and the problems in *row* that are new, as if *run* had coded it here."""
    before = connection.total_changes
    known = {"article": row["article"], "recipe": recipe(run)}
    if row["digest"] is not None:
        reading_of = _add_reading(connection, row, run, came)
    for one in row["problems"]:
        add_problem(connection, Problem(**one), run)
    if row["digest"] is not None:
        found = number_of(connection, "codings", known)
        if found is None:
            came.recoded += number_of(connection, "codings", {"article": row["article"]}) is not None
            found = add_row(
                connection,
                "codings",
                {**known, "run_id": run.id, "reading": reading_of, "digest": row["digest"]},
            )
            own = {name: {"run_id": run.id} if name in ROWS else {} for name in PARTS}
            tables = {name: [{**own[name], **one} for one in row[name]] for name in PARTS}
            add_parts(connection, found, tables)
            came.rows += sum(len(tables[name]) for name in ROWS)
        elif number_of(connection, "codings", {"number": found, "digest": row["digest"]}) is None:
            came.differing.append(row["article"])
        came.codings.add(found)
    if connection.total_changes > before:
        add_run(connection, run)


def _add_reading(connection: sqlite3.Connection, row: Row, run: Run, came: Came) -> int:
    """Add source and text of *row*, and what was read of it, where they are new; return the reading."""
    place = {"address": row["address"], "sha256": row["source_sha256"]}
    source = number_of(connection, "sources", place) or add_row(connection, "sources", place)
    if number_of(connection, "articles", {"sha256": row["article"]}) is None:
        add_row(connection, "articles", {"sha256": row["article"], "text": row["text"]})
        came.articles += 1
    known = {"source": source, "recipe": recipe(run)}
    its = {**known, "run_id": run.id, "article": row["article"], **{name: row[name] for name in READING}}
    return number_of(connection, "readings", known) or add_row(connection, "readings", its)


def _finish(ledger: Ledger, came: Came, before: Mapping[str, set[int]]) -> None:
    """Note the runs as finished, unless some other run of their recipe was cut short before and still is."""
    for run in came.runs.values():
        noted = number_of(ledger.connection, "finishes", {"run_id": run.id}) is not None
        if not noted and not before.get(recipe(run), set()) - came.codings:
            ledger.finish(run)
