"""A ledger in the formats of others: one module each, listed in ``formats.py``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sayso.ledger.export.formats import FORMATS, Format, Write
from sayso.ledger.export.whole import replacing
from sayso.ledger.postgres.address import Place
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem


def export(ledger: Ledger, path: Path, name: str, all_statuses: bool = False) -> int:
    """Write *ledger* to *path* in the format called *name*; return how many rows were written.

    With *all_statuses*, formats that by themselves hold only events that happened hold the others
    too, marked so. The ledger is read as it is at one moment, whatever others add meanwhile. What stood
    at *path* is replaced when all is written, not before. Raises Failure: S308 where there is no such
    format, S309 where the file cannot be written, S330 where a library is missing, S331 where the format
    cannot mark what did not happen.
    """
    write = _writer(_format(path, name), path, all_statuses)
    try:
        with replacing(path) as new, ledger.moment():
            return write(ledger, new)
    except OSError as error:
        raise Failure(problem("S309", str(path), reason=error.strerror or str(error))) from error


def left_out(ledger: Ledger, name: str, all_statuses: bool = False) -> Mapping[str, int]:
    """Return how many mentions the format called *name* leaves out, by the reason why."""
    found = _format(ledger.path, name)
    return found.left_out(ledger) if found.left_out and not all_statuses else {}


def _format(path: Place, name: str) -> Format:
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in FORMATS)
        raise Failure(problem("S308", str(path), name=name, names=names))
    return found


def _writer(found: Format, path: Path, all_statuses: bool) -> Write:
    """Return what writes the format; one that holds every status by itself is the same either way."""
    if not all_statuses or found.left_out is None:
        return found.write
    if found.write_all is None:
        names = ", ".join(one.name for one in FORMATS if one.write_all)
        raise Failure(problem("S331", str(path), name=found.name, names=names))
    return found.write_all
