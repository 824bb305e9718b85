"""Scales: what number stands for a code of a codebook. Each has a name, a version and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.ontology.actors import items, read_yaml

NAMES = ("goldstein-keds", "goldstein-icews", "goldstein-weis", "plover")
QUADS = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
DEFAULTS = {"CAMEO": "goldstein-keds", "WEIS": "goldstein-weis", "PLOVER": "plover"}


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers for the codes of *codebook*, from conflict (negative) to cooperation (positive)."""

    name: str
    version: str
    codebook: str
    source: str
    values: Mapping[str, float]

    @property
    def title(self) -> str:
        """Name and version, as every output gives them."""
        return f"{self.name} ({self.version})"

    def value(self, code: str) -> float | None:
        """Return the number of *code*, or of the code above it that has one (0253: of 025), else None."""
        above = (code[:length] for length in range(len(code), 1, -1))
        return next((self.values[one] for one in above if one in self.values), None)


def load_scale(name: str) -> Scale:
    """Return the scale called *name*, one of ``NAMES``. Raises KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    data: Mapping[str, Any] = read_yaml(f"scales/{name}.yaml")
    pairs = (pair.split() for pair in items(data["values"]))
    values = {code: float(number) for code, number in pairs}
    return Scale(data["name"], data["version"], data["codebook"], data["source"], values)


def scale_for(codebook: str) -> Scale:
    """Return the scale that is taken for *codebook* where none is named.

    Raises KeyError where there is none.
    """
    return load_scale(DEFAULTS[codebook])


def quad_codes(codebook: str, quad: str) -> tuple[str, ...]:
    """Return the beginnings of the codes of *codebook* in the class *quad* (``verbal-conflict``).

    Raises KeyError where the codebook or the class is unknown.
    """
    return tuple(items(read_yaml("scales/quads.yaml")[codebook][quad]))


def quad_numbers(codebook: str) -> dict[str, int]:
    """Return the class, from 1 to 4 in the order of ``QUADS``, of each code that begins one of *codebook*."""
    return {code: number for number, quad in enumerate(QUADS, start=1) for code in quad_codes(codebook, quad)}
