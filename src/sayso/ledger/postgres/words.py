"""By which words sentences and parties are found: beside the rows, made plain here as for SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.ledger.postgres.dialect import between, keys
from sayso.ledger.words import plain_words, words_of

if TYPE_CHECKING:
    from sayso.ledger.postgres.connection import Postgres, Row

SENTENCES = "SELECT number, quote FROM sentences WHERE coding = ? ORDER BY number"
PARTIES = " UNION ".join(
    f"SELECT {party}_text AS text FROM events WHERE coding = ?" for party in ("actor", "recipient", "said_by")
)
NEW = (
    f"SELECT text FROM ({PARTIES}) AS told WHERE text IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM names WHERE md5(names.text) = md5(told.text) AND names.text = told.text)"
)


def index(connection: Postgres, coding: int | None = None) -> None:
    """Let the sentences and parties of *coding* be found by their words; without one, all of them."""
    if coding is None:
        for (number,) in connection.ask("SELECT number FROM codings ORDER BY number"):
            index(connection, number)
        return
    sentences = connection.execute(SENTENCES, (coding,))
    connection.executemany("INSERT INTO search (rowid, words, keys) VALUES", _sentences(sentences))
    names = _names(str(one["text"]) for one in connection.execute(NEW, (coding,) * 3))
    connection.executemany("INSERT INTO names (text, spelled, plain, keys) VALUES", names)


def _sentences(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    for number, quote in rows:
        words = plain_words(quote)
        yield number, between(words), keys(words)


def _names(texts: Iterable[str]) -> Iterator[tuple[object, ...]]:
    for text in texts:
        plain = plain_words(text)
        yield text, between(words_of(text)), between(plain), keys(plain)
