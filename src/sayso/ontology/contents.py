"""What the words around an event add to it: the mode of what is threatened, asked or refused, the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


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
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load((files("sayso.ontology") / "contents.yaml").read_text("utf-8"), loader)
    return Contents(
        words={kind: _inverted(modes["words"]) for kind, modes in data["modes"].items()},
        deeds={
            kind: {deed: mode for mode, deeds in modes["types"].items() for deed in deeds}
            for kind, modes in data["modes"].items()
        },
        ending=frozenset(data["ending"].split()),
        hostile=frozenset(data["hostile"]),
        fields=_inverted(data["contexts"]),
        verbal=frozenset(data["verbal"]),
    )


def _inverted(classes: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in classes.items() for word in words.split()}
