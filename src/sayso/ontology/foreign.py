"""Parties as other coders write them, in the codes of this project: a country and a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.ontology.actors import ActorDictionary, items, load_actors, plain_name, read_yaml
from sayso.ontology.codes import Codes, load_codes

UNKNOWN = "UNK"
LETTERS = 3  # of a code of a country or of an agent


@dataclass(frozen=True, slots=True)
class ForeignCodes:
    """What other coders' names, sectors and codes are here; what is unknown is UNK.

    ``sectors`` gives the rank and the role of each sector, ``keds`` the countries
    and bodies of the KEDS files of before CAMEO, ``alpha2`` the country of each FIPS
    code that is another in ISO 3166, ``inters`` the role of each kind of party of
    ACLED, ``forces`` that of the beginnings of names. ``loaded`` holds the
    shipped dictionaries of actors once a name that tells no country has been met.
    ``found`` keeps what was asked before, for the same parties come again and again.
    """

    codes: Codes
    countries: Mapping[str, str]
    regions: frozenset[str]
    sectors: Mapping[str, tuple[int, str]]
    keds: Mapping[str, str]
    alpha2: Mapping[str, str]
    inters: Mapping[str, str]
    forces: Mapping[str, str]
    loaded: list[ActorDictionary] = field(default_factory=list)
    found: dict[tuple[str, ...], str] = field(default_factory=dict)

    def country(self, name: str) -> str:
        """Return the code of the country called *name*, INT for a region, UNK where neither is known.

        A name may be the code itself.
        """
        key = ("country", name)
        if key not in self.found:
            plain = plain_name(name.replace(",", ""))
            known = self.countries.get(plain) or self.countries.get(plain.casefold())
            self.found[key] = known or self._region(plain)
        return self.found[key]

    def _region(self, plain: str) -> str:
        if plain in self.codes.alpha2.values():
            return plain
        return "INT" if plain in self.regions else UNKNOWN

    def role(self, sectors: str) -> str:
        """Return the role that a comma-separated list of *sectors* tells, empty where none does."""
        key = ("role", sectors)
        if key not in self.found:
            if sectors == "IGO" or self.codes.role(sectors):
                return self.codes.role(sectors) or sectors
            known = [self.sectors[one] for one in map(str.strip, sectors.split(",")) if one in self.sectors]
            self.found[key] = min(known)[1] if known else ""
        return self.found[key]

    def party(self, name: str, sectors: str, country: str) -> str:
        """Return the code of a party with a *name*, *sectors* and a *country*, any of them empty."""
        if not (name or sectors or country):
            return ""
        key = ("party", name, sectors, country)
        if key not in self.found:
            place, role = self.country(country or name), self.role(sectors)
            if place == UNKNOWN and not country:
                place, role = self._body(name, role)
            self.found[key] = "IGO" if role == "IGO" else f"{place} {role}".strip()
        return self.found[key]

    def named_party(self, name: str, kind: str) -> str:
        """Return the code of a party of ACLED or UCDP: its *name* says the country, or else nobody does.

        *kind* is ACLED's (inter1), empty where there is none.
        """
        if not name:
            return ""
        key = ("named", name, kind)
        if key not in self.found:
            force = next((one for one in self.forces if name.startswith(one)), "")
            role = self.forces.get(force) or self.inters.get(kind.casefold(), "")
            inner = name.rpartition("(")[2].removesuffix(")") if name.endswith(")") else ""
            tried = map(self.country, (name.removeprefix(force).strip(), inner))
            place = next((one for one in tried if one != UNKNOWN), UNKNOWN)
            place, role = self._body(name, role) if place == UNKNOWN else (place, role)
            self.found[key] = f"{place} {role}".strip()
        return self.found[key]

    def _body(self, name: str, role: str) -> tuple[str, str]:
        """Return country and role of the organisation called *name*; a known *role* goes before its own."""
        if not self.loaded:
            self.loaded.append(load_actors())
        known = self.loaded[0].entry(name)
        if known is None or known.kind != "body" or known.row.startswith("people/"):
            return ("NGO", "") if role == "NGO" else (UNKNOWN, role)
        country, _, usual = known.code.partition(" ")
        return country, role or usual

    def fips(self, code: str) -> str:
        """Return the country of a FIPS 10-4 *code*, UNK for an unknown one, nothing for an empty one."""
        if not code:
            return ""
        known = self.codes.alpha2.get(self.alpha2.get(code, code))
        return known or UNKNOWN

    def cameo(self, code: str) -> str:
        """Return what the CAMEO code of an actor (``USAGOV``) is here, UNK where its country is unknown."""
        key = ("cameo", code)
        if key not in self.found:
            known = self.codes.of_cameo(code)
            self.found[key] = known[0] if known else UNKNOWN if code else ""
        return self.found[key]

    def written(self, text: str) -> str:
        """Return what *text* is here: a code of ours or of CAMEO, or the name of a country with a part in it.

        ICEWS writes such names as ``Police (Kenya)``.
        """
        key = ("written", text)
        if key not in self.found:
            outer, _, inner = text.removesuffix(")").rpartition(" (")
            within = self.party("", outer, inner) if text.endswith(")") and outer else UNKNOWN
            tried = (self._own(text), self.country(text), within, self.keds_cameo(text))
            self.found[key] = next((one for one in tried if not one.startswith(UNKNOWN)), UNKNOWN)
        return self.found[key] if text else ""

    def _own(self, text: str) -> str:
        """Return *text* where it is a code of ours."""
        return text if self.codes.fault(text) is None else UNKNOWN

    def keds_cameo(self, code: str) -> str:
        """Return what the CAMEO *code* of a party in a KEDS file is here; those kept some codes of before."""
        known = self.cameo(code)
        return self.before_cameo(code) if known.startswith(UNKNOWN) and code[:LETTERS] in self.keds else known

    def before_cameo(self, code: str) -> str:
        """Return what the *code* of a party in a KEDS file of before CAMEO is here (``UARGOV``: ``EGY GOV``).

        A code that those files had no other use for is read as CAMEO has it.
        """
        key = ("keds", code)
        if key not in self.found:
            first, rest = code[:LETTERS], code[LETTERS:]
            whole, known = self.keds.get(code), self.keds.get(first)
            if whole or not known:
                self.found[key] = whole or self.cameo(code)
            else:
                self.found[key] = f"{known} {self._role(rest)}".strip()
        return self.found[key]

    def _role(self, agents: str) -> str:
        """Return the role that the first known of *agents*, three letters each, stands for."""
        parts = (agents[start : start + LETTERS] for start in range(0, len(agents), LETTERS))
        return next(filter(None, map(self.codes.role, parts)), "")


def load_foreign() -> ForeignCodes:
    """Return what is shipped with sayso about the codes of others."""
    data = read_yaml("foreign.yaml")
    keds = [pair.split() for pair in items(f"{data['keds']},{data['bodies']}")]
    return ForeignCodes(
        codes=load_codes(),
        countries=_countries(data["names"]),
        regions=frozenset(map(plain_name, items(data["regions"]))),
        sectors=_sectors(data["sectors"]),
        keds=dict(keds),
        alpha2=dict(pair.split() for pair in items(data["fips"])),
        inters={word.casefold(): role for role, words in data["inters"].items() for word in items(words)},
        forces=data["forces"],
    )


def _countries(others: Mapping[str, str]) -> dict[str, str]:
    """Return the code of each country by its names, made plain, also without their capitals."""
    ours = {code: row.get("names", "") for code, row in read_yaml("countries.yaml")["countries"].items()}
    found: dict[str, str] = {}
    for code, names in (*ours.items(), *others.items()):
        for name in map(plain_name, items(names)):
            found.setdefault(name, code)
            if len(name) > LETTERS:  # "us" is no country
                found.setdefault(name.casefold(), code)
    return found


def _sectors(lines: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Return the rank and the role of each sector; of two ranks of one sector the first counts."""
    found: dict[str, tuple[int, str]] = {}
    for rank, line in enumerate(lines):
        role, names = line.split(maxsplit=1)
        for name in items(names):
            found.setdefault(name, (rank, role))
    return found
