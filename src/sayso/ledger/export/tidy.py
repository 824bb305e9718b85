"""Folders of tidy tables, CSV or Parquet, with their codebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sayso.ledger.export import delimited, parquet
from sayso.ledger.export.codebook import write_codebook
from sayso.ledger.export.shape import Column, Table, Values
from sayso.ledger.export.tables import TABLES
from sayso.ledger.settled import settled
from sayso.ledger.store import Ledger

Writer = Callable[[Path, Sequence[Column], Iterable[Values]], int]


@settled
def write_csv(ledger: Ledger, folder: Path) -> int:
    """Write every table of *ledger* as CSV into the new *folder*; return how many rows they hold."""
    return write_tables(ledger, folder, TABLES, ("csv", delimited.write_table))


@settled
def write_parquet(ledger: Ledger, folder: Path) -> int:
    """Write every table of *ledger* as Parquet into the new *folder*; return how many rows they hold.

    Raises Failure (S330) where DuckDB is not installed.
    """
    parquet.need_duckdb(folder)
    return write_tables(ledger, folder, TABLES, ("parquet", parquet.write_table))


def write_tables(ledger: Ledger, folder: Path, tables: Sequence[Table], form: tuple[str, Writer]) -> int:
    """Write *tables* of *ledger* and their codebook into the new *folder*; *form* is a suffix and its writer.

    Returns how many rows they hold.
    """
    suffix, writer = form
    folder.mkdir()
    write_codebook(folder, tables)
    return sum(writer(folder / f"{one.name}.{suffix}", one.columns, one.rows(ledger)) for one in tables)
