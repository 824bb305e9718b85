"""What a file holds, brought into a ledger: events of another coder, or codings of articles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from sayso.ledger.imports.codings import add_codings
from sayso.ledger.imports.coming import Coming
from sayso.ledger.imports.events import Origin, add_events, known
from sayso.ledger.imports.formats import FORMATS, Importer
from sayso.ledger.imports.streams import is_json, objects_in
from sayso.ledger.store import Ledger
from sayso.ontology.codebooks import load_codebooks
from sayso.problems import Failure, problem
from sayso.read.tables.files import digest_of
from sayso.read.tables.formats import FORMATS as TABLES
from sayso.read.tables.row import Row
from sayso.read.tables.table import NOTHING, Asked, open_table, rows_of
from sayso.record import Problem

SHOWN = 12  # fields of an object in a message


@dataclass(slots=True)
class Brought:
    """What came of a file: its format, who coded it by what, how much was new, and what went wrong.

    ``events`` are those of another coder; ``rows`` are those of ``articles``. ``again`` says that
    the ledger has the file already.
    """

    address: str
    format: str = ""
    coder: str = ""
    codebook: str = ""
    events: int = 0
    articles: int = 0
    rows: int = 0
    again: bool = False
    problems: list[Problem] = field(default_factory=list)


def names() -> list[str]:
    """Return the names of all formats that can be imported."""
    return [*(one.name for one in TABLES), *(one.name for one in FORMATS)]


def bring(ledger: Ledger, address: str, asked: Asked = NOTHING) -> Brought:
    """Bring the file at *address* into *ledger*; return what came of it.

    Raises Failure: S101 and S112 where there is no file to read, S120 to S124 and S350 to S352 where it is no
    table of events that can be read, S303 where the ledger cannot be written, S308 for a format that does not
    exist, S359 where the file holds nothing.
    """
    path = Path(address)
    if asked.format and asked.format not in names():
        raise Failure(problem("S308", address, name=asked.format, names=", ".join(names())))
    by_name = asked.format in [one.name for one in FORMATS]
    found = _objects(ledger, path, asked) if by_name or is_json(path) else _table(ledger, path, asked)
    if not (found.events or found.rows or found.articles or found.again or found.problems):
        raise Failure(problem("S359", address))
    return found


def _table(ledger: Ledger, path: Path, asked: Asked) -> Brought:
    """Bring a table of events."""
    table = open_table(path, asked)
    found = Brought(str(path), table.format.name, table.coder, table.codebook)
    _add_events(ledger, found, rows_of(table), asked)
    return found


def _objects(ledger: Ledger, path: Path, asked: Asked) -> Brought:
    """Bring a file of JSON: codings or events, as its first object tells."""
    importer = _importer(path, asked.format)
    found = Brought(str(path), importer.name)
    coming = importer.read(objects_in(path), str(path))
    first = next(_all(coming, found.problems), None)
    rest = _all(chain([] if first is None else [first], coming), found.problems)
    if isinstance(first, Row):
        found.coder, found.codebook = asked.coder or importer.coder, asked.codebook or importer.codebook
        _add_events(ledger, found, rest, asked)
    elif first is not None:
        added = add_codings(ledger, (one for one in rest if isinstance(one, Coming)), str(path))
        found.articles, found.rows = added.articles, added.rows
        found.again = not (added.articles or added.left_out)
        found.problems += added.problems
    return found


def _importer(path: Path, name: str) -> Importer:
    """Return the format called *name*, or the one that the first object of the file at *path* fits."""
    first = next((one.value for one in objects_in(path) if one.value is not None), {})
    fitting = [one for one in FORMATS if one.name == name or (not name and one.fits(first))]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Failure(problem("S122", str(path), names=", ".join(one.name for one in fitting)))
    fields = ", ".join(map(str, islice(first, SHOWN)))
    raise Failure(problem("S121", str(path), columns=fields, names=", ".join(names())))


def _all(coming: Iterable[Coming | Row | Problem], problems: list[Problem]) -> Iterator[Coming | Row]:
    """Yield what is no problem; put aside what is."""
    for one in coming:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            yield one


def _add_events(
    ledger: Ledger, found: Brought, coming: Iterable[Coming | Row | Problem], asked: Asked
) -> None:
    """Add the events that are *coming*, unless the file was imported before."""
    versions = {one.name: one.version for one in load_codebooks()}
    origin = Origin(
        sha256=digest_of(Path(found.address)),
        address=found.address,
        format=found.format,
        coder=found.coder,
        codebook=found.codebook,
        codebook_version=versions.get(found.codebook, ""),
        columns=json.dumps(dict(asked.columns), sort_keys=True),
        version=version("sayso"),
    )
    found.again = known(ledger, origin) is not None
    if not found.again:
        rows = (one for one in _all(coming, found.problems) if isinstance(one, Row))
        found.events = add_events(ledger, origin, rows)
