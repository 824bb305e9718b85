"""The filters of a query of events, as conditions with values to bind."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from sayso.ledger.words import plain, prepare_words, words_of

CODE = re.compile(r"[A-Z]{3}(?: [A-Z]{3})?")
FILTERS = {
    "type": "events.type = upper(?)",
    "status": "events.status = ?",
    "certainty": "events.certainty = ?",
    "prediction": "events.prediction = ?",
    "doc": "current.article IN (SELECT article FROM readings WHERE doc_id = ?)",
    "text": "EXISTS (SELECT 1 FROM sentences WHERE sentences.coding = events.coding"
    " AND sentences.part = events.sentence"
    " AND sentences.number IN (SELECT rowid FROM search WHERE search MATCH ?))",
    "actor": "is_named(events.actor_code, events.actor_text, ?)",
    "recipient": "is_named(events.recipient_code, events.recipient_text, ?)",
    "said_by": "is_named(events.said_by_code, events.said_by_text, ?)",
    "review_state": "",
    "after": "",
    "limit": "",
}


def conditions(wanted: Mapping[str, object]) -> tuple[str, list[object]]:
    """Return the condition that events which fit *wanted* meet, and the values to bind to it."""
    unknown = sorted(set(wanted) - set(FILTERS))
    if unknown:
        raise TypeError(f"there is no filter {unknown[0]!r}; there are {', '.join(FILTERS)}")
    given = {name: value for name, value in wanted.items() if value is not None and value is not False}
    parts = ["TRUE"]
    values: list[object] = []
    for name, value in given.items():
        if FILTERS[name]:
            parts.append(FILTERS[name])
            values.append(searched(str(value)) if name == "text" else value)
    return " AND ".join(parts), values


def fits(columns: Mapping[str, object], wanted: Mapping[str, object]) -> bool:
    """Return whether an event with these *columns* fits those filters in *wanted* that ask for its own."""
    given = {name: value for name, value in wanted.items() if value is not None and value is not False}
    return all(_fits(columns, name, value) for name, value in given.items())


def _fits(columns: Mapping[str, object], name: str, value: object) -> bool:
    match name:
        case "type":
            return columns["type"] == str(value).upper()
        case "status" | "certainty" | "prediction":
            return columns[name] == value
        case "actor" | "recipient" | "said_by":
            code, text = columns[f"{name}_code"], columns[f"{name}_text"]
            return is_named(_text(code), _text(text), str(value))
    return True


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def prepare(connection: sqlite3.Connection) -> None:
    """Give *connection* the functions that the conditions and the index of words use."""
    prepare_words(connection)
    connection.create_function("is_named", 3, is_named, deterministic=True)


def is_named(code: str | None, text: str | None, who: str) -> bool:
    """Return whether *who* is the *code*, the country it begins with, or words of the *text* of a mention.

    What looks like a code is found as a word only where it is spelled so: ``KEN`` is not the Ken of a name.
    """
    if code is not None and (code == who or code.startswith(f"{who} ")):
        return True
    if text is None:
        return False
    if CODE.fullmatch(who):
        return f" {who} " in f" {words_of(text)} "
    return bool(words_of(who)) and f" {plain(words_of(who))} " in f" {plain(words_of(text))} "


def searched(text: str) -> str:
    """Return *text* as a full-text query for all of its words; quoted, none of them is an operator."""
    words = text.replace("\0", " ").replace('"', " ").split()
    return " ".join(f'"{word}"' for word in words) or '""'
