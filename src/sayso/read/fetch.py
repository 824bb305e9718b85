"""Fetching one address that the user named, within limits on size, time, redirects and networks."""

from __future__ import annotations

import ipaddress
import socket
import time
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from sayso.problems import Failure, problem
from sayso.record import Problem
from sayso.settings import Settings

if TYPE_CHECKING:
    import httpx

CHUNK = 65_536


def fetch(address: str, settings: Settings) -> bytes | Problem:
    """Return the bytes at *address*, or why they could not be had (S107, S110, S111)."""
    import httpx

    deadline = time.monotonic() + settings.timeout
    headers = {
        "user-agent": "sayso",
        "accept": "text/html, text/plain;q=0.9",
        "accept-encoding": "gzip, identity",
    }
    try:
        with httpx.Client(timeout=settings.timeout, headers=headers, trust_env=True) as client:
            return _follow(client, address, settings, deadline)
    except Failure as failure:
        return failure.problem
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError, ValueError) as error:
        return problem("S110", address, reason=_words(error))


def _follow(client: httpx.Client, address: str, settings: Settings, deadline: float) -> bytes:
    """Return the bytes at *address*, following redirects by hand so that every hop is checked."""
    here = address
    for _ in range(settings.max_redirects + 1):
        _check_network(here, settings)
        with client.stream("GET", here) as answer:
            if answer.is_redirect:
                here = urljoin(here, answer.headers.get("location", ""))
                continue
            if answer.status_code != HTTPStatus.OK:
                raise Failure(problem("S110", address, reason=_status(answer.status_code)))
            return _body(answer, address, settings, deadline)
    raise Failure(problem("S110", address, reason=f"it redirects more than {settings.max_redirects} times"))


def _check_network(address: str, settings: Settings) -> None:
    """Raise Failure (S110, S111) unless *address* is http(s) and every address of its host is public."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise Failure(problem("S110", address, reason="only http and https addresses are fetched"))
    if settings.allow_private:
        return
    for *_, found in socket.getaddrinfo(host, parts.port or parts.scheme, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(found[0]).split("%")[0]).is_global:
            raise Failure(problem("S111", address, host=host))


def _body(answer: httpx.Response, address: str, settings: Settings, deadline: float) -> bytes:
    """Return the body of *answer*, stopping at the limits of size and time."""
    data = bytearray()
    for chunk in answer.iter_bytes(CHUNK):
        data += chunk
        if len(data) > settings.max_bytes:
            raise Failure(
                problem("S107", address, size=f"more than {settings.max_bytes}", limit=settings.max_bytes)
            )
        if time.monotonic() > deadline:
            raise Failure(
                problem("S110", address, reason=f"it took longer than {settings.timeout:g} seconds")
            )
    return bytes(data)


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
    return str(error) or type(error).__name__
