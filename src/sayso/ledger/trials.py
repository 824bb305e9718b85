"""Plans and verdicts of a ledger: added, and read again. A plan is kept before its data are read."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import NamedTuple

from sayso.ledger.columns import prediction_columns
from sayso.ledger.content import content
from sayso.ledger.faults import told
from sayso.ledger.insert import storable
from sayso.ledger.rows import Rows, expected
from sayso.ledger.standing import states
from sayso.ledger.store import Ledger, transaction
from sayso.problems import Failure, problem

PREDICTED = """
    SELECT predictions.*, readings.doc_id, readings.published, readings.precision, sources.address,
        events.type AS type, current.article, sentences.quote AS told
    FROM current
    JOIN predictions ON predictions.coding = current.number
    JOIN events ON events.coding = predictions.coding AND events.id = predictions.event
    JOIN readings ON readings.number = current.reading
    JOIN sources ON sources.number = readings.source
    LEFT JOIN sentences ON sentences.coding = predictions.coding AND sentences.part = predictions.sentence
    ORDER BY predictions.coding, predictions.number
"""
LAST = "SELECT * FROM verdicts WHERE coalesce(prediction, plan) = ? ORDER BY number DESC LIMIT 1"

Row = Mapping[str, object]


class Laid(NamedTuple):
    """A plan as it is kept: its digest, when it was laid down, and how many came before it for one claim."""

    digest: str
    laid: str
    earlier: int


class Ruling(NamedTuple):
    """A verdict to be kept: ``plan`` is a digest; a person's ruling has none, but a name and evidence."""

    word: str
    content: str
    by: str
    plan: str | None = None
    prediction: str | None = None
    evidence: str | None = None


