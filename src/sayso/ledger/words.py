"""The words by which events are found: one full-text index over who, whom, on whose word, what and where.

Every filter of events is a search in it, so that a page costs what the page holds, not what the ledger
holds. It finds no less than ``is_named`` and the columns would; they have the last word.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping

TABLE = "event_words"
# The words are made plain before they come here; this splits them at what is neither letter nor digit in
# ASCII and takes everything else for a letter, so that it never disagrees with them.
DEFINITION = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5 (actor, recipient, said_by, facts, sentence,"
    " content='', tokenize=\"ascii tokenchars '_'\")"
)
FILL = f"""
    INSERT INTO {TABLE} (rowid, actor, recipient, said_by, facts, sentence)
    SELECT events.number,
        code_words(actor_code) || ' ' || plain_words(actor_text),
        code_words(recipient_code) || ' ' || plain_words(recipient_text),
        code_words(said_by_code) || ' ' || plain_words(said_by_text),
        lower(type || ' ' || status || ' ' || certainty || iif(prediction, ' predicted', '')),
        plain_words(quote)
    FROM events LEFT JOIN sentences ON sentences.coding = events.coding AND sentences.part = events.sentence
"""
WHO = ("actor", "recipient", "said_by")
FACTS = ("type", "status", "certainty")
NOTHING = 'sentence : ""'  # a search that finds nothing


def plain(text: str) -> str:
    """Return *text* without case and accents."""
    if text.isascii():  # as nearly all is: it has no accents, and every form of it is the same
        return text.casefold()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words_of(text: str) -> str:
    """Return the words of *text* with one blank between them."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def plain_words(text: str | None) -> str:
    """Return the words of *text* with one blank between them, without case and accents."""
    return plain(words_of(text or ""))


def code_words(code: str | None) -> str:
    """Return *code* and each code that it lies within as a word of its own: ``ken_ ken_gov_``.

    The ``GOV`` of one code is so no word that stands in all the others.
    """
    words = plain_words(code).split()
    return " ".join("".join(f"{word}_" for word in words[:last]) for last in range(1, len(words) + 1))


def prepare_words(connection: sqlite3.Connection) -> None:
    """Give *connection* the functions that ``FILL`` uses."""
    connection.create_function("plain_words", 1, plain_words, deterministic=True)
    connection.create_function("code_words", 1, code_words, deterministic=True)


def index_all(connection: sqlite3.Connection) -> None:
    """Make the index, and index every event that is there, within the transaction that is open."""
    prepare_words(connection)
    connection.execute(DEFINITION)
    connection.execute(f"{FILL} ORDER BY events.number")


def index_coding(connection: sqlite3.Connection, coding: int) -> None:
    """Index the events of the coding with the number *coding*, within the transaction that is open."""
    connection.execute(f"{FILL} WHERE events.coding = ? ORDER BY events.number", (coding,))


def search_for(wanted: Mapping[str, object]) -> str | None:
    """Return the search that finds every event which fits the filters *wanted*, perhaps more.

    None where no filter can be searched for: the words of one may all be signs.
    """
    parts = [part for name, value in wanted.items() for part in _parts(name, value)]
    return " AND ".join(parts) or None


def _parts(name: str, value: object) -> list[str]:
    """Return what to search for where the filter *name* is *value*."""
    if name in WHO:
        return _named(name, str(value))
    if name == "text":
        return _phrases("sentence", str(value).split()) or [NOTHING]
    if name in FACTS:
        return _phrases("facts", [str(value)])
    return ["facts : predicted"] if name == "prediction" and value else []


def _named(column: str, who: str) -> list[str]:
    """Return what to search for where *who* may be a code or words."""
    words = _phrases(column, [who])
    codes = [f'{column} : "{one}"' for one in code_words(who).split()[-1:]]
    return [f"({' OR '.join([*codes, *words])})"] if words else []


def _phrases(column: str, texts: list[str]) -> list[str]:
    """Return a phrase for each of *texts* that has words; between quotes no word is an operator."""
    found = [plain_words(text).replace('"', " ") for text in texts]
    return [f'{column} : "{one}"' for one in found if re.search(r"[^\W_]|_", one)]
