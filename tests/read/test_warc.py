"""WARC files: the pages in them, and what is wrong with some."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from sayso.read import warc
from sayso.read.article import read_article
from sayso.read.sources import find_sources
from sayso.record import Problem, Source
from sayso.settings import Settings

PAGE = (
    b"<html><head><title>Talks fail</title></head><body>"
    b"<p>The two ministers met on an island, said a fisherman who had seen the boats arrive.</p>"
    b"<p>They did not leave it before the evening.</p></body></html>"
)
LIMIT = 10_000
URI = "https://lake.example/2023/03/14/talks"


def record(body: bytes, kind: str = "response", uri: str = URI, media: str = "application/http") -> bytes:
    """Return a record with *body*."""
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {media}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def answer(body: bytes = PAGE, status: str = "200 OK", media: str = "text/html", **headers: str) -> bytes:
    """Return what a server answers."""
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}; charset=utf-8\r\n{told}\r\n".encode() + body


def found(tmp_path: Path, *records: bytes, name: str = "crawl.warc") -> list[Source | Problem]:
    """Return what is found in a file of *records*."""
    path = tmp_path / name
    packed = name.endswith(".gz")
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    return list(find_sources([str(path)], Settings(max_bytes=LIMIT)))


def codes(found: list[Source | Problem]) -> list[str]:
    """Return the code of each problem and ``page`` for each page."""
    return [one.code if isinstance(one, Problem) else "page" for one in found]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages(tmp_path: Path, name: str) -> None:
    """Pages that a server answered with are articles under their address; everything else is passed over."""
    [source, text] = found(
        tmp_path,
        record(b"software: none\r\n", "warcinfo", "", "application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", "request", URI, "application/http; msgtype=request"),
        record(answer()),
        record(answer(), "revisit"),
        record(answer(status="404 Not Found")),
        record(answer(b"\x89PNG", media="image/png")),
        record(b"The ministers met.", "conversion", "https://lake.example/t", "text/plain"),
        name=name,
    )
    assert isinstance(source, Source)
    assert isinstance(text, Source)
    assert source.address == f"{tmp_path / name}#{URI}"
    article, minded = read_article(source, Settings())
    assert article is not None
    assert (article.title, article.doc_id, article.published.date) == ("Talks fail", URI, "2023-03-14")
    assert minded == ()
    assert text.data == b"The ministers met."


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE), {"Content_Encoding": "gzip"}),
        (zlib.compress(PAGE), {"Content_Encoding": "deflate"}),
        (zlib.compress(PAGE)[2:-4], {"Content_Encoding": "deflate"}),
        (PAGE, {"Content_Encoding": "gzip"}),
        (
            b"a\r\n" + PAGE[:10] + b"\r\n%x;x=y\r\n" % len(PAGE[10:]) + PAGE[10:] + b"\r\n0\r\n\r\n",
            {"Transfer_Encoding": "chunked"},
        ),
        (PAGE, {"Transfer_Encoding": "chunked"}),
    ],
)
def test_packing(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    """Bodies are put together and unpacked, also where a crawler has done so and kept the header."""
    [source] = found(tmp_path, record(answer(body, **headers)))
    assert isinstance(source, Source)
    assert source.data == PAGE


def test_unknown_packing(tmp_path: Path) -> None:
    """S117: a page that cannot be unpacked is a problem, and the others are read."""
    assert codes(found(tmp_path, record(answer(Content_Encoding="br")), record(answer()))) == ["S117", "page"]


def test_too_large(tmp_path: Path) -> None:
    """S107: a page above the limit, as it is or unpacked, is left out, and the others are read."""
    bomb = gzip.compress(bytes(50_000_000))
    records = (answer(b"x" * 200_000), answer(bomb, Content_Encoding="gzip"), answer())
    for name in ("crawl.warc", "crawl.warc.gz"):
        assert codes(found(tmp_path, *map(record, records), name=name)) == ["S107", "S107", "page"]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_damage(tmp_path: Path, name: str) -> None:
    """S117: a file that breaks off is read up to there, and said to be damaged."""
    path = tmp_path / name
    found(tmp_path, record(answer()), record(answer()), name=name)
    path.write_bytes(path.read_bytes()[:-40])
    assert codes(list(find_sources([str(path)], Settings()))) == ["page", "S117"]


@pytest.mark.parametrize(
    "data",
    [
        b"no WARC file",
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: 9999999999999999999999\r\n\r\n",
        b"WARC/1.0\r\n" + b"a" * 100_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000,
    ],
)
def test_no_warc(tmp_path: Path, data: bytes) -> None:
    """S117: what is no WARC file, or has headers without end, is damaged."""
    assert codes(found(tmp_path, data)) == ["S117"]


def test_nothing_in_it(tmp_path: Path) -> None:
    """S118, S101: a crawl without pages, and a file that is not there."""
    assert codes(found(tmp_path, record(answer(status="404 Not Found")))) == ["S118"]
    assert codes(list(find_sources([str(tmp_path / "none.warc")], Settings()))) == ["S101"]


def test_names_in_a_crawl(tmp_path: Path) -> None:
    """Passwords and control characters of an address are not kept."""
    [source] = found(tmp_path, record(answer(), uri="<https://me:secret@lake.example/\x1b[31m>"))
    assert isinstance(source, Source)
    assert source.told is not None
    assert source.told.name == "https://lake.example/ [31m"


def test_a_chunk_that_lies() -> None:
    """A chunk that is longer than what follows gives what there is."""
    assert warc.joined(b"ff\r\nabc") == b"abc"
