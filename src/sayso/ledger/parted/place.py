"""Where a shard in parts lies: a folder of this computer, or of an object store that PyArrow or fsspec opens.

A part is written whole or not at all: under another name first in a folder, in one piece in a store.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from sayso.ledger.parted.columns import PLAIN, Row, nested
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


class Place(NamedTuple):
    """A folder: the file system that it is in, and its path there."""

    files: FileSystem
    path: str

    def within(self, name: str) -> Place:
        """Return the folder *name* in this one."""
        return Place(self.files, f"{self.path.rstrip('/')}/{name}")


def names_in(place: Place) -> list[str]:
    """Return the names of what is in *place*, sorted; nothing where it is not there. Raises OSError."""
    from pyarrow.fs import FileSelector

    found = place.files.get_file_info(FileSelector(place.path, allow_not_found=True))
    return sorted(one.base_name for one in found)


def write_part(place: Place, name: str, rows: Iterable[Row], run: str) -> int:
    """Write *rows* as the part called *name* in *place*; return its bytes. *run* is told in its footer.

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
    return put(place, name, sink.getvalue().to_pybytes())


def put(place: Place, name: str, data: bytes) -> int:
    """Write *data* to the file *name* in *place*, whole or not at all; return its bytes. Raises OSError."""
    target = place.within(name).path
    local = place.files.type_name == "local"
    first = place.within(f".{name}.{uuid4().hex[:8]}").path if local else target
    place.files.create_dir(place.path, recursive=True)
    with place.files.open_output_stream(first) as stream:
        stream.write(data)
    if local:
        with open(first, "rb") as written:  # noqa: PTH123 - a path of PyArrow is a string
            os.fsync(written.fileno())
        place.files.move(first, target)
    return len(data)


def begin(place: Place, name: str) -> int:
    """Note in *place* that *name* is begun; return how often it has been, this time included. Raises OSError.

    A worker that is lost leaves nothing else behind.
    """
    times = 1 + sum(one.startswith(f"{name}.") for one in names_in(place))
    put(place, f"{name}.{times}", b"\n")
    return times


def delete(place: Place) -> None:
    """Delete the folder *place* and what is in it, where it is there. Raises OSError."""
    from pyarrow.fs import FileType

    if place.files.get_file_info(place.path).type == FileType.Directory:
        place.files.delete_dir(place.path)


def read(place: Place, name: str) -> bytes:
    """Return what the file *name* in *place* holds. Raises OSError."""
    with place.files.open_input_stream(place.within(name).path) as stream:
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


def place_of(address: str) -> Place:
    """Return the folder at *address*, a path or a URL.

    Raises Failure: S720 where PyArrow is not installed, S721 where the address cannot be opened.
    """
    if find_spec("pyarrow") is None:
        raise Failure(problem("S720", address, package="pyarrow"))
    from sayso.read.objects import opened

    return Place(*opened(address))


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Turn what a file system says into a problem of *address*. Raises Failure (S721)."""
    try:
        yield
    except OSError as error:
        raise Failure(
            problem("S721", address, reason=str(error).splitlines()[0] if str(error) else error)
        ) from error
