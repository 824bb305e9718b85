"""Addresses of ledgers in PostgreSQL, and where a ledger is: at a path, or at such an address."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from sayso.problems import Failure, problem

PORT = 5432
SCHEMES = ("postgresql://", "postgres://")
OPTIONS = ("schema", "host", "passfile", "sslmode", "sslrootcert")
DEFAULTS = {"schema": "sayso", "sslmode": "prefer"}
MODES = ("disable", "prefer", "require", "verify-full")
SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,62}")
OTHERS_MAY_READ = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Address:
    """Where a ledger in PostgreSQL is. As text it has no password.

    ``host`` is a name, a number, or the folder of a server's socket. ``sslrootcert`` is the file of the
    certificates by which the server is known, where ``sslmode`` is ``verify-full``.
    """

    user: str
    host: str
    port: int
    database: str
    schema: str = "sayso"
    password: str = field(default="", repr=False)
    sslmode: str = "prefer"
    sslrootcert: str = ""
    passfile: str = ""

    def __str__(self) -> str:
        folder = self.host.startswith("/")
        host = "" if folder else f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORT else f":{self.port}"
        given = {"host": self.host} if folder else {}
        given |= {name: getattr(self, name) for name in OPTIONS if name != "host"}
        told = [f"{name}={quote(value)}" for name, value in given.items() if value != DEFAULTS.get(name, "")]
        asks = f"?{'&'.join(told)}" if told else ""
        return f"postgresql://{quote(self.user)}@{host}{port}/{quote(self.database)}{asks}"

    @property
    def name(self) -> str:
        """What people know the ledger by."""
        return self.database if self.schema == "sayso" else f"{self.database}.{self.schema}"

    @property
    def stem(self) -> str:
        """What files that are made of the ledger are called by."""
        return self.name

    def samefile(self, other: object) -> bool:
        """Return whether *other* is an address of the same ledger, whoever asks."""
        if not isinstance(other, Address):
            return False
        names = ("host", "port", "database", "schema")
        return all(getattr(self, name) == getattr(other, name) for name in names)


Place = Path | Address


def place(path: str | Place) -> Place:
    """Return where the ledger called *path* is. Raises Failure (S730) for an address that cannot be read."""
    if isinstance(path, Address):
        return path
    return address(str(path)) if is_address(path) else Path(path)


def is_address(path: str | Path) -> bool:
    """Return whether *path* is meant for a ledger in PostgreSQL."""
    return str(path).startswith(SCHEMES)


def shown(path: str | Place) -> str:
    """Return *path* as it may be told: an address without its password."""
    try:
        return str(place(path))
    except Failure as failure:
        return failure.problem.where


def address(url: str) -> Address:
    """Return the address that *url* is. Raises Failure (S730) where it is none."""
    try:
        return _parsed(url)
    except ValueError as error:
        raise Failure(problem("S730", _without_password(url), reason=str(error))) from None


def _parsed(url: str) -> Address:
    """Return the address that *url* is. Raises ValueError, which says what is wrong with it."""
    parts = urlsplit(url)
    options = _options(parts.query)
    user, database = unquote(parts.username or ""), unquote(parts.path[1:])
    if not user:
        raise ValueError("it names no user")
    if not database or "/" in database:
        raise ValueError("it names no database")
    host, port = options.get("host", parts.hostname or "localhost"), parts.port or PORT
    others = {name: value for name, value in options.items() if name != "host"}
    password = unquote(parts.password or "")
    if "passfile" in options and not password:
        password = _kept(Path(options["passfile"]).expanduser(), (host, str(port), database, user))
    return Address(user, host, port, database, password=password, **others)


def _options(query: str) -> Mapping[str, str]:
    """Return what an address asks for behind its ``?``. Raises ValueError for what there is not."""
    found = {**DEFAULTS, **dict(parse_qsl(query, strict_parsing=bool(query)))}
    unknown = sorted(found.keys() - set(OPTIONS))
    if unknown:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(OPTIONS)}")
    if not SCHEMA.fullmatch(found["schema"]):
        raise ValueError("a schema's name has small letters, digits and _ only")
    if found["sslmode"] not in MODES:
        raise ValueError(f"sslmode is none of {', '.join(MODES)}")
    return found


def _kept(path: Path, wanted: tuple[str, ...]) -> str:
    """Return the password in the file at *path* (libpq's ``.pgpass``) for *wanted*, empty where it has none.

    Raises ValueError where the file cannot be read, or others can.
    """
    try:
        if os.name == "posix" and path.stat().st_mode & OTHERS_MAY_READ:
            raise ValueError("others may read the passfile: chmod 600 it")
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ValueError(f"the passfile cannot be read ({error.strerror})") from None
    for *fields, password in filter(None, map(_fields, lines)):
        if len(fields) == 4 and all(one in ("*", two) for one, two in zip(fields, wanted, strict=True)):
            return password
    return ""


def _fields(line: str) -> list[str]:
    r"""Return what stands between the colons of *line*, where ``\:`` and ``\\`` stand for themselves."""
    if line.startswith("#"):
        return []
    return [re.sub(r"\\(.)", r"\1", one) for one in re.findall(r"(?:^|:)((?:\\.|[^:\\])*)", line)]


def _without_password(url: str) -> str:
    """Return *url*, which may be malformed, with nothing between its scheme and the last ``@``."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://...@{rest.rpartition('@')[2]}" if "@" in rest else url
