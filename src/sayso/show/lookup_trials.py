"""What the commands about predictions ask: plans, verdicts, power and scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sayso.problems import Failure, problem

if TYPE_CHECKING:
    from sayso.analyse.score import Score
    from sayso.ledger.store import Ledger
    from sayso.record import Problem
    from sayso.run.detectable import Detectable
    from sayso.run.scoring import By, Foreseen, Outcome
    from sayso.run.trials import Side, Tried


@contextmanager
def needing_extras() -> Iterator[None]:
    """Turn a library that is not there into a problem. Raises Failure (S625)."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("sayso"):
            raise
        raise Failure(problem("S625", "this computer", package=error.name)) from error


def tried_prediction(
    ledger: Ledger, row: str, choices: Mapping[str, Any], data: str | None, number: int | None
) -> Tried:
    """Return the trial of the prediction whose id begins with *row*."""
    from sayso.run.trials import try_prediction

    with needing_extras():
        return try_prediction(ledger, row, choices, data, number)


def tried_claim(
    path: str, data: str, choices: Mapping[str, Any], number: int | None, as_coded: bool
) -> Tried:
    """Return the trial of the claim in the file at *path*, a ledger's rows *as_coded* or as they stand."""
    from sayso.ledger.store import Review
    from sayso.run.trials import try_claim

    with needing_extras():
        return try_claim(path, data, choices, number, Review(not as_coded))


def sides(data: Sequence[str], numbers: Sequence[int]) -> Sequence[Side]:
    """Return *data*, each ledger followed by its imports *numbers*."""
    from sayso.run.trials import sides_of

    return sides_of(data, numbers)


def trial_object(tried: Tried) -> Mapping[str, object]:
    """Return *tried* as an object for JSON."""
    from sayso.run.trials import object_of

    return object_of(tried)


def detectable(
    data: str, pair: tuple[str, str], choices: Mapping[str, Any], number: int | None, as_coded: bool
) -> tuple[Detectable, tuple[Problem, ...]]:
    """Return what the series of *pair* in *data* could show, and what is wrong with some of its events."""
    from sayso.ledger.store import Review
    from sayso.run.detectable import what_shows

    with needing_extras():
        return what_shows(data, pair, choices, number, Review(not as_coded))


def score_list(ledger: Ledger, by: By) -> tuple[Sequence[Score], Foreseen]:
    """Return the scores of those who made the predictions of *ledger*, and what they rest on."""
    from sayso.analyse.score import scores
    from sayso.run.scoring import forecasts

    found = forecasts(ledger, by)
    return scores(found.forecasts), found


def score_object(score: Score) -> Mapping[str, object]:
    """Return *score* as an object for JSON."""
    from dataclasses import asdict

    from sayso.run.trials import plain

    return {**plain(asdict(score)), "left_out": dict(score.left_out)}


def resolved(ledger: Ledger, row: str, outcome: Outcome, by: str, evidence: str) -> str:
    """Enter what came of a prediction; return the id of what was added."""
    from sayso.run.scoring import resolve

    return resolve(ledger, row, outcome, by, evidence)


def power_object(found: Detectable) -> Mapping[str, object]:
    """Return what a series could show as an object for JSON."""
    from dataclasses import asdict

    from sayso.analyse.power import Trial
    from sayso.run.trials import plain

    curve = [dict(zip(Trial._fields, one, strict=True)) for one in found.curve]
    return {**plain(asdict(found)), "curve": plain(curve)}
