"""What came of the predictions of a ledger, and how good those were who made them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from sayso.analyse.score import Forecast, Score, scores
from sayso.ledger.explanation import explain
from sayso.ledger.store import Ledger
from sayso.ledger.stories import reports
from sayso.ledger.trials import Ruling, add_ruling, predicted, rulings
from sayso.problems import Failure, problem
from sayso.record import Prediction

By = Literal["speaker", "outlet"]
Outcome = Literal["came", "did-not-come", "void"]
WORDS: Mapping[Outcome, str] = {
    "came": "supported",
    "did-not-come": "contradicted",
    "void": "not testable",
}
ARTICLE = "the article itself"
FILE = "no outlet (a file)"


class Foreseen(NamedTuple):
    """Predictions with what came of each, and how many are left out: they, or their events, were rejected."""

    forecasts: tuple[Forecast, ...]
    rejected: int


def score_ledger(ledger: Ledger, by: By = "speaker") -> tuple[Score, ...]:
    """Return the scores of those who made the predictions of *ledger*: speakers, or sites of articles.

    Predictions are as the ledger is to be read. Of the copies of a report one counts once: the first that was
    not rejected. What a person entered goes before a verdict, the later before the earlier.
    """
    return scores(forecasts(ledger, by).forecasts)


def forecasts(ledger: Ledger, by: By = "speaker") -> Foreseen:
    """Return each prediction of *ledger* once, with what came of it."""
    known = that_count(rulings(ledger))
    copies = reports(ledger)
    found: dict[tuple[object, ...], Forecast] = {}
    gone: set[tuple[object, ...]] = set()
    for coded, row in predicted(ledger):
        key = (copies[str(coded["article"])], coded["told"], coded["type"], coded["words"])
        if row is None:
            gone.add(key)
        elif key not in found:
            found[key] = _forecast(row, known.get(str(row["id"])), by)
    return Foreseen(tuple(found.values()), len(gone - found.keys()))


def that_count(found: Iterable[Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    """Return of the rulings *found*, the earliest first, the one that counts on each prediction.

    What a person entered goes before a verdict, the later before the earlier.
    """
    last: dict[str, Mapping[str, object]] = {}
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


def _forecast(row: Mapping[str, Any], ruling: Mapping[str, object] | None, by: By) -> Forecast:
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


def _came(ruling: Mapping[str, object]) -> bool | None:
    """Return what a ruling says came; no change says no where all that was claimed is excluded."""
    word = ruling["verdict"]
    if word in ("supported", "contradicted"):
        return word == "supported"
    if word == "no detectable change":
        plan = json.loads(str(ruling["plan_content"]))
        return False if plan["bound"] is not None and plan["bound"] <= plan["effect"] else None
    return None


def _outlet(address: object) -> str:
    """Return the site that an article is from."""
    return urlsplit(str(address)).hostname or FILE
