"""Cutting inputs into units, and what a unit holds into chunks: each chunk becomes a part, by itself.

The same inputs give the same units and chunks, whoever cuts them: so what is there need not be done again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sayso.ledger.parted.names import PartName, digest_of
from sayso.problems import Failure, problem
from sayso.read.folder import walk
from sayso.read.objects import addressed, copied, is_object, name_of, objects_in
from sayso.read.source import HTML, TEXT
from sayso.read.sources import find_sources
from sayso.record import Problem, Source
from sayso.settings import Settings

BYTES = 32_000_000  # of a chunk's articles; one article may always be larger

Item = Source | Problem


class Unit(NamedTuple):
    """Some inputs that are read one after the other: several files of one article, or one of many.

    ``inputs`` is a digest of what they are called, how large they are and when they were changed.
    """

    number: int
    names: tuple[str | Problem, ...]
    inputs: str


class Input(NamedTuple):
    """A file or address, or why there is none; ``key`` tells it from what it was before it was changed."""

    name: str | Problem
    key: tuple[object, ...]


class Chunk(NamedTuple):
    """The articles of one part, in their order, and why some are none."""

    part: PartName
    items: tuple[Item, ...]


def units(names: Sequence[str], most: int) -> Iterator[Unit]:
    """Yield what *names* name in units; of files that hold one article each *most* make a unit.

    Raises Failure: S725 for standard input, S720, S721 where an object store cannot be reached.
    """
    number = 0
    some: list[Input] = []
    for one in _inputs(names):
        alone = isinstance(one.name, str) and not is_single(one.name)
        if some and (alone or len(some) == most):
            yield _unit(number, some, most)
            number, some = number + 1, []
        some.append(one)
        if alone:
            yield _unit(number, some, most)
            number, some = number + 1, []
    if some:
        yield _unit(number, some, most)


def _unit(number: int, some: Sequence[Input], most: int) -> Unit:
    return Unit(number, tuple(one.name for one in some), digest_of([(most,), *(one.key for one in some)]))


def is_single(name: str) -> bool:
    """Return whether *name* is that of a file that holds one article."""
    store = is_object(name)
    web = "://" in name and not store
    return not web and Path(name_of(name) if store else name).suffix.lower() in TEXT | HTML


def _inputs(names: Sequence[str]) -> Iterator[Input]:
    for name in names:
        if name == "-":
            raise Failure(problem("S725", "-"))
        if "://" not in name or os.path.exists(name):  # noqa: PTH110 - takes any string
            yield from map(_file, _paths(Path(name)))
        elif is_object(name):
            for found in objects_in(name):
                yield (
                    Input(found, (found.code, found.where))
                    if isinstance(found, Problem)
                    else Input(found.address, tuple(found))
                )
        else:
            yield Input(name, (name,))


def _paths(path: Path) -> Iterator[Path | Problem]:
    if not path.is_dir():
        yield path
        return
    empty = True
    for found in walk(path):
        empty = False
        yield found
    if empty:
        yield problem("S102", str(path))


def _file(found: Path | Problem) -> Input:
    """Return the file that was *found*. One that is not there is said to be so where it is read."""
    if isinstance(found, Problem):
        return Input(found, (found.code, found.where))
    try:
        told = found.stat()
    except (OSError, ValueError):
        return Input(str(found), (str(found),))
    return Input(str(found), (str(found), told.st_size, told.st_mtime_ns))


def chunks(unit: Unit, settings: Settings, most: int) -> Iterator[Chunk]:
    """Yield what *unit* holds, *most* articles at a time; the last one is known to be the last.

    Raises Failure (S721) where an object store does not answer: then the last one is missing.
    """
    part = PartName(unit.number, 0, False, unit.inputs)
    some: list[Item] = []
    held = 0
    for one in _items(unit, settings):
        size = len(one.data) if isinstance(one, Source) else 0
        if some and (len(some) == most or held + size > BYTES):
            yield Chunk(part, tuple(some))
            part, some, held = part._replace(chunk=part.chunk + 1), [], 0
        some.append(one)
        held += size
    yield Chunk(part._replace(last=True), tuple(some))


def _items(unit: Unit, settings: Settings) -> Iterator[Item]:
    for name in unit.names:
        if isinstance(name, Problem):
            yield name
        elif is_object(name):
            yield from _objects(name, settings)
        else:
            yield from find_sources([name], settings)


def _objects(address: str, settings: Settings) -> Iterator[Item]:
    """Yield what the file at *address* in an object store holds, which is copied here for as long.

    Raises Failure (S721) where the store does not answer.
    """
    with TemporaryDirectory(prefix="sayso-") as folder:
        copy = copied(address, Path(folder))
        if isinstance(copy, Problem):
            yield copy
            return
        for found in find_sources([str(copy)], settings):
            yield addressed(found, str(copy), address)
