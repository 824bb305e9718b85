"""Making the records of sources: of whole files, and of one article among many in a file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

from sayso.problems import problem
from sayso.record import Problem, Source, Told
from sayso.settings import Settings

TEXT = frozenset([".txt", ".text", ".md"])
HTML = frozenset([".html", ".htm", ".xhtml"])
HTML_MEDIA = frozenset(["text/html", "application/xhtml+xml"])
BROKEN = re.compile("[\x00\ud800-\udfff]")
USER = re.compile(r"([a-z][a-z0-9+.-]*://)[^/?#\s\\]*@", re.IGNORECASE)


def make_source(address: str, data: bytes, media: str = "") -> Source:
    """Return the source of *data* found at *address*.

    HTML is told by *media*, as a server gives it, or by the name, or by the first characters.
    """
    return Source(address, _media(address, data, media), data, hashlib.sha256(data).hexdigest())


def make_entry(container: str, data: bytes, told: Told, media: str, own: str = "") -> Source:
    """Return the source of one article among those in *container*.

    Its address is that of *container* and its *own* name there, which is the name it is *told* by unless
    given. *media* is what a server or archive says; where nobody says, the first characters tell HTML.
    """
    digest = hashlib.sha256(data)
    if told.title or told.published.date:
        digest.update(f"\x1f{told.title}\x1f{told.published.date}".encode("utf-8", "surrogatepass"))
    address = f"{container}#{own or told.name}"
    return Source(address, _media("", data, media), data, digest.hexdigest(), told)


def _media(address: str, data: bytes, media: str) -> str:
    suffix = Path(_path(address)).suffix.lower()
    head = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    marked = head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<body" in head
    plain = media == "text/plain" or suffix in TEXT
    html = media in HTML_MEDIA or (not media and suffix in HTML) or (marked and not plain)
    return "text/html" if html else "text/plain"


def _path(address: str) -> str:
    """Return the path in *address*, as far as it is one."""
    try:
        return urlsplit(address).path if "://" in address else address
    except ValueError:  # a bracket that is never closed
        return ""


def whole(text: str) -> str:
    """Return *text* with U+FFFD for NUL and halves of characters, which databases and encodings refuse."""
    return BROKEN.sub("\ufffd", text)


def without_user(address: str) -> str:
    """Return *address* without the name and password that it may hold, which are nobody's business."""
    found = USER.match(address)
    return found[1] + address[found.end() :] if found else address


def one_line(text: str, longest: int = 2000) -> str:
    """Return *text* as a name: on one line, at most *longest* long, without controls and passwords."""
    words = " ".join("".join(char if char.isprintable() else " " for char in whole(text[:longest])).split())
    return USER.sub(r"\1", words)


def too_large(address: str, size: int | None, settings: Settings) -> Problem:
    """Return the problem (S107) of an input of *size* bytes, None where only the limit was read."""
    told = f"more than {settings.max_bytes}" if size is None else size
    return problem("S107", address, size=told, limit=settings.max_bytes)


def unreadable(path: Path, error: Exception) -> Problem:
    """Return the problem (S101, S112) that *error*, raised on opening or reading *path*, means."""
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):  # ValueError: a NUL in it
        return problem("S101", without_user(str(path)))
    return problem("S112", str(path), reason=reason(error) if isinstance(error, OSError) else str(error))


def reason(error: OSError) -> str:
    """Return what the system says of *error*, in lower case."""
    return (error.strerror or str(error)).lower()
