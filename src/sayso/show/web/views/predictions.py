"""What somebody expects, with what came of it: state, verdicts, plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import numpy as np

from sayso.analyse.verdict import WORDS
from sayso.ledger.decisions import named
from sayso.ledger.parties import fitting
from sayso.ledger.trials import judged, plans
from sayso.problems import Failure, problem
from sayso.run.scoring import WORDS as OUTCOMES
from sayso.run.scoring import resolve, that_count
from sayso.show.rows import NOBODY
from sayso.show.visible import short, visible
from sayso.show.web.answers import Asked, Moved, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.actors import as_read
from sayso.show.web.views.claims import following, part, party
from sayso.show.web.views.events import as_reviewed, check, unfit
from sayso.show.web.views.listed import Row, listing, prediction_rows, rejected

SHOWN = 40
LONGEST = 300
OPEN, DUE = "not tested", "due, not tested"
STATES: tuple[str, ...] = (OPEN, DUE, *WORDS)


class Expected(NamedTuple):
    """A prediction: who says it, what is expected, with which words, what they stand for, and its state.

    It and its event each stand after review in some way.
    """

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
    review: str
    event_review: str


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
    wanted = {name: asked.query.get(name, "") for name in ("who", "actor", "recipient")}
    with desk.open() as ledger:
        found = listing(
            "predictions", lambda known: fitting(known.predictions, wanted), desk, ledger, asked.query
        )
        numbers = found.numbers
        rulings = that_count(judged(ledger))
        states = states_of(desk.expected(ledger, found.applied), rulings)
        times = Counter(states[number] for number in numbers.tolist())
        if wanted_state:
            fits = (states[number] == wanted_state for number in numbers.tolist())
            numbers = numbers[np.fromiter(fits, bool, len(numbers))]
        shown, after = part(numbers, (asked.query, SHOWN))
        rows = list(prediction_rows(desk, ledger, shown, found.applied))
        tested = any(plans(ledger)) or bool(rulings)
    content = {
        "total": len(numbers),
        "predictions": [expected(row, (links, as_read(asked.query)), (states, rulings)) for row in rows],
        "rejected": rejected(links, "predictions", asked.query, found),
        "states": _chips(times, asked.query, links) if links.live else (),
        "query": asked.query,
        "trials": links.page("trials") if tested else "",
        "next": following(links, "predictions", asked.query, after),
    }
    return Page("predictions.html", "Predictions", "predictions", content)


def prediction_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return one prediction with all that was found to have come of it. Raises Failure (S306).

    One that does not stand after review is shown as it was coded, and says so.
    """
    name, applied = asked.query.get("id", ""), as_reviewed(asked.query)
    with desk.open() as ledger:
        every = list(judged(ledger))
        rulings = that_count(every)
        numbers = [number for number, one, _ in desk.expected(ledger) if one == name]
        row = next(prediction_rows(desk, ledger, numbers, applied), None)
        if row is None:
            raise Failure(problem("S306", str(ledger.path), row=visible(name)[:40]))
        known = {str(one["digest"]): one for one in plans(ledger)}
        tried = [_tried(one, known, links) for one in every if one["prediction"] == name]
        verdicts = {one["plan"] for one in every}
        waiting = [
            (str(one["laid"])[:16].replace("T", " "), links.page("plan", {"digest": str(one["digest"])}))
            for one in known.values()
            if one["prediction"] == name and one["digest"] not in verdicts
        ]
        states = states_of(desk.expected(ledger, applied), rulings)
    content = {
        "one": expected(row, (links, as_read(asked.query)), (states, rulings)),
        **_reading(row, links, applied),
        "tried": tried[::-1],
        "waiting": waiting,
        "can_resolve": links.live and not desk.read_only,
        "file": desk.path.name,
    }
    return Page("prediction.html", f"Prediction {name[:8]}", "predictions", content)


def _reading(row: Row, links: Links, applied: bool) -> Mapping[str, object]:
    """Return how the prediction in *row* stands after review, and how it is read: where it is read otherwise.

    One that was rejected, itself or its event, is read as it was coded.
    """
    reviews = row["review"], row["event_review"]
    other = {"id": row["id"], "reviewed": "" if applied else "1"}
    return {
        "reviews": reviews,
        "decided": set(reviews) != {"unreviewed"},
        "applied": applied,
        "stands": applied and "rejected" not in reviews,
        "other": links.page("prediction", other) if links.live else "",
    }


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
    return Moved(links.page("prediction", {"id": form.get("id", ""), **as_read(form)}))


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


def states_of(predictions: Iterable[tuple[int, str, str]], rulings: Mapping[str, Row]) -> Mapping[int, str]:
    """Return by number the state of each of *predictions*: number, id and deadline.

    It is the verdict that counts, or else whether its day has come.
    """
    today = datetime.now(UTC).date().isoformat()
    found = {}
    for number, name, by_end in predictions:
        ruling = rulings.get(name)
        found[number] = str(ruling["verdict"]) if ruling else DUE if by_end and by_end < today else OPEN
    return found


def expected(
    row: Row, to: tuple[Links, Mapping[str, str]], by: tuple[Mapping[int, str], Mapping[str, Row]]
) -> Expected:
    """Return a prediction as the page shows it.

    *to* has the links, and what goes along with them; *by* the states of all and the rulings that count.
    """
    (links, along), (states, rulings) = to, by
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
        links.page("prediction", {"id": row["id"], **along}) if links.live or ruling else "",
        row["review"],
        row["event_review"],
    )


def _event(row: Row) -> str:
    sides = " → ".join(party(row[f"{one}_text"], row[f"{one}_code"]) for one in ("actor", "recipient"))
    return f"{row['type']}: {sides}"


def _by(row: Row) -> str:
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
