"""PLOVER JSONL as it comes: codings that our own export carries, else events of another coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.ledger.imports import objects
from sayso.ledger.imports.coming import Coming, Unfit
from sayso.ledger.imports.plover import event_of
from sayso.ledger.imports.streams import Found
from sayso.ontology.codes import Codes, load_codes
from sayso.ontology.triggers import TYPES
from sayso.problems import problem
from sayso.read.tables.row import Row, iso_day
from sayso.record import Event, Problem

Json = Mapping[str, object]
LONGEST = 2_000  # characters of a value, as in a table


def fits(first: Json) -> bool:
    """Return whether *first* is an event as PLOVER's manual writes it."""
    return isinstance(first.get("event"), list) and isinstance(first.get("source"), list) and "date" in first


def read(found: Iterable[Found], where: str) -> Iterator[Coming | Row | Problem]:
    """Yield each coding that the objects of the file *where* carry, and each event that stands by itself.

    An event of a coding that is carried has to be as it was coded: who changed it has put no name to it
    (S355). Events of others have a type of PLOVER and a day.
    """
    codes, coded = load_codes(), dict[str, Event]()
    for one in found:
        if one.value is None:
            yield problem("S355", where, number=one.number, reason=one.fault)
            continue
        try:
            yield from _read(one.value, (one.number, where), codes, coded)
        except Unfit as fault:
            yield problem("S355", where, number=one.number, reason=fault)


def _read(
    held: Json, place: tuple[int, str], codes: Codes, coded: dict[str, Event]
) -> Iterator[Coming | Row]:
    number, where = place
    own = held.get("sayso")
    carried = own.get("coding") if isinstance(own, Mapping) else None
    if isinstance(carried, Mapping):
        coming = objects.read(carried, where)
        coded.update({event.id: event for event in coming.coded.events})
        _check(held, coded)
        yield coming
    elif str(held.get("id")) in coded:
        _check(held, coded)
    else:
        yield _row(held, number, codes)


def _check(held: Json, coded: Mapping[str, Event]) -> None:
    """Raise Unfit where the event of a line is not the one that was coded."""
    try:
        event = event_of(held)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise Unfit(f"its event cannot be read ({error})") from error
    if coded.get(event.id) != event:
        raise Unfit("its event was edited: correct the row in the ledger, with sayso review")


def _row(held: Json, number: int, codes: Codes) -> Row:
    kind, *_ = _texts(held.get("event")) or [""]
    if kind not in TYPES:
        raise Unfit(f"its event is {kind[:40]!r}, no type of PLOVER")
    try:
        day = iso_day(_text(held.get("date")))
    except ValueError as error:
        raise Unfit(f"its date {error}") from error
    source, target = (_party(held.get(side), codes) for side in ("source", "recipient"))
    cited, told = _part(held.get("cite_info")), _part(held.get("text_info"))
    country = _text(_part(held.get("event_loc")).get("cc3"))
    return Row(
        line=number,
        id=_text(held.get("id")),
        day=day,
        source=source[0],
        target=target[0],
        code=kind,
        detail=";".join(_texts(held.get("mode"))),
        source_text=source[1],
        target_text=target[1],
        report=_text(cited.get("url") or cited.get("citation")),
        story="",
        publisher=_text(told.get("publisher") or cited.get("publisher")),
        place=country if country and " " not in country and not codes.fault(country) else "",
    )


def _party(value: object, codes: Codes) -> tuple[str, str]:
    """Return the code and the words of the first actor listed; its country is UNK where it is not known."""
    listed = [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    if not listed:
        return "", ""
    code, sector = (_text(listed[0].get(name)) for name in ("code", "sector"))
    words = "; ".join(text for one in listed if (text := _text(one.get("actor_text") or one.get("code"))))
    for whole in (f"{code} {sector}".strip(), code, f"UNK {sector}".strip()):
        if whole and not codes.fault(whole):
            return whole, words
    return "UNK", words


def _text(value: object) -> str:
    """Return a string or number as text, nothing for what is neither. Raises Unfit where it is too long."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    if len(str(value)) > LONGEST:
        raise Unfit(f"a value has {len(str(value)):,} characters")
    return str(value)


def _texts(value: object) -> list[str]:
    return [text for one in value if (text := _text(one))] if isinstance(value, list) else []


def _part(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}
