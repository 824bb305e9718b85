"""WARC files (ISO 28500): the pages in a crawl, record by record, however large the file.

An own reader, for what is read may be hostile: the libraries there are read lines and chunks of any
length into memory, write to the terminal, and take a file that breaks off for one that ends.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

from sayso.problems import Failure, problem
from sayso.read.source import HTML_MEDIA, make_entry, one_line, too_large, unreadable
from sayso.record import Problem, Source, Told
from sayso.settings import Settings

LINE = 65_536  # bytes of a header's line
LINES = 1_000  # of a record's header
CHUNK = 1 << 20
PAGES = frozenset(["response", "resource", "conversion"])
MEDIA = HTML_MEDIA | {"text/plain"}
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
ZIPPED = b"\x1f\x8b"
ANY_ZLIB = 47  # zlib's number for "with a gzip or zlib header"
RAW = -15  # and for none


class Record(NamedTuple):
    """A record's headers, names in lower case, its body up to the limit, and its whole size."""

    headers: Mapping[str, str]
    body: bytes
    size: int


class Page(NamedTuple):
    """What a server had answered: the body, unpacked as far as the limit, and its media type."""

    data: bytes
    media: str


def read_warc(path: Path, settings: Settings) -> Iterator[Source | Problem]:
    """Yield each page (HTML or text, answered with 200) in the WARC file at *path*, one at a time.

    Requests, revisits and other kinds of files are passed over. Yields S107 for a page above the limit,
    S117 where the file is damaged (what stands before is read), S118 where it holds no page.
    """
    empty = True
    try:
        with path.open("rb") as file:
            records = _records(_unzipped(file), settings)
            for found in chain.from_iterable(_found(one, str(path), settings) for one in records):
                empty = False
                yield found
    except (EOFError, gzip.BadGzipFile, zlib.error, ValueError) as error:
        empty = False
        yield problem("S117", str(path), reason=one_line(str(error), 200))
    except OSError as error:
        empty = False
        yield unreadable(path, error)
    if empty:
        yield problem("S118", str(path), kind="WARC file")


def _unzipped(file: IO[bytes]) -> Any:
    """Return *file* itself, or what is packed in it."""
    head = file.read(2)
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if head == ZIPPED else file


def _records(file: IO[bytes], settings: Settings) -> Iterator[Record]:
    """Yield the records in *file*. Raises ValueError where it is no WARC file any more."""
    while line := _line(file, blank=True):
        if not line.startswith(b"WARC/"):
            raise ValueError("a record does not begin with WARC/ and its version")
        headers = _headers(file)
        told = headers.get("content-length", "")
        if not (told.isascii() and told.isdigit() and len(told) < 19):
            raise ValueError("a record does not tell its length")
        yield _record(file, headers, int(told), settings)


def _record(file: IO[bytes], headers: Mapping[str, str], size: int, settings: Settings) -> Record:
    """Return the record of *size* bytes that follows, read up to the limit."""
    wanted = headers.get("warc-type", "").lower() in PAGES
    body = file.read(min(size, settings.max_bytes + LINE + 1)) if wanted else b""
    rest = size - len(body)
    while rest > 0:
        passed = len(file.read(min(rest, CHUNK)))
        if not passed:
            raise EOFError("the last record breaks off")
        rest -= passed
    return Record(headers, body, size)


def _line(file: IO[bytes], blank: bool = False) -> bytes:
    """Return the next line, past those that are *blank*; empty at the end. Raises ValueError: too long."""
    while line := file.readline(LINE):
        if len(line) == LINE:
            raise ValueError(f"a header has a line of more than {LINE} bytes")
        if not blank or line.strip():
            return line
    return b""


def _headers(file: IO[bytes]) -> dict[str, str]:
    """Return the headers that follow, names in lower case. Raises ValueError where there are too many."""
    headers: dict[str, str] = {}
    for _ in range(LINES):
        line = _line(file)
        if not line:
            raise EOFError("the last record breaks off")
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise ValueError(f"a record has more than {LINES} headers")


def _found(record: Record, path: str, settings: Settings) -> Iterator[Source | Problem]:
    """Yield the source of *record* where it holds a page."""
    uri = one_line(record.headers.get("warc-target-uri", "").strip("<>"))
    where = f"{path}#{uri}"
    try:
        page = _page(record, where, settings)
    except Failure as failure:
        yield failure.problem
        return
    if page is not None and page.media in MEDIA and uri:
        too_long = len(page.data) > settings.max_bytes or record.size > len(record.body)
        yield (
            too_large(where, None, settings)
            if too_long
            else make_entry(path, page.data, Told(uri), page.media)
        )


def _page(record: Record, where: str, settings: Settings) -> Page | None:
    """Return the page in *record*, None where it holds none. Raises Failure (S117): packed strangely."""
    if record.headers.get("warc-type", "").lower() not in PAGES:
        return None
    kind, _, detail = record.headers.get("content-type", "").lower().partition(";")
    if kind.strip() != "application/http":
        return Page(record.body, kind.strip())
    if "request" in detail:
        return None
    return _answer(record.body, where, settings)


def _answer(body: bytes, where: str, settings: Settings) -> Page | None:
    """Return the page in the HTTP answer *body*, None where the server had none."""
    status = STATUS.match(body)
    if status is None or status[1] != b"200":
        return None
    end = re.compile(rb"\r?\n\r?\n").search(body)
    head, data = (body[: end.start()], body[end.end() :]) if end else (body, b"")
    lines = (line.decode("latin-1").partition(":") for line in head.splitlines()[1:])
    headers = {name.strip().lower(): value.strip().lower() for name, _, value in lines}
    media = headers.get("content-type", "").partition(";")[0].strip()
    if media not in MEDIA:
        return None
    if headers.get("transfer-encoding") == "chunked":
        data = joined(data)
    try:
        return Page(unpacked(data, headers.get("content-encoding", ""), settings.max_bytes + 1), media)
    except (ValueError, zlib.error) as error:
        raise Failure(problem("S117", where, reason=one_line(str(error), 200))) from error


def joined(data: bytes) -> bytes:
    """Return chunked *data* in one piece; as it is where it is not chunked, as some crawlers store it."""
    whole, start = bytearray(), 0
    while start < len(data):
        end = data.find(b"\r\n", start, start + 64)
        size = data[start : max(end, start)].partition(b";")[0].strip()
        if not re.fullmatch(rb"[0-9a-fA-F]{1,8}", size):
            return bytes(whole) if whole else data
        length = int(size, 16)
        if not length:
            break
        whole += data[end + 2 : end + 2 + length]
        start = end + 2 + length + 2
    return bytes(whole)


def unpacked(data: bytes, packing: str, most: int) -> bytes:
    """Return *data* unpacked, no more than *most* bytes. Raises ValueError for an unknown *packing*.

    Data that is not packed as it says is taken for unpacked: some crawlers unpack it and keep the header.
    """
    if packing in ("", "identity", "none", "utf-8"):
        return data
    if packing in ("gzip", "x-gzip"):
        return zlib.decompressobj(ANY_ZLIB).decompress(data, most) if data.startswith(ZIPPED) else data
    if packing == "deflate":
        zlib_head = data[:1] == b"\x78"
        return zlib.decompressobj(ANY_ZLIB if zlib_head else RAW).decompress(data, most)
    raise ValueError(f"a page is packed as {packing}, which sayso cannot unpack")
