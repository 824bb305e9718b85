"""What programs ask: the answers of ``/api``, the same as people get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from sayso.ledger.content import content
from sayso.ledger.contract import article_as_json, event_as_json, row_as_json
from sayso.ledger.decisions import Draft, decide, made
from sayso.ledger.explanation import explain
from sayso.ledger.parties import claims_of, fitting
from sayso.ledger.query import entries
from sayso.ledger.review import undo
from sayso.ledger.trials import judged
from sayso.show.web.answers import Asked, Json
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.openapi import MOST, OPERATIONS, Operation, checked, document, taken
from sayso.show.web.ties import ties
from sayso.show.web.views.actors import kept_by
from sayso.show.web.views.claims import part
from sayso.show.web.views.events import as_reviewed, check, choose, cut, read
from sayso.show.web.views.listed import claim_rows, prediction_rows

PROBLEMS = """
    SELECT number, code, what, "where", remedy, run_id AS run FROM problems WHERE number > ? ORDER BY number
"""

USUAL = 100  # rows of an answer where nothing is said
Answer = Callable[[Desk, Mapping[str, str]], object]


def ledger_object(desk: Desk, _given: Mapping[str, str]) -> object:
    """Return the name of the ledger and its counts; those of reports and stories are null until made."""
    with desk.open() as ledger:
        told = desk.told(ledger)
        return {
            "name": desk.path.name,
            "counts": {
                **desk.counts(ledger),
                "reports": len(set(told.reports.values())) if told else None,
                "stories": len(told.stories) if told else None,
            },
        }


def event_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return events that fit."""
    with desk.open() as ledger:
        chosen = choose(desk, ledger, given)
        rows, _, after = cut(chosen, limit_of(given))
        found = [
            {
                "doc_id": one.doc_id,
                "article": one.article,
                **event_as_json(one.event),
                "review": one.state.standing,
            }
            for one in read(desk, ledger, chosen, rows)
        ]
    return {"total": len(chosen.rows), "next": int(after) if after else None, "events": found}


def row_object(desk: Desk, given: Mapping[str, str]) -> object:
    """Return a row with the article and the run that it is from. Raises Failure (S306, S307)."""
    with desk.open() as ledger:
        told = explain(ledger, given["id"])
        state = desk.states(ledger).get((told.sha256, told.row.id))
    return {
        "kind": type(told.row).__name__.lower(),
        "row": row_as_json(told.row),
        "sentence": list(told.sentence) if told.sentence else None,
        "doc_id": told.doc_id,
        "article": told.sha256,
        "published": told.published,
        "address": told.address,
        "run": asdict(told.run),
        "review": state.standing if state else "unreviewed",
    }


def article_object(desk: Desk, given: Mapping[str, str]) -> object:
    """Return an article with its rows. Raises Failure (S306)."""
    with desk.open() as ledger:
        held = content(ledger, given["sha256"])
    rows = {name: [row_as_json(one) for one in getattr(held.rows, name)] for name in held.rows._fields}
    return {**article_as_json(held.article), **rows}


def claim_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return claims that fit."""
    applied = as_reviewed(given)
    with desk.open() as ledger:
        numbers = claims_of(desk.parties(ledger, applied), given.get("who", ""), given.get("about", ""))
        shown, after = part(numbers, (given, limit_of(given)))
        found = [row for row, _ in claim_rows(desk, ledger, shown, applied)]
    return {"total": len(numbers), "next": int(after) if after else None, "claims": found}


def prediction_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return predictions that fit."""
    applied = as_reviewed(given)
    wanted = {name: given.get(name, "") for name in ("who", "actor", "recipient")}
    with desk.open() as ledger:
        numbers = fitting(desk.parties(ledger, applied).predictions, wanted)
        shown, after = part(numbers, (given, limit_of(given)))
        found = list(prediction_rows(desk, ledger, shown, applied))
    return {"total": len(numbers), "next": int(after) if after else None, "predictions": found}


