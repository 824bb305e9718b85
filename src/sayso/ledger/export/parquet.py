"""Tables as Parquet files, which DuckDB (extra ``analysis``) writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sayso.ledger.export.shape import Column, Values
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from duckdb import DuckDBPyConnection

    Portion = npt.NDArray[np.object_]

TYPES = {"text": "VARCHAR", "integer": "BIGINT", "real": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
AT_ONCE = 100_000  # rows that are in memory together
TURNED = 500  # of them at a time


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
        try:
            parts = _write_parts(connection, Path(folder), columns, rows)
        except duckdb.ConversionException as error:
            reason = f"a value cannot be read ({str(error).splitlines()[0]})"
            raise Failure(problem("S305", str(path), reason=reason)) from error
        whole = _whole(columns, list(parts))
        connection.execute(f"COPY ({whole}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
    return sum(parts.values())


def need_duckdb(path: Path) -> None:
    """Raise Failure (S330) where DuckDB, which writes the file at *path*, is not installed."""
    if find_spec("duckdb") is None:
        raise Failure(problem("S330", str(path)))


def _write_parts(
    connection: DuckDBPyConnection, folder: Path, columns: Sequence[Column], rows: Iterable[Values]
) -> dict[Path, int]:
    """Write *rows* to files in *folder*; return how many are in each.

    While some are written, the next are read: a second core has something to do.
    """
    parts: dict[Path, int] = {}
    with ThreadPoolExecutor(1) as beside:
        writing: Future[None] | None = None
        for portion in _portions(rows, len(columns)):
            path = folder / f"{len(parts)}.parquet"
            parts[path] = portion.shape[1]
            if writing is not None:
                writing.result()
            writing = beside.submit(_write_part, connection, path, columns, portion)
        if writing is not None:
            writing.result()
    return parts


def _portions(rows: Iterable[Values], width: int) -> Iterator[Portion]:
    """Yield *rows* some at a time, turned: an array of so many columns (*width*) by rows.

    They are turned a few hundred together, which stay in the processor's cache.
    """
    import numpy as np

    each = map(tuple, rows)
    count = AT_ONCE
    while count == AT_ONCE:
        across, count = np.empty((width, AT_ONCE), dtype=object), 0
        while some := list(islice(each, min(TURNED, AT_ONCE - count))):
            across[:, count : count + len(some)] = np.array(some, dtype=object).T
            count += len(some)
        if count:
            yield across[:, :count]


def _write_part(
    connection: DuckDBPyConnection, path: Path, columns: Sequence[Column], portion: Portion
) -> None:
    """Write a *portion* of the rows to a file of their own."""
    connection.register("handed", dict(zip((one.name for one in columns), portion, strict=True)))
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
