"""How a shard in parts is laid out: ``FOLDER/run=START-RECIPE/part-UNIT-CHUNK[-last]-INPUTS.parquet``.

The names in the order of the alphabet are the parts in the order of the inputs. A part is written under
another name and then called what it is called: so a part that is there is whole.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.ledger.insert import recipe
from sayso.record import Run

FINISHED = "_finished.json"  # tools that read folders of Parquet pass over names that begin so
PATTERN = re.compile(r"part-(\d{6,})-(\d{4,})(-last)?-([0-9a-f]{12})\.parquet")
RUN = re.compile(r"run=\d{8}T\d{6}-([0-9a-f]{16})")


class PartName(NamedTuple):
    """Which articles a part holds: chunk *chunk* of the articles in unit *unit* of the inputs.

    ``last``: no chunk of the unit follows. ``inputs`` is a digest of what the unit was read from.
    """

    unit: int
    chunk: int
    last: bool
    inputs: str

    def __str__(self) -> str:
        return f"{of_unit(self.unit)}{self.chunk:04}{'-last' * self.last}-{self.inputs}.parquet"


def of_unit(number: int) -> str:
    """Return what the names of the parts of unit *number* begin with."""
    return f"part-{number:06}-"


def part_name(name: str) -> PartName | None:
    """Return what the file called *name* holds, None where it is no part."""
    found = PATTERN.fullmatch(name)
    return PartName(int(found[1]), int(found[2]), bool(found[3]), found[4]) if found else None


def run_folder(run: Run, there: Iterable[str]) -> str:
    """Return the folder of *run*: among those *there* that of its recipe, which it goes on with, or a new."""
    known = recipe(run)
    for name in sorted(there):
        found = RUN.fullmatch(name)
        if found and found[1] == known:
            return name
    started = "".join(char for char in run.started[:19] if char not in "-:")
    return f"run={started}-{known}"


def digest_of(inputs: Iterable[Sequence[object]]) -> str:
    """Return the digest by which a unit with these *inputs* is known again."""
    told = "\x1e".join("\x1f".join(map(str, one)) for one in inputs)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def whole_units(names: Iterable[str]) -> set[tuple[int, str]]:
    """Return unit and inputs of each unit of which all parts are among *names*."""
    chunks: dict[tuple[int, str], set[int]] = {}
    last: dict[tuple[int, str], int] = {}
    for part in filter(None, map(part_name, names)):
        unit = (part.unit, part.inputs)
        chunks.setdefault(unit, set()).add(part.chunk)
        if part.last:
            last[unit] = part.chunk
    return {unit for unit, chunk in last.items() if set(range(chunk + 1)) <= chunks[unit]}