def problem_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return what went wrong with inputs."""
    limit = limit_of(given)
    with desk.open() as ledger:
        found = [dict(row) for row in ledger.read(f"{PROBLEMS} LIMIT ?", (given.get("after", 0), limit + 1))]
        ((total,),) = ledger.read("SELECT count(*) FROM problems")
    after = found[limit - 1]["number"] if len(found) > limit else None
    return {"total": total, "next": after, "problems": found[:limit]}


def network_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return the pairs of countries that the events that fit name."""
    check(given)
    with desk.open() as ledger:
        whole = desk.overview(ledger, as_reviewed(given))
        found = ties(whole, kept_by(ledger, whole, given))
    pairs = [
        {
            "first": one.first,
            "second": one.second,
            "forth": {"cooperation": one.cooperation[0], "conflict": one.conflict[0]},
            "back": {"cooperation": one.cooperation[1], "conflict": one.conflict[1]},
        }
        for one in found
    ]
    return {"total": len(pairs), "next": None, "pairs": pairs}


def verdict_list(desk: Desk, _given: Mapping[str, str]) -> object:
    """Return what was found to have come of predictions and claims, without the reasons."""
    with desk.open() as ledger:
        return [dict(row) for row in judged(ledger)]


def decision_list(desk: Desk, given: Mapping[str, str]) -> object:
    """Return what people decided, the earliest first."""
    after, limit = int(given.get("after", 0)), limit_of(given)
    with desk.open() as ledger:
        every = list(made(ledger))
    found = [one for one in every if one.number > after]
    following = found[limit - 1].number if len(found) > limit else None
    return {"total": len(every), "next": following, "decisions": [asdict(one) for one in found[:limit]]}


def kept_decision(desk: Desk, sent: Mapping[str, Any]) -> object:
    """Keep a decision; return it as it was kept. Raises Failure (S303, S306, S307, S310, S312)."""
    with desk.open() as ledger:
        return asdict(decide(ledger, Draft(**sent)))


def undone(desk: Desk, sent: Mapping[str, Any]) -> object:
    """Take back the last decision of a reviewer; return it. Raises Failure (S303, S311, S312)."""
    with desk.open() as ledger:
        return asdict(undo(ledger, sent["reviewer"])[0])


def run_list(desk: Desk, _given: Mapping[str, str]) -> object:
    """Return the runs that wrote the ledger."""
    with desk.open() as ledger:
        return [dict(row) for row in entries(ledger, "runs")]


ANSWERS: Mapping[str, Answer] = {
    "/api/ledger": ledger_object,
    "/api/events": event_list,
    "/api/rows/{id}": row_object,
    "/api/articles/{sha256}": article_object,
    "/api/claims": claim_list,
    "/api/predictions": prediction_list,
    "/api/problems": problem_list,
    "/api/network": network_list,
    "/api/verdicts": verdict_list,
    "/api/decisions": decision_list,
    "/api/runs": run_list,
}
TAKEN: Mapping[str, Callable[[Desk, Mapping[str, Any]], object]] = {
    "/api/decisions": kept_decision,
    "/api/undo": undone,
}


def answering(operation: Operation) -> Callable[[Desk, Links, Asked], Json]:
    """Return the view that answers an *operation*."""

    def view(desk: Desk, _links: Links, asked: Asked) -> Json:
        given = checked(operation, {**asked.query, **asked.path})
        return Json(ANSWERS[operation.path](desk, given))

    return view


def taking(operation: Operation) -> Callable[[Desk, Links, Asked], Json]:
    """Return the view that takes what is sent for an *operation*."""

    def view(desk: Desk, _links: Links, asked: Asked) -> Json:
        checked(operation, asked.query)
        return Json(TAKEN[operation.path](desk, taken(operation, asked.body)))

    return view


def openapi_view(_desk: Desk, _links: Links, _asked: Asked) -> Json:
    """Return the document that describes all this."""
    return Json(document())


def views() -> Mapping[str, Callable[[Desk, Links, Asked], Json]]:
    """Return what answers each path."""
    asked = {one.path: answering(one) for one in OPERATIONS if one.path in ANSWERS and not one.body}
    return {**asked, "/api/openapi.json": openapi_view}


def takers() -> Mapping[str, Callable[[Desk, Links, Asked], Json]]:
    """Return what takes what is sent to each path."""
    return {one.path: taking(one) for one in OPERATIONS if one.body}


def limit_of(given: Mapping[str, str]) -> int:
    """Return how many rows are wanted."""
    return min(int(given.get("limit", USUAL)), MOST)
