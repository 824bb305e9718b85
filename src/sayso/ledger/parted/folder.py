"""Where a shard in parts lies: a folder of this computer, or of an object store that PyArrow or fsspec opens.

A part is written whole or not at all: under another name first in a folder, in one piece in a store.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sayso.ledger.parted.columns import PLAIN, Row, nested
from sayso.problems import Failure, problem
from sayso.read.objects import is_object, opened, unreached

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


class Folder(NamedTuple):
    """A folder: the file system that it is in, and its path there."""

    files: FileSystem
    path: str

    def within(self, name: str) -> Folder:
        """Return the folder *name* in this one."""
        return Folder(self.files, f"{self.path.rstrip('/')}/{name}")


def names_in(folder: Folder) -> list[str]:
    """Return the names of what is in *folder*, sorted; nothing where it is not there. Raises OSError."""
    from pyarrow.fs import FileSelector

    found = folder.files.get_file_info(FileSelector(folder.path, allow_not_found=True))
    return sorted(one.base_name for one in found)


def write_part(folder: Folder, name: str, rows: Iterable[Row], run: str) -> int:
    """Write *rows* as the part called *name* in *folder*; return its bytes. *run* is told in its footer.

    Each row is turned into columns as it comes, in which it takes less memory. Raises OSError where the
    part cannot be written.
    """
    import pyarrow as pa
    from pyarrow import parquet

    schema = _schema(run)
    each = [pa.Table.from_pylist([row], schema=schema) for row in rows]
    table = pa.concat_tables([schema.empty_table(), *each]).combine_chunks()
    sink = pa.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    return put(folder, name, sink.getvalue().to_pybytes())


def put(folder: Folder, name: str, data: bytes) -> int:
    """Write *data* to the file *name* in *folder*, whole or not at all; return its bytes. Raises OSError."""
    target = folder.within(name).path
    local = folder.files.type_name == "local"
    first = folder.within(f".{name}.{uuid4().hex[:8]}").path if local else target
    make(folder)
    with folder.files.open_output_stream(first) as stream:
        stream.write(data)
    if local:
        with open(first, "rb") as written:  # noqa: PTH123 - a path of PyArrow is a string
            os.fsync(written.fileno())
        folder.files.move(first, target)
    return len(data)


def make(folder: Folder) -> None:
    """Make *folder*, and those that it is in, where they are not there; never a bucket. Raises OSError."""
    folder.files.create_dir(folder.path, recursive=True)


def begin(folder: Folder, name: str) -> int:
    """Note in *folder* that *name* is begun; return how often it has been, this time included.

    A worker that is lost leaves nothing else behind. Raises OSError.
    """
    times = 1 + sum(one.startswith(f"{name}.") for one in names_in(folder))
    put(folder, f"{name}.{times}", b"\n")
    return times


def delete(folder: Folder) -> None:
    """Delete *folder* and what is in it, where it is there. Raises OSError."""
    from pyarrow.fs import FileType

    if folder.files.get_file_info(folder.path).type == FileType.Directory:
        folder.files.delete_dir(folder.path)


def read(folder: Folder, name: str) -> bytes:
    """Return what the file *name* in *folder* holds. Raises OSError."""
    with folder.files.open_input_stream(folder.within(name).path) as stream:
        return bytes(stream.read())


def _schema(run: str) -> Any:
    """Return the columns of a part for PyArrow, with the *run* that wrote it."""
    import pyarrow as pa

    types = {"text": pa.string(), "integer": pa.int64(), "real": pa.float64()}
    plain = [pa.field(name, pa.string()) for name in PLAIN]
    lists = [
        pa.field(name, pa.list_(pa.struct([pa.field(one, types[kind]) for one, kind in fields.items()])))
        for name, fields in nested().items()
    ]
    return pa.schema([*plain, *lists], metadata={"sayso_run": run})


def folder_of(address: str) -> Folder:
    """Return the folder at *address*, a path or a URL.

    Raises Failure: S720 where PyArrow is not installed, S721 where the address cannot be opened.
    """
    if is_object(address) and "?" in address:  # DuckDB would take it for a pattern
        reason = "options behind ? are for folders of articles; the environment says them for a shard"
        raise Failure(problem("S721", address, reason=reason))
    return Folder(*opened(address))


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Turn what a file system says into a problem of *address*. Raises Failure (S721)."""
    try:
        yield
    except OSError as error:
        raise unreached(address, error) from error
