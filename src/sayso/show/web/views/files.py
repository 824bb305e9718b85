"""The rows that are shown, as a file: CSV for spreadsheets, or JSON, one object a line."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sayso.ledger.contract import event_as_json
from sayso.ledger.query import Found
from sayso.problems import Failure, problem
from sayso.show.rows import cut
from sayso.show.visible import cell, visible
from sayso.show.web.answers import Asked, Download
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.events import choose, read

MEDIA = {"csv": "text/csv; charset=utf-8", "json": "application/jsonl; charset=utf-8"}


def ledger_file(desk: Desk, links: Links, asked: Asked) -> Download:  # noqa: ARG001 (as every view)
    """Return a file of all rows that fit what is asked. Raises Failure (S308) for another format."""
    name = asked.path["format"]
    if name not in MEDIA:
        raise Failure(problem("S308", "this address", name=visible(name), names=", ".join(MEDIA)))
    with desk.open() as ledger:
        chosen = choose(desk, ledger, asked.query)
        found = read(desk, ledger, chosen, chosen.rows.tolist())
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", suffix=f".{name}", delete=False
        ) as file:
            if name == "csv":
                _write_table(file, found)
            else:
                file.writelines(f"{json.dumps(_object(one), ensure_ascii=False)}\n" for one in found)
    return Download(Path(file.name), MEDIA[name], f"{desk.path.stem}.{'csv' if name == 'csv' else 'jsonl'}")


def _write_table(file: object, found: Iterable[Found]) -> None:
    rows: Iterator[Mapping[str, object]] = (columns(one) for one in found)
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(file, list(row))  # type: ignore[arg-type] # a text file
            writer.writeheader()
        writer.writerow({name: cell(str(value)) for name, value in row.items()})


def columns(one: Found) -> Mapping[str, object]:
    """Return an event as the columns of a table, unknown ones empty."""
    event = one.event
    found: dict[str, object] = {"id": event.id, "document": visible(one.doc_id), "type": event.type}
    for name in ("actor", "recipient", "said_by"):
        party = getattr(event, name)
        found[name] = visible(party.text) if party else ""
        found[f"{name}_code"] = party.code if party else ""
    date, place = event.date, event.place
    return found | {
        "status": event.status,
        "certainty": event.certainty,
        "prediction": int(event.prediction),
        "date_start": date.start if date else "",
        "date_end": date.end if date else "",
        "place": visible(place.text) if place else "",
        "probability": f"{event.probability:.3f}",
        "review": one.state.standing,
        "trigger": visible(cut(one.text, event.trigger)),
        "sentence": visible(cut(one.text, event.sentence)),
    }


def _object(one: Found) -> Mapping[str, object]:
    return {"doc_id": one.doc_id, **event_as_json(one.event), "review": one.state.standing}
