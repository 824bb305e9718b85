"""The formats of tables that can be read. docs/formats.md says of each which columns are used."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.problems import Failure, problem
from sayso.read.tables.acled import ACLED
from sayso.read.tables.columns import File, Shape, headed
from sayso.read.tables.gdelt import GDELT
from sayso.read.tables.icews import ICEWS
from sayso.read.tables.keds import KEDS
from sayso.read.tables.polecat import POLECAT
from sayso.read.tables.row import Format
from sayso.read.tables.tidy import OWN, tidy
from sayso.read.tables.ucdp import UCDP

FORMATS: tuple[Format, ...] = (GDELT, ICEWS, POLECAT, ACLED, UCDP, KEDS, OWN)
SHOWN = 12  # columns in a message


def recognised(file: File, name: str, columns: Mapping[str, str]) -> tuple[Format, Shape]:
    """Return the format called *name* with the columns of *file*, or the one that its columns tell.

    Where *columns* names a column for each field it is ``tidy``. Raises Failure: S121 where no format fits,
    or the one called *name* does not, S122 where several do, S308 where there is none of that name, S352
    where a column of *columns* is not there.
    """
    where = str(file.path)
    if columns:
        return _as_named(file, columns)
    candidates = [one for one in FORMATS if name in ("", one.name)]
    if not candidates:
        raise Failure(problem("S308", where, name=name, names=", ".join(one.name for one in FORMATS)))
    fitting = [(one, shape) for one in candidates if (shape := shape_of(one, file, bool(name)))]
    special = [one for one in fitting if one[0] is not OWN] or fitting
    if len(special) == 1:
        return special[0]
    if special:
        raise Failure(problem("S122", where, names=", ".join(one.name for one, _ in special)))
    found = ", ".join(headed(file).columns[:SHOWN])
    raise Failure(problem("S121", where, columns=found, names=", ".join(one.name for one in FORMATS)))


def _as_named(file: File, columns: Mapping[str, str]) -> tuple[Format, Shape]:
    """Return the tidy format of a table with these *columns*."""
    shape = headed(file)
    try:
        found = tidy(columns)
    except ValueError as error:
        raise Failure(problem("S352", str(file.path), reason=error)) from error
    missing = sorted(found.needed - set(shape.columns))
    if missing:
        there = ", ".join(shape.columns[:SHOWN])
        reason = f"there is no column {missing[0]!r}; there are {there}"
        raise Failure(problem("S352", str(file.path), reason=reason))
    return found, shape


def shape_of(one: Format, file: File, asked: bool) -> Shape | None:
    """Return the columns of *file* where it is of the format *one*, None where it is not.

    Of a format that was *asked* for the columns count, of others what stands in them too.
    """
    if not file.head:
        return None
    bare = one.heading(file.head[0]) if file.kind != "parquet" else None
    shape = Shape(bare, False) if bare else headed(file)
    if one.order and len(shape.columns) > len(one.order) == len(file.head[-1]):
        shape = Shape(one.order, True)
    if not one.needed <= set(shape.columns):
        return None
    first = file.head[-1] if bare or len(file.head) > 1 else ()
    cells = dict(zip(shape.columns, first, strict=False))
    fits = asked or not first or one.fits([cells.get(column, "") for column in one.columns])
    return shape if fits else None
