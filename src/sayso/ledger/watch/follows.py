"""Lists of what somebody follows: small TOML files that their owner edits, checked as they are read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.ledger.filters import CODE
from sayso.ontology.codes import load_codes
from sayso.ontology.triggers import TYPES
from sayso.problems import Failure, problem
from sayso.record import Source

FIELDS = ("name", "actor", "pair", "type", "said_by", "claim", "row")
OF_EVENTS = ("actor", "pair", "type", "said_by")
# what a list for finding somebody would ask for, in whatever spelling
PLACES = re.compile(
    r"place|where|locat|address|city|town|coord|geo|gps|lat(itude)?$|lon(gitude)?$|lng|radius|position|track",
    re.IGNORECASE,
)
ROW = re.compile(r"[0-9a-f]{8,16}")
Known = Callable[[str], str | None]


class Who(NamedTuple):
    """A code (``KEN``, ``KEN GOV``), or a name with the dictionary row that knows it as a public actor."""

    given: str
    row: str


@dataclass(frozen=True, slots=True)
class Follow:
    """One entry of a list; an event fits where it fits every field that is not None."""

    name: str
    actor: Who | None = None
    pair: tuple[Who, Who] | None = None
    type: str | None = None
    said_by: Who | None = None
    claim: str | None = None
    row: str | None = None


def read(file: Source, known: Known) -> list[Follow]:
    """Return the entries of the list *file*; *known* gives the dictionary row of a name, None for a stranger.

    Raises Failure: S360 where it is no such list, S361 for an entry that is wrong, S362 for one that asks
    where somebody is.
    """
    entries = parsed(file)
    return [_follow(entry, number, file.address, known) for number, entry in enumerate(entries, start=1)]


def parsed(file: Source) -> list[Mapping[str, object]]:
    """Return the entries of the list *file* as they stand. Raises Failure (S360, S362)."""
    try:
        found = tomllib.loads(file.data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) or "it is nested too deeply"
        raise Failure(problem("S360", file.address, reason=reason)) from error
    _refuse_places(found, "the list", file.address)
    entries = found.get("follow", [])
    if set(found) - {"follow"} or not isinstance(entries, list):
        reason = "its entries begin with a line [[follow]], and it has nothing else"
        raise Failure(problem("S360", file.address, reason=reason))
    if not all(isinstance(one, dict) for one in entries):
        raise Failure(problem("S360", file.address, reason="an entry is not made of fields"))
    return entries


def name_of(entry: Mapping[str, object], number: int) -> str:
    """Return what the entry with this *number* is called: by its owner, or by what it follows."""
    if isinstance(entry.get("name"), str) and entry["name"]:
        return str(entry["name"])
    told = [
        " and ".join(map(str, value)) if isinstance(value, list) else str(value) for value in entry.values()
    ]
    return ", ".join(told) or f"number {number}"


def _follow(entry: Mapping[str, object], number: int, where: str, known: Known) -> Follow:
    name = name_of(entry, number)
    _refuse_places(entry, name, where)
    reason = next(_faults(entry), None)
    if reason is not None:
        raise Failure(problem("S361", where, entry=name, reason=reason))
    pair = entry.get("pair")
    return Follow(
        name=name,
        actor=_who(entry.get("actor"), name, where, known),
        pair=(_some(pair[0], name, where, known), _some(pair[1], name, where, known))
        if isinstance(pair, list)
        else None,
        type=_text(entry.get("type"), str.upper),
        said_by=_who(entry.get("said_by"), name, where, known),
        claim=_text(entry.get("claim")),
        row=_text(entry.get("row"), str.lower),
    )


def _refuse_places(fields: Mapping[str, object], entry: str, where: str) -> None:
    """Raise Failure (S362) where a field would say, or ask, where somebody is."""
    for name in fields:
        if name not in FIELDS and PLACES.search(name):
            raise Failure(problem("S362", where, entry=entry, field=name))


def _faults(entry: Mapping[str, object]) -> Iterator[str]:
    """Yield what is wrong with an entry, whoever it names, the first of it first."""
    unknown = [name for name in entry if name not in FIELDS]
    if unknown:
        yield f"there is no field {unknown[0]!r}; there are {', '.join(FIELDS)}"
    for name, value in entry.items():
        if name == "pair":
            if not (isinstance(value, list) and len(value) == 2 and all(map(_is_text, value))):
                yield "its pair is no list of two"
        elif not _is_text(value):
            yield f"its {name} is no text"
    if not set(entry) - {"name"}:
        yield "it follows nothing"
    if "row" in entry and set(entry) - {"name", "row"}:
        yield "an entry with a row has nothing but a name besides"
    if "claim" in entry and set(entry) - {"name", "claim", "said_by"}:
        yield "an entry with a claim has nothing but a name and said_by besides"
    yield from _value_faults(entry)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _value_faults(entry: Mapping[str, object]) -> Iterator[str]:
    kind, row = entry.get("type"), entry.get("row")
    if kind is not None and str(kind).upper() not in TYPES:
        yield f"there is no type {kind!r}; there are {', '.join(TYPES)}"
    if row is not None and not ROW.fullmatch(str(row).lower()):
        yield "its row is not the id of an event or a claim, or the first 8 signs of one"


def _text(value: object, change: Callable[[str], str] = str) -> str | None:
    return change(str(value)) if value is not None else None


def _who(value: object, entry: str, where: str, known: Known) -> Who | None:
    return None if value is None else _some(str(value), entry, where, known)


def _some(given: str, entry: str, where: str, known: Known) -> Who:
    """Return who is meant by a code or a name. Raises Failure (S361) where it is no public actor's."""
    if CODE.fullmatch(given):
        fault = load_codes().fault(given)
        if fault is not None:
            raise Failure(problem("S361", where, entry=entry, reason=fault))
        return Who(given, "")
    row = known(given)
    if row is None:
        reason = (
            f"no dictionary knows {given!r} as a public actor; give a code such as KEN or 'KEN GOV', a name"
            " that sayso actors find knows, or --actors with a list that has it"
        )
        raise Failure(problem("S361", where, entry=entry, reason=reason))
    return Who(given, row)
