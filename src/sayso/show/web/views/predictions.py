"""What somebody expects, with what came of it: state, verdicts, plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np

from sayso.analyse.verdict import WORDS
from sayso.ledger.decisions import named
from sayso.ledger.listings import words_of
from sayso.ledger.parties import fitting
from sayso.ledger.store import Ledger
from sayso.ledger.trials import judged, plans
from sayso.problems import Failure, problem
from sayso.run.scoring import WORDS as OUTCOMES
from sayso.run.scoring import resolve, that_count
from sayso.show.rows import NOBODY
from sayso.show.visible import short, visible
from sayso.show.web.answers import Asked, Moved, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.claims import FROM, following, party, some
from sayso.show.web.views.events import check, unfit

SHOWN = 40
LONGEST = 300
OPEN, DUE = "not tested", "due, not tested"
STATES: tuple[str, ...] = (OPEN, DUE, *WORDS)
PREDICTION = f"""
    SELECT predictions.number, predictions.id, codings.article, doc_id, predictions.event, events.type,
        actor_text, actor_code, recipient_text, recipient_code,
        predictions.said_by_text AS said_by, predictions.said_by_code AS code, predictions.certainty,
        words, low, high, origin, by_start, by_end, by_text, {words_of("events", "sentence")} AS evidence
    {FROM.format(table="predictions")}
    JOIN events ON events.coding = predictions.coding AND events.id = predictions.event
    WHERE predictions.number = ?
"""
Row = Mapping[str, object]


class Expected(NamedTuple):
    """A prediction: who says it, what is expected, with which words, what they stand for, and its state."""

    id: str
    href: str
    document: str
    who: str
    event: str
    words: str
    range: str
    origin: str
    by: str
    certainty: str
    evidence: str
    low: int
    width: int
    state: str
    judged_by: str
    told: str


class Tried(NamedTuple):
    """A verdict or a person's word on what came: what, by whom, when, by what evidence, and its plan."""

    word: str
    by: str
    made: str
    evidence: str
    claim: str
    href: str


def predictions_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the predictions that fit what is asked, each with its state."""
    check(asked.query)
    wanted_state = asked.query.get("state", "")
    if wanted_state and wanted_state not in STATES:
        raise unfit("state", wanted_state, f"one of {', '.join(STATES)}")
    with desk.open() as ledger:
        wanted = {name: asked.query.get(name, "") for name in ("who", "actor", "recipient")}
        numbers = fitting(desk.parties(ledger).predictions, wanted)
        rulings = that_count(judged(ledger))
        states = states_of(desk, ledger, rulings)
        times = Counter(states[number] for number in numbers.tolist())
        if wanted_state:
            fits = (states[number] == wanted_state for number in numbers.tolist())
            numbers = numbers[np.fromiter(fits, bool, len(numbers))]
        rows, after = some(ledger, PREDICTION, numbers, (asked.query, SHOWN))
        tested = any(plans(ledger)) or bool(rulings)
    content = {
        "total": len(numbers),
        "predictions": [expected(row, links, (states, rulings)) for row in rows],
        "states": _chips(times, asked.query, links) if links.live else (),
        "query": asked.query,
        "trials": links.page("trials") if tested else "",
        "next": following(links, "predictions", asked.query, after),
    }
    return Page("predictions.html", "Predictions", "predictions", content)


def prediction_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return one prediction with all that was found to have come of it. Raises Failure (S306)."""
    name = asked.query.get("id", "")
    with desk.open() as ledger:
        every = list(judged(ledger))
        rulings = that_count(every)
        number = next((number for number, one, _ in desk.expected(ledger) if one == name), None)
        if number is None:
            raise Failure(problem("S306", str(ledger.path), row=visible(name)[:40]))
        row = next(ledger.read(PREDICTION, (number,)))
        known = {str(one["digest"]): one for one in plans(ledger)}
        tried = [_tried(one, known, links) for one in every if one["prediction"] == name]
        verdicts = {one["plan"] for one in every}
        waiting = [
            (str(one["laid"])[:16].replace("T", " "), links.page("plan", {"digest": str(one["digest"])}))
            for one in known.values()
            if one["prediction"] == name and one["digest"] not in verdicts
        ]
        states = states_of(desk, ledger, rulings)
    content = {
        "one": expected(row, links, (states, rulings)),
        "tried": tried[::-1],
        "waiting": waiting,
        "can_resolve": links.live and not desk.read_only,
        "file": desk.path.name,
    }
    return Page("prediction.html", f"Prediction {name[:8]}", "predictions", content)


