"""Tables as Parquet files, which DuckDB (extra ``analysis``) writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger.export.shape import Column, Values
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
AT_ONCE = 50_000  # rows that are handed over together


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Values]) -> int:
    """Write *rows* to a Parquet file at *path*; return how many there were.

    Raises Failure: S330 where DuckDB is not installed, S305 where a day of the ledger is none.
    """
    need_duckdb(path)
    import duckdb

    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # so that the same rows are the same bytes
        connection.execute("SET preserve_insertion_order = true")
        connection.execute(f"SET temp_directory = '{_quoted(path.parent / 'duckdb')}'")
        listed = ", ".join(f'"{one.name}" {TYPES[one.kind]}' for one in columns)
        connection.execute(f"CREATE TABLE written ({listed})")
        try:
            count = sum(_added(connection, columns, some) for some in _portions(rows))
        except duckdb.ConversionException as error:
            reason = f"a value cannot be read ({str(error).splitlines()[0]})"
            raise Failure(problem("S305", str(path), reason=reason)) from error
        connection.execute(f"COPY written TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
    return count


def need_duckdb(path: Path) -> None:
    """Raise Failure (S330) where DuckDB, which writes the file at *path*, is not installed."""
    if find_spec("duckdb") is None:
        raise Failure(problem("S330", str(path)))


def _portions(rows: Iterable[Values]) -> Iterator[list[Values]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _added(connection: DuckDBPyConnection, columns: Sequence[Column], rows: Sequence[Values]) -> int:
    """Add *rows*, handed over column by column."""
    import numpy as np

    arrays = {}
    for one, values in zip(columns, zip(*rows, strict=True), strict=True):
        arrays[one.name] = np.empty(len(rows), dtype=object)
        arrays[one.name][:] = values
    connection.register("handed", arrays)
    listed = ", ".join(f'CAST("{one.name}" AS {TYPES[one.kind]})' for one in columns)
    connection.execute(f"INSERT INTO written SELECT {listed} FROM handed")
    connection.unregister("handed")
    return len(rows)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
