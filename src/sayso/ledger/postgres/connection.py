"""A connection to PostgreSQL that takes the SQL of the room, which is SQLite's, and gives the same rows."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sayso.ledger.postgres.address import Address
from sayso.ledger.postgres.dialect import Statement, read_back, stored, translated
from sayso.ledger.postgres.errors import explained, lost
from sayso.ledger.postgres.objects import made_by
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from pg8000.native import Connection, PreparedStatement

AT_ONCE = 2000  # rows that are fetched from the server at a time
PREPARED = 200  # statements that the server keeps for a connection
LAYING = ("CREATE", "DROP")
ASKING = ("SELECT", "WITH")
ONE_ROW = re.compile(r"INSERT INTO \w+ \(.*\) VALUES \([^)]*\)")
FEW = re.compile(r"\s*SELECT (\(|1 |count\(|coalesce\(max)|.* LIMIT 1\b", re.DOTALL)  # finds few rows
SEVERAL = re.compile(r"INSERT INTO ([\w.]+) \((.*)\) VALUES")
VERSION = "SELECT coalesce(max(version), 0) FROM migrations"
LOCK = 0x5341_5953  # "SAYS": what writers wait for is this and the name of the schema
TEXT, BOOLEAN, NUMERIC = 25, 16, 1700  # numbers of PostgreSQL's types


class Row:
    """A row, as sqlite3.Row: its values by place, slice or name, and in order."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: tuple[Any, ...], places: Mapping[str, int]) -> None:
        self._values = values
        self._places = places

    def __getitem__(self, key: int | slice | str) -> Any:
        return self._values[self._places[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> list[str]:
        """Return the names of the columns."""
        return list(self._places)


class Found:
    """What a statement found, row by row, as a cursor of sqlite3 gives it."""

    def __init__(self, rows: Iterator[Row], lastrowid: int | None = None) -> None:
        """Go through *rows*. ``lastrowid`` is the number of a row that was added."""
        self._rows = rows
        self.lastrowid = lastrowid

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def __next__(self) -> Row:
        return next(self._rows)

    def fetchone(self) -> Row | None:
        """Return the next row, None where there is none."""
        return next(self._rows, None)

    def close(self) -> None:
        """Ask for no further rows."""
        if hasattr(self._rows, "close"):
            self._rows.close()


class Cursor:
    """What ``cursor()`` of a connection gives: rows are rows, whatever is asked of them."""

    row_factory: object = None

    def __init__(self, connection: Postgres) -> None:
        self.execute = connection.execute


class Postgres:
    """An open ledger in PostgreSQL, with those of the methods of sqlite3.Connection that the room uses."""

    def __init__(self, native: Connection, address: Address) -> None:
        """Use the open connection *native*, which belongs to this one from now on."""
        self._native = native
        self.address = address
        self.in_transaction = False
        self.total_changes = 0
        self._prepared: dict[str, tuple[Statement, PreparedStatement]] = {}
        self._cursors = self._transactions = 0
        self._read: list[tuple[str, int | None]] = []  # cursors to be closed, and the transaction of each
        self._failed = self._lost = False
        native.register_in_adapter(TEXT, read_back)
        native.register_in_adapter(BOOLEAN, lambda text: int(text == "t"))
        native.register_in_adapter(NUMERIC, lambda text: int(text) if "." not in text else float(text))

    def close(self) -> None:
        """End the connection; what is not committed is undone."""
        if not self._lost:
            self._lost = True
            with explained(self.address):
                self._native.close()

    def cursor(self) -> Cursor:
        """Return something that statements are executed by."""
        return Cursor(self)

    def create_function(self, *_: object, **__: object) -> None:
        """Do nothing: PostgreSQL calls no function of ours. What they do is done here, before it asks."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> Found:
        """Execute *sql*, with *values* bound to it. Raises what ``errors.explained`` does."""
        word, _, rest = sql.strip().partition(" ")
        if word == "PRAGMA":
            return self._pragma(rest)
        if word in ("BEGIN", "COMMIT", "ROLLBACK"):
            return self._transact(word, sql)
        if word in LAYING:
            self._close_cursors()  # a table that was read by one cannot be dropped
            self.lay(made_by(sql))
            return Found(iter(()))
        if sql.lstrip().startswith("INSERT INTO event_words"):
            from sayso.ledger.postgres.words import index

            index(self, *map(int, map(str, values)))
            return Found(iter(()))
        if (not values or values[-1] == -1) and sql.lstrip().startswith(ASKING) and not FEW.match(sql):
            return Found(self._streamed(sql, values))
        return self._found(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Add *rows*, which go to the server as one text, to the table that *sql*, an INSERT, names."""
        table, names = SEVERAL.match(sql).groups()  # type: ignore[union-attr] # it is of this form
        table = table.replace("temp.", "pg_temp.")
        columns = [one.strip().strip('"') for one in names.split(",")]
        held = [dict(zip(columns, map(self._stored, row), strict=True)) for row in rows]
        listed = ", ".join(f'"{one}"' for one in columns)
        self._found(
            f"INSERT INTO {table} ({listed})"
            f" SELECT {listed} FROM json_populate_recordset(NULL::{table}, (?)::json)",
            (json.dumps(held, ensure_ascii=False),),
        )

    def lay(self, statements: Iterable[str]) -> None:
        """Execute *statements* of PostgreSQL's own SQL, which find nothing."""
        together = ";\n".join(statements)
        if together:
            self._run(together)

    def _stored(self, value: object) -> object:
        try:
            return stored(value)
        except ValueError as error:
            raise Failure(problem("S737", str(self.address), reason=str(error))) from error

    def ask(self, sql: str) -> list[Sequence[Any]]:
        """Return what *sql*, PostgreSQL's own and without values, finds."""
        return self._run(sql)

    def version(self) -> int:
        """Return the version of the schema."""
        return int(self.ask(VERSION)[0][0])

    def _pragma(self, asked: str) -> Found:
        """Do what SQLite does by a PRAGMA, but for its files, after which the server looks."""
        name, _, value = asked.partition(" = ")
        found: Iterable[Sequence[Any]] = ()
        places = {"number": 0}
        if name == "user_version" and value:
            self.lay([f"INSERT INTO migrations VALUES ({int(value)}, now())"])
        elif name == "user_version":
            found = [(self.version(),)]
        elif name == "foreign_key_check":
            from sayso.ledger.postgres.checks import dangling

            found, places = dangling(self), {"table": 0, "rowid": 1, "parent": 2}
        return Found(Row(tuple(one), places) for one in found)

    def _transact(self, word: str, sql: str) -> Found:
        """Begin or end a transaction: one waits for others to write, one reads as it is at a moment."""
        if word == "BEGIN":
            self._transactions += 1
            self.in_transaction, self._failed = True, False
        else:
            self.in_transaction = self._failed = False
        if sql == "BEGIN IMMEDIATE":
            self._run("BEGIN ISOLATION LEVEL READ COMMITTED")
            self._run(f"SELECT pg_advisory_xact_lock({LOCK}, {_number_of(self.address.schema)})")
            self._keep_up()
        else:
            self._run("BEGIN ISOLATION LEVEL REPEATABLE READ" if word == "BEGIN" else sql)
        return Found(iter(()))

    def _keep_up(self) -> None:
        """Bring an older schema up to date, now that something is to be added; reading never does."""
        from sayso.ledger.schema import MIGRATIONS, migrate

        if self.ask("SELECT to_regclass('migrations') IS NULL")[0][0]:
            return  # it is being made
        found = self.version()
        if found > len(MIGRATIONS):
            raise Failure(problem("S301", str(self.address), found=found, known=len(MIGRATIONS)))
        if found < len(MIGRATIONS):
            migrate(self)  # type: ignore[arg-type] # it has what the room uses of sqlite3's

    def _found(self, sql: str, values: Sequence[object]) -> Found:
        """Execute *sql* at once; what it finds is held in memory."""
        if ONE_ROW.fullmatch(sql):
            rows, _ = self._asked(f"{sql} RETURNING number", values)
            self.total_changes += len(rows)
            return Found(iter(()), int(rows[0][0]))
        if sql.lstrip().startswith(ASKING):
            rows, places = self._asked(sql, values)
            return Found(Row(tuple(row), places) for row in rows)
        statement = translated(sql)
        self._run(statement.sql, self._bound(statement, values))
        self.total_changes += self._native.row_count
        return Found(iter(()))

    def _streamed(self, sql: str, values: Sequence[object]) -> Iterator[Row]:
        """Yield what *sql* finds, some rows at a time: it may be all that the ledger holds."""
        self._close_cursors()
        self._cursors += 1
        name, its = f"rows_{self._cursors}", self._transactions if self.in_transaction else None
        statement = translated(sql)
        hold = " WITH HOLD" if its is None else ""
        self._run(
            f"DECLARE {name} NO SCROLL CURSOR{hold} FOR {statement.sql}", self._bound(statement, values)
        )
        try:
            while rows := self._run(f"FETCH {AT_ONCE} FROM {name}"):
                places = _places(self._native.columns)
                yield from (Row(tuple(row), places) for row in rows)
                if len(rows) < AT_ONCE:
                    break
        finally:
            self._read.append((name, its))  # it may be anywhere that Python finds nobody needs this any more

    def _close_cursors(self) -> None:
        """Close the cursors that were read, unless they ended with their transaction."""
        if not self._failed:
            here = (None, self._transactions if self.in_transaction else -1)
            names = [name for name, its in self._read if its in here]
            self._read.clear()
            if names:
                self._run("; ".join(f"CLOSE {name}" for name in names))

    def _asked(self, sql: str, values: Sequence[object]) -> tuple[list[Any], Mapping[str, int]]:
        """Return what *sql* finds, and the places of its columns. It is prepared, as most is asked again."""
        if sql not in self._prepared:
            if len(self._prepared) == PREPARED:
                self._run("DEALLOCATE ALL")
                self._prepared.clear()
            statement = translated(sql)
            prepared = self._guarded(lambda: self._native.prepare(statement.sql))
            self._prepared[sql] = statement, prepared
        statement, prepared = self._prepared[sql]
        named = _named(self._bound(statement, values))
        rows = self._guarded(lambda: prepared.run(**named))
        return rows, _places(prepared.columns)

    def _run(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what *sql*, PostgreSQL's own, finds."""
        return self._guarded(lambda: self._native.run(sql, **_named(values))) or []

    def _guarded(self, asking: Callable[[], Any]) -> Any:
        """Return what *asking* the server gives. What breaks off in an answer ends the connection."""
        from pg8000.exceptions import DatabaseError

        if self._lost:
            raise lost(self.address, "it was broken off before")
        with explained(self.address):
            try:
                return asking()
            except DatabaseError:
                self._failed = self.in_transaction
                raise
            except BaseException:
                self._lost, self.in_transaction = True, False
                with suppress(Exception):
                    self._native.close()
                raise

    def _bound(self, statement: Statement, values: Sequence[object]) -> list[object]:
        return statement.bound([self._stored(value) for value in values])


def _named(values: Sequence[object]) -> dict[str, Any]:
    return {f"value_{place}": value for place, value in enumerate(values, start=1)}


def _places(columns: Sequence[Mapping[str, Any]] | None) -> Mapping[str, int]:
    """Return the place of each column by name; of several with one name that of the first."""
    found: dict[str, int] = {}
    for place, one in enumerate(columns or ()):
        found.setdefault(one["name"], place)
    return found


def _number_of(name: str) -> int:
    """Return a number for *name* that PostgreSQL can lock."""
    return zlib.crc32(name.encode()) - 2**31