def lay_plan(ledger: Ledger, content: str, about: tuple[str | None, str], version: str) -> Laid:
    """Keep the plan *content* (JSON), unless it is there; *about* is a prediction's id, if any, and a claim.

    Raises Failure (S303) where the ledger may only be read.
    """
    prediction, claim = about
    digest = hashlib.sha256(content.encode()).hexdigest()
    with _adding(ledger):
        known = _first(ledger, "SELECT number, laid FROM plans WHERE digest = ?", (digest,))
        if known is None:
            now = _now()
            row = (digest, prediction, storable(claim), content, version, now)
            ledger.connection.execute(
                "INSERT INTO plans (digest, prediction, claim, content, version, laid)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
            known = _first(ledger, "SELECT number, laid FROM plans WHERE digest = ?", (digest,))
    assert known is not None  # it has just been added
    (earlier,) = ledger.read(
        "SELECT count(*) FROM plans WHERE number < ?"
        " AND (prediction = ? OR (prediction IS NULL AND claim = ?))",
        (known["number"], prediction, claim),
    )
    return Laid(digest, str(known["laid"]), int(earlier[0]))


def add_ruling(ledger: Ledger, ruling: Ruling) -> str:
    """Keep *ruling*, unless it is the last there is on its plan or prediction already; return its id.

    What was decided since that last one makes it another: the same was found after review.
    """
    parts = [ruling.plan or "", ruling.prediction or "", ruling.by, ruling.evidence or "", ruling.content]
    with _adding(ledger):
        last = _first(ledger, LAST, (ruling.prediction or ruling.plan,))
        if last is not None and _same(last, ruling) and not _decided_since(ledger, last["made"]):
            return str(last["id"])
        now = _now()
        if _first(ledger, "SELECT 1 FROM verdicts WHERE id = ?", (_id(parts),)) is not None:
            parts.append(now)  # the same was found before, and something else in between
        row = (_id(parts), ruling.plan, ruling.prediction, ruling.word, ruling.content, ruling.by)
        ledger.connection.execute(
            "INSERT INTO verdicts (id, plan, prediction, verdict, content, by, evidence, made)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*map(storable, row), storable(ruling.evidence), now),
        )
    return _id(parts)


def _same(kept: sqlite3.Row, ruling: Ruling) -> bool:
    """Return whether the verdict that is *kept* says what *ruling* does."""
    mine = (storable(one) for one in (ruling.plan, ruling.content, ruling.by, ruling.evidence))
    return (kept["plan"], kept["content"], kept["by"], kept["evidence"]) == tuple(mine)


def _decided_since(ledger: Ledger, made: str) -> bool:
    return _first(ledger, "SELECT 1 FROM decisions WHERE decided > ?", (made,)) is not None


def _id(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def rulings(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    """Yield every verdict of *ledger* by column, the earliest first, with claim and time of its plan."""
    query = (
        "SELECT verdicts.*, plans.claim, plans.laid, plans.content AS plan_content FROM verdicts"
        " LEFT JOIN plans ON plans.digest = verdicts.plan ORDER BY verdicts.number"
    )
    for row in ledger.read(query):
        yield dict(row)


def judged(ledger: Ledger) -> Iterator[Mapping[str, object]]:
    """Yield every verdict of *ledger* without its reasons, the earliest first; none in an older ledger."""
    if ledger.has("verdicts"):
        query = "SELECT id, plan, prediction, verdict, by, evidence, made FROM verdicts ORDER BY number"
        for row in ledger.read(query):
            yield dict(row)


def plans(ledger: Ledger, digest: str = "") -> Iterator[Mapping[str, object]]:
    """Yield the plans of *ledger* by column, the earliest first: all, or the one that *digest* begins."""
    if ledger.has("plans"):
        query = "SELECT * FROM plans WHERE digest >= ?1 AND digest < ?1 || 'g' ORDER BY number"
        for row in ledger.read(query, (digest,)):
            yield dict(row)


def verdicts_on(ledger: Ledger, plan: str) -> Iterator[Mapping[str, object]]:
    """Yield the verdicts on the plan with the digest *plan* by column, the latest first."""
    for row in ledger.read("SELECT * FROM verdicts WHERE plan = ? ORDER BY number DESC", (plan,)):
        yield dict(row)


def verdict_and_plan(ledger: Ledger, name: str) -> tuple[str, str] | None:
    """Return the content of the verdict with the id *name* and of its plan, None where there is none."""
    if not ledger.has("verdicts"):
        return None
    query = (
        "SELECT verdicts.content, plans.content FROM verdicts JOIN plans ON plans.digest = verdicts.plan"
        " WHERE id = ?"
    )
    found = _first(ledger, query, (name,))
    return (str(found[0]), str(found[1])) if found else None


def predicted(ledger: Ledger) -> Iterator[tuple[Row, Row | None]]:
    """Yield every prediction that counts by column, with document, address and day of its article.

    Each comes as it was coded and as *ledger* is to be read: None where it, or its event, was rejected.
    """
    review = ledger.review
    decided = {article for article, _ in states(ledger, by=review.by)} if review.applied else set()
    held = lru_cache(1)(partial(content, ledger))  # the rows come article by article
    for row in ledger.read(PREDICTED):
        coded = dict(row)
        yield coded, _standing(coded, held(row["article"]).rows) if row["article"] in decided else coded


def _standing(coded: Row, rows: Rows) -> Row | None:
    """Return the prediction in *coded* as it is among *rows*, by column; None where it is not."""
    found = expected(rows, str(coded["id"]))
    if found is None:
        return None
    one, event = found
    return {**coded, **prediction_columns(one), "type": event.type}


@contextmanager
def _adding(ledger: Ledger) -> Iterator[None]:
    """Hold a transaction in which plans and verdicts are added. Raises Failure (S303) where none can be."""
    if ledger.read_only:
        raise Failure(problem("S303", str(ledger.path), reason="it may only be read"))
    with told(ledger.path), transaction(ledger.connection):
        yield


def _first(ledger: Ledger, query: str, values: tuple[object, ...]) -> sqlite3.Row | None:
    return next(ledger.read(query, values), None)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
