"""The ledger's file: opened, made, added to. Nothing in it is ever changed or deleted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, NamedTuple, Self, cast

from sayso.ledger import insert
from sayso.ledger.faults import READ_ONLY, WAIT, told, unwritable
from sayso.ledger.filters import prepare
from sayso.ledger.postgres.address import Address, Place, place
from sayso.ledger.schema import APPLICATION, MIGRATIONS, migrate
from sayso.problems import Failure, problem
from sayso.record import Coded, Problem, Run, Source


class Review(NamedTuple):
    """Whether rows are read as they stand after decisions, and whose decisions count (empty: everybody's)."""

    applied: bool = False
    by: tuple[str, ...] = ()


AS_CODED = Review()


class Ledger:
    """An open ledger. Use it with ``with``; ``open_ledger`` makes one.

    Two programs may add to one ledger at once; each waits for the other.
    """

    def __init__(
        self, connection: sqlite3.Connection, path: Place, read_only: bool, review: Review = AS_CODED
    ) -> None:
        """Keep the open *connection* to the ledger at *path*, whose rows are read as *review* says."""
        self.connection = connection
        self.path = path
        self.read_only = read_only
        self.review = review

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def as_reviewed(self, by: Sequence[str] = ()) -> Ledger:
        """Return the same open ledger, its rows read as they stand after decisions: all, or those *by* some.

        All is read so: events, stories, contents, listings, counts, explanations, exports.
        """
        return Ledger(self.connection, self.path, self.read_only, Review(True, tuple(by)))

    def has(self, table: str) -> bool:
        """Return whether there is a *table*: an older ledger that may only be read has not all of them."""
        return any(self.read("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)))

    def begin(self, run: Run) -> None:
        """See that *run* can write. Its row is added with the first thing that it adds."""
        with self._adding(run):
            pass

    def add(self, coded: Coded, run: Run) -> int:
        """Add what *run* coded of an article, whole or not at all; return how many rows were new.

        An article that a run of the same version, model and settings has coded adds none.
        """
        with self._adding(run):
            return insert.add_coded(self.connection, coded, run)

    def add_problem(self, found: Problem, run: Run) -> None:
        """Add what went wrong with an input, unless such a run has met the same before."""
        with self._adding(run):
            insert.add_problem(self.connection, found, run)

    def finish(self, run: Run) -> None:
        """Note that *run* has gone through all its inputs."""
        with self._adding(run):
            insert.add_finish(self.connection, run)

    def knows(self, source: Source, run: Run) -> bool:
        """Return whether *source* has been coded with the version, model and settings of *run*."""
        found = self.read(
            "SELECT 1 FROM readings JOIN sources ON sources.number = readings.source"
            " WHERE sources.address = ? AND sources.sha256 = ? AND readings.recipe = ?",
            (source.address, source.sha256, insert.recipe(run)),
        )
        return any(found)

    def read(self, query: str, values: Sequence[object] = ()) -> Generator[sqlite3.Row]:
        """Yield what *query* finds. Raises Failure (S305) where the database is broken."""
        return self._found(self.connection.cursor(), query, values)

    def tuples(self, query: str) -> Generator[Sequence[object]]:
        """Yield what *query* finds, as ``read`` does, but as tuples: of many rows they are quicker."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return self._found(cursor, query)

    def _found(self, cursor: sqlite3.Cursor, query: str, values: Sequence[object] = ()) -> Generator[Any]:
        with told(self.path):
            found = cursor.execute(query, [insert.storable(value) for value in values])
            try:
                yield from chain(found)  # which, unlike found itself, is not closed with this generator
            finally:
                with suppress(sqlite3.ProgrammingError):  # it was closed together with the ledger
                    found.close()

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Let all that is read in it be as it is now, whatever others add meanwhile."""
        with told(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")

    @contextmanager
    def _adding(self, run: Run) -> Iterator[None]:
        """Hold a transaction that keeps all that is added in it, with the row of *run*, or nothing.

        A run that adds nothing leaves no row: coding the same again changes nothing at all.
        """
        with self.writing():
            before = self.connection.total_changes
            yield
            if self.connection.total_changes > before:
                insert.add_run(self.connection, run)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold a transaction that keeps all that is added in it or nothing. Raises Failure (S303, S305)."""
        if self.read_only:
            raise unwritable(self.path, *READ_ONLY)
        with told(self.path), transaction(self.connection):
            yield


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold a transaction that nobody else can write beside; undo it where anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def open_ledger(path: str | Place, create: bool = True, read_only: bool = False) -> Ledger:
    """Open the ledger at *path*, made if it is not there and *create* says so.

    *path* is that of a file, or the address of a ledger in PostgreSQL. A ledger that may only be read can
    be opened and asked all the same. Raises Failure: S301 newer, S302 no ledger, S303 cannot be written,
    S304 not there, S305 damaged, and of PostgreSQL S730 to S738.
    """
    path = place(path)
    if isinstance(path, Address):
        return _open_in_postgres(path, create, read_only)
    if not path.exists() and (read_only or not create):
        raise Failure(problem("S304", str(path)))
    if path.is_dir():
        raise Failure(problem("S302", str(path)))
    with told(path):
        connection, writable = _connect(path, read_only)
        try:
            _prepare(connection, path, writable, create)
        except BaseException:
            connection.close()
            raise
    return Ledger(connection, path, not writable)


def _open_in_postgres(address: Address, create: bool, read_only: bool) -> Ledger:
    from sayso.ledger.postgres.opening import opened

    connection, writable = opened(address, create, read_only)
    # it has what the room uses of SQLite's connections, and takes their SQL
    return Ledger(cast("sqlite3.Connection", connection), address, not writable)


def _connect(path: Path, read_only: bool) -> tuple[sqlite3.Connection, bool]:
    """Return a connection to the file at *path*, and whether it can write."""
    modes = [] if read_only else ["rwc"]
    if path.exists():
        modes.append("ro")
        if not path.with_name(path.name + "-wal").exists():
            modes.append("ro&immutable=1")  # for a folder in which not even a lock can be written
    *others, last = modes
    for mode in others:
        with suppress(_Refused):
            return _connect_as(mode, path)
    return _connect_as(last, path)


class _Refused(sqlite3.OperationalError):
    """The file cannot be opened in this mode; in another perhaps."""


def _connect_as(mode: str, path: Path) -> tuple[sqlite3.Connection, bool]:
    """Return a connection to the file at *path* that has been seen to work, and whether it can write."""
    where = f"{path.absolute().as_uri()}?mode={mode}"
    connection = None
    try:
        connection = sqlite3.connect(where, uri=True, timeout=WAIT, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA application_id").fetchone()
        prepare(connection)
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        _explain(error, path)
        raise
    return connection, mode == "rwc" and os.access(path, os.W_OK)


def _explain(error: sqlite3.DatabaseError, path: Path) -> None:
    """Raise what *error* means of a file that is being opened, where it means something special then."""
    code = error.sqlite_errorcode & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        raise Failure(problem("S302", str(path))) from error
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
        refused = _Refused(*error.args)
        refused.sqlite_errorcode = error.sqlite_errorcode
        raise refused from error


def _prepare(connection: sqlite3.Connection, path: Path, writable: bool, create: bool) -> None:
    """See that the file is a ledger that this version knows, making or migrating it where it may."""
    application, found, empty = _header(connection)
    if application != APPLICATION and not (empty and create):
        raise Failure(problem("S302", str(path)))
    if application == APPLICATION and not found:
        raise Failure(problem("S305", str(path), reason="the version of its schema is gone"))
    if found > len(MIGRATIONS):
        raise Failure(problem("S301", str(path), found=found, known=len(MIGRATIONS)))
    if writable:
        if found < len(MIGRATIONS):
            with transaction(connection):
                migrate(connection)
        _keep_log(connection)


def _header(connection: sqlite3.Connection) -> tuple[int, int, bool]:
    """Return the program that the file belongs to, the version of its schema, and whether it is empty.

    All three are read at once, for another program may be making the ledger.
    """
    connection.execute("BEGIN")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    empty = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    connection.execute("COMMIT")
    return application, version, empty and not version


def _keep_log(connection: sqlite3.Connection) -> None:
    """Let readers and one writer work at once (WAL). SQLite does not wait for others here by itself."""
    deadline = monotonic() + WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.05)
