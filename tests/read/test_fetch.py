"""Addresses, against a server on this machine."""

from __future__ import annotations

import gzip
import io
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from sayso.read import fetch, networks
from sayso.read.networks import is_public
from sayso.read.sources import find_sources
from sayso.record import Problem, Source
from sayso.settings import Settings

LIMIT = 100_000
BOMB = gzip.compress(bytes(50_000_000))
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/story": (200, {"content-type": "text/html; charset=utf-8"}, b"<div>The talks failed."),
    "/packed": (200, {"content-encoding": "gzip"}, gzip.compress(b"The talks failed.")),
    "/half": (200, {"content-encoding": "gzip"}, gzip.compress(b"The talks failed.")[:-9]),
    "/bomb": (200, {"content-encoding": "gzip"}, BOMB),
    "/twice": (200, {"content-encoding": "gzip, gzip"}, gzip.compress(BOMB)),
    "/large": (200, {}, b"x" * (LIMIT + 1)),
    "/forbidden": (403, {}, b"no"),
    "/moved": (302, {"location": "/story"}, b""),
    "/loop": (302, {"location": "/loop"}, b""),
    "/elsewhere": (302, {"location": "file:///etc/hostname"}, b""),
    "/with-password": (302, {"location": "http://me:secret@example.org/"}, b""),
    "/nowhere": (302, {"location": "http://[::1/"}, b""),
    "/brotli": (200, {"content-encoding": "br"}, b"x"),
    "/cut": (200, {"content-length": "100"}, b"The talks failed."),
    "/lies": (200, {"content-length": "4"}, b"The talks failed."),
    "/feed": (
        200,
        {"content-type": "application/rss+xml"},
        b"<rss><channel><item><title>Talks</title><link>/story?x</link>"
        b"<description>They failed.</description></item>"
        b"<item><title>Gone</title><link>/forbidden</link></item></channel></rss>",
    ),
    "/story?x": (200, {"content-type": "text/html"}, b"<p>The talks failed, a diplomat said.</p>"),
}


class Handler(BaseHTTPRequestHandler):
    """Answers as ``ANSWERS`` says, or byte by byte."""

    def do_GET(self) -> None:
        """Answer one request."""
        self.server.asked.append((self.path, self.headers["host"]))  # type: ignore[attr-defined]
        if self.path in ("/slow-body", "/slow-head"):
            self._drip()
            return
        if self.path == "/endless":
            self._flow()
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {"content-length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """Send a byte every 50 ms, in the body or in the head of the answer."""
        head = b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if self.path == "/slow-body" else b"x-slow: ")
        try:
            self.wfile.write(head)
            for _ in range(60):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    def _flow(self) -> None:
        """Send chunks without end."""
        head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"
        try:
            self.wfile.write(head)
            while True:
                self.wfile.write(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """Stays silent where a client hangs up."""

    daemon_threads = True
    asked: ClassVar[list[tuple[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over broken connections: some tests break them."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield the address of a running server."""
    running = Server(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}"
    running.shutdown()
    running.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


def fetched(address: str, timeout: float = 5.0) -> Source | Problem:
    """Return what is found at *address*."""
    settings = Settings(max_bytes=LIMIT, timeout=timeout, allow_private=True)
    [found] = find_sources([address], settings)
    return found


@pytest.mark.parametrize(
    ("path", "media"), [("/story", "text/html"), ("/moved", "text/html"), ("/packed", "text/plain")]
)
def test_fetched(server: str, path: str, media: str) -> None:
    """A page is fetched, also packed or after a redirect, under the address that the user named."""
    source = fetched(server + path)
    assert isinstance(source, Source)
    assert b"The talks failed." in source.data
    assert (source.address, source.media) == (server + path, media)


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/forbidden", "S110", "403 (Forbidden)"),
        ("/loop", "S110", "redirects more than 5 times"),
        ("/elsewhere", "S110", "only http and https"),
        ("/half", "S110", "broke off"),
        ("/twice", "S110", "packed as gzip, gzip"),
        ("/large", "S107", "limit is 100000"),
        ("/endless", "S107", "limit is 100000"),
        ("/brotli", "S110", "packed as br"),
        ("/cut", "S110", "without sending complete"),
        ("/with-password", "S110", "name or password"),
        ("/nowhere", "S110", "Invalid URL"),
        ("/bomb", "S107", "limit is 100000"),
    ],
)
def test_not_fetched(server: str, path: str, code: str, words: str) -> None:
    """What cannot be had, or is too large also when unpacked, is a problem that says why."""
    problem = fetched(server + path)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert words in problem.what


def test_an_answer_that_is_longer_than_it_says(server: str) -> None:
    """What goes beyond the length that the server tells is not read."""
    source = fetched(server + "/lies")
    assert isinstance(source, Source)
    assert source.data == b"The "


def test_a_feed_is_followed(server: str) -> None:
    """--follow fetches what a feed has no text of, save what is known; what fails is that entry's problem."""
    settings = Settings(allow_private=True, follow=True)
    page, problem = find_sources([server + "/feed"], settings)
    assert isinstance(page, Source)
    assert isinstance(problem, Problem)
    assert page.data.startswith(b"<p>The talks failed, a diplomat said.")
    assert page.address == f"{server}/feed#{server}/story?x"
    assert page.told is not None
    assert (page.told.title, page.told.minded) == ("Talks", ())
    assert (problem.code, problem.where) == ("S110", f"{server}/feed#{server}/forbidden")
    Server.asked.clear()
    known, _ = find_sources([server + "/feed"], settings, known=lambda source: source == page or True)
    assert isinstance(known, Source)
    assert known.sha256 == page.sha256
    assert [path for path, _ in Server.asked] == ["/feed"]
    unfollowed, _ = find_sources([server + "/feed"], Settings(allow_private=True))
    assert isinstance(unfollowed, Source)
    assert unfollowed.data == b"They failed."


