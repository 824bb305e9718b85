"""PLOVER JSONL that ``sayso export --as plover`` wrote, as the events that it was written from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from sayso.ontology.triggers import TYPES
from sayso.problems import problem
from sayso.record import (
    Actor,
    Event,
    Interval,
    Magnitude,
    Problem,
    Published,
    Reason,
    Said,
    Span,
    Where,
)

Found = TypeVar("Found")


class Read(NamedTuple):
    """An event, and the name, digest and date of the article that it stands in."""

    event: Event
    doc_id: str
    article: str
    published: Published


def read_lines(lines: Iterable[str], where: str) -> Iterator[Read | Problem]:
    """Yield the event of each of *lines*, or the problem (S332) with it; *where* names the file.

    What PLOVER has a field for is taken from that field, so that corrections made there count: type, mode,
    contexts, codes and words of the parties. All else comes from under ``sayso``.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _read(line, number, where)


def _read(line: str, number: int, where: str) -> Read | Problem:
    try:
        found = json.loads(line)
        own = found["sayso"]
        event = _event(found, own["event"])
        return Read(event, str(own["doc_id"]), str(own["article"]), Published(**own["published"]))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return problem("S332", where, line=number, reason=_reason(error))


def _reason(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"it is no JSON ({error.msg})"
        case KeyError():
            return f"it has no field {error.args[0]}"
        case _:
            return f"a field holds something else than it should ({error})"


def event_of(found: Mapping[str, Any]) -> Event:
    """Return the event of a line that sayso wrote. Raises KeyError, TypeError or ValueError otherwise."""
    return _event(found, found["sayso"]["event"])


def _event(found: Mapping[str, Any], own: Mapping[str, Any]) -> Event:
    (kind,) = found["event"]
    if kind not in TYPES:
        raise ValueError(f"{kind} is no type of PLOVER")
    modes = found.get("mode") or [None]
    return Event(
        id=str(found["id"]),
        trigger=Span(*own["trigger"]),
        sentence=Span(*own["sentence"]),
        type=kind,
        mode=modes[0],
        context=tuple(found.get("context") or ()),
        cameo=own["cameo"],
        actor=_party(found["source"], own["actor"]),
        recipient=_party(found.get("recipient") or [], own["recipient"]),
        status=own["status"],
        certainty=own["certainty"],
        said_by=_perhaps(own["said_by"], lambda one: Said(one["text"], one["code"], one["claim"])),
        prediction=bool(own["prediction"]),
        date=_perhaps(own["date"], lambda one: Interval(one["start"], one["end"], one["text"])),
        place=_perhaps(own["place"], lambda one: Where(one["text"], one["country"], Span(*one["span"]))),
        magnitude=tuple(Magnitude(**one) for one in own["magnitude"]),
        probability=float(own["probability"]),
        reasons=tuple(
            Reason(one["field"], one["by"], _perhaps(one["span"], lambda span: Span(*span)))
            for one in own["reasons"]
        ),
    )


def _party(listed: list[Mapping[str, str]], own: Mapping[str, Any] | None) -> Actor | None:
    """Return the party that PLOVER lists, with its characters and dictionary rows from under ``sayso``."""
    if not listed or own is None:
        return None
    (one,) = listed
    code = " ".join(filter(None, (one["code"], one.get("sector"))))
    return Actor(one["actor_text"], code, one["identifier_text"], Span(*own["span"]), own["row"])


def _perhaps(value: Any, made: Callable[[Any], Found]) -> Found | None:
    return None if value is None else made(value)