def resolve_page(desk: Desk, links: Links, asked: Asked) -> Moved:
    """Keep what a person says came of a prediction. Raises Failure (S303, S306, S307, S312, S626, S705)."""
    form = asked.form
    outcome: Any = form.get("outcome", "")
    if outcome not in OUTCOMES:
        raise unfit("outcome", outcome, f"one of {', '.join(OUTCOMES)}")
    with desk.open() as ledger:
        by = form.get("by", "")
        resolve(
            ledger, form.get("id", ""), outcome, named(by) if by.strip() else "", form.get("evidence", "")
        )
    return Moved(links.page("prediction", {"id": form.get("id", "")}))


def trials_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return all plans and verdicts of the ledger, also those of claims that are no prediction in it."""
    check(asked.query)
    with desk.open() as ledger:
        known = {str(one["digest"]): one for one in plans(ledger)}
        rulings = list(judged(ledger))
    done = {str(one["plan"]) for one in rulings}
    lines = [_tried(one, known, links) for one in rulings]
    lines += [_tried(_untried(one), known, links) for name, one in known.items() if name not in done]
    content = {"trials": lines[::-1], "plans": len(known)}
    return Page("trials.html", "Plans and verdicts", "predictions", content)


def states_of(desk: Desk, ledger: Ledger, rulings: Mapping[str, Row]) -> Mapping[int, str]:
    """Return by number the state of each prediction: the verdict that counts, or whether its day has come."""
    today = datetime.now(UTC).date().isoformat()
    found = {}
    for number, name, by_end in desk.expected(ledger):
        ruling = rulings.get(name)
        found[number] = str(ruling["verdict"]) if ruling else DUE if by_end and by_end < today else OPEN
    return found


def expected(row: Any, links: Links, by: tuple[Mapping[int, str], Mapping[str, Row]]) -> Expected:
    """Return a prediction as the page shows it; *by* has the states of all and the rulings that count."""
    states, rulings = by
    ruling = rulings.get(row["id"])
    low, high = round(row["low"] * 100), round(row["high"] * 100)
    return Expected(
        row["id"],
        links.article(row["article"], f"e-{row['event']}"),
        visible(row["doc_id"]),
        party(row["said_by"], row["code"]) if row["said_by"] else "the article",
        _event(row),
        visible(row["words"]) or NOBODY,
        f"{low} to {high} %",
        visible(row["origin"]),
        _by(row),
        row["certainty"],
        visible(row["evidence"] or ""),
        low,
        max(high - low, 1),
        states[row["number"]],
        visible(str(ruling["by"])) if ruling and ruling["plan"] is None else "",
        links.page("prediction", {"id": row["id"]}) if links.live or ruling else "",
    )


def _event(row: Any) -> str:
    sides = " → ".join(party(row[f"{one}_text"], row[f"{one}_code"]) for one in ("actor", "recipient"))
    return f"{row['type']}: {sides}"


def _by(row: Any) -> str:
    if row["by_end"] is None:
        return ""
    return f"{row['by_end']}" + (f" ({visible(row['by_text'])})" if row["by_text"] else "")


def _chips(
    times: Mapping[str, int], query: Mapping[str, str], links: Links
) -> Sequence[tuple[str, int, str, bool]]:
    """Return each state that is there: its name, how often, where choosing it leads, and if it is chosen."""
    taken = query.get("state", "")
    rest = {name: value for name, value in query.items() if name not in ("after", "state")}
    return [
        (
            name,
            times.get(name, 0),
            links.page("predictions", {**rest, "state": "" if name == taken else name}),
            name == taken,
        )
        for name in STATES
        if times.get(name) or name == taken
    ]


def _tried(ruling: Row, known: Mapping[str, Row], links: Links) -> Tried:
    plan = known.get(str(ruling["plan"]))
    made = str(ruling["made"])[:16].replace("T", " ")
    claim = visible(short(" ".join(str(plan["claim"]).split()), LONGEST)) if plan else "entered by a person"
    href = links.page("plan", {"digest": str(plan["digest"])}) if plan else ""
    if not plan and ruling["prediction"]:
        href = links.page("prediction", {"id": str(ruling["prediction"])})
    evidence = visible(short(str(ruling["evidence"] or ""), LONGEST))
    return Tried(str(ruling["verdict"]), visible(str(ruling["by"])), made, evidence, claim, href)


def _untried(plan: Row) -> Row:
    """Return a plan that no verdict was reached on as a line among verdicts."""
    return {
        **plan,
        "plan": plan["digest"],
        "verdict": "no verdict",
        "by": "sayso",
        "evidence": "",
        "made": plan["laid"],
    }
