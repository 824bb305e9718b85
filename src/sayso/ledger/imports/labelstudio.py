"""Label Studio's JSON, as it exports a project that our tasks were imported into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.ledger.export.labelstudio import CERTAINTY, LABEL, TEXT
from sayso.ledger.export.marks import Tie
from sayso.ledger.imports.annotated import Annotated, Region, carried, stretch, uncorrected
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.rows import Rows

Json = Mapping[str, object]


def fits(first: Json) -> bool:
    """Return whether *first* is a task."""
    data = first.get("data")
    return isinstance(data, Mapping) and isinstance(data.get(TEXT), str)


def read(task: Json, where: str) -> Coming:
    """Return the coding that *task* of the file *where* carries.

    Raises Unfit where it carries none, or somebody has edited it: that is for a reviewer's name.
    """
    data = task.get("data")
    held = data.get("sayso") if isinstance(data, Mapping) else None
    return uncorrected(carried(held, text_of(task)), where, lambda rows: annotated(task, rows))


def text_of(task: Json) -> str:
    """Return the text of the article of *task*. Raises Unfit where there is none."""
    data = task.get("data")
    text = data.get(TEXT) if isinstance(data, Mapping) else None
    if not isinstance(text, str):
        raise Unfit("it has no data.text")
    return text


def annotated(task: Json, _rows: Rows) -> Annotated:
    """Return the regions and ties of *task*, by the ids that Label Studio has kept. Raises Unfit."""
    text, results = text_of(task), list(_results(task))
    certainties = {
        _name(one.get("id")): _first(_value(one), "choices")
        for one in results
        if one.get("type") == "choices" and one.get("from_name") == CERTAINTY
    }
    regions: dict[str, Region] = {}
    for one in results:
        if one.get("type") == "labels" and one.get("from_name") == LABEL:
            name, value = _name(one.get("id")), _value(one)
            span = stretch(value.get("start"), value.get("end"), text, value.get(TEXT))
            regions[name] = Region(_first(value, "labels"), span, certainties.get(name))
    return Annotated(regions, frozenset(_ties(results)))


def _results(task: Json) -> Iterator[Json]:
    """Yield the parts of the latest annotation that was not cancelled; without one, of the prediction."""
    given = [one for one in _listed(task, "annotations") if not one.get("was_cancelled")]
    latest = sorted(given, key=lambda one: str(one.get("updated_at", "")))[-1:]
    chosen = latest or _listed(task, "predictions")[:1]
    if not chosen:
        raise Unfit("it has neither annotations nor predictions")
    yield from _listed(chosen[0], "result")


def _ties(results: Sequence[Json]) -> Iterator[Tie]:
    for one in results:
        if one.get("type") == "relation":
            ends = [_name(one.get("from_id")), _name(one.get("to_id"))]
            if one.get("direction") == "left":
                ends.reverse()
            yield from (Tie(ends[0], ends[1], label) for label in _labels(one))


def _labels(one: Json) -> list[str]:
    found = one.get("labels")
    return [str(label) for label in found] if isinstance(found, list) else []


def _first(value: Json, name: str) -> str:
    found = value.get(name)
    if not isinstance(found, list) or not found:
        raise Unfit(f"a region has no {name}")
    return str(found[0])


def _value(one: Json) -> Json:
    value = one.get("value")
    if not isinstance(value, Mapping):
        raise Unfit("a region has no value")
    return value


def _listed(held: Json, name: str) -> list[Json]:
    found = held.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _name(given: object) -> str:
    """Return the id of a region without what Label Studio puts behind it, the number of the annotation."""
    return str(given).partition("#")[0]
