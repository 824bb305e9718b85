"""Rows that a person adds because the machine missed them: decisions of the verdict "add".

Such a decision holds the whole row, in the form of the JSON contract, with the words of its
characters. Its id is the one that the machine would give, so that two people who add one event add one row,
and it is one row with the machine's, should that find it when the article is coded again. Whoever accepts or
corrects it afterwards adds it, too: everybody who stands for it has said all of it.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sayso.coding.claims.assemble import kind_of as quoted_how
from sayso.coding.identity import id_of
from sayso.ledger.contract import Json, row_as_json
from sayso.ledger.corrections import FIELDS, Row, RowKind, Seen, checked
from sayso.ledger.imports import rows as read
from sayso.ledger.store import Ledger
from sayso.ledger.values import Within, stretch, stretches
from sayso.ontology.codes import load_codes
from sayso.ontology.triggers import ROOTS, TYPES
from sayso.record import Claim, Event, Reason, Span

ADDABLE: tuple[RowKind, ...] = ("event", "claim")
CLAIM_PARTS = ("source", "cue", "content")
QUOTED = "quotes"  # the words of each field that has characters, beside the fields of the row
SINGLE = ("trigger", "sentence")
PARTIES = ("actor", "recipient", "speaker", "place")
SENTENCES = "SELECT part, start, end FROM sentences WHERE coding = ? ORDER BY part"
ADDED = """
    SELECT kind, row AS id, article, corrections FROM decisions
    WHERE verdict = 'add' AND row >= ?1 AND row < ?1 || 'g' AND article = coalesce(?2, article)
    AND NOT EXISTS (SELECT 1 FROM decisions AS later WHERE later.withdraws = decisions.number)
    ORDER BY number DESC
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """A row that is to be added: of an *article*, by its digest, with the *fields* of a *kind* of row.

    An event needs ``trigger`` (two offsets) and ``type``, a claim ``cue`` and ``content`` (lists of such
    pairs) and mostly ``source``. What other fields leave out is what an event plainly told has: it
    happened, for certain, by nobody, to nobody, on the article's own word.
    """

    article: str
    kind: RowKind
    fields: Mapping[str, object]
    reviewer: str
    note: str | None = None
    blind: bool = False


class Site(NamedTuple):
    """Where a row is added: the article and its text, the coding that counts, its sentences and claims."""

    article: str
    text: str
    coding: int
    sentences: Sequence[tuple[int, Span]]
    claims: frozenset[str]


def prepared(kind: RowKind, given: Mapping[str, object], site: Site) -> tuple[str, Json]:
    """Return the id and the fields of a row that is added, whole, with the words of its characters.

    Raises ValueError, which says of the first field that cannot be what is wrong with it.
    """
    if kind not in ADDABLE:
        raise ValueError(f"a {kind} cannot be added; there are {' and '.join(ADDABLE)}s")
    bare = bare_row(kind, given, site)
    seen = Seen(bare, site.text, _sentence(bare, site), site.claims)
    others = {name: value for name, value in given.items() if name not in ("sentence", QUOTED)}
    changed = checked(others, seen, load_codes())
    fields = {name: value for name, value in row_as_json(bare).items() if name in (*FIELDS[kind], "sentence")}
    whole = {**fields, **changed}
    return bare.id, {**whole, QUOTED: quotes(whole, site.text)}


def bare_row(kind: RowKind, given: Mapping[str, object], site: Site) -> Row:
    """Return the row with nothing but what it hangs on. Raises ValueError where that is missing or wrong."""
    within = Within(site.text, None, site.claims, "", load_codes(), None)
    return _bare_event(given, site, within) if kind == "event" else _bare_claim(given, site, within)


def _bare_event(given: Mapping[str, object], site: Site, within: Within) -> Event:
    kind = given.get("type")
    if kind not in TYPES:
        raise ValueError(f"the field type cannot be {kind!r}: it is one of {', '.join(TYPES)}")
    trigger = _pair(_told("trigger", given, within, stretch))
    sentence = next((one for _, one in site.sentences if one.start <= trigger.start < one.end), None)
    if sentence is None or trigger.end > sentence.end:
        raise ValueError("the field trigger cannot be: its characters do not stand in one sentence")
    return Event(
        id=id_of(site.article, "event", trigger, kind),
        trigger=trigger,
        sentence=sentence,
        type=str(kind),
        mode=None,
        context=(),
        cameo=ROOTS[str(kind)][0],
        actor=None,
        recipient=None,
        status="happened",
        certainty="certain",
        said_by=None,
        prediction=False,
        date=None,
        place=None,
        magnitude=(),
        probability=1.0,
    )


