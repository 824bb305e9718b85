"""What came of the predictions of a ledger, and how good those were who made them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from sayso.analyse.claim import set_in
from sayso.analyse.plan import of_object, tests_as
from sayso.analyse.score import Forecast, Score, scores
from sayso.ledger.content import content
from sayso.ledger.decisions import made
from sayso.ledger.explanation import explain
from sayso.ledger.rows import expected
from sayso.ledger.standing import UNREVIEWED
from sayso.ledger.store import Ledger
from sayso.ledger.stories import reports
from sayso.ledger.tables import OWN, own_events
from sayso.ledger.trials import Ruling, add_ruling, predicted, rulings
from sayso.problems import Failure, problem
from sayso.record import Prediction
from sayso.run.trials import CORRECTED, plan_for

By = Literal["speaker", "outlet"]
Outcome = Literal["came", "did-not-come", "void"]
WORDS: Mapping[Outcome, str] = {
    "came": "supported",
    "did-not-come": "contradicted",
    "void": "not testable",
}
ARTICLE = "the article itself"
FILE = "no outlet (a file)"
OTHERWISE = "tested on another reading"
Row = Mapping[str, Any]


class Foreseen(NamedTuple):
    """Predictions with what came of each, and how many are left out: they, or their events, were rejected.

    ``otherwise`` are the ids of those whose verdicts do not count, as review has come between.
    ``before`` is how many verdicts count that were reached before reviewers last changed an event.
    """

    forecasts: tuple[Forecast, ...]
    rejected: int
    otherwise: tuple[str, ...] = ()
    before: int = 0


def score_ledger(ledger: Ledger, by: By = "speaker") -> tuple[Score, ...]:
    """Return the scores of those who made the predictions of *ledger*: speakers, or sites of articles.

    Predictions are as the ledger is to be read. Of the copies of a report one counts once: the first that was
    not rejected. What a person entered goes before a verdict, the later before the earlier.
    """
    return scores(forecasts(ledger, by).forecasts)


def forecasts(ledger: Ledger, by: By = "speaker") -> Foreseen:
    """Return each prediction of *ledger* once, with what came of it.

    A verdict counts where prediction and evidence are read now as they were then: what was tested before a
    correction, or without it, is to be tested again. What a person entered counts in any case.
    """
    every, copies = _by_prediction(rulings(ledger)), reports(ledger)
    now = _Now(ledger, copies)
    found: dict[tuple[object, ...], tuple[Row, Row | None]] = {}
    gone: set[tuple[object, ...]] = set()
    for coded, row in predicted(ledger):
        key = (copies[str(coded["article"])], coded["told"], coded["type"], coded["words"])
        if row is None:
            gone.add(key)
        elif key not in found:
            found[key] = row, _counting(now, row, every.get(str(row["id"]), []))
    return Foreseen(
        tuple(_forecast(row, ruling, by) for row, ruling in found.values()),
        len(gone - found.keys()),
        tuple(str(row["id"]) for row, ruling in found.values() if ruling and ruling["verdict"] == OTHERWISE),
        sum(_is_before(ruling, now.changed) for _, ruling in found.values()),
    )


def _by_prediction(found: Iterable[Row]) -> Mapping[str, list[Row]]:
    """Return the rulings *found* on each prediction, in their order."""
    its: dict[str, list[Row]] = {}
    for one in found:
        its.setdefault(str(one["prediction"]), []).append(one)
    return its


def _counting(now: _Now, row: Row, its: Sequence[Row]) -> Row | None:
    """Return of the rulings on the prediction in *row* the one that counts.

    Where all are on other readings of it, none does: that is what its ``verdict`` says then.
    """
    fitting = [one for one in its if one["plan"] is None or (now.is_on(row, one) and now.bears_out(one))]
    found = next(iter(that_count(fitting).values()), None)
    return {**its[-1], "verdict": OTHERWISE} if found is None and its else found


class _Now:
    """A ledger as it is to be read now, to hold verdicts against: all fit where nobody decided anything."""

    def __init__(self, ledger: Ledger, copies: Mapping[str, str]) -> None:
        """Keep *ledger*, and of which report each of its articles is among the *copies*."""
        self._ledger, self._copies = ledger, copies
        self._decided = list(made(ledger))
        self._reviewed = {one.article for one in self._decided}

    def is_on(self, row: Row, verdict: Row) -> bool:
        """Return whether *verdict* is on the prediction in *row* as it reads now."""
        if row["article"] not in self._reviewed:
            return True
        held, plan = content(self._ledger, row["article"]), of_object(json.loads(verdict["plan_content"]))
        foreseen = expected(held.rows, row["id"])
        states = [held.states.get(row[one], UNREVIEWED) for one in ("id", "event")]
        corrected = self._ledger.review.applied and any(one.corrections for one in states)
        if foreseen is None or not (corrected or CORRECTED in plan.readings):
            return True
        return tests_as(plan, plan_for(foreseen, (held.article.text, row["published"]), set_in(plan)))

    def bears_out(self, verdict: Row) -> bool:
        """Return whether of the events that *verdict* found one is there now, or none was of this ledger."""
        if not self._decided or verdict["verdict"] != "supported":
            return True
        seen = json.loads(verdict["content"])["sightings"]
        if not all(one["report"] in self._copies for one in seen):
            return True
        keys = ((one["day"], *one["pair"], one["code"], self._copies[one["report"]]) for one in seen)
        return not seen or any(key in self._events for key in keys)

    @cached_property
    def changed(self) -> str:
        """When an event was last changed by what was decided; empty: never."""
        if not self._ledger.review.applied:
            return ""
        changes = (one for one in self._decided if one.verdict not in ("accept", "unsure"))
        return max((one.decided for one in changes if one.kind == "event"), default="")

    @cached_property
    def _events(self) -> frozenset[tuple[str, ...]]:
        """Day, parties, code and report of each event that happened."""
        table = own_events(self._ledger)
        columns = (table.sources, table.targets, table.codes, table.reports)
        return frozenset(
            zip(table.days.astype(str).tolist(), *(one.tolist() for one in columns), strict=True)
        )


def _is_before(ruling: Row | None, changed: str) -> bool:
    """Return whether *ruling* is a verdict by events of a ledger that was reached before they *changed*."""
    if ruling is None or ruling["plan"] is None or _came(ruling) is None:
        return False
    return bool(ruling["made"] < changed and json.loads(ruling["content"])["data"].get("coder") == OWN)


def that_count(found: Iterable[Row]) -> dict[str, Row]:
    """Return of the rulings *found*, the earliest first, the one that counts on each prediction.

    What a person entered goes before a verdict, the later before the earlier.
    """
    last: dict[str, Row] = {}
    for one in found:
        name = one["prediction"]
        if name is None:
            continue
        before = last.get(str(name))
        if before is None or before["plan"] is not None or one["plan"] is None:
            last[str(name)] = one
    return last


def resolve(ledger: Ledger, row: str, outcome: Outcome, by: str, evidence: str) -> str:
    """Enter what came of the prediction whose id begins with *row*, on whose word and by what evidence.

    Returns the id of what was added. Raises Failure: S303, S306, S307, S622, and S626 where name or evidence
    is empty.
    """
    found = explain(ledger, row)
    if not isinstance(found.row, Prediction):
        raise Failure(problem("S622", str(ledger.path), row=row))
    if not by.strip() or not evidence.strip():
        raise Failure(problem("S626", str(ledger.path)))
    content = json.dumps({"outcome": outcome})
    return add_ruling(
        ledger, Ruling(WORDS[outcome], content, by.strip(), None, found.row.id, evidence.strip())
    )


def _forecast(row: Row, ruling: Row | None, by: By) -> Forecast:
    who = _outlet(row["address"]) if by == "outlet" else str(row["said_by_text"] or ARTICLE)
    if ruling is None:
        return Forecast(who, row["low"], row["high"], None)
    return Forecast(
        who=who,
        low=row["low"],
        high=row["high"],
        came=_came(ruling),
        base=json.loads(str(ruling["content"])).get("base_rate"),
        left_out=str(ruling["verdict"]),
        by_person=ruling["plan"] is None,
    )


def _came(ruling: Row) -> bool | None:
    """Return what a ruling says came; no change says no where all that was claimed is excluded."""
    word: str = ruling["verdict"]
    if word in ("supported", "contradicted"):
        return word == "supported"
    if word == "no detectable change":
        plan = json.loads(str(ruling["plan_content"]))
        return False if plan["bound"] is not None and plan["bound"] <= plan["effect"] else None
    return None


def _outlet(address: object) -> str:
    """Return the site that an article is from."""
    return urlsplit(str(address)).hostname or FILE
