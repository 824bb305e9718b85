"""Tables in Parquet, read by DuckDB (of the extra ``analysis``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.problems import Failure, problem

AT_ONCE = 10_000  # rows
MEMORY = "2GB"


def parquet_columns(path: Path) -> tuple[str, ...]:
    """Return the names of the columns of the Parquet file at *path*.

    Raises Failure: S120 where it is none, S124 where DuckDB is not installed.
    """
    return tuple(str(found[0]) for found in _asked(path, "DESCRIBE SELECT *"))


def parquet_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str | None, ...]]:
    """Yield the *columns* of each row, as text, in the order of the file. Raises Failure as above."""
    wanted = ", ".join(f"CAST({_quoted(name)} AS VARCHAR)" for name in columns)
    return _asked(path, f"SELECT {wanted}")


def _asked(path: Path, selection: str) -> Iterator[tuple[str | None, ...]]:
    """Yield what DuckDB answers."""
    try:
        import duckdb
    except ImportError:
        raise Failure(problem("S124", str(path))) from None
    query = f"{selection} FROM read_parquet(?, hive_partitioning = false, union_by_name = false)"
    try:
        with duckdb.connect(":memory:", config={"memory_limit": MEMORY}) as connection:
            answer = connection.execute(query, [_literally(path)])
            while rows := answer.fetchmany(AT_ONCE):
                yield from rows
    except (duckdb.Error, OSError, ValueError, RuntimeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        raise Failure(problem("S120", str(path), reason=reason)) from error


def _literally(path: Path) -> str:
    """Return *path* as a pattern that only itself fits."""
    return re.sub(r"([*?\[])", r"[\1]", str(path.absolute()))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
