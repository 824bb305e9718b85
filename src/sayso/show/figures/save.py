"""Writing a figure: PNG, SVG, or HTML that needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.ledger.export.markup import allowed
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    import altair

SUFFIXES = (".png", ".svg", ".html")


def check(path: Path) -> None:
    """Raise Failure (S628) where a figure cannot be written as the suffix of *path* says."""
    if path.suffix.lower() not in SUFFIXES:
        raise Failure(problem("S628", str(path), suffixes=", ".join(SUFFIXES)))


def as_svg(chart: altair.TopLevelMixin) -> bytes:
    """Return *chart* as SVG. Raises Failure (S625) where a library is missing."""
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        raise Failure(problem("S625", "this computer", package="vl-convert-python")) from error
    return bytes(vl_convert.vegalite_to_svg(_drawable(chart.to_dict())), "utf-8")


def save(chart: altair.TopLevelMixin, path: Path) -> None:
    """Write *chart* to *path*, as its suffix says.

    Raises Failure: S309 where it cannot be written, S625 where a library is missing, S628 for another suffix.
    """
    import altair

    check(path)
    chart = altair.Chart.from_dict(_drawable(chart.to_dict()))
    try:
        if path.suffix.lower() == ".html":
            chart.save(str(path), inline=True)
        else:
            chart.save(str(path), scale_factor=2)
    except (ImportError, ModuleNotFoundError) as error:
        raise Failure(problem("S625", "this computer", package="vl-convert-python")) from error
    except OSError as error:
        raise Failure(problem("S309", str(path), reason=error.strerror or str(error))) from error


def _drawable(part: Any) -> Any:
    """Return *part* of a chart with all its texts such as SVG can hold: others end the whole program."""
    if isinstance(part, str):
        return allowed(part)
    if isinstance(part, dict):
        return {_drawable(name): _drawable(value) for name, value in part.items()}
    return [_drawable(one) for one in part] if isinstance(part, list) else part
