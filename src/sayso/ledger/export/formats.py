"""The formats a ledger can be written in. docs/formats/ says what each keeps and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.export import (
    doccano,
    ftm,
    gdelt,
    geojson,
    gexf,
    graphml,
    icews,
    jsonld,
    labelstudio,
    objects,
    panel,
    plover,
    polecat,
    replication,
    storied,
    tidy,
    training,
    ucdp,
    webannotation,
)
from sayso.ledger.export.mentions import others
from sayso.ledger.store import Ledger

Write = Callable[[Ledger, Path], int]
LeftOut = Callable[[Ledger], Mapping[str, int]]


class Format(NamedTuple):
    """A format: ``write`` fills the new file (or folder) at a path, and returns how many rows it wrote.

    ``suffix`` is what names of its files end in; of a format that is a folder of files it is empty.
    A format that cannot say whether an event happened leaves out those that did not: ``left_out`` counts
    them, by status, and ``write_all`` writes them all the same, marked in columns of their own.
    """

    name: str
    suffix: str
    what: str
    write: Write
    left_out: LeftOut | None = None
    write_all: Write | None = None


FORMATS = (
    Format("json", ".jsonl", "one JSON object an article, as sayso code --json prints", objects.write),
    Format("training", ".jsonl", "reviewed events as training annotations, without texts", training.write),
    Format("csv", "", "a folder of tidy tables with a codebook", tidy.write_csv),
    Format("parquet", "", "the same tables as Parquet files", tidy.write_parquet),
    Format("panel", "", "a zero-filled panel of pairs and months", panel.write, panel.left_out),
    Format("panel-parquet", "", "the same panel as Parquet files", panel.write_parquet, panel.left_out),
    Format("stories", "", "a folder of stories, with their counts at each level", storied.write),
    Format("plover", ".jsonl", "one PLOVER record an event", plover.write, others, plover.write_all),
    Format("gdelt2", "", "GDELT 2.0: tables of events and mentions", gdelt.write, others),
    Format("icews", ".tab", "the columns of ICEWS", icews.write, others, icews.write_all),
    Format("polecat", ".txt", "the columns of POLECAT", polecat.write, others, polecat.write_all),
    Format("ucdp", ".csv", "columns like those of UCDP GED", ucdp.write, ucdp.left_out, ucdp.write_all),
    Format(
        "replication", ".zip", "a replication package: tables, codebook, hashes, versions", replication.write
    ),
    Format("webannotation", ".jsonld", "W3C Web Annotation, an annotation a row", webannotation.write),
    Format("labelstudio", "", "a folder for Label Studio: tasks and labels", labelstudio.write),
    Format("doccano", ".jsonl", "an article a line for doccano, with entities and relations", doccano.write),
    Format("graphml", ".graphml", "a network of actors with an edge an event", graphml.write),
    Format("gexf", ".gexf", "the same for Gephi, with days", gexf.write),
    Format("geojson", ".geojson", "a feature an event, without geometry", geojson.write),
    Format("jsonld", ".jsonld", "rows and their provenance in terms of PROV-O and schema.org", jsonld.write),
    Format("ftm", ".ftm.jsonl", "FollowTheMoney entities", ftm.write),
)
