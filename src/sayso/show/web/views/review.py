"""Reviewing: one sentence at a time, a form for each decision. Keys press its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sayso.ledger.additions import ADDABLE
from sayso.ledger.corrections import FIELDS, RowKind
from sayso.ledger.decisions import Draft, decide, locate, named
from sayso.ledger.review import BEFORE_ALL, Ask, Page, Reviewed, Stop, page, undo
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem
from sayso.record import Event, Span
from sayso.show import typed
from sayso.show.explain import CONTEXT
from sayso.show.sheet import decided, fields, marks, stretch
from sayso.show.visible import visible, visible_lines
from sayso.show.web.answers import Answer, Asked, Moved, address
from sayso.show.web.answers import Page as Shown
from sayso.show.web.desk import Desk, Queue
from sayso.show.web.links import Links
from sayso.show.web.marking import Mark, Node, nest
from sayso.show.web.values import shown_as
from sayso.show.web.views.fields import CHOICES, Field, of_new

KINDS: tuple[RowKind, ...] = ("event", "claim", "prediction", "relation")
FILTERS = "type actor recipient said_by status certainty doc text review_state".split()
KEPT = ("reviewer", "blind", "again", "every", "sample", "seed", "kinds", *FILTERS)
VERDICTS = ("accept", "reject", "unsure", "correct")


class Sheet(NamedTuple):
    """A row of the sentence: what it says, what was decided about it, and whether it is the next one."""

    id: str
    kind: str
    name: str
    current: bool
    done: str
    nodes: list[Node]
    lines: list[tuple[str, str]]
    decided: list[str]
    fields: list[Field]
    href: str


def review_page(desk: Desk, links: Links, asked: Asked) -> Answer:
    """Return the sentence that is asked for, or the next one that is to be reviewed."""
    query = asked.query
    if not query.get("reviewer"):
        return _begin(query)
    with desk.open() as ledger:
        ask = ask_of(query)
        if query.get("row"):
            return moved(query, _stop_of_row(ledger, query["row"], query.get("article")))
        if not query.get("at"):
            first = _next(desk, ledger, ask, None)
            return moved(query, first) if first else _finished(ask, query)
        found = page(ledger, stop_named(query["at"]), ask, bool(query.get("blind")))
        both = (0, 0) if query.get("blind") else desk.shared(ledger, ask.reviewer)
        return _sentence((found, both), (desk, links), desk.queue(ledger, ask), query)


def decide_page(desk: Desk, links: Links, asked: Asked) -> Answer:  # noqa: ARG001 (as every view)
    """Keep a decision, or take the last one back, and go on. Raises Failure (S303, S306, S310 to S312)."""
    query, form = asked.query, asked.form
    ask = ask_of(query)
    verdict = form.get("verdict", "")
    with desk.open() as ledger:
        if verdict == "undo":
            _, back = undo(ledger, ask.reviewer)
            if back:
                desk.queue(ledger, ask).done.discard(back)
            return moved(query, back or stop_named(query.get("at", "")))
        stop = stop_named(query.get("at", ""))
        found = page(ledger, stop, ask, bool(query.get("blind")))
        if verdict == "all":
            for one in found.left:
                decide(ledger, _draft(found, one, query, {"verdict": "accept"}))
        elif verdict in VERDICTS:
            one = _row_of(ledger, found, form.get("row", ""))
            decide(ledger, _draft(found, one, query, form))
        elif verdict != "skip":
            raise _wrong(f"{visible(verdict)[:40]!r} is no verdict")
        return _onward(desk, ledger, ask, (query, found, form if verdict == "skip" else {}))


def ask_of(query: Mapping[str, str]) -> Ask:
    """Return what a reviewer asks for. Raises Failure (S312, S705)."""
    kinds = tuple(kind for kind in KINDS if kind in query.get("kinds", "event,claim").split(","))
    wanted = {name: query[name] for name in FILTERS if query.get(name)}
    try:
        sample = int(query["sample"]) if query.get("sample") else None
        seed = int(query.get("seed") or 0)
    except ValueError as error:
        raise _unfit("sample and seed are numbers") from error
    if sample is not None and sample < 1:
        raise _unfit("a sample has at least one sentence")
    again, whole = bool(query.get("again")), bool(query.get("every"))
    who = named(query.get("reviewer", ""))
    return Ask(who, wanted, kinds or ("event", "claim"), sample, seed, again, whole)


def _unfit(reason: str) -> Failure:
    return Failure(problem("S705", "this address", reason=reason))


def _wrong(reason: str) -> Failure:
    return Failure(problem("S310", "this decision", reason=reason))


def _begin(query: Mapping[str, str]) -> Shown:
    """Return the page that asks who reviews, and what."""
    kept = {name: query[name] for name in (*FILTERS, "row", "article", "every") if query.get(name)}
    chosen = [(name.replace("_", " "), visible(value)) for name, value in kept.items() if name in FILTERS]
    return Shown("begin.html", "Review", "review", {"kept": kept, "chosen": chosen, "kinds": KINDS})


def _finished(ask: Ask, query: Mapping[str, str]) -> Shown:
    content = {
        "reviewer": visible(ask.reviewer),
        "again": address("/review", {**_kept(query), "again": "1"}),
        "agreement": "/agreement",
        "others": address("/review"),
    }
    return Shown("finished.html", "Review", "review", content)


def _sentence(
    shown: tuple[Page, tuple[int, int]], by: tuple[Desk, Links], queue: Queue, query: Mapping[str, str]
) -> Answer:
    """Return the page of one sentence with its rows, and how far the reviewer agrees with others."""
    found, (judged, same) = shown
    desk, links = by
    rows = found.rows if query.get("again") else found.left
    names = [one.row.id for one in rows]
    current = query["focus"] if query.get("focus") in names else next(iter(names), "")
    stops, place = queue.stops, queue.places.get(found.stop)
    start, end = stretch(found)
    here = {**_kept(query), "at": _at(found.stop)}
    content: dict[str, Any] = {
        "reviewer": visible(query["reviewer"]),
        "blind": bool(query.get("blind")),
        "place": None if place is None else place + 1,
        "total": len(stops),
        "document": visible(found.doc_id),
        "title": visible(found.title or ""),
        "published": found.published or "",
        "article": links.article(found.article),
        "before": visible_lines(found.text[max(0, start - CONTEXT) : start]).strip(),
        "sentence": visible_lines(found.text[start:end]),
        "after": visible_lines(found.text[end : end + CONTEXT]).strip(),
        "sheets": [_sheet(one, found, current, here) for one in found.rows],
        "action": address("/decide", here),
        "adding": address("/add", here),
        "forms": [(kind, *of_new(kind)) for kind in ADDABLE] if found.sentence else [],
        "previous": _beside(stops, place, -1, query),
        "following": _beside(stops, place, 1, query),
        "others": address(
            "/review", {name: value for name, value in _kept(query).items() if name != "reviewer"}
        ),
        "read_only": desk.read_only,
        "judged": judged,
        "same": same,
    }
    return Shown("review.html", f"Review {place + 1 if place is not None else ''}", "review", content)


def _beside(stops: list[Stop], place: int | None, step: int, query: Mapping[str, str]) -> str:
    """Return where the sentence before or after this one is, empty where there is none."""
    if place is None or not 0 <= place + step < len(stops):
        return ""
    return address("/review", {**_kept(query), "at": _at(stops[place + step])})


def _sheet(one: Reviewed, found: Page, current: str, here: Mapping[str, str]) -> Sheet:
    row = one.row
    name = row.type if isinstance(row, Event) else ""
    own = f"{one.own.verdict} by you" if one.own else ""
    return Sheet(
        row.id,
        one.kind,
        name,
        row.id == current,
        own,
        nest(found.text, stretch(found), _marks(one, found)),
        list(fields(one, found)),
        [value for _, value in decided(one)],
        list(_fields(one)) if row.id == current else [],
        address("/review", {**here, "focus": row.id}),
    )


def _marks(one: Reviewed, found: Page) -> list[Mark]:
    """Return the words of a row as marks with the names of its fields."""
    within = stretch(found)
    its = [(name, span) for name, span in marks(one) if within.start <= span.start and span.end <= within.end]
    its.sort(key=lambda one: (one[1].start, -one[1].end))
    return [Mark(Span(*span), "word" if name else "trigger", one.row.id, name) for name, span in its]


def _fields(one: Reviewed) -> Iterator[Field]:
    """Yield the fields of a row that can be corrected, as a person would type them."""
    for name in FIELDS[one.kind]:
        choices = CHOICES.get((one.kind, name), ())
        yield Field(name, name.replace("_", " "), shown_as(name, one), typed.form(name, one), tuple(choices))


def _draft(found: Page, one: Reviewed, query: Mapping[str, str], form: Mapping[str, str]) -> Draft:
    """Return what was decided in a form. Raises Failure (S310) where a value means nothing."""
    verdict: Any = form["verdict"]
    corrections: dict[str, object] = {}
    if verdict == "correct":
        for name in FIELDS[one.kind]:
            given = form.get(f"field-{name}")
            if given is None or given.strip() == shown_as(name, one).strip():
                continue
            try:
                corrections[name] = typed.value(name, given, one, found)
            except ValueError as error:
                raise _wrong(f"the field {name}: {error}") from error
    note = form.get("note", "").strip() or None
    return Draft(
        one.row.id, verdict, query["reviewer"], corrections, note, bool(query.get("blind")), found.article
    )


def _row_of(ledger: Ledger, found: Page, name: str) -> Reviewed:
    """Return the row called *name* on the page. Raises Failure (S306)."""
    for one in found.rows:
        if one.row.id == name:
            return one
    raise Failure(problem("S306", str(ledger.path), row=visible(name)[:40]))


def _onward(
    desk: Desk, ledger: Ledger, ask: Ask, by: tuple[Mapping[str, str], Page, Mapping[str, str]]
) -> Moved:
    """Return where the next row is: on the same sentence, or on the next one that has any left."""
    query, found, skipped = by
    now = page(ledger, found.stop, ask, bool(query.get("blind")))
    rows = [one.row.id for one in (now.rows if ask.again else now.left)]
    name = skipped.get("row", "")
    if skipped and name in rows and rows.index(name) + 1 < len(rows):
        return moved(query, found.stop, rows[rows.index(name) + 1])
    if rows and not skipped and not ask.again:
        return moved(query, found.stop)
    if not rows and not ask.again:
        desk.queue(ledger, ask).done.add(found.stop)
    following = _next(desk, ledger, ask, found.stop)
    return moved(query, following) if following else Moved(address("/review", _kept(query)))


def _next(desk: Desk, ledger: Ledger, ask: Ask, stop: Stop | None) -> Stop | None:
    """Return the sentence behind *stop* (None: the first) that has anything left, None where none has."""
    for anew in (False, True):
        waiting = desk.queue(ledger, ask, anew)
        for one in waiting.after(stop):
            shown = page(ledger, one, ask, blind=True)
            if ask.again or shown.left or (ask.every and not shown.rows):
                return one
            waiting.done.add(one)
        if stop is not None:
            return None
    return None


def _kept(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name] for name in KEPT if query.get(name)}


def moved(query: Mapping[str, str], stop: Stop, focus: str = "") -> Moved:
    """Return where the sentence at *stop* is, with the row *focus* as the next one."""
    return Moved(address("/review", {**_kept(query), "at": _at(stop), "focus": focus}))


def _at(stop: Stop) -> str:
    return f"{stop.coding}.{stop.part}"


def stop_named(text: str) -> Stop:
    """Return the sentence that *text* names. Raises Failure (S705)."""
    coding, _, part = text.partition(".")
    try:
        return Stop(int(coding[:18]), int(part[:18]))
    except ValueError as error:
        raise _unfit(f"{visible(text)[:40]!r} names no sentence") from error


def _stop_of_row(ledger: Ledger, row: str, article: str | None) -> Stop:
    found = locate(ledger, row, article)
    return Stop(found["coding"], BEFORE_ALL if found["sentence"] is None else found["sentence"])
