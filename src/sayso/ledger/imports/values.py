"""The values of a JSON object, each checked to be what it should be."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from sayso.ledger.imports.coming import Unfit
from sayso.ledger.insert import SURROGATES
from sayso.record import Span

Json = Mapping[str, object]
Kind = TypeVar("Kind")


def text(held: Json, name: str) -> str:
    """Return the string called *name*. Raises Unfit where there is none."""
    value = _held(held, name)
    if not isinstance(value, str):
        raise Unfit(f"{name} is no text")
    if SURROGATES.search(value):
        raise Unfit(f"{name} holds half a character")
    return value


def text_or_none(held: Json, name: str) -> str | None:
    """Return the string called *name*, None where it is null."""
    return None if _held(held, name) is None else text(held, name)


def word(held: Json, name: str, words: tuple[str, ...]) -> str:
    """Return the string called *name*, which is one of *words*. Raises Unfit where it is not."""
    value = text(held, name)
    if value not in words:
        raise Unfit(f"{name} is {value[:40]!r}, none of {', '.join(words)}")
    return value


def day(held: Json, name: str) -> str:
    """Return the ISO day called *name*. Raises Unfit where it is none."""
    value = text(held, name)
    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise Unfit(f"{name} is {value[:40]!r}, no day")


def number(held: Json, name: str) -> float:
    """Return the number called *name*. Raises Unfit where there is none."""
    value = _held(held, name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Unfit(f"{name} is no number")
    return float(value)


def count(held: Json, name: str, most: int) -> int:
    """Return the whole number called *name*, from 0 to *most*. Raises Unfit where it is none."""
    value = _held(held, name)
    if type(value) is not int or not 0 <= value <= most:
        raise Unfit(f"{name} is no whole number up to {most}")
    return value


def truth(held: Json, name: str) -> bool:
    """Return the truth value called *name*. Raises Unfit where there is none."""
    value = _held(held, name)
    if not isinstance(value, bool):
        raise Unfit(f"{name} is neither true nor false")
    return value


def part(held: Json, name: str) -> Json:
    """Return the object called *name*. Raises Unfit where there is none."""
    value = _held(held, name)
    if not isinstance(value, Mapping):
        raise Unfit(f"{name} is no object")
    return value


def part_or_none(held: Json, name: str, read: Callable[[Json], Kind]) -> Kind | None:
    """Return what *read* makes of the object called *name*, None where it is null."""
    return None if _held(held, name) is None else read(part(held, name))


def parts(held: Json, name: str, read: Callable[[Json], Kind]) -> tuple[Kind, ...]:
    """Return what *read* makes of each object in the list called *name*. Raises Unfit where there is none."""
    found = []
    for at, value in enumerate(entries(held, name)):
        if not isinstance(value, Mapping):
            raise Unfit(f"{name}[{at}] is no object")
        try:
            found.append(read(value))
        except Unfit as fault:
            raise Unfit(f"{name}[{at}]: {fault}") from None
    return tuple(found)


def entries(held: Json, name: str) -> list[object]:
    """Return the list called *name*. Raises Unfit where there is none."""
    value = _held(held, name)
    if not isinstance(value, list):
        raise Unfit(f"{name} is no list")
    return value


def texts(held: Json, name: str) -> tuple[str, ...]:
    """Return the strings of the list called *name*. Raises Unfit where it holds anything else."""
    value = entries(held, name)
    return tuple(text({name: one}, name) for one in value)


def span(held: Json, name: str, size: int) -> Span:
    """Return the span called *name* into a text of *size* characters. Raises Unfit where it is none."""
    return _span(_held(held, name), name, size)


def spans(held: Json, name: str, size: int) -> tuple[Span, ...]:
    """Return the spans of the list called *name*. Raises Unfit where one of them is none."""
    return tuple(_span(one, name, size) for one in entries(held, name))


def _span(value: object, name: str, size: int) -> Span:
    match value:
        case [int(start), int(end)] if 0 <= start <= end <= size and bool not in map(type, (start, end)):
            return Span(start, end)
    raise Unfit(f"{name} has {json.dumps(value)[:40]}, which is no span of the text")


def _held(held: Json, name: str) -> object:
    if name not in held:
        raise Unfit(f"it has no {name}")
    return held[name]
