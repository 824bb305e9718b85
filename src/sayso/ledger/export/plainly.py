"""What the formats of other event data share: a mention's parts, in their words."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.ontology.actors import NO_COUNTRY

Value = Callable[[sqlite3.Row], object]
Field = tuple[str, Value]  # the name of a column, and how its value comes of a mention


class Who(NamedTuple):
    """A party: words, country, role, and what stands for a country (``IGO``); each may be empty."""

    text: str
    country: str
    role: str
    body: str

    @property
    def sector(self) -> str:
        """Return the role, or what the party is instead of having one."""
        return self.role or (self.body if self.body != "UNK" else "")


def party(row: sqlite3.Row, name: str) -> Who:
    """Return the party of a mention that is called *name*."""
    code = row[f"{name}_code"] or ""
    first, _, role = code.partition(" ")
    none = first in NO_COUNTRY
    return Who(row[f"{name}_text"] or "", "" if none else first, role, first if none else "")


def number(text: str) -> int:
    """Return a number of at most 60 bits that stands for *text*, for formats whose ids are numbers."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:15], 16)


def publisher(address: str) -> str:
    """Return the host of an address, the name of a file."""
    with suppress(ValueError):  # of what only looks like an address
        if address.startswith(("http://", "https://")) and (host := urlsplit(address).hostname):
            return host
    return address.replace("\\", "/").rpartition("/")[2]


def blank(_: sqlite3.Row) -> None:
    """Return what a column holds that sayso knows nothing for."""


def of(name: str) -> Value:
    """Return how the value of a column called *name* here comes of a mention."""
    return lambda row: row[name]


def truth(name: str) -> Value:
    """Return how a column that is true or false comes of a mention."""
    return lambda row: "true" if row[name] else "false"


# What other formats have no place for; it goes behind their own columns.
BESIDES: tuple[Field, ...] = (
    ("sayso_id", of("id")),
    ("sayso_article", of("article")),
    ("sayso_type", of("type")),
    ("sayso_mode", of("mode")),
    ("sayso_status", of("status")),
    ("sayso_certainty", of("certainty")),
    ("sayso_said_by_text", of("said_by_text")),
    ("sayso_said_by_code", of("said_by_code")),
    ("sayso_prediction", truth("prediction")),
    ("sayso_date_told", lambda row: "true" if row["date_start"] else "false"),
    ("sayso_date_start", of("date_start")),
    ("sayso_date_end", of("date_end")),
    ("sayso_place_text", of("place_text")),
    ("sayso_probability", of("probability")),
    ("sayso_trigger", of("trigger")),
    ("sayso_sentence", of("sentence")),
    ("sayso_review", of("review")),
)
