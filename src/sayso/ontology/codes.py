"""Codes of countries and roles: which there are, and which stand for those of other codings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.ontology.actors import NO_COUNTRY, items, read_yaml

CAMEO = re.compile(r"[A-Z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that ``codes.yaml`` lists. ``alpha2`` leads from two letters of a country to three."""

    alpha2: Mapping[str, str]
    roles: frozenset[str]
    cameo: Mapping[str, str]
    regions: frozenset[str]
    bodies: Mapping[str, str]
    agents: Mapping[str, str]
    topics: Mapping[str, str]
    schemata: Mapping[str, str]

    def fault(self, code: str) -> str | None:
        """Return what is wrong with *code*: it is a country, or what stands for none, and perhaps a role."""
        country, blank, role = code.partition(" ")
        if country not in NO_COUNTRY and country not in self.alpha2.values():
            return f"the code {code!r} begins with no country (ISO 3166 alpha-3), IGO, NGO, MNC, INT or UNK"
        if blank and role not in self.roles:
            return f"the code {code!r} ends with no role ({', '.join(sorted(self.roles))})"
        return None

    def of_country(self, code: str) -> str | None:
        """Return the three letters of a FollowTheMoney country (``ro``, ``gb-sct``, ``eu``, ``suhh``)."""
        code = code.lower().partition("-")[0]
        if len(code) == 4:  # a country that is gone (ISO 3166-3): its two letters, and how it changed
            code = code[:2]
        return {"eu": "IGO", "zz": "INT"}.get(code) or self.alpha2.get(code.upper())

    def of_cameo(self, code: str) -> tuple[str, tuple[str, ...]] | None:
        """Return what a CAMEO *code* is here and its parts that have no place, None where it names nobody.

        Of several roles (``GOVMIL``: a ministry of defence) the first counts.
        """
        if not CAMEO.fullmatch(code):
            return None
        first, *agents = (code[start : start + 3] for start in range(0, len(code), 3))
        who = self._of_cameo_country(first)
        if who is None:
            return None
        country, _, role = who.partition(" ")
        unknown = tuple(one for one in agents if self.role(one) is None and one != "IGO")
        if "IGO" in agents:
            return "IGO", unknown
        role = role or next(filter(None, map(self.role, agents)), "")
        return f"{country} {role}".strip(), unknown

    def _of_cameo_country(self, code: str) -> str | None:
        """Return what the first letters of a CAMEO code stand for: a country, a body or a role."""
        if code in self.bodies or code in self.cameo:
            return self.bodies.get(code) or self.cameo[code]
        if code in self.regions:
            return "INT"
        if code in self.alpha2.values() or code in NO_COUNTRY:
            return code
        role = self.role(code)
        return f"UNK {role}" if role is not None else None

    def role(self, agent: str) -> str | None:
        """Return the role that a CAMEO agent stands for, None where there is none."""
        return agent if agent in self.roles else self.agents.get(agent)


def load_codes() -> Codes:
    """Return the codes that are shipped with sayso."""
    data = read_yaml("codes.yaml")
    return Codes(
        alpha2=dict(_pairs(data["iso"])) | dict(_pairs(data["besides"])),
        roles=frozenset(items(data["roles"])),
        cameo=dict(_pairs(data["cameo"])),
        regions=frozenset(items(data["regions"])),
        bodies=data["bodies"],
        agents=dict(_pairs(data["agents"])),
        topics=dict(_pairs(data["topics"])),
        schemata={name: "" if role == "-" else role for name, role in _pairs(data["schemata"])},
    )


def _pairs(words: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a comma-separated list."""
    for pair in items(words):
        first, second = pair.split()
        yield first, second