def _bare_claim(given: Mapping[str, object], site: Site, within: Within) -> Claim:
    parts = {name: _told(name, {name: [], **given}, within, stretches) for name in CLAIM_PARTS}
    if not parts["cue"] or not parts["content"]:
        missing = "cue" if not parts["cue"] else "content"
        raise ValueError(
            f"the field {missing} cannot be empty: a claim has words that attribute, and content"
        )
    spans = {name: tuple(_pair(one) for one in found) for name, found in parts.items()}
    return Claim(
        id=id_of(site.article, "claim", *spans.values()),
        kind=quoted_how(site.text, spans["content"]),
        source=spans["source"],
        cue=spans["cue"],
        content=spans["content"],
        speaker=None,
        parent=None,
        probability=1.0,
    )


def _told(name: str, given: Mapping[str, object], within: Within, check: Any) -> Any:
    try:
        return check(given.get(name), within)
    except ValueError as error:
        raise ValueError(f"the field {name} {error}") from error


def _pair(value: Any) -> Span:
    return Span(int(value[0]), int(value[1]))


def _sentence(row: Row, site: Site) -> Span | None:
    if isinstance(row, Event):
        return row.sentence
    part = part_of(anchor(row_as_json(row)), site.sentences)
    return next((span for number, span in site.sentences if number == part), None)


def site_of(ledger: Ledger, article: str, coding: int) -> Site | None:
    """Return where rows are added to *article*, of which *coding* counts; None where there is no such one."""
    found = next(ledger.read("SELECT text FROM articles WHERE sha256 = ?", (article,)), None)
    if found is None or not coding:
        return None
    claims = frozenset(row["id"] for row in ledger.read("SELECT id FROM claims WHERE coding = ?", (coding,)))
    return Site(article, found["text"], coding, sentences_of(ledger, coding), claims)


def sentences_of(ledger: Ledger, coding: int) -> list[tuple[int, Span]]:
    """Return the sentences of *coding* with their numbers."""
    found = ledger.read(SENTENCES, (coding,))
    return [(row["part"], Span(row["start"], row["end"])) for row in found]


def anchor(fields: Mapping[str, Any]) -> int:
    """Return where a row of these *fields* stands in its article: where the words begin that it hangs on."""
    if "trigger" in fields:
        return int(fields["trigger"][0])
    return int(next(iter((*fields["cue"], *fields["content"], *fields["source"])))[0])


def part_of(start: int, sentences: Sequence[tuple[int, Span]]) -> int | None:
    """Return the number of the sentence in which character *start* stands; None before all of them."""
    place = bisect_right([span.start for _, span in sentences], start) - 1
    return sentences[place][0] if place >= 0 else None


def standing_additions(ledger: Ledger, row: str = "", article: str | None = None) -> Iterator[sqlite3.Row]:
    """Yield ``kind``, ``id``, ``article``, ``corrections`` of each row that somebody adds, once.

    *row* is the beginning of its id. Those that were taken back by everybody are left out.
    """
    if not ledger.has("decisions"):
        return
    seen = set()
    for one in ledger.read(ADDED, (row, article)):
        if (one["article"], one["id"]) not in seen:
            seen.add((one["article"], one["id"]))
            yield one


def row_of(kind: RowKind, name: str, fields: Mapping[str, Any], by: str = "") -> Claim | Event:
    """Return the added row called *name* of these *fields*; *by* is the reason of each that says something.

    Raises ValueError where a field is not what it was kept as.
    """
    size = max((end for spans in spans_of(fields).values() for _, end in spans), default=0)
    held = {"probability": 1.0, "reasons": [], **fields, "id": name}
    row = read.event(held, size) if kind == "event" else read.claim(held, size)
    told = [field for field in FIELDS[kind] if fields.get(field) not in (None, [], "")] if by else []
    return replace(row, reasons=tuple(Reason(field, by) for field in told))


def fields_of(corrections: str) -> Json:
    """Return the fields of an added row, as the decision has them, without the words beside them."""
    found = dict(json.loads(corrections))
    found.pop(QUOTED, None)
    return found


def quotes(fields: Mapping[str, Any], text: str) -> Json:
    """Return the words of each field of *fields* that has characters in *text*."""
    return {name: [text[slice(*one)] for one in spans] for name, spans in spans_of(fields).items()}


def spans_of(fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the characters of each field of *fields* that has any."""
    found = {name: [fields[name]] for name in SINGLE if fields.get(name)}
    found |= {name: list(fields[name]) for name in CLAIM_PARTS if fields.get(name)}
    found |= {name: [fields[name]["span"]] for name in PARTIES if fields.get(name)}
    return found


def misquoted(corrections: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield each field of an added row whose characters in *text* are not the words that it came with."""
    told = corrections.get(QUOTED)
    try:
        found = quotes(corrections, text)
    except (TypeError, KeyError, ValueError):
        yield "a field has no characters"
        return
    for name in dict.fromkeys([*found, *(told if isinstance(told, Mapping) else {})]):
        said = told.get(name) if isinstance(told, Mapping) else None
        if said != found.get(name):
            yield f"{name} says {said!r}, its article {found.get(name)!r}"
