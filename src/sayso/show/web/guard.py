"""Who may ask, and what every answer carries: hosts, forms of our own, headers, a password."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

LONGEST_BODY = 64 * 1024  # bytes: no form of ours comes near
TRIES, WINDOW = 5, 60.0  # wrong passwords in so many seconds, of one address
ALL_TRIES = 50  # and of all addresses together
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
    "cache-control": "no-store",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: the names that the server answers to, and the password, if one is needed.

    ``any_number``: any numeric address is answered too, for a server that listens on all of them.
    """

    hosts: frozenset[str] = frozenset(LOOPBACK)
    password: str | None = None
    any_number: bool = False


@dataclass(slots=True)
class Guard:
    """The secrets of one server, and the wrong passwords that it was given lately, by address."""

    access: Access
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    wrong: dict[str, deque[float]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """What every form of ours carries; no other site can know it."""
        return self._sealed("form")

    @property
    def pass_mark(self) -> str:
        """What the browser of somebody who gave the password keeps."""
        return self._sealed("entered")

    def knows_host(self, host: str) -> bool:
        """Return whether the server answers to *host*: a page elsewhere may call it by a name of its own."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name.lower() in self.access.hosts or (self.access.any_number and _is_number(name))

    def own_form(self, form: Mapping[str, str], headers: Mapping[str, str]) -> bool:
        """Return whether a post comes from a page of ours."""
        return self._at_home(headers) and self._knows_token(form.get("token", ""))

    def own_program(self, headers: Mapping[str, str]) -> bool:
        """Return whether a program that posts has asked for the token: no page elsewhere can read it."""
        return self._at_home(headers) and self._knows_token(headers.get("x-sayso-token", ""))

    def _at_home(self, headers: Mapping[str, str]) -> bool:
        """Return whether no browser says that another site asks."""
        origin = headers.get("origin")
        if origin and origin.partition("://")[2] != headers.get("host"):
            return False
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")

    def _knows_token(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self.token.encode())

    def entered(self, mark: str) -> bool:
        """Return whether a browser with this *mark* may come in."""
        return self.access.password is None or hmac.compare_digest(mark.encode(), self.pass_mark.encode())

    def right(self, password: str) -> bool:
        """Return whether *password* is the one that is set."""
        return hmac.compare_digest(password.encode(), (self.access.password or "").encode())

    def barred(self, client: str) -> bool:
        """Return whether *client*, or all together, gave too many wrong passwords lately."""
        now = time.monotonic()
        for tries in self.wrong.values():
            while tries and now - tries[0] > WINDOW:
                tries.popleft()
        self.wrong = {name: tries for name, tries in self.wrong.items() if tries}
        every = sum(len(tries) for tries in self.wrong.values())
        return len(self.wrong.get(client, ())) >= TRIES or every >= ALL_TRIES

    def note_wrong(self, client: str) -> None:
        """Remember that *client* gave a wrong password."""
        self.wrong.setdefault(client, deque()).append(time.monotonic())

    def _sealed(self, what: str) -> str:
        return hmac.new(self.secret, what.encode(), sha256).hexdigest()


def hosts_for(host: str, names: Iterable[str]) -> Access:
    """Return who may ask a server that listens on *host*, a machine with these *names*."""
    everywhere = host in ("0.0.0.0", "::", "")
    given = f"[{host}]" if ":" in host else host
    return Access(frozenset({*LOOPBACK, given.lower(), *(name.lower() for name in names)}), None, everywhere)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
