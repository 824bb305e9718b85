"""Parties that somebody wrote and no event has: which they are, and which may be meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches

import numpy as np

from sayso.analyse.asked import Pair
from sayso.ontology.actors import items, read_yaml
from sayso.problems import problem
from sayso.record import Problem
from sayso.table import EventTable

ALIKE, SHOWN = 0.6, 3  # the likeness (difflib's) from which on a code is told, and how many are


def unknown_parties(
    table: EventTable, pairs: Iterable[Pair], roles: bool = False, where: str = ""
) -> tuple[Problem, ...]:
    """Return a problem (S605) for each party of *pairs* that no event of *table* has, with those like it.

    Parties are countries, or with *roles* countries with a role. *where* is the name of the data.
    """
    there = _parties(table, roles)
    wanted = dict.fromkeys(party for pair in pairs for party in pair if party not in there)
    return tuple(
        problem("S605", where or table.coder, party=party, like=_told(party, there, roles))
        for party in wanted
    )


def _parties(table: EventTable, roles: bool) -> Counter[str]:
    """Return the parties of *table*, each with the number of its events."""
    there: Counter[str] = Counter()
    for column in (table.sources, table.targets):
        names, counts = np.unique(column, return_counts=True)
        for name, count in zip(names.tolist(), counts.tolist(), strict=True):
            there[name if roles else name.partition(" ")[0]] += count
    return there


def _told(party: str, there: Mapping[str, int], roles: bool) -> str:
    """Return what may be meant by *party*, to follow a statement that it is not there."""
    if " " in party and not roles:
        country = party.partition(" ")[0]
        return f"; countries are the parties: write {country}, or count by --roles"
    like = _alike(party, there)
    return f"; perhaps {' or '.join(like)} is meant" if like else ""


def _alike(party: str, there: Mapping[str, int]) -> list[str]:
    """Return the codes of *there* that are most like *party*, by name or by letters, the busiest first."""
    names = _countries()
    named = [names[one] for one in get_close_matches(party.casefold(), names, 1, 0.8)]
    likeness = {code: SequenceMatcher(None, party, code).ratio() for code in there if code}
    by_letters = sorted(
        (code for code in likeness if likeness[code] >= ALIKE),
        key=lambda code: (-likeness[code], sorted(code) != sorted(party), -there[code]),
    )
    found = [code for code in named if code in there] or by_letters
    return found[:SHOWN]


def _countries() -> dict[str, str]:
    """Return the code of each name of a country, in small letters."""
    rows = read_yaml("countries.yaml")["countries"]
    return {name.casefold(): code for code, row in rows.items() for name in items(row.get("names", ""))}
