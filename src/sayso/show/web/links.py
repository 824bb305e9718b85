"""Where each page is: under a server, or as a file beside the others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

from sayso.show.web.answers import address

UNSAFE = re.compile(r"[^A-Za-z0-9]+")  # what is not put into the name of a file
SHORT = 16  # characters of a digest that name a file
STANDING = ("claims", "predictions", "prediction")  # pages that are files show these rows as they stand


class Links(Protocol):
    """Where things are. ``live`` tells whether a server answers: filters, forms and downloads need one."""

    live: bool

    def page(self, name: str, query: Mapping[str, str] | None = None) -> str:
        """Return where the page called *name* is, as *query* asks for it."""

    def article(self, sha256: str, anchor: str = "") -> str:
        """Return where the article with the digest *sha256* is."""

    def figure(self, verdict: str, kind: str) -> str:
        """Return where a picture of the verdict with that id is."""

    def file(self, name: str) -> str:
        """Return where a file of style or script is."""


class ServerLinks:
    """Addresses that the server answers."""

    live = True

    def page(self, name: str, query: Mapping[str, str] | None = None) -> str:
        """Return the address of the page called *name*."""
        return address(f"/{name}", query)

    def article(self, sha256: str, anchor: str = "") -> str:
        """Return the address of an article."""
        return address(f"/article/{sha256}", None, anchor)

    def figure(self, verdict: str, kind: str) -> str:
        """Return the address of a picture."""
        return f"/figure/{verdict}/{kind}.svg"

    def file(self, name: str) -> str:
        """Return the address of a file of style or script."""
        return f"/static/{name}"


class FileLinks:
    """Files of one folder. What was linked to is kept, so that all of it can be written."""

    live = False

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, dict[str, str]]] = {}
        self.articles: dict[str, str] = {}
        self.figures: dict[str, tuple[str, str]] = {}

    def page(self, name: str, query: Mapping[str, str] | None = None) -> str:
        """Return the file of the page called *name*, of one behind the first with what it begins after."""
        given = {key: value for key, value in (query or {}).items() if value}
        way = {"reviewed": "1"} if name in STANDING else {}
        words = [value for key, value in given.items() if key not in way]
        file = "-".join([name, *(UNSAFE.sub("_", value) for value in words)]) + ".html"
        self.pages.setdefault(file, (name, {**given, **way}))
        return file

    def article(self, sha256: str, anchor: str = "") -> str:
        """Return the file of an article."""
        file = f"article-{sha256[:SHORT]}.html"
        self.articles.setdefault(file, sha256)
        return address(file, None, anchor)

    def figure(self, verdict: str, kind: str) -> str:
        """Return the file of a picture."""
        file = f"figure-{verdict}-{kind}.svg"
        self.figures.setdefault(file, (verdict, kind))
        return file

    def file(self, name: str) -> str:
        """Return the file of style or script."""
        return name
