"""doccano's JSONL, as it exports a project that our lines were imported into.

doccano numbers entities anew, so that marks are found again by their characters and labels, and among several
alike by what they are tied to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sayso.ledger.export.marks import Tie
from sayso.ledger.imports.annotated import Annotated, Region, as_exported, carried, stretch, uncorrected
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.rows import Rows
from sayso.record import Certainty, Span

Json = Mapping[str, object]
Looks = tuple[str, Span]  # what an entity is told by: label and characters
Related = tuple[str, str, str]  # two entities and what the one is to the other
UNSURE: tuple[Certainty, ...] = ("probable", "possible")  # certainties that stand as marks of their own


def fits(first: Json) -> bool:
    """Return whether *first* is a line of doccano with entities."""
    return isinstance(first.get("text"), str) and isinstance(first.get("entities"), list)


def read(line: Json, where: str) -> Coming:
    """Return the coding that *line* of the file *where* carries.

    Raises Unfit where it carries none, or somebody has edited it: that is for a reviewer's name.
    """
    meta = line.get("meta")
    held = line.get("sayso") or (meta.get("sayso") if isinstance(meta, Mapping) else None)
    return uncorrected(carried(held, line.get("text")), where, lambda rows: annotated(line, rows))


def text_of(line: Json) -> str:
    """Return the text of the article of *line*. Raises Unfit where there is none."""
    text = line.get("text")
    if not isinstance(text, str):
        raise Unfit("it has no text")
    return text


def annotated(line: Json, rows: Rows) -> Annotated:
    """Return the regions and ties of *line*, by the ids of the marks of *rows* if they are those.

    Raises Unfit where a region has no characters in the text.
    """
    found = dict(_entities(line))
    entities = {number: looks for number, looks in found.items() if looks[0] not in UNSURE}
    related = [one for one in _relations(line) if one[0] in entities and one[1] in entities]
    names = _named(entities, related, as_exported(rows))
    unsure = [looks for looks in found.values() if looks[0] in UNSURE]
    certainties = _certainties(rows, {names[one]: looks for one, looks in entities.items()}, unsure)
    regions = {
        names[number]: Region(label, span, certainties.get(names[number]))
        for number, (label, span) in entities.items()
    }
    return Annotated(regions, frozenset(Tie(names[start], names[end], kind) for start, end, kind in related))


def _entities(line: Json) -> Iterator[tuple[str, Looks]]:
    text, found = text_of(line), line.get("entities")
    for one in found if isinstance(found, list) else []:
        if not isinstance(one, Mapping):
            raise Unfit("an entity is no object")
        span = stretch(one.get("start_offset"), one.get("end_offset"), text)
        yield str(one.get("id")), (str(one.get("label")), span)


def _relations(line: Json) -> Iterator[Related]:
    found = line.get("relations")
    for one in found if isinstance(found, list) else []:
        if isinstance(one, Mapping):
            yield str(one.get("from_id")), str(one.get("to_id")), str(one.get("type"))


def _named(entities: Mapping[str, Looks], related: Iterable[Related], before: Annotated) -> dict[str, str]:
    """Return the mark of each entity: one that looks the same, else one that it may have been made of.

    Of several the one with most ties in common. What is found nowhere gets a name of its own.
    """
    free = {name: (one.label, one.span) for name, one in before.regions.items()}
    around, near = _around(entities, related), _around(free, before.ties)
    alike: dict[Looks, list[str]] = defaultdict(list)
    for name, looks in free.items():
        alike[looks].append(name)
    names: dict[str, str] = {}
    for same in (True, False):
        for number in [one for one in entities if one not in names]:
            looks = entities[number]
            fitting = alike[looks] if same else [one for one in free if _similar(looks, free[one])]
            best = _nearest(around[number], {name: near[name] for name in fitting if name in free})
            if best is not None:
                names[number] = best
                del free[best]
    return {number: names.get(number, f"new:{number}") for number in entities}


def _nearest(around: set[object], near: Mapping[str, set[object]]) -> str | None:
    """Return the mark that is tied to most of what stands *around* an entity, None where there is none."""
    return max(near, key=lambda name: len(around & near[name]), default=None)


def _around(looks: Mapping[str, Looks], related: Iterable[Related | Tie]) -> dict[str, set[object]]:
    """Return what each is tied to, told by the looks of the other end."""
    found: dict[str, set[object]] = defaultdict(set)
    for start, end, kind in related:
        found[start].add((kind, looks[end]))
        found[end].add((kind, looks[start]))
    return found


def _similar(one: Looks, other: Looks) -> bool:
    """Return whether somebody may have made *one* of *other*: its characters or its label are another."""
    (label, span), (before, place) = one, other
    if _family(label) != _family(before):
        return False
    return span == place or (label == before and span.start < place.end and place.start < span.end)


def _family(label: str) -> str:
    """Return what labels share that may be changed into each other: all types of events are one family."""
    kind = label.partition(":")[0]
    return "type" if kind.isupper() else kind


def _certainties(rows: Rows, found: Mapping[str, Looks], unsure: Iterable[Looks]) -> dict[str, Certainty]:
    """Return the certainty of each trigger by the marks on it; of several in one place each keeps its own."""
    marked: dict[Span, list[str]] = defaultdict(list)
    triggers: dict[Span, list[str]] = defaultdict(list)
    for label, span in unsure:
        marked[span].append(label)
    for name, (label, span) in found.items():
        if _family(label) == "type":
            triggers[span].append(name)
    before = {f"{one.id}.trigger": one.certainty for one in rows.events}
    return {
        name: certainty
        for span, names in triggers.items()
        for name, certainty in _shared(names, marked[span], before)
    }


def _shared(
    names: Iterable[str], labels: Iterable[str], before: Mapping[str, Certainty]
) -> Iterator[tuple[str, Certainty]]:
    """Yield each of the triggers *names* with its certainty: its own, if that is among *labels*, first."""
    waiting, left = list(names), [one for one in UNSURE for label in labels if label == one]
    whole: list[Certainty] = [*left, *["certain" for _ in waiting[len(left) :]]]  # type: ignore[list-item]
    for name in list(waiting):
        own = before.get(name, "certain")
        if own in whole:
            whole.remove(own)
            waiting.remove(name)
            yield name, own
    yield from zip(waiting, whole, strict=False)
