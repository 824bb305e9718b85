"""What differs between two ledgers, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.show.messages import counted
from sayso.show.rows import ID_LENGTH
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.beyond import Beyond
    from sayso.ledger.diff import Changed, Different, Field
    from sayso.ledger.sides import Cause

LONGEST = 60  # characters of a value
SHORTEST = 8  # and of a digest beside other things
NO_CAUSE = (
    "text, version, model and settings are the same: the dictionaries or the program were changed under one"
    " version, or a ledger was (see sayso verify)"
)


def as_json(changed: Changed) -> Mapping[str, object]:
    """Return what differs of an article with the fields of the contract."""
    return {
        "document": changed.document,
        "address_a": changed.address_a,
        "address_b": changed.address_b,
        "causes": [one._asdict() for one in changed.causes],
        "only": changed.only,
        "rows": [
            {**one._asdict(), "fields": [field._asdict() for field in one.fields]} for one in changed.rows
        ],
    }


def lines(changed: Changed) -> Iterator[str]:
    """Yield what differs of an article: a line for it, one for each cause, row and field."""
    name = f"{visible(changed.document)} ({visible(changed.address_a or changed.address_b or '')})"
    if changed.address_a is None or changed.address_b is None:
        side = "A" if changed.address_b is None else "B"
        yield f"{name}: only in {side}, {counted(changed.only, 'row')}"
        return
    yield name
    yield from (f"  why: {_cause(one)}" for one in changed.causes)
    if not changed.causes:
        yield f"  why: {NO_CAUSE}"
    for row in changed.rows:
        yield f"  {_row(row)}"
        yield from (f"      {_field(field)}" for field in row.fields)


def beyond_as_json(one: Beyond) -> Mapping[str, object]:
    """Return a decision, import, plan or verdict that differs; ``only_in`` is null where both have it."""
    return {"kind": one.kind, "only_in": one.side or None, "number": one.number, **one.told}


def beyond_line(one: Beyond) -> str:
    """Return the same as a line."""
    told = ", ".join(f"{name} {_value(value)}" for name, value in one.told.items() if value is not None)
    where = f"only in {one.side}" if one.side else "not the same in both"
    return f"{one.kind} {one.number} ({told}): {where}"


def beyond_summary(found: list[Beyond]) -> str:
    """Return how many decisions, imports, plans and verdicts differ; empty where none does."""
    counts = Counter((one.kind, one.side) for one in found)
    parts = [
        f"{counted(count, kind)} {f'only in {side}' if side else 'not the same in both'}"
        for (kind, side), count in counts.items()
    ]
    return f"Beside the articles: {', '.join(parts)}." if parts else ""


def summary(articles: int, found: list[Changed]) -> str:
    """Return how many articles differ, and how many rows of them."""
    if not found:
        return f"{counted(articles, 'article')} compared: nothing differs."
    rows = [row for one in found for row in one.rows]
    only = {"A": "address_b", "B": "address_a"}
    parts = [f"{len(found):,} of {counted(articles, 'article')} differ"]
    parts += [f"{counted(sum(row.a is not None and row.b is not None for row in rows), 'row')} differ"]
    for side, other in only.items():
        alone = sum(one.only for one in found if getattr(one, other) is None)
        alone += sum(getattr(row, other[-1]) is None and row.kind != "sentences" for row in rows)
        parts += [f"{counted(alone, 'row')} only in {side}"]
    return f"{parts[0]}: {', '.join(parts[1:])}."


def _cause(cause: Cause) -> str:
    return f"{visible(cause.what)} is {_value(cause.a)} in A, {_value(cause.b)} in B"


def _row(row: Different) -> str:
    words = f"{row.kind} {_value(row.words)}"
    if row.kind == "sentences":
        return f"sentences: {row.words}"
    if row.a is None or row.b is None:
        return f"{(row.a or row.b or '')[:ID_LENGTH]} {words}: only in {'A' if row.b is None else 'B'}"
    same = row.a == row.b
    return f"{row.a[:ID_LENGTH]}{'' if same else f' / {row.b[:ID_LENGTH]}'} {words}"


def _field(field: Field) -> str:
    a, b = (
        f"{_value(value)}{f' ({visible(by)})' if by else ''}"
        for value, by in ((field.a, field.by_a), (field.b, field.by_b))
    )
    return f"{field.name}: {a} | {b}"


def _value(value: object) -> str:
    """Return *value* as one short stretch of a line."""
    if value is None:
        return "-"
    if isinstance(value, tuple | list):
        return _short(" ... ".join(_words(one) for one in value))
    return _short(str(value))


def _words(one: object) -> str:
    """Return the words of a stretch of text, with its place where that is told."""
    if isinstance(one, Mapping):
        return " ".join(
            str(value)[:SHORTEST] if name == "sha256" else str(value) for name, value in one.items()
        )
    if not isinstance(one, tuple):
        return str(one)
    quote, *place = one
    return f"{quote} [{':'.join(map(str, place))}]" if place else str(quote)


def _short(text: str) -> str:
    text = visible(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
