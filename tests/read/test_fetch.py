"""Addresses, against a server on this machine."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

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
}


class Handler(BaseHTTPRequestHandler):
    """Answers as ``ANSWERS`` says, or byte by byte."""

    def do_GET(self) -> None:
        """Answer one request."""
        if self.path in ("/slow-body", "/slow-head"):
            self._drip()
            return
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
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

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class calls it so
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """Stays silent where a client hangs up."""

    daemon_threads = True

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
        ("/bomb", "S107", "limit is 100000"),
    ],
)
def test_not_fetched(server: str, path: str, code: str, words: str) -> None:
    """What cannot be had, or is too large also when unpacked, is a problem that says why."""
    problem = fetched(server + path)
    assert isinstance(problem, Problem)
    assert problem.code == code
    assert words in problem.what


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
    ["127.0.0.1", "10.0.0.1", "192.168.1.5", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"],
)
def test_private(host: str) -> None:
    """S111: private, loopback and link-local networks are refused unless allowed."""
    [problem] = find_sources([f"http://{host}/"], Settings())
    assert isinstance(problem, Problem)
    assert problem.code == "S111"


def test_every_address_of_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """S111: one private address among those of a host is enough to refuse it."""

    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    [problem] = find_sources(["http://example.org/"], Settings())
    assert isinstance(problem, Problem)
    assert problem.code == "S111"
