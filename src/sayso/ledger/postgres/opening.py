"""Opening a ledger in PostgreSQL: reaching the server, and making or checking the schema."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Literal

from sayso.ledger.faults import WAIT, unwritable
from sayso.ledger.postgres.address import Address
from sayso.ledger.postgres.connection import Postgres
from sayso.ledger.postgres.errors import fields_of, refused
from sayso.ledger.postgres.objects import BASE
from sayso.ledger.schema import MIGRATIONS, migrate
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from pg8000.native import Connection

PATIENCE = 10  # seconds that a server may take to answer the first time
OLDEST = 13
NO_SCHEMA = (
    "this user may make no schema in the database",
    "Have the owner of the database make the ledger, or GRANT CREATE ON DATABASE (docs/ledger.md).",
)
STATE = """
    SELECT CASE WHEN coalesce(has_schema_privilege(to_regnamespace('{schema}')::oid, 'USAGE'), true)
            THEN (to_regclass('{schema}.migrations') IS NOT NULL)::int END,
        EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = to_regnamespace('{schema}')),
        current_setting('server_encoding'), current_setting('server_version_num')::int / 10000
"""
WRITABLE = "SELECT NOT pg_is_in_recovery() AND has_table_privilege('codings', 'INSERT')"


def opened(address: Address, create: bool, read_only: bool) -> tuple[Postgres, bool]:
    """Return a connection to the ledger at *address*, made if *create* says so, and whether it takes rows.

    Raises Failure: S301 newer, S303 cannot be made, S304 not there, S731 to S734 and S738.
    """
    connection = Postgres(_connected(address), address)
    try:
        return connection, _prepared(connection, create and not read_only, read_only)
    except BaseException:
        connection.close()
        raise


def _connected(address: Address) -> Connection:
    """Return a connection to the server. Raises Failure (S731, S732, S733)."""
    try:
        from pg8000.exceptions import DatabaseError, InterfaceError
        from pg8000.native import Connection
    except ImportError as error:
        raise Failure(problem("S731", str(address))) from error
    try:
        for context in _contexts(address):
            with suppress(_Unencrypted):
                return _native(address, Connection, context)
        raise OSError("it offers no encrypted connection")
    except DatabaseError as error:
        raise refused(fields_of(error), address) from error
    except (InterfaceError, OSError) as error:
        raise Failure(problem("S732", str(address), reason=_reason(error))) from error


class _Unencrypted(Exception):  # noqa: N818 - it is no error where that is allowed
    """The server has no encryption."""


def _native(
    address: Address, connection: type[Connection], context: ssl.SSLContext | Literal[False]
) -> Connection:
    """Return a connection of pg8000, whose socket waits for as long as an answer takes."""
    dialled = _dialled(address)
    try:
        found = connection(
            address.user,
            host=address.host,
            database=address.database,
            password=address.password,
            sock=dialled,
            ssl_context=context,
            application_name="sayso",
            startup_params={"client_encoding": "UTF8"},
        )
    except BaseException as error:
        dialled.close()
        if str(error) == "Server refuses SSL":
            raise _Unencrypted from error
        raise
    found._usock.settimeout(None)
    return found


def _dialled(address: Address) -> socket.socket:
    """Return a socket that is connected to the server. Raises OSError."""
    if not address.host.startswith("/"):
        return socket.create_connection((address.host, address.port), PATIENCE)
    family: Any = getattr(socket, "AF_UNIX", None)
    if family is None:
        raise OSError("this system has no sockets in folders; name a host")
    found = socket.socket(family, socket.SOCK_STREAM)
    found.settimeout(PATIENCE)
    try:
        found.connect(f"{address.host}/.s.PGSQL.{address.port}")
    except OSError:
        found.close()
        raise
    return found


def _contexts(address: Address) -> Iterator[ssl.SSLContext | Literal[False]]:
    """Yield how the connection may be encrypted, the best first; False: not at all."""
    if address.sslmode == "verify-full":
        yield ssl.create_default_context(cafile=address.sslrootcert or None)
        return
    near = address.host.startswith("/") or address.host in ("localhost", "127.0.0.1", "::1")
    if address.sslmode == "require" or (address.sslmode == "prefer" and not near):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False  # who asks for that too asks for verify-full
        context.verify_mode = ssl.CERT_NONE
        yield context
    if address.sslmode in ("prefer", "disable"):
        yield False


def _reason(error: Exception) -> str:
    cause = error.__cause__ or error
    return getattr(cause, "strerror", None) or str(cause)


def _prepared(connection: Postgres, create: bool, read_only: bool) -> bool:
    """See that there is a ledger that this version knows, and return whether it can be added to."""
    address = connection.address
    connection.lay(
        [
            f"SET search_path TO {address.schema}",
            f"SET lock_timeout TO '{WAIT}s'",
            "SET jit TO off",
            f"SET default_transaction_read_only TO {'on' if read_only else 'off'}",
        ]
    )
    if not _there(connection):
        if not create:
            raise Failure(problem("S304", str(address)))
        _make(connection)
    found = connection.version()
    if found > len(MIGRATIONS):
        raise Failure(problem("S301", str(address), found=found, known=len(MIGRATIONS)))
    return not read_only and bool(connection.ask(WRITABLE)[0][0])


def _there(connection: Postgres) -> bool:
    """Return whether there is a ledger. Raises Failure (S733, S734, S738)."""
    address = connection.address
    (state,) = connection.ask(STATE.format(schema=address.schema))
    there, others, encoding, version = state
    if encoding != "UTF8" or version < OLDEST:
        reason = (
            f"its database is kept in {encoding}" if encoding != "UTF8" else f"it is PostgreSQL {version}"
        )
        raise Failure(problem("S738", str(address), reason=reason))
    if there is None:
        raise Failure(problem("S733", str(address), reason="the ledger is closed to this user"))
    if others and not there:
        raise Failure(problem("S734", str(address), schema=address.schema))
    return bool(there)


def _make(connection: Postgres) -> None:
    """Make the ledger, unless another program makes it at the same time."""
    if not connection.ask("SELECT has_database_privilege(current_database(), 'CREATE')")[0][0]:
        raise unwritable(connection.address, *NO_SCHEMA)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _there(connection):
            connection.lay([f"CREATE SCHEMA IF NOT EXISTS {connection.address.schema}", *BASE])
            migrate(connection)  # type: ignore[arg-type] # it has what the room uses of sqlite3's
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
