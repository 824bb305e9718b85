"""Reading shards in parts through DuckDB: as tables of all parts together, or part by part."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.ledger.parted.folder import Folder, folder_of, names_in, reaching, read
from sayso.ledger.parted.names import FINISHED, RUN, part_name
from sayso.problems import Failure, problem
from sayso.read.objects import SCHEME, is_object, name_of, opened
from sayso.read.source import one_line

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class RunFolder(NamedTuple):
    """The parts of one run, in the order of their inputs, and those that it named when it had finished.

    ``named`` is None where it has not finished. All are addresses that DuckDB can open.
    """

    parts: tuple[str, ...]
    named: tuple[str, ...] | None

    @property
    def finished(self) -> bool:
        """Return whether the run went through all its inputs, and its parts are there, all and no more."""
        return self.named == self.parts


def is_parted(name: str) -> bool:
    """Return whether *name* can only be that of a shard in parts: a folder, a part, a pattern, a store."""
    if is_object(name):
        return True
    if os.path.isdir(name) or part_name(os.path.basename(name)):  # noqa: PTH112, PTH119 - takes any string
        return True
    return any(part_name(os.path.basename(one)) for one in _matching(name))  # noqa: PTH119


def run_folders(name: str) -> list[RunFolder]:
    """Return the runs of the shard in parts called *name*, the earliest first: a folder, a pattern or a URL.

    Raises Failure: S724 where there is no part, S720 and S721 where a store cannot be reached.
    """
    found = [one for one in (_in_store(name) if is_object(name) else _in_folder(name)) if one.parts]
    if not found:
        raise Failure(problem("S724", name))
    return found


def _in_folder(name: str) -> list[RunFolder]:
    path = Path(name)
    if path.is_dir():
        whole = path if RUN.fullmatch(path.name) else None
        folders = [whole] if whole else sorted(one for one in path.iterdir() if RUN.fullmatch(one.name))
        return [
            _run(str(one), [each.name for each in one.iterdir()], _text(one / FINISHED)) for one in folders
        ]
    chosen: dict[Path, list[str]] = {}
    for found in sorted(map(Path, _matching(name))):
        chosen.setdefault(found.parent, []).append(found.name)
    return [_run(str(folder), names, _text(folder / FINISHED)) for folder, names in sorted(chosen.items())]


def _matching(name: str) -> list[str]:
    """Return the paths that fit the pattern *name*, or the one that it names."""
    return glob.glob(name) if glob.has_magic(name) and not os.path.exists(name) else [name]  # noqa: PTH110, PTH207


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _in_store(name: str) -> list[RunFolder]:
    address = name.rstrip("/")
    root = folder_of(address)
    with reaching(name):
        runs = (
            [""] if RUN.fullmatch(name_of(address)) else [one for one in names_in(root) if RUN.fullmatch(one)]
        )
        found = []
        for run in runs:
            folder = root.within(run) if run else root
            names = names_in(folder)
            told = read(folder, FINISHED).decode() if FINISHED in names else None
            found.append(_run(f"{address}/{run}".rstrip("/"), names, told))
    return found


def _run(folder: str, names: Sequence[str], told: str | None) -> RunFolder:
    """Return the run in *folder*, with the parts among *names* and what it *told* of its end."""
    parts = tuple(f"{folder}/{one}" for one in sorted(names) if part_name(one))
    if told is None:
        return RunFolder(parts, None)
    try:
        named = tuple(f"{folder}/{one}" for one in json.loads(told)["parts"])
    except (ValueError, KeyError, TypeError) as error:
        raise Failure(
            problem("S722", f"{folder}/{FINISHED}", reason=f"it cannot be read ({error})")
        ) from error
    return RunFolder(parts, named)


@contextmanager
def reading(parts: Sequence[str]) -> Iterator[DuckDBPyConnection]:
    """Open DuckDB for reading *parts*, which may lie in an object store.

    Raises Failure: S126 where it is not installed, S722 where a part cannot be read.
    """
    if find_spec("duckdb") is None:
        raise Failure(problem("S126", parts[0], kind="Parquet files", extra="analysis"))
    import duckdb

    with duckdb.connect() as connection:
        scheme = SCHEME.match(parts[0])
        if scheme and is_object(parts[0]):
            connection.register_filesystem(_for_duckdb(folder_of(parts[0]), scheme[1]))
        try:
            yield connection
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.BinderException) as error:
            where = next((one for one in parts if Path(one).name in str(error)), parts[0])
            raise Failure(problem("S722", where, reason=one_line(str(error), 300))) from error


def _for_duckdb(folder: Folder, scheme: str) -> Any:
    """Return the file system of *folder* as DuckDB takes one, for addresses that begin with *scheme*."""
    from fsspec.implementations.arrow import ArrowFSWrapper

    class Wrapped(ArrowFSWrapper):  # type: ignore[misc] # fsspec has no types
        """What DuckDB opens addresses of one scheme with."""

        protocol = scheme

        @classmethod
        def _strip_protocol(cls, path: str) -> str:
            return opened(path)[1] if "://" in path else path

    return Wrapped(folder.files)
