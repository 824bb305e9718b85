"""Folders and files of object stores (``s3://``, ``gs://``, ``file://``, ...), by PyArrow or else fsspec.

An address is a URI: what has a meaning there (a space, ``%``, ``?``) is quoted in names of files.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from sayso.problems import Failure, problem
from sayso.read.folder import is_article, is_hidden
from sayso.read.source import one_line
from sayso.record import Problem, Source, Told

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
OTHERS = frozenset(["http", "https", "postgres", "postgresql"])  # pages, and ledgers
IN_NAME = ":@!$&'()*+,;=~"  # may stand in an address as it is
IN_ADDRESS = f"{IN_NAME}/%?"  # what a user quoted is not quoted again
DENIED = "ACCESS_DENIED"  # PyArrow has no class for what S3 says so
SECRET = re.compile(r"([^:/]+://)[^/@]*:[^/@]*@")


class Found(NamedTuple):
    """A file of a store: its address, its bytes, and when it was changed, as the store has it."""

    address: str
    size: int
    changed: str


def is_object(name: str) -> bool:
    """Return whether *name* is the address of something in an object store, and of no file here."""
    # takes any string, as a path does not
    return in_store(name) and not os.path.exists(name)  # noqa: PTH110


def in_store(address: str) -> bool:
    """Return whether *address* is called like something in an object store."""
    found = SCHEME.match(address)
    return found is not None and found[1].lower() not in OTHERS


def address_in(address: str, name: str) -> str:
    """Return the address of what is called *name* in the folder at *address*."""
    folder, mark, options = address.partition("?")
    return f"{folder.rstrip('/')}/{quote(name, IN_NAME)}{mark}{options}"


def name_of(address: str) -> str:
    """Return what the file at *address* in an object store is called."""
    return unquote(address.partition("?")[0].rstrip("/").rpartition("/")[2])


def opened(address: str) -> tuple[FileSystem, str]:
    """Return the file system that *address* (a path or a URL) lies in, and its path there.

    Raises Failure: S720 where PyArrow is not installed, S721 where nobody can open such an address.
    """
    if find_spec("pyarrow") is None:
        raise Failure(problem("S720", address, package="pyarrow"))
    from pyarrow.fs import FileSystem, LocalFileSystem

    if not is_object(address):
        return LocalFileSystem(), str(Path(address).absolute())
    secret = SECRET.match(address)
    if secret:  # it would stand in every row, as a part of the address
        reason = "its address has a password in it, which belongs in the environment"
        raise Failure(problem("S721", f"{secret[1]}...", reason=reason))
    try:
        return FileSystem.from_uri(quote(address, safe=IN_ADDRESS))  # type: ignore[no-any-return]
    except OSError as error:  # it knows such stores, and this one does not answer
        raise unreached(address, error) from error
    except (ValueError, NotImplementedError) as error:
        return _opened_otherwise(address, error)


def _opened_otherwise(address: str, refused: Exception) -> tuple[FileSystem, str]:
    """Return what ``opened`` does for a store that PyArrow has *refused*. Raises Failure (S721)."""
    from pyarrow.fs import FSSpecHandler, PyFileSystem

    try:
        from fsspec.core import url_to_fs

        files, path = url_to_fs(unquote(address))
    except (ImportError, ValueError, OSError) as error:
        raise Failure(problem("S721", address, reason=one_line(f"{refused}; {error}", 300))) from error
    return PyFileSystem(FSSpecHandler(files)), path


def unreached(address: str, error: OSError) -> Failure:
    """Return the problem (S721) that something at *address* cannot be reached, as the store says."""
    return Failure(problem("S721", address, reason=one_line(str(error), 300).rstrip(".")))


def objects_in(address: str) -> Iterator[Found | Problem]:
    """Yield the file at *address*, or those in the folder there that are called like articles or tables.

    They come as those of a folder do: each folder's files by name, then its folders. Yields S101 where there
    is nothing, S102 where a folder holds no article. Raises Failure as ``opened`` does, S721.
    """
    from pyarrow.fs import FileType

    files, path = opened(address)
    try:
        (info,) = files.get_file_info([path])
        if info.type == FileType.File:
            yield Found(address, info.size or 0, str(info.mtime_ns))
        elif info.type == FileType.NotFound:
            yield problem("S101", address)
        else:
            found = list(_walked(files, path, address))
            yield from found
            if not found:
                yield problem("S102", address)
    except OSError as error:
        raise unreached(address, error) from error


def _walked(files: FileSystem, path: str, address: str) -> Iterator[Found]:
    from pyarrow.fs import FileSelector, FileType

    inner = sorted(files.get_file_info(FileSelector(path)), key=lambda one: str(one.base_name))
    for one in inner:
        name = one.base_name
        if one.type == FileType.File and (is_article(name) or is_table(name)):
            yield Found(address_in(address, name), one.size or 0, str(one.mtime_ns))
    for one in inner:
        if one.type == FileType.Directory and not is_hidden(one.base_name):
            yield from _walked(files, one.path, address_in(address, one.base_name))


def is_table(name: str) -> bool:
    """Return whether a file called *name* in a store is a Parquet file, which can hold articles."""
    return name.lower().endswith(".parquet") and not is_hidden(name)


def copied(address: str, folder: Path) -> Path | Problem:
    """Return a copy in *folder* of the file at *address*, under the same name, or why there is none (S721).

    Raises Failure (S721) where it may be had another time: the store does not answer.
    """
    files, path = opened(address)
    target = folder / (PurePosixPath(path).name or "object")
    try:
        with files.open_input_stream(path, compression=None) as stream, target.open("wb") as file:
            shutil.copyfileobj(stream, file, 1 << 20)
    except OSError as error:
        failure = unreached(address, error)
        if isinstance(error, FileNotFoundError | PermissionError) or DENIED in str(error):
            return failure.problem
        raise failure from error
    return target


def addressed(found: Source | Problem, copy: str, address: str) -> Source | Problem:
    """Return what was *found* in a *copy* of the file at *address* as what was found there."""
    if isinstance(found, Problem):
        return _moved(found, copy, address)
    told = found.told and _retold(found.told, copy, address)
    return replace(found, address=_there(found.address, copy, address), told=told)


def _retold(told: Told, copy: str, address: str) -> Told:
    return replace(told, minded=tuple(_moved(one, copy, address) for one in told.minded))


def _moved(found: Problem, copy: str, address: str) -> Problem:
    return replace(found, where=_there(found.where, copy, address))


def _there(where: str, copy: str, address: str) -> str:
    return address + where[len(copy) :] if where.startswith(copy) else where
