"""Fetching one address that the user named, within limits on size, time, redirects and networks."""

from __future__ import annotations

import socket
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from http import HTTPStatus
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from sayso.problems import Failure, problem
from sayso.read.networks import numbers
from sayso.read.source import one_line, without_user
from sayso.record import Problem
from sayso.settings import Settings

if TYPE_CHECKING:
    import httpx

GZIP = 31  # zlib's number for "with a gzip header"
ELSEWHERE = "only http and https addresses are fetched; sayso shard reads object stores"
ACCEPTED = "text/html, application/rss+xml, application/atom+xml, text/plain;q=0.9, application/xml;q=0.8"


class Answer(NamedTuple):
    """What a server sent: the bytes, unpacked, and the media type it gives them."""

    data: bytes
    media: str


def fetch(address: str, settings: Settings) -> Answer | Problem:
    """Return what is at *address*, or why it could not be had (S107, S110, S111, S129).

    The work is done in a thread of its own: neither looking up a name nor
    waiting for headers that come drop by drop can be interrupted otherwise.
    """
    bare = without_user(address)
    if bare != address:
        return problem("S129", bare)
    answers: Queue[Answer | Problem] = Queue(1)
    Thread(target=lambda: answers.put(_fetched(address, settings)), daemon=True).start()
    try:
        return answers.get(timeout=settings.timeout)
    except Empty:
        return _too_slow(address, settings)


def _fetched(address: str, settings: Settings) -> Answer | Problem:
    """Return what is at *address*, or why it could not be had."""
    import httpx

    deadline = time.monotonic() + settings.timeout
    headers = {"user-agent": "sayso", "accept": ACCEPTED, "accept-encoding": "gzip, identity"}
    try:
        # nothing from the environment: neither a proxy, which would look names up itself, nor passwords
        with httpx.Client(timeout=settings.timeout, headers=headers, trust_env=False) as client:
            return _follow(client, address, settings, deadline)
    except Failure as failure:
        return failure.problem
    except httpx.TimeoutException:
        return _too_slow(address, settings)
    except (httpx.HTTPError, httpx.InvalidURL, zlib.error, OSError, ValueError) as error:
        return problem("S110", address, reason=_words(error))


def _follow(client: httpx.Client, address: str, settings: Settings, deadline: float) -> Answer:
    """Return what is at *address*, following redirects by hand so that every hop is checked."""
    here = address
    for _ in range(settings.max_redirects + 1):
        with _asked(client, here, address, settings) as answer:
            if answer.has_redirect_location:
                here = urljoin(here, answer.headers["location"])
                continue
            if answer.status_code != HTTPStatus.OK:
                raise Failure(problem("S110", address, reason=_status(answer.status_code)))
            media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Answer(_body(answer, address, settings, deadline), media)
    raise Failure(problem("S110", address, reason=f"it redirects more than {settings.max_redirects} times"))


@contextmanager
def _asked(client: httpx.Client, here: str, address: str, settings: Settings) -> Iterator[httpx.Response]:
    """Give the answer of the server at *here*, which *address* has led to.

    The server is asked by the very number that was checked: were its name looked up again, it could
    stand for another machine by then (DNS rebinding). Raises Failure (S110, S111).
    """
    import httpx

    url = httpx.URL(here)
    if url.scheme not in ("http", "https") or not url.host:
        raise Failure(problem("S110", address, reason=ELSEWHERE))
    if url.userinfo:
        raise Failure(problem("S110", address, reason="it redirects to an address with a name or password"))
    port = url.port or (443 if url.scheme == "https" else 80)
    host = url.raw_host.decode("ascii").strip("[]")
    *others, last = numbers(host, port, address, settings.allow_private)
    named = {"headers": {"host": url.netloc.decode("ascii")}, "extensions": {"sni_hostname": host}}
    for number in others:
        with suppress(httpx.ConnectError, httpx.ConnectTimeout):
            answer = client.send(_request(client, url, number, named), stream=True)
            break
    else:
        answer = client.send(_request(client, url, last, named), stream=True)
    with closing(answer):
        yield answer


def _request(client: httpx.Client, url: httpx.URL, number: str, named: Mapping[str, Any]) -> httpx.Request:
    """Return the request for *url* from the machine called *number*, under the name that it is known by."""
    return client.build_request("GET", url.copy_with(host=number), **named)


def _body(answer: httpx.Response, address: str, settings: Settings, deadline: float) -> bytes:
    """Return the body of *answer*, stopping at the limits of size and time.

    It is unpacked here, no further than the limit, so that a small answer cannot fill the memory.
    """
    packing = one_line(answer.headers.get("content-encoding", "identity").lower(), 60)
    if packing not in ("identity", "gzip", "x-gzip"):
        raise Failure(
            problem("S110", address, reason=f"it came packed as {packing}, which was not asked for")
        )
    unpacker = None if packing == "identity" else zlib.decompressobj(GZIP)
    data = bytearray()
    for chunk in answer.iter_raw():
        room = settings.max_bytes + 1 - len(data)
        data += chunk if unpacker is None else unpacker.decompress(chunk, room)
        if len(data) > settings.max_bytes:
            size = f"more than {settings.max_bytes}"
            raise Failure(problem("S107", address, size=size, limit=settings.max_bytes))
        if time.monotonic() > deadline:
            raise Failure(_too_slow(address, settings))
    if unpacker is not None and not unpacker.eof:
        raise Failure(problem("S110", address, reason="the answer broke off"))
    return bytes(data)


def _too_slow(address: str, settings: Settings) -> Problem:
    """Return the problem of an answer that takes too long."""
    return problem("S110", address, reason=f"it took longer than {settings.timeout:g} seconds")


def _status(code: int) -> str:
    """Return what an HTTP status says, in words."""
    try:
        return f"the server answered {code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return f"the server answered {code}"


def _words(error: Exception) -> str:
    """Return what *error* says, or the name of its kind."""
    if isinstance(error, socket.gaierror):
        return "the host's name cannot be found"
    return one_line(str(error), 200).rstrip(".") or type(error).__name__
