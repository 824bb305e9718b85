"""The formats of JSON that can be imported. Those of tables stand in ``read/tables/formats.py``.

A reader takes the objects of a file and yields, as it goes, each coding of an article with the run that made
it, or each event of another coder, or what is wrong with an object. ``each`` makes one of a function that
reads a single object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from sayso.ledger.imports import doccano, labelstudio, objects, ploverfile
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.imports.streams import Found
from sayso.problems import problem
from sayso.read.tables.row import Row
from sayso.record import Problem

Reader = Callable[[Iterable[Found], str], Iterator[Coming | Row | Problem]]


class Importer(NamedTuple):
    """A format of JSON: ``fits`` tells it by its first object, ``read(objects, where)`` gives what it holds.

    ``where`` is the path of the file. ``coder`` and ``codebook`` are those of its events, where it has events
    of another coder; codings of articles name their run.
    """

    name: str
    what: str
    fits: Callable[[Mapping[str, object]], bool]
    read: Reader
    coder: str = ""
    codebook: str = ""


def each(read: Callable[[Mapping[str, object], str], Coming | Row]) -> Reader:
    """Return a reader of files whose every object *read* understands; what raises Unfit becomes S355."""

    def read_all(found: Iterable[Found], where: str) -> Iterator[Coming | Row | Problem]:
        for one in found:
            if one.value is None:
                yield problem("S355", where, number=one.number, reason=one.fault)
                continue
            try:
                yield read(one.value, where)
            except Unfit as fault:
                yield problem("S355", where, number=one.number, reason=fault)

    return read_all


FORMATS: tuple[Importer, ...] = (
    Importer("json", "codings, as sayso export --as json writes them", objects.fits, each(objects.read)),
    Importer(
        "labelstudio",
        "tasks of Label Studio that nobody has edited",
        labelstudio.fits,
        each(labelstudio.read),
    ),
    Importer(
        "plover",
        "PLOVER JSONL: our own export, or events of another coder",
        ploverfile.fits,
        ploverfile.read,
        codebook="PLOVER",
    ),
    Importer("doccano", "lines of doccano that nobody has edited", doccano.fits, each(doccano.read)),
)
