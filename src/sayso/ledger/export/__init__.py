"""A ledger in the formats of others: one module each, listed in ``formats.py``."""

from __future__ import annotations

from pathlib import Path

from sayso.ledger.export.formats import FORMATS
from sayso.ledger.export.whole import replacing
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem


def export(ledger: Ledger, path: Path, name: str) -> int:
    """Write *ledger* to *path* in the format called *name*; return how many rows were written.

    What stood at *path* is replaced when all is written, not before. Raises
    Failure: S308 where there is no such format, S309 where the file cannot be written.
    """
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in FORMATS)
        raise Failure(problem("S308", str(path), name=name, names=names))
    try:
        with replacing(path) as new:
            return found.write(ledger, new)
    except OSError as error:
        raise Failure(problem("S309", str(path), reason=error.strerror or str(error))) from error
