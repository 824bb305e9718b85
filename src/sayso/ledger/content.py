"""What a ledger holds, article by article: for exports, pages and panels."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sayso.ledger.records import run_of
from sayso.ledger.reviewed import reviewed
from sayso.ledger.rows import Rows, rows_in
from sayso.ledger.standing import State, states
from sayso.ledger.store import Ledger, Review
from sayso.problems import Failure, problem
from sayso.record import Article, Block, Published, Run, Span

HELD = """
    SELECT current.number AS coding, current.run_id, articles.text, articles.sha256,
        sources.address, sources.sha256 AS source_sha256,
        doc_id, title, published, precision, language, blocks
    FROM current
    JOIN readings ON readings.number = current.reading
    JOIN sources ON sources.number = readings.source
    JOIN articles ON articles.sha256 = current.article
"""
SENTENCES = "SELECT start, end, block FROM sentences WHERE coding = ? ORDER BY part"


class Held(NamedTuple):
    """An article, its sentences, and the rows of its current coding with the run that made them.

    ``states`` has, by the row's id, how each row stands that somebody decided about; others are unreviewed.
    ``blocks`` has the number of the block that each sentence stands in.
    """

    article: Article
    sentences: tuple[Span, ...]
    rows: Rows
    run: Run
    states: Mapping[str, State]
    blocks: tuple[int, ...] = ()


def contents(ledger: Ledger, review: Review | None = None) -> Iterator[Held]:
    """Yield what *ledger* holds of each article, in the order in which they were coded.

    The rows are as *review* says, or else the ledger itself (``Ledger.as_reviewed``): as they were coded, or
    as they stand after decisions. Raises Failure (S305) where the database is broken.
    """
    review = review or ledger.review
    known: dict[str, dict[str, State]] = {}
    for (article, name), state in states(ledger, by=review.by).items():
        known.setdefault(article, {})[name] = state
    runs = {row["id"]: run_of(row) for row in ledger.read("SELECT * FROM runs")}
    for row in ledger.read(f"{HELD} ORDER BY current.number"):
        yield _held(ledger, row, known.get(row["sha256"], {}), (runs[row["run_id"]], review))


def content(ledger: Ledger, sha256: str) -> Held:
    """Return what *ledger* holds of the article with the digest *sha256*, read as the ledger says.

    Raises Failure: S305, S306 where there is no such article.
    """
    row = next(ledger.read(f"{HELD} WHERE current.article = ?", (sha256,)), None)
    if row is None:
        raise Failure(problem("S306", str(ledger.path), row=sha256))
    (run,) = ledger.read("SELECT * FROM runs WHERE id = ?", (row["run_id"],))
    its = {name: state for (_, name), state in states(ledger, sha256, ledger.review.by).items()}
    return _held(ledger, row, its, (run_of(run), ledger.review))


def _held(ledger: Ledger, row: sqlite3.Row, its: Mapping[str, State], by: tuple[Run, Review]) -> Held:
    """Return the article in *row* with its rows, of which *its* are the states."""
    run, review = by
    found = list(ledger.read(SENTENCES, (row["coding"],)))
    spans = tuple(Span(one["start"], one["end"]) for one in found)
    blocks = tuple(one["block"] for one in found)
    rows = rows_in(ledger, row["coding"])
    rows = reviewed(rows, its) if review.applied and its else rows
    return Held(article_of(row), spans, rows, run, its, blocks)


def article_of(row: sqlite3.Row) -> Article:
    """Return the article in *row*, a row of ``HELD``."""
    return Article(
        doc_id=row["doc_id"],
        address=row["address"],
        source_sha256=row["source_sha256"],
        sha256=row["sha256"],
        text=row["text"],
        title=row["title"],
        published=Published(row["published"], row["precision"]),
        blocks=tuple(Block(kind, Span(start, end)) for kind, start, end in json.loads(row["blocks"])),
        language=row["language"],
    )
