"""The formats a ledger can be written in. docs/formats.md says what each keeps and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.export import (
    doccano,
    ftm,
    geojson,
    gexf,
    graphml,
    jsonld,
    labelstudio,
    objects,
    training,
    webannotation,
)
from sayso.ledger.store import Ledger


class Format(NamedTuple):
    """A format: ``write`` fills the new file (or folder) at a path, and returns how many rows it wrote.

    ``suffix`` is what names of its files end in; of a format that is a folder of files it is empty.
    """

    name: str
    suffix: str
    what: str
    write: Callable[[Ledger, Path], int]


FORMATS = (
    Format("json", ".jsonl", "one JSON object an article, as sayso code --json prints", objects.write),
    Format("training", ".jsonl", "reviewed events as training annotations, without texts", training.write),
    Format("webannotation", ".jsonld", "W3C Web Annotation, an annotation a row", webannotation.write),
    Format("labelstudio", "", "a folder for Label Studio: tasks and labels", labelstudio.write),
    Format("doccano", ".jsonl", "an article a line for doccano, with entities and relations", doccano.write),
    Format("graphml", ".graphml", "a network of actors with an edge an event", graphml.write),
    Format("gexf", ".gexf", "the same for Gephi, with days", gexf.write),
    Format("geojson", ".geojson", "a feature an event, without geometry", geojson.write),
    Format("jsonld", ".jsonld", "rows and their provenance in terms of PROV-O and schema.org", jsonld.write),
    Format("ftm", ".ftm.jsonl", "FollowTheMoney entities", ftm.write),
)