def test_a_feed_may_not_lead_into_the_own_network() -> None:
    """S111: what a feed links to is fetched under the same rules as any address."""
    feed = "<rss><channel><item><title>x</title><link>http://127.0.0.1:9/</link></item></channel></rss>"
    [problem] = find_sources(["-"], Settings(follow=True), io.BytesIO(feed.encode()))
    assert isinstance(problem, Problem)
    assert problem.code == "S111"


@pytest.mark.parametrize("path", ["/slow-body", "/slow-head"])
def test_slow(server: str, path: str) -> None:
    """S110: the time limit is one over the whole answer, even where a byte comes now and then."""
    began = time.monotonic()
    problem = fetched(server + path, timeout=0.4)
    assert isinstance(problem, Problem)
    assert "longer than 0.4 seconds" in problem.what
    assert time.monotonic() - began < 1.5


def test_nobody_there() -> None:
    """S110: a refused connection is a problem."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        problem = fetched(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert isinstance(problem, Problem)
    assert problem.code == "S110"


@pytest.mark.parametrize("address", ["http://", "http://example.org:99999/", "http://[::1/"])
def test_no_address(address: str) -> None:
    """S110: what is no address is a problem."""
    [problem] = find_sources([address], Settings())
    assert isinstance(problem, Problem)
    assert problem.code == "S110"


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.5", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
        *(
            "2130706433",
            "0177.0.0.1",
            "0x7f.1",
            "127.1",
            "localhost",
            "127.0.0.1.",
            "\uff11\uff12\uff17.0.0.1",
        ),
        *(
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::7f00:1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fec0::1]",
        ),
        *("[2002:7f00:1::]", "[64:ff9b::7f00:1]", "[ff02::1]", "[::]"),
    ],
)
def test_private(host: str) -> None:
    """S111: private, loopback, link-local and such networks are refused, however they are written."""
    [problem] = find_sources([f"http://{host}/"], Settings())
    assert isinstance(problem, Problem)
    assert problem.code in ("S111", "S110")  # S110 where this machine does not know the spelling at all
    assert problem.code == "S111" or "cannot be found" in problem.what or "invalid" in problem.what.lower()


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "2002:808:808::1", "64:ff9b::808:808"])
def test_public(number: str) -> None:
    """Numbers on the public internet are asked, also those within IPv6."""
    assert is_public(number)


def test_a_name_that_changes_its_mind(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: a name is looked up once, and its number, not the name, is connected to."""
    port = int(server.rpartition(":")[2])
    looked_up: list[object] = []
    real = socket.getaddrinfo

    def resolve(host: object, *rest: object, **named: object) -> object:
        looked_up.append(host)
        answers = [(2, 1, 6, "", ("127.0.0.1", port))]
        return answers if host == "news.example" else real(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    Server.asked.clear()
    source = fetched(f"http://news.example:{port}/story")
    assert isinstance(source, Source)
    assert looked_up.count("news.example") == 1
    assert Server.asked == [("/story", f"news.example:{port}")]
    [problem] = find_sources([f"http://news.example:{port}/story"], Settings())
    assert isinstance(problem, Problem)
    assert problem.code == "S111"


def test_a_machine_that_does_not_answer(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the numbers of a host the next is asked where one does not answer."""
    port = int(server.rpartition(":")[2])
    monkeypatch.setattr(networks, "numbers", lambda *_: ["127.0.0.2", "127.0.0.1"])
    monkeypatch.setattr(fetch, "numbers", lambda *_: ["127.0.0.2", "127.0.0.1"])
    assert isinstance(fetched(f"http://news.example:{port}/story"), Source)


def test_a_redirect_into_a_private_network(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """S111: each redirect is looked at as the first address is."""
    real = networks.is_public
    monkeypatch.setattr(networks, "is_public", lambda number: number == "127.0.0.1" or real(number))
    monkeypatch.setitem(ANSWERS, "/inside", (302, {"location": "http://[::1]/admin"}, b""))
    [problem] = find_sources([f"{server}/inside"], Settings())
    assert isinstance(problem, Problem)
    assert (problem.code, problem.where) == ("S111", f"{server}/inside")


@pytest.mark.parametrize("address", ["http://me:secret@127.0.0.1/", "https://secret@news.example/x"])
def test_names_and_passwords(address: str) -> None:
    """S129: an address with a password is not asked, and the password is not told."""
    [problem] = find_sources([address], Settings(allow_private=True))
    assert isinstance(problem, Problem)
    assert problem.code == "S129"
    assert "secret" not in repr(problem)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://news.example/", "gopher://127.0.0.1:6379/_x"]
)
def test_other_schemes(address: str) -> None:
    """S110: only http and https are fetched."""
    [problem] = find_sources([address], Settings())
    assert isinstance(problem, Problem)
    assert (problem.code, "only http and https" in problem.what) == ("S110", True)


def test_every_address_of_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """S111: one private address among those of a host is enough to refuse it."""

    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    [problem] = find_sources(["http://example.org/"], Settings())
    assert isinstance(problem, Problem)
    assert problem.code == "S111"
