"""What a page is asked for, and what it answers: records that know nothing of a server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: the parts of its path, its query, and its form or the JSON that it brings."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    body: object = None


@dataclass(frozen=True, slots=True)
class Page:
    """A template and what it is filled with. ``room`` is the heading under which it stands."""

    template: str
    title: str
    room: str
    content: Mapping[str, object]
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """The address of the page that answers."""

    address: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is written for one answer and deleted after it."""

    path: Path
    media: str
    name: str


@dataclass(frozen=True, slots=True)
class Json:
    """An answer for programs."""

    value: object
    status: int = 200


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file that is made in memory: a picture."""

    content: bytes
    media: str


Answer = Page | Moved | Download | Json | Bytes


def address(path: str, query: Mapping[str, str] | None = None, anchor: str = "") -> str:
    """Return an address with those values of *query* that are not empty."""
    given = {name: value for name, value in (query or {}).items() if value}
    return path + (f"?{urlencode(given)}" if given else "") + (f"#{anchor}" if anchor else "")
