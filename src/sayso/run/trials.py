"""Predictions put to the test: the plan is kept first, then the data are read, then the verdict is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from sayso.analyse.claim import Sentence, plan_of_prediction, plan_of_toml
from sayso.analyse.plan import Plan, as_object
from sayso.analyse.trial import try_plan
from sayso.analyse.verdict import Verdict
from sayso.ledger.explanation import explain
from sayso.ledger.standing import UNREVIEWED, states
from sayso.ledger.store import AS_CODED, Ledger, Review
from sayso.ledger.trials import Laid, Ruling, add_ruling, lay_plan
from sayso.problems import Failure, problem
from sayso.record import Event, Prediction, Problem
from sayso.run.events import Events, events_in, events_of, is_ledger, opened
from sayso.run.parties import unknown_parties

PROGRAM = "sayso"
CORRECTED = "The prediction, or its event, is read as reviewers corrected it."


class Tried(NamedTuple):
    """A plan, when it was laid down, the verdict on it, and of the data what ``Events`` has."""

    plan: Plan
    laid: Laid
    verdict: Verdict
    problems: tuple[Problem, ...] = ()
    rejected: int = 0


def try_prediction(
    ledger: Ledger,
    row: str,
    choices: Mapping[str, Any] | None = None,
    data: str | None = None,
    number: int | None = None,
) -> Tried:
    """Put the prediction whose id begins with *row* to the test, by the events of *ledger* or of *data*.

    Rows of either ledger are read as *ledger* is to be read. *number* is that of an import whose events
    count, instead of those that the ledger coded. *choices* are fields of the plan that the tester sets. Plan
    and verdict are kept in *ledger*. Raises Failure: S303 where it may only be read, S306, S307, S620, S621,
    S622, S629 where the prediction does not stand, and what ``events_in`` raises.
    """
    found = explain(ledger, row)
    if not isinstance(found.row, Prediction):
        raise Failure(problem("S622", str(ledger.path), row=row))
    readings = _readings(ledger, found.sha256, found.row)
    event = found.events[found.row.event]
    plan = plan_for((found.row, event), (found.text, found.published), choices or {})
    plan = replace(plan, readings=(*plan.readings, *readings))
    laid = lay_plan(ledger, _content(plan), (plan.prediction, plan.claim), version(PROGRAM))
    return _kept(ledger, plan, laid, lambda: _of_ledger(ledger, data, plan, number))


def plan_for(
    foreseen: tuple[Prediction, Event], told: tuple[str, str | None], choices: Mapping[str, Any]
) -> Plan:
    """Return the plan for a prediction, and its event, of the article *told*: its text, and its day.

    Raises Failure (S620) where a choice is wrong.
    """
    (prediction, event), (text, published) = foreseen, told
    start, end = event.sentence
    sentence = Sentence(text[start:end], event.trigger.start - start, published)
    return plan_of_prediction(prediction, event, sentence, choices)


def try_claim(
    path: str | Path,
    data: str,
    choices: Mapping[str, Any] | None = None,
    number: int | None = None,
    review: Review = AS_CODED,
) -> Tried:
    """Put the claim in the TOML file at *path* to the test, by the events of the ledger or file *data*.

    Plan and verdict are kept in the ledger, whose rows are read as *review* says; where *data* is none, the
    plan is written beside the claim (``CLAIM.plans.jsonl``, a line a plan). *number* is that of an import of
    the ledger whose events count. Raises Failure: S101, S112, S620, S621, S624, and what ``events_in``
    raises.
    """
    path = Path(path)
    plan = plan_of_toml(_text(path), str(path), choices or {})
    if is_ledger(data):
        with opened(data, review) as ledger:
            laid = lay_plan(ledger, _content(plan), (None, plan.claim), version(PROGRAM))
            return _kept(ledger, plan, laid, lambda: _spelt(events_of(ledger, number), plan, data))
    laid = _laid_beside(path, plan)
    return _judged(plan, laid, _spelt(events_in(data, plan.codebook, number), plan, data))


class Side(NamedTuple):
    """One of several data that a question is asked of: a ledger or table, or an import of a ledger."""

    data: str
    number: int | None = None

    @property
    def name(self) -> str:
        """The data as outputs name them: ``my.ledger``, ``my.ledger, import 2``."""
        return self.data if self.number is None else f"{self.data}, import {self.number}"


def sides_of(data: Sequence[str], numbers: Sequence[int]) -> tuple[Side, ...]:
    """Return *data*, each once, and each ledger among them followed by its imports *numbers*."""
    return tuple(
        side
        for one in dict.fromkeys(data)
        for side in (Side(one), *(Side(one, number) for number in numbers if is_ledger(Path(one))))
    )


def content_of(verdict: Verdict) -> str:
    """Return *verdict* as JSON, numbers that are not known as null."""
    return json.dumps(plain(asdict(verdict)), sort_keys=True, ensure_ascii=False, allow_nan=False)


def object_of(tried: Tried) -> dict[str, Any]:
    """Return *tried* as an object for JSON: plan, when it was laid down, events left out, verdict."""
    found = {"plan": as_object(tried.plan), "digest": tried.laid.digest, "laid": tried.laid.laid}
    more = {"rejected": tried.rejected, "verdict": asdict(tried.verdict)}
    return plain({**found, **more})  # type: ignore[no-any-return]


def plain(thing: Any) -> Any:
    """Return *thing* with NaN and infinities as None, within lists and mappings."""
    match thing:
        case float():
            return float(thing) if abs(thing) < float("inf") else None
        case dict():
            return {str(name): plain(value) for name, value in thing.items()}
        case list() | tuple():
            return [plain(one) for one in thing]
    return thing


def _of_ledger(ledger: Ledger, data: str | None, plan: Plan, number: int | None) -> Events:
    """Return the events of *data*, or of *ledger* where there is none, to test *plan* by."""
    if data is None:
        return events_of(ledger, number)
    return events_in(data, plan.codebook, number, ledger.review)


def _readings(ledger: Ledger, article: str, row: Prediction) -> tuple[str, ...]:
    """Return what the plan for *row* says of its review. Raises Failure (S629) where it does not stand."""
    known = states(ledger, article, ledger.review.by) if ledger.review.applied else {}
    its = [known.get((article, name), UNREVIEWED) for name in (row.id, row.event)]
    if any(one.standing == "rejected" for one in its):
        raise Failure(problem("S629", str(ledger.path), row=row.id))
    return (CORRECTED,) if any(one.corrections for one in its) else ()


def _spelt(events: Events, plan: Plan, data: str) -> Events:
    """Return *events*, and among their problems the parties of *plan* that none of them has."""
    unknown = unknown_parties(events.table, plan.pairs, where=data)
    return events._replace(problems=(*events.problems, *unknown))


def _kept(ledger: Ledger, plan: Plan, laid: Laid, read: Callable[[], Events]) -> Tried:
    """Reach the verdict on *plan*, which has been laid down, by the events that are *read*, and keep it."""
    tried = _judged(plan, laid, read())
    verdict = tried.verdict
    ruling = Ruling(verdict.word, content_of(verdict), PROGRAM, laid.digest, plan.prediction)
    add_ruling(ledger, ruling)
    return tried


def _judged(plan: Plan, laid: Laid, by: Events) -> Tried:
    """Return the verdict on *plan*, which has been laid down, *by* these events."""
    verdict = try_plan(plan, by.table, version(PROGRAM))
    remarks = (*_of_rejected(by.rejected), *_of_earlier(laid.earlier))
    verdict = replace(verdict, reasons=(*verdict.reasons, *remarks))
    return Tried(plan, laid, verdict, by.problems, by.rejected)


def _of_rejected(count: int) -> Iterator[str]:
    """Yield a word about events that reviewers rejected, if there are any."""
    if count:
        which = "1 that was rejected is" if count == 1 else f"{count:,} that were rejected are"
        yield f"Events are read as they stand after review: {which} left out."


def _of_earlier(count: int) -> Iterator[str]:
    """Yield a word about other plans for the same claim that were laid down before, if there are any."""
    if count:
        plans = "1 other plan was" if count == 1 else f"{count} other plans were"
        yield f"{plans} laid down for this claim before: read their verdicts as well, and correct for them."


def _content(plan: Plan) -> str:
    return json.dumps(as_object(plan), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _laid_beside(path: Path, plan: Plan) -> Laid:
    """Write *plan* beside the claim at *path*, unless it is there. Raises Failure (S624)."""
    beside = path.with_name(f"{path.stem}.plans.jsonl")
    name = hashlib.sha256(_content(plan).encode()).hexdigest()
    try:
        lines = beside.read_text(encoding="utf-8").splitlines() if beside.exists() else []
        known = [json.loads(line) for line in lines]
        for number, one in enumerate(known):
            if one["digest"] == name:
                return Laid(name, one["laid"], number)
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        whole = {"digest": name, "laid": now, "version": version(PROGRAM), "plan": as_object(plan)}
        with beside.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(whole, ensure_ascii=False) + "\n")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Failure(problem("S624", str(beside), reason=str(error))) from error
    return Laid(name, now, len(known))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Failure(problem("S101", str(path))) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(problem("S112", str(path), reason=str(error))) from error
