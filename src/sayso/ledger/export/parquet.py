"""Tables as Parquet files, which DuckDB (extra ``analysis``) writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sayso.ledger.export.shape import Column, Values
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
AT_ONCE = 100_000  # rows that are in memory together


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Values]) -> int:
    """Write *rows* to a Parquet file at *path*; return how many there were.

    Portions are written one by one and then put together, so that a table of any size fits into memory.
    Raises Failure: S330 where DuckDB is not installed, S305 where a value of the ledger is of another type.
    """
    need_duckdb(path)
    import duckdb

    with TemporaryDirectory(dir=path.parent) as folder, duckdb.connect() as connection:
        connection.execute("SET threads = 1")  # so that the same rows are the same bytes
        connection.execute(f"SET temp_directory = '{_quoted(Path(folder))}'")
        parts: list[tuple[Path, int]] = []
        try:
            for some in _portions(rows):
                parts.append((Path(folder) / f"{len(parts)}.parquet", len(some)))
                _write_part(connection, parts[-1][0], columns, some)
        except duckdb.ConversionException as error:
            reason = f"a value cannot be read ({str(error).splitlines()[0]})"
            raise Failure(problem("S305", str(path), reason=reason)) from error
        whole = _whole(columns, [part for part, _ in parts])
        connection.execute(f"COPY ({whole}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
    return sum(count for _, count in parts)


def need_duckdb(path: Path) -> None:
    """Raise Failure (S330) where DuckDB, which writes the file at *path*, is not installed."""
    if find_spec("duckdb") is None:
        raise Failure(problem("S330", str(path)))


def _portions(rows: Iterable[Values]) -> Iterator[list[tuple[object, ...]]]:
    left = map(tuple, rows)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _write_part(
    connection: DuckDBPyConnection, path: Path, columns: Sequence[Column], rows: Sequence[Values]
) -> None:
    """Write *rows*, handed over column by column, to a file of their own."""
    import numpy as np

    across = np.ascontiguousarray(np.array(rows, dtype=object).T)
    connection.register("handed", dict(zip((one.name for one in columns), across, strict=True)))
    listed = ", ".join(f'CAST("{one.name}" AS {TYPES[one.kind]}) AS "{one.name}"' for one in columns)
    connection.execute(f"COPY (SELECT {listed} FROM handed) TO '{_quoted(path)}' (FORMAT parquet)")
    connection.unregister("handed")


def _whole(columns: Sequence[Column], parts: Sequence[Path]) -> str:
    """Return the query for all rows of *parts*, in their order; without parts, for the columns alone."""
    if parts:
        listed = ", ".join(f"'{_quoted(part)}'" for part in parts)
        return f"SELECT * FROM read_parquet([{listed}])"
    listed = ", ".join(f'CAST(NULL AS {TYPES[one.kind]}) AS "{one.name}"' for one in columns)
    return f"SELECT {listed} LIMIT 0"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
