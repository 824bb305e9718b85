"""Entities of FollowTheMoney, one JSON object a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.ontology.codes import Codes
from sayso.ontology.imports.spelling import spellings
from sayso.ontology.userfile import Draft
from sayso.problems import problem
from sayso.record import Problem

NAMES = ("name", "alias")
COUNTRIES = ("jurisdiction", "country", "nationality", "citizenship")

Properties = Mapping[str, Sequence[str]]


def read_money(text: str, where: str, codes: Codes) -> tuple[list[Draft], list[Problem], Counter[str]]:
    """Return the actors among the entities in *text*, what could not be read (S504), and what was left out.

    Left out are entities of schemata that are no actors, topics and countries
    that have no place here, and actors of which neither a country nor a role is known.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    unknown: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            schema, properties = _entity(line)
        except ValueError as error:
            problems.append(problem("S504", where, line=number, reason=error))
            continue
        if schema in codes.schemata:
            drafts += _drafts(schema, properties, codes, unknown)
        else:
            unknown[schema] += 1
    return drafts, problems, unknown


def _entity(line: str) -> tuple[str, Properties]:
    """Return schema and properties of the entity in *line*. Raises ValueError where it is none."""
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON") from error
    if not (isinstance(found, dict) and isinstance(found.get("schema"), str)):
        raise ValueError("it is no entity: an object with a schema and properties")
    properties = found.get("properties")
    if not (isinstance(properties, dict) and all(map(_is_texts, properties.values()))):
        raise ValueError("its properties are not lists of texts")
    return found["schema"], properties


def _is_texts(values: object) -> bool:
    """Return whether *values* is a list; an entity within another is not a text and is passed over."""
    return isinstance(values, list)


def _drafts(schema: str, properties: Properties, codes: Codes, unknown: Counter[str]) -> Iterator[Draft]:
    """Yield the entry that an entity is; what of it has no place is counted in *unknown*."""
    topics = _texts(properties, "topics")
    unknown.update(topic for topic in topics if topic not in codes.topics)
    found = {country: codes.of_country(country) for country in _texts(properties, *COUNTRIES)}
    unknown.update(country for country, code in found.items() if code is None)
    role = next((role for topic, role in codes.topics.items() if topic in topics), codes.schemata[schema])
    country = next(filter(None, found.values()), "")
    code = "IGO" if role == "IGO" else f"{country or 'UNK'} {role}".strip()
    names = tuple(dict.fromkeys(_names(_texts(properties, *NAMES), schema == "Person")))
    if code == "UNK":
        unknown["no country and no role"] += 1
    elif names:
        yield Draft(names, code)


def _texts(properties: Properties, *fields: str) -> list[str]:
    """Return the texts in *fields*, each once."""
    found = [one for field in fields for one in properties.get(field, ()) if isinstance(one, str)]
    return list(dict.fromkeys(found))


def _names(names: Sequence[str], person: bool) -> Iterator[str]:
    """Yield the *names* that English news may write: of a *person* only those of several words."""
    for name in names:
        plain = " ".join(name.split())
        if person and plain.count(",") == 1:
            plain = " ".join(reversed([part.strip() for part in plain.split(",")]))
        latin = any(char.isascii() and char.isalpha() for char in plain) and plain.isprintable()
        if latin and "," not in plain and (not person or " " in plain):
            yield from spellings(plain) if " " in plain else [plain]
