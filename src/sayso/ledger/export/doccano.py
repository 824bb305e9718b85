"""doccano (https://github.com/doccano/doccano): an article a line with entities and relations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from sayso.ledger.content import Held, contents
from sayso.ledger.export.entire import whole
from sayso.ledger.export.marks import marks, ties
from sayso.ledger.store import Ledger

Json = dict[str, object]


def write(ledger: Ledger, path: Path) -> int:
    """Write a line an article to *path*; return how many rows they hold."""
    rows, entities, relations = 0, count(1), count(1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for held in contents(ledger):
            line = example(held, entities, relations)
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            rows += sum(map(len, held.rows))
    return rows


def example(held: Held, entities: Iterator[int], relations: Iterator[int]) -> Json:
    """Return an article as doccano reads it; ids are taken from *entities* and *relations*.

    doccano has no attributes: a certainty short of certain is a mark of its own on the trigger.
    """
    found, numbers = [], {}
    for mark in marks(held.rows):
        numbers[mark.id] = next(entities)
        found.append(_entity(numbers[mark.id], mark.label, mark.span))
        if mark.certainty not in (None, "certain"):
            found.append(_entity(next(entities), str(mark.certainty), mark.span))
    tied = [
        {"id": next(relations), "from_id": numbers[one.start], "to_id": numbers[one.end], "type": one.label}
        for one in ties(held.rows)
    ]
    return {"text": held.article.text, "entities": found, "relations": tied, "sayso": whole(held)}


def _entity(number: int, label: str, span: tuple[int, int]) -> Json:
    return {"id": number, "label": label, "start_offset": span[0], "end_offset": span[1]}
