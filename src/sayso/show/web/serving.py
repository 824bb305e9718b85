"""The server: a free port of the loopback address, a browser, and a clean stop on Ctrl-C."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn

from sayso.problems import Failure, problem
from sayso.show.terminal import tell
from sayso.show.web.app import application
from sayso.show.web.desk import Desk
from sayso.show.web.guard import Access, Guard, hosts_for

HOME = "127.0.0.1"
LONGEST_PASSWORD = 1024


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens: a port of 0 is a free one. ``password_file`` has the password."""

    host: str | None = None
    port: int = 0
    password_file: Path | None = None
    browser: bool = True


def serve(desk: Desk, place: Place) -> None:
    """Serve the explorer at *place* until it is stopped. Raises Failure (S301, S302, S304, S702, S703)."""
    desk.open().close()  # what is wrong with the ledger is said before anything is served
    access, told = access_for(place)
    listener = listening(place)
    number = listener.getsockname()[1]
    host = place.host or HOME
    shown = f"http://{f'[{host}]' if ':' in host else host}:{number}/"
    if told:
        shown += f"enter?token={told}"
    tell(f"The ledger {desk.path} is open at {shown}")
    if access.password is not None:
        tell("Whoever has the password can read it, and decide unless it is read-only. Nothing is encrypted.")
    tell("Stop with Ctrl-C; whatever was decided is kept.")
    if place.browser:
        threading.Thread(target=webbrowser.open, args=(shown,), daemon=True).start()
    config = uvicorn.Config(
        application(desk, Guard(access)),
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=2,
    )
    with listener, suppress(KeyboardInterrupt):  # uvicorn raises it again when it has stopped
        uvicorn.Server(config).run(sockets=[listener])


def access_for(place: Place) -> tuple[Access, str]:
    """Return who may ask, and the token that is to be told where no password was given.

    Raises Failure (S703) where the file has none.
    """
    password = None if place.password_file is None else password_in(place.password_file)
    if place.host is None:
        return Access(password=password), ""
    named = hosts_for(place.host, {socket.gethostname(), socket.getfqdn()})
    token = "" if password else secrets.token_urlsafe(24)
    return replace(named, password=password or token), token


def password_in(path: Path) -> str:
    """Return the password in the file at *path*. Raises Failure (S703)."""
    try:
        with path.open(encoding="utf-8") as file:
            password = file.readline(LONGEST_PASSWORD).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(problem("S703", str(path), reason="it cannot be read")) from error
    if len(password) < 8:
        raise Failure(problem("S703", str(path), reason="its first line has fewer than 8 characters"))
    return password


def listening(place: Place) -> socket.socket:
    """Return a socket that listens at *place*. Raises Failure (S702)."""
    host = place.host or HOME
    try:
        return socket.create_server((host, place.port), family=_family(host))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Failure(problem("S702", f"{host}:{place.port}", reason=reason)) from error


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
