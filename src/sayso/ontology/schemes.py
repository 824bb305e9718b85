"""What other schemes call sayso's types, roots, roles and countries; ``schemes.yaml`` names its sources."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.ontology.actors import items, read_yaml
from sayso.ontology.codes import Codes, load_codes
from sayso.ontology.scales import load_scale, quad_numbers

GOLDSTEIN = "goldstein-icews"  # of roots that of KEDS has the same values


class Root(NamedTuple):
    """A root of CAMEO: its generic code, its value on the Goldstein scale, its quad class (1 to 4), name."""

    code: str
    goldstein: float
    quad: int
    name: str


class Kind(NamedTuple):
    """A type of PLOVER: its quad class (1 to 4) and its value on PLOVER's scale."""

    quad: int
    scale: float


@dataclass(frozen=True, slots=True)
class Schemes:
    """The tables of ``schemes.yaml``, and names of countries by alpha-3 code."""

    roots: Mapping[str, Root]
    kinds: Mapping[str, Kind]
    fips: Mapping[str, str]
    agents: Mapping[str, str]
    sectors: Mapping[str, str]
    names: Mapping[str, str]
    icews: Mapping[str, str]
    cameo: Mapping[str, str]


def load_schemes() -> Schemes:
    """Return the schemes that are shipped with sayso."""
    data, codes = read_yaml("schemes.yaml"), load_codes()
    countries = read_yaml("countries.yaml")["countries"]
    names = {code: next(items(one["names"])) for code, one in countries.items() if "names" in one}
    agents = dict(pair.split() for pair in items(data["agents"]))
    goldstein, plover = load_scale(GOLDSTEIN).values, load_scale("plover").values
    quads, classes = quad_numbers("CAMEO"), quad_numbers("PLOVER")
    return Schemes(
        roots={
            root: Root(code, goldstein[root], quads[root], name)
            for root, (code, name) in data["cameo"].items()
        },
        kinds={kind: Kind(quad, plover[kind]) for kind, quad in classes.items()},
        fips=_fips(frozenset(items(data["no_fips"])), codes),
        agents={role: agents.get(role, role).strip("-") for role in codes.roles},
        sectors=data["sectors"],
        names=names,
        icews={**names, **data["countries"]},
        cameo=_cameo(codes),
    )


def _fips(without: Collection[str], codes: Codes) -> Mapping[str, str]:
    """Return the FIPS code, by which GDELT tells places, of each country that has one and no other."""
    theirs: dict[str, list[str]] = {}
    for pair in items(read_yaml("foreign.yaml")["fips"]):
        fips, alpha2 = pair.split()
        theirs.setdefault(alpha2, []).append(fips)
    found = {
        alpha3: theirs.get(alpha2, [alpha2])
        for alpha2, alpha3 in codes.alpha2.items()
        if alpha2 not in without
    }
    return {country: several[0] for country, several in found.items() if len(several) == 1}


def _cameo(codes: Codes) -> Mapping[str, str]:
    """Return the CAMEO code of each country that CAMEO calls otherwise than ISO does now."""
    return {"ROU": "ROM", "TLS": "TMP"} | {
        code: code for code in codes.alpha2.values() if code not in ("ROU", "TLS")
    }
