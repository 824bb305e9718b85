"""What people decide about rows: each decision is a new row, chained to the one before it.

A decision is about the row of one id in one article, whichever coding has it.
Of a reviewer's decisions on a row the latest that was not taken back counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Literal

from sayso.ledger import additions
from sayso.ledger.additions import Addition
from sayso.ledger.chain import TABLES, Key, seal
from sayso.ledger.contract import row_as_json
from sayso.ledger.corrections import FIELDS, Row, RowKind, Seen, checked
from sayso.ledger.insert import add_decision, storable
from sayso.ledger.rows import Rows, rows_in
from sayso.ledger.store import Ledger
from sayso.ontology.codes import load_codes
from sayso.problems import Failure, problem
from sayso.record import Span

Verdict = Literal["accept", "correct", "reject", "unsure", "add", "withdraw"]
LONGEST_NAME = 100
# Rows of any coding by the beginning of their id. Which coding counts is asked of each: here it would be
# worked out for the whole ledger.
FOUND = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, each.id, each.coding, each.sentence, codings.article FROM {table} AS each"
    " JOIN codings ON codings.number = each.coding"
    " WHERE each.id >= ?1 AND each.id < ?1 || 'g' AND codings.article = coalesce(?2, codings.article)"
    for kind, table in TABLES.items()
)
SENTENCE = "SELECT start, end FROM sentences WHERE coding = ? AND part = ?"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a row, which stays as it is, or that there is one that nobody coded.

    ``row`` is the row's id, ``article`` the digest of its article and ``coding``
    the number of the coding in which the reviewer saw it. ``corrections`` are
    fields with the values they should have, as the JSON contract has them; of a row that is
    added, all of them with the words of its characters (``additions.py``). ``blind``: the decisions of
    others were not shown. ``withdraws`` is the number of the decision that this one takes back. ``digest``
    covers all of it and ``previous``, the digest of the decision before.
    """

    number: int
    article: str
    coding: int
    kind: RowKind
    row: str
    verdict: Verdict
    corrections: Mapping[str, object]
    reviewer: str
    decided: str
    note: str | None
    blind: bool
    withdraws: int | None
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that is to be kept.

    ``row`` is the beginning of a row's id, ``article`` the digest of its article
    (needed only where two articles have rows of one id). ``corrections`` are fields and values as
    ``corrections.py`` takes them; only the verdict "correct" has any.
    """

    row: str
    verdict: Verdict
    reviewer: str
    corrections: Mapping[str, object] = field(default_factory=dict)
    note: str | None = None
    blind: bool = False
    article: str | None = None


def decide(ledger: Ledger, draft: Draft) -> Decision:
    """Keep the decision *draft*, at once and whole; return it as it was kept.

    Raises Failure: S303 not writable, S306 no such row, S307 several, S310 what a field cannot hold, S312 no
    name.
    """
    reviewer = named(draft.reviewer)
    with ledger.writing():
        found = locate(ledger, draft.row, draft.article)
        corrections = _corrections(ledger, draft, found)
        verdict: str = draft.verdict
        if found["added"] and verdict in ("accept", "correct"):
            verdict, corrections = "add", _vouched(ledger, found, corrections)
        content = {"verdict": verdict, "corrections": json.dumps(corrections, sort_keys=True)}
        return _add(ledger, {**_about(found), **content, **_by(reviewer, draft)})


def add(ledger: Ledger, new: Addition) -> Decision:
    """Keep the row *new*, which the machine has missed, as a decision; return it as it was kept.

    Raises Failure: S303 not writable, S306 no such article, S312 no name, S760 what cannot be such a row.
    """
    reviewer = named(new.reviewer)
    with ledger.writing():
        coding = current(ledger, new.article)
        site = additions.site_of(ledger, new.article, coding)
        if site is None:
            raise Failure(problem("S306", str(ledger.path), row=new.article))
        try:
            name, fields = additions.prepared(new.kind, new.fields, site)
        except ValueError as error:
            raise Failure(problem("S760", str(ledger.path), reason=error)) from error
        if row_in(rows_in(ledger, coding), name) is not None:
            reason = f"it is there, coded by the machine: correct row {name[:8]} instead"
            raise Failure(problem("S760", str(ledger.path), reason=reason))
        about = {"article": new.article, "coding": coding, "kind": new.kind, "row": name}
        content = {"verdict": "add", "corrections": json.dumps(fields, sort_keys=True)}
        return _add(ledger, {**about, **content, **_by(reviewer, new)})


def withdraw(ledger: Ledger, number: int, reviewer: str) -> Decision:
    """Take back decision *number* of *reviewer*, which stays to be seen; return the new row that says so.

    The reviewer's decision before it counts again, where there is one. Raises Failure: S303, S311, S312.
    """
    reviewer = named(reviewer)
    with ledger.writing():
        taken = decision(ledger, number)
        reason = _irrevocable(ledger, taken, reviewer)
        if reason:
            raise Failure(problem("S311", str(ledger.path), reason=reason))
        return _add(
            ledger,
            {
                **{name: getattr(taken, name) for name in ("article", "coding", "kind", "row")},
                "verdict": "withdraw",
                "corrections": "{}",
                "reviewer": reviewer,
                "note": None,
                "blind": int(taken.blind),
                "withdraws": number,
            },
        )


def decision(ledger: Ledger, number: int) -> Decision:
    """Return decision *number*. Raises Failure (S311) where there is none."""
    row = next(ledger.read("SELECT * FROM decisions WHERE number = ?", (number,)), None)
    if row is None:
        raise Failure(problem("S311", str(ledger.path), reason=f"there is no decision {number}"))
    return _decision(ledger, row)


def made(ledger: Ledger, article: str | None = None) -> Iterator[Decision]:
    """Yield the decisions in *ledger*, the earliest first: all of them, or those about one *article*.

    A ledger of an older version that may only be read has none.
    """
    if not ledger.has("decisions"):
        return
    where = "" if article is None else "WHERE article = ?"
    values = () if article is None else (article,)
    for row in ledger.read(f"SELECT * FROM decisions {where} ORDER BY number", values):
        yield _decision(ledger, row)


def counting(decisions: Iterable[Decision]) -> dict[Key, dict[str, Decision]]:
    """Return by row the decision of each reviewer that counts; rows without one are left out."""
    standing: dict[int, Decision] = {}
    for one in decisions:
        if one.withdraws is None:
            standing[one.number] = one
        else:
            standing.pop(one.withdraws, None)
    found: dict[Key, dict[str, Decision]] = {}
    for one in standing.values():
        found.setdefault((one.article, one.row), {})[one.reviewer] = one
    return found


def named(reviewer: str) -> str:
    """Return the name *reviewer* without blanks around it. Raises Failure (S312) where it is none."""
    name = reviewer.strip()
    reason = None
    if not name:
        reason = "it is empty"
    elif len(name) > LONGEST_NAME:
        reason = f"it has {len(name)} characters; {LONGEST_NAME} are allowed"
    elif not name.isprintable():
        reason = "it has characters that cannot be printed"
    if reason is not None:
        raise Failure(problem("S312", repr(reviewer)[:LONGEST_NAME], reason=reason))
    return name


def locate(ledger: Ledger, row: str, article: str | None = None) -> Mapping[str, Any]:
    """Return ``kind``, ``id``, ``coding``, ``sentence``, ``article`` of the row that *row* begins the id of.

    Rows that people added are found, too, of the coding that counts; ``added`` tells them. Raises Failure:
    S306 where no current coding has one, S307 where there are several.
    """
    with closing(ledger.read(FOUND, (row, article))) as every:
        standing = (one for one in every if row and one["coding"] == current(ledger, one["article"]))
        found: list[Mapping[str, Any]] = [{**dict(one), "added": False} for one in islice(standing, 2)]
    if row and len(found) < 2:
        known = {(one["article"], one["id"]) for one in found}
        some = additions.standing_additions(ledger, row, article)
        others = (one for one in some if (one["article"], one["id"]) not in known)
        found += [_located(ledger, one) for one in islice(others, 2)]
    if len(found) != 1:
        raise Failure(problem("S307" if found else "S306", str(ledger.path), row=row))
    return found[0]


def _located(ledger: Ledger, one: sqlite3.Row) -> Mapping[str, Any]:
    """Return where the added row *one* stands."""
    coding = current(ledger, one["article"])
    start = additions.anchor(additions.fields_of(one["corrections"]))
    part = additions.part_of(start, additions.sentences_of(ledger, coding))
    about = {name: one[name] for name in ("kind", "id", "article")}
    return {**about, "coding": coding, "sentence": part, "added": True}


def current(ledger: Ledger, article: str) -> int:
    """Return the number of the coding of *article* that counts, 0 where there is none."""
    found = ledger.read("SELECT number FROM current WHERE article = ?", (article,))
    return next((int(row["number"]) for row in found), 0)


def as_json(decision: Decision) -> Mapping[str, object]:
    """Return the fields of *decision*."""
    return {**asdict(decision), "corrections": dict(decision.corrections)}


def row_in(rows: Rows, name: str) -> Row | None:
    """Return the row of the id *name* among *rows*, of whatever kind."""
    return next((one for table in rows for one in table if one.id == name), None)


def fault(ledger: Ledger, draft: Draft) -> str:
    """Return why the corrections of *draft* cannot be kept, empty where they can or change nothing.

    Nothing is kept. Raises Failure (S306, S307).
    """
    try:
        checked(draft.corrections, seen(ledger, locate(ledger, draft.row, draft.article)), load_codes())
    except ValueError as error:
        return str(error)
    return ""


def _corrections(ledger: Ledger, draft: Draft, found: Mapping[str, Any]) -> Mapping[str, object]:
    """Return the corrections of *draft*, whole. Raises Failure (S310) where they cannot be kept."""
    if draft.verdict not in ("accept", "correct", "reject", "unsure"):
        raise _refused(f"{draft.verdict!r} is no verdict")
    if draft.verdict != "correct":
        if draft.corrections:
            raise _refused(f"the verdict {draft.verdict} has no corrections")
        return {}
    try:
        corrections = checked(draft.corrections, seen(ledger, found), load_codes())
    except ValueError as error:
        raise _refused(str(error)) from error
    if not corrections:
        raise _refused("it corrects nothing")
    return corrections


def seen(ledger: Ledger, found: Mapping[str, Any]) -> Seen:
    """Return the row that ``locate`` *found*, with what its corrections are checked against."""
    rows = rows_in(ledger, found["coding"])
    row = added_row(ledger, found) if found["added"] else row_in(rows, found["id"])
    if row is None:
        raise Failure(problem("S306", str(ledger.path), row=found["id"]))
    (text,) = next(ledger.read("SELECT text FROM articles WHERE sha256 = ?", (found["article"],)))
    where = next(ledger.read(SENTENCE, (found["coding"], found["sentence"])), None)
    return Seen(row, text, Span(*where) if where else None, frozenset(one.id for one in rows.claims))


def added_row(ledger: Ledger, found: Mapping[str, Any], reviewer: str = "") -> Row | None:
    """Return the row that people added and ``locate`` *found*: as *reviewer* has it, else as it was last."""
    every = [one for one in made(ledger, found["article"]) if one.row == found["id"]]
    adding = [one for its in counting(every).values() for one in its.values() if one.verdict == "add"]
    own = [one for one in adding if one.reviewer == reviewer] or adding
    last = max(own, key=lambda one: one.number, default=None)
    return None if last is None else row_added_by(last)


def row_added_by(one: Decision) -> Row:
    """Return the row that the decision *one* adds. Its reasons name the decision."""
    return additions.row_of(one.kind, one.row, one.corrections, f"decision:{one.number} by {one.reviewer}")


def _vouched(
    ledger: Ledger, found: Mapping[str, Any], corrections: Mapping[str, object]
) -> Mapping[str, object]:
    """Return all fields of an added row with *corrections*: who accepts or corrects it adds it, too."""
    row = added_row(ledger, found)
    before = row_as_json(row) if row is not None else {}
    names = (*FIELDS[found["kind"]], "sentence")
    whole = {**{name: before[name] for name in names if name in before}, **corrections}
    (text,) = next(ledger.read("SELECT text FROM articles WHERE sha256 = ?", (found["article"],)))
    return {**whole, additions.QUOTED: additions.quotes(whole, text)}


def _about(found: Mapping[str, Any]) -> Mapping[str, object]:
    return {**{name: found[name] for name in ("article", "coding", "kind")}, "row": found["id"]}


def _by(reviewer: str, given: Draft | Addition) -> Mapping[str, object]:
    own = {"note": given.note or None, "blind": int(given.blind), "withdraws": None}
    return {"reviewer": reviewer, **own}


def _refused(reason: str) -> Failure:
    return Failure(problem("S310", "this decision", reason=reason))


def _add(ledger: Ledger, columns: Mapping[str, object]) -> Decision:
    """Add a decision behind the last one, within the transaction that is open."""
    last = next(ledger.read("SELECT number, digest FROM decisions ORDER BY number DESC LIMIT 1"), None)
    whole = {name: storable(value) for name, value in columns.items()} | {
        "number": last["number"] + 1 if last else 1,
        "decided": datetime.now(UTC).isoformat(timespec="microseconds"),
        "previous": last["digest"] if last else "",
    }
    return decision(ledger, add_decision(ledger.connection, {**whole, "digest": seal(whole)}))


def _decision(ledger: Ledger, row: sqlite3.Row) -> Decision:
    """Return the decision in *row*. Raises Failure (S305) where it holds what no program of ours wrote."""
    columns = dict(row)
    try:
        corrections = dict(json.loads(columns.pop("corrections")))
    except (TypeError, ValueError) as error:
        reason = f"decision {row['number']} cannot be read"
        raise Failure(problem("S305", str(ledger.path), reason=reason)) from error
    return Decision(**{**columns, "corrections": corrections, "blind": bool(row["blind"])})


def _irrevocable(ledger: Ledger, taken: Decision, reviewer: str) -> str:
    """Return why *reviewer* cannot take back the decision *taken*, empty where nothing speaks against it."""
    if taken.reviewer != reviewer:
        return f"decision {taken.number} is by {taken.reviewer}, not by {reviewer}"
    if taken.withdraws is not None:
        return f"decision {taken.number} takes back another; decide anew instead"
    if any(ledger.read("SELECT 1 FROM decisions WHERE withdraws = ?", (taken.number,))):
        return f"decision {taken.number} was taken back before"
    return ""
