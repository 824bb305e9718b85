"""What a field may hold: each check returns the whole value, or raises ValueError with what is wrong.

Values have the form of the JSON contract. The message goes on from "the field NAME".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sayso.ledger.contract import Json
from sayso.ontology.codes import Codes
from sayso.record import Span


class Within(NamedTuple):
    """What a value is checked against: article, sentence, claims, the row's id, and the value it replaces."""

    text: str
    sentence: Span | None
    claims: frozenset[str]
    row: str
    codes: Codes
    before: object


Check = Callable[[object, Within], object]


def or_none(check: Check) -> Check:
    """Return *check* for a field that may be empty."""
    return lambda value, within: None if value is None else check(value, within)


def one_of(known: Collection[str]) -> Check:
    """Return a check for one of the words *known*."""

    def check(value: object, _: Within) -> object:
        if value not in known:
            raise ValueError(f"cannot be {value!r}: it is one of {', '.join(known)}")
        return value

    return check


def some_of(known: Collection[str]) -> Check:
    """Return a check for a list of the words *known*, each once."""

    def check(value: object, within: Within) -> object:
        found = [str(one_of(known)(one, within)) for one in _list(value)]
        return list(dict.fromkeys(found))

    return check


def truth(value: object, _: Within) -> object:
    """Check that *value* is true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"cannot be {value!r}: it is true or false")
    return value


def probability(value: object, _: Within) -> object:
    """Check that *value* is a number from 0 to 1."""
    number = _number(value)
    if not 0 <= number <= 1:
        raise ValueError(f"cannot be {value!r}: it is a number from 0 to 1")
    return number


def stretch(value: object, within: Within) -> object:
    """Check that *value* is a pair of offsets between which the article has characters."""
    pair = _list(value)
    if len(pair) != 2 or not all(isinstance(one, int) and not isinstance(one, bool) for one in pair):
        raise ValueError(f"cannot be {value!r}: characters are a pair of offsets, [start, end]")
    start, end = int(str(pair[0])), int(str(pair[1]))
    if not 0 <= start < end <= len(within.text):
        raise ValueError(f"cannot be characters {start} to {end}: the article has {len(within.text)}")
    return [start, end]


def stretches(value: object, within: Within) -> object:
    """Check that *value* is a list of stretches of the article, in its order and none within another."""
    found = [_pair(one, within) for one in _list(value)]
    if any(second[0] < first[1] for first, second in pairwise(found)):
        raise ValueError(f"cannot be {value!r}: its stretches overlap, or are not in the order of the text")
    return found


def words_of_sentence(value: object, within: Within) -> object:
    """Check that *value* is a stretch of the sentence that the row stands in."""
    start, end = _pair(value, within)
    sentence = within.sentence
    if sentence is not None and not sentence.start <= start < end <= sentence.end:
        where = f"characters {sentence.start} to {sentence.end}"
        raise ValueError(f"cannot be characters {start} to {end}: its sentence has {where}")
    return [start, end]


def words(value: object, within: Within) -> object:
    """Check that *value* is words of the article, perhaps none."""
    if not isinstance(value, str) or value not in within.text:
        raise ValueError(f"cannot be {value!r}: these are not words of the article")
    return value


def claim(value: object, within: Within) -> object:
    """Check that *value* is the id of another claim of the article."""
    if value not in within.claims or value == within.row:
        raise ValueError(f"cannot be {value!r}: the article has no other claim of this id")
    return value


def party(value: object, within: Within) -> object:
    """Check that *value* is an actor; the id of a new one is its code and its words, as for unknown names."""
    given, before = _object(value, ("text", "code", "id", "span", "row")), _before(within)
    whole = _worded({**before, **given}, given, within)
    if "span" not in whole:
        raise ValueError("needs a span: the characters that name the party")
    whole["span"] = stretch(whole["span"], within)
    whole["code"] = _code(whole, within)
    if any(whole[name] != before.get(name) for name in ("text", "code")):
        known = " ".join(str(whole["text"]).lower().split())
        whole = {**whole, "row": "", "id": f"{whole['code']}/{known}"}
    return {name: whole[name] for name in ("text", "code", "id", "span", "row")}


def source(value: object, within: Within) -> object:
    """Check that *value* is whoever says so; of other words than before the claim is unknown unless given."""
    given, before = _object(value, ("text", "code", "claim", "span")), _before(within)
    whole = _worded({**before, "claim": None, **before, **given}, given, within)
    whole["code"] = _code(whole, within)
    if whole["text"] != before.get("text") and "claim" not in given:
        whole["claim"] = None
    if whole["claim"] is not None and whole["claim"] not in within.claims:
        raise ValueError(f"cannot have the claim {whole['claim']!r}: the article has none of this id")
    if "span" in whole:
        whole["span"] = stretch(whole["span"], within)
    return whole


def days(value: object, within: Within) -> object:
    """Check that *value* is an interval of days; its end is its start where it gives none."""
    given = _object(value, ("start", "end", "text"))
    whole = {"text": "", **_before(within), **given}
    if "end" not in given and "start" in given:
        whole["end"] = given["start"]
    first, last = _day(whole.get("start")), _day(whole.get("end"))
    if first > last:
        raise ValueError(f"cannot begin on {first}, after its end on {last}")
    return {"start": first.isoformat(), "end": last.isoformat(), "text": words(whole["text"], within)}


def place(value: object, within: Within) -> object:
    """Check that *value* is where an event was: words of the article and a country."""
    given = _object(value, ("text", "country", "span"))
    whole = _worded({"country": "UNK", **_before(within), **given}, given, within)
    country = str(whole["country"])
    if " " in country or within.codes.fault(country):
        raise ValueError(
            f"cannot have the country {country!r}: it is a code of three letters, such as KEN or UNK"
        )
    if "span" not in whole:
        raise ValueError("needs a span: the characters that name the place")
    return {"text": whole["text"], "country": country, "span": stretch(whole["span"], within)}


def magnitudes(kinds: Collection[str]) -> Check:
    """Return a check for a list of numbers that count one of *kinds*, with bounds where there are any."""

    def check(value: object, within: Within) -> object:
        return [
            _magnitude(_object(one, ("kind", "low", "best", "high", "text")), within) for one in _list(value)
        ]

    def _magnitude(one: Json, within: Within) -> Json:
        kind = one_of(kinds)(one.get("kind"), within)
        best = _number(one.get("best"))
        low, high = (None if one.get(name) is None else _number(one[name]) for name in ("low", "high"))
        if not (best if low is None else low) <= best <= (best if high is None else high):
            raise ValueError(f"cannot be {best} between {low} and {high}")
        return {"kind": kind, "low": low, "best": best, "high": high, "text": words(one.get("text"), within)}

    return check


def _worded(whole: Json, given: Json, within: Within) -> Json:
    """Return *whole* with the text that its span or itself gives, which must be of the article."""
    if "span" in given and "text" not in given:
        start, end = _pair(given["span"], within)
        return {**whole, "text": within.text[start:end]}
    if not words(whole.get("text"), within):
        raise ValueError("needs words of the article: a text, or a span")
    return whole


def _code(whole: Json, within: Within) -> str:
    code = whole.get("code")
    if not isinstance(code, str):
        raise ValueError("needs a code: a country, and a role where one applies, such as KEN GOV")
    fault = within.codes.fault(code)
    if fault:
        raise ValueError(f"cannot be: {fault}")
    return code


def _before(within: Within) -> Json:
    return dict(within.before) if isinstance(within.before, Mapping) else {}


def _object(value: object, names: Collection[str]) -> Json:
    if not isinstance(value, Mapping) or not value or not set(value) <= set(names):
        raise ValueError(f"cannot be {value!r}: it has {', '.join(names)}")
    return dict(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"cannot be {value!r}: it is a list")
    return list(value)


def _pair(value: object, within: Within) -> tuple[int, int]:
    start, end = _list(stretch(value, within))
    return int(str(start)), int(str(end))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"cannot be {value!r}: it is a number")
    return float(value)


def _day(value: object) -> date:
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError(f"cannot have the day {value!r}: a day is YYYY-MM-DD")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"cannot have the day {value!r}: a day is YYYY-MM-DD") from error
