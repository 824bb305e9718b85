"""What was seen of a ledger at the last look: a mark in a file beside the list, not in the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sayso.ledger.export.whole import replacing
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem

# codings that do not count yet, as their run is not finished, but may one day
PENDING = """
    SELECT number FROM codings WHERE number <= ? AND number NOT IN (SELECT number FROM current)
    AND number > coalesce((SELECT max(codings) FROM finishes WHERE finishes.recipe = codings.recipe), 0)
"""


class Mark(NamedTuple):
    """What has been seen: codings up to ``coding``, which has this digest, but for those that are pending.

    And the decisions up to ``decision``.
    """

    coding: int
    digest: str
    pending: tuple[int, ...] = ()
    decision: int = 0


NOTHING = Mark(0, "")


class Seen(NamedTuple):
    """The condition that rows of ``codings`` or ``current`` had been seen; ``{0}`` stands for the table.

    ``decided`` is the condition that a decision had not, with the values ``when``.
    """

    condition: str
    values: tuple[object, ...]
    decided: str
    when: tuple[object, ...]

    def of(self, table: str) -> str:
        """Return the condition for *table*."""
        return self.condition.format(table)


def since_mark(mark: Mark) -> Seen:
    """Return what had been seen at *mark*."""
    pending = ", ".join("?" for _ in mark.pending)
    condition = f"({{0}}.number <= ? AND {{0}}.number NOT IN ({pending}))"
    return Seen(condition, (mark.coding, *mark.pending), "number > ?", (mark.decision,))


def since(ledger: Ledger, given: str) -> Seen:
    """Return what had been seen before the run whose id begins with *given*, or before the day that it is.

    Raises Failure (S367) where it is neither, or several runs begin so.
    """
    day = _day(given)
    if day is not None:
        runs = "SELECT id FROM runs WHERE started < ?"
        return Seen(f"({{0}}.run_id IN ({runs}))", (day,), "decided >= ?", (day,))
    found = [
        (row["number"], row["started"])
        for row in ledger.read(
            "SELECT number, started FROM runs WHERE substr(id, 1, ?) = ?", (len(given), given)
        )
    ]
    if len(found) != 1 or not given:
        raise Failure(problem("S367", str(ledger.path), given=given))
    number, started = found[0]
    condition = "({0}.run_id IN (SELECT id FROM runs WHERE number < ?))"
    return Seen(condition, (number,), "decided >= ?", (started,))


def now(ledger: Ledger) -> Mark:
    """Return the mark of all that *ledger* holds."""
    last = next(ledger.read("SELECT number, digest FROM codings ORDER BY number DESC LIMIT 1"), None)
    if last is None:
        return NOTHING
    pending = tuple(row["number"] for row in ledger.read(PENDING, (last["number"],)))
    decision = 0
    if ledger.has("decisions"):
        decision = next(ledger.read("SELECT coalesce(max(number), 0) FROM decisions"))[0]
    return Mark(last["number"], last["digest"], pending, decision)


def beside(path: Path) -> Path:
    """Return where the marks of the list at *path* are kept."""
    return path.with_name(path.name + ".seen")


def last(ledger: Ledger, path: Path) -> Mark:
    """Return the mark that was kept of *ledger* beside the list at *path*; nothing where there is none.

    Raises Failure (S364) where the file is not one of marks, or its mark is not one of this ledger.
    """
    name = _name(ledger)
    fields = _marks(beside(path)).get(name)
    if fields is None:
        return NOTHING
    try:
        pending = tuple(map(int, fields["pending"]))
        decision = int(fields.get("decision", 0))  # marks of before decisions counted have none
        mark = Mark(int(fields["coding"]), str(fields["digest"]), pending, decision)
    except (KeyError, TypeError, ValueError) as error:
        raise Failure(problem("S364", str(beside(path)), reason="it is not written as sayso does")) from error
    held = ledger.read("SELECT 1 FROM codings WHERE number = ? AND digest = ?", mark[:2])
    if mark.coding and not any(held):
        raise Failure(
            problem("S364", str(beside(path)), reason=f"{ledger.path} has lost what was seen of it")
        )
    return mark


def keep(ledger: Ledger, path: Path, mark: Mark) -> None:
    """Keep *mark* of *ledger* beside the list at *path*. Raises Failure (S363, S364)."""
    target = beside(path)
    marks = {**_marks(target), _name(ledger): mark._asdict()}
    try:
        with replacing(target) as new:
            new.write_text(json.dumps(marks, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise Failure(problem("S363", str(target), reason=(error.strerror or str(error)).lower())) from error


def _marks(path: Path) -> Mapping[str, dict[str, Any]]:
    """Return the marks in the file at *path* by ledger. Raises Failure (S364)."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise Failure(problem("S364", str(path), reason=str(error))) from error
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise Failure(problem("S364", str(path), reason="it is not written as sayso does"))
    return found


def _name(ledger: Ledger) -> str:
    """Return what tells *ledger* from others, wherever it is moved: its first run."""
    first = next(ledger.read("SELECT id FROM runs ORDER BY number LIMIT 1"), None)
    return str(first["id"]) if first else ""


def _day(given: str) -> str | None:
    try:
        return date.fromisoformat(given).isoformat() if "-" in given else None
    except ValueError:
        return None
