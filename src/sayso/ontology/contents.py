"""What the words around an event add to it: the mode of what is threatened, asked or refused, the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.ontology.actors import read_yaml
from sayso.ontology.grades import inverted


@dataclass(frozen=True, slots=True)
class Contents:
    """The tables of ``contents.yaml``: modes by type and word, and by type and deed; fields by word.

    ``verbal`` are the types that take over the field of the deed that they are about.
    """

    words: Mapping[str, Mapping[str, str]]
    deeds: Mapping[str, Mapping[str, str]]
    ending: frozenset[str]
    hostile: frozenset[str]
    fields: Mapping[str, str]
    verbal: frozenset[str]


def load_contents() -> Contents:
    """Return the tables that are shipped with sayso."""
    data = read_yaml("contents.yaml")
    return Contents(
        words={kind: inverted(modes["words"]) for kind, modes in data["modes"].items()},
        deeds={
            kind: {deed: mode for mode, deeds in modes["types"].items() for deed in deeds}
            for kind, modes in data["modes"].items()
        },
        ending=frozenset(data["ending"].split()),
        hostile=frozenset(data["hostile"]),
        fields=inverted(data["contexts"]),
        verbal=frozenset(data["verbal"]),
    )
