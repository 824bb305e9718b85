"""Plans out of what was said: a prediction of a ledger, or a claim written by hand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from sayso.analyse.asked import Dedupe, Domestic, Level, Measure, Mirrors
from sayso.analyse.correction import Correction
from sayso.analyse.periods import Unit
from sayso.analyse.plan import NAMES, Direction, Placebo, Plan, Question, faults, frozen, settled
from sayso.problems import Failure, problem
from sayso.record import Event, Prediction

MORE = "more stronger closer deeper greater higher increased better warmer growing expanded renewed"
LESS = "less weaker fewer lower reduced decreased worse cooler shrinking declining diminished"
GROW = "increase strengthen deepen expand grow rise improve intensify escalate boost spur"
SHRINK = "decrease weaken reduce decline shrink fall diminish ease subside"
NO_STATE = {"UNK", "INT", "IGO", "NGO", "MNC"}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "question": get_args(Question),
    "measure": get_args(Measure),
    "direction": get_args(Direction),
    "unit": get_args(Unit),
    "correction": get_args(Correction),
    "level": get_args(Level),
    "dedupe": get_args(Dedupe),
    "mirrors": get_args(Mirrors),
    "domestic": get_args(Domestic),
}
KINDS: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("claim", "said_by", "words", "codebook", "quad", *CHOICES), str),
    **dict.fromkeys(("low", "high", "effect", "bound", "alpha"), (int, float)),
    **dict.fromkeys(("horizons", "pairs", "types", "placebo", "rivals", "readings"), list),
    **dict.fromkeys(("episode", "curve"), bool),
    "before": int,
}
DAYS = ("said_on", "exposed", "first", "by")
SET = " was set by the tester"
UNSTATED = "Parties, types, measure, direction, day and horizons were written by hand: they are a reading."


class Sentence(NamedTuple):
    """Where a prediction was made: its sentence, the place of its event's word, and its article's day."""

    text: str
    at: int
    published: str | None


def plan_of_prediction(
    prediction: Prediction, event: Event, sentence: Sentence, choices: Mapping[str, Any]
) -> Plan:
    """Return the plan for a prediction of a ledger; *choices* are fields that the tester sets.

    Where words of more or less stand by the event's word, the question is whether there is more or less of
    such events, in both directions between the parties; otherwise it is whether one comes. What was not said
    is not made up: no party, direction or deadline leaves the plan without it. Raises Failure (S620) where a
    choice is wrong.
    """
    direction = direction_of(sentence)
    pairs = _pairs(event)
    plan = Plan(
        claim=sentence.text,
        said_by=prediction.said_by.text if prediction.said_by else "the article",
        said_on=sentence.published,
        words=prediction.words,
        low=prediction.low,
        high=prediction.high,
        prediction=prediction.id,
        question="change" if direction or "direction" in choices else "occurrence",
        pairs=pairs,
        types=(event.type,),
        codebook="PLOVER",
        direction=direction,
        exposed=sentence.published,
        by=prediction.by.end if prediction.by else None,
        readings=tuple(f"{name}{SET}" for name in sorted(choices)),
    )
    if plan.question == "change":
        plan = replace(plan, pairs=tuple(dict.fromkeys(p for a, b in pairs for p in ((a, b), (b, a)))))
    return chosen(plan, choices, f"prediction {prediction.id}")


def set_in(plan: Plan) -> Mapping[str, Any]:
    """Return the fields of *plan*, which is that for a prediction, that the tester set."""
    names = (one.removesuffix(SET) for one in plan.readings if one.endswith(SET))
    return {name: getattr(plan, name) for name in names if name in NAMES}


def direction_of(sentence: Sentence) -> Direction | None:
    """Return whether words within five of the event's say more or less of it, None where not or both."""
    words = [(one.start(), one.group().lower()) for one in re.finditer(r"[A-Za-z]+", sentence.text)]
    here = max((k for k, (start, _) in enumerate(words) if start <= sentence.at), default=0)
    near = {word for _, word in words[max(0, here - 5) : here + 6]}
    near |= {re.sub(r"(?:ed|es|s|d|ing)$", "", word) for word in near}
    up, down = near & set(f"{MORE} {GROW}".split()), near & set(f"{LESS} {SHRINK}".split())
    if bool(up) == bool(down):
        return None
    return "up" if up else "down"


def _pairs(event: Event) -> tuple[tuple[str, str], ...]:
    """Return the two countries of *event*, nothing where either is not known or none."""
    if event.actor is None or event.recipient is None:
        return ()
    one, other = event.actor.code[:3], event.recipient.code[:3]
    return () if {one, other} & NO_STATE or not one or not other else ((one, other),)


def plan_of_toml(text: str, where: str, choices: Mapping[str, Any]) -> Plan:
    """Return the plan that *text* (TOML) writes down; docs/predictions.md lists its names.

    Raises Failure (S620) that names the first thing wrong with it.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(where, str(error)) from error
    if not isinstance(found.get("claim"), str) or not found["claim"].strip():
        raise _wrong(where, 'it has no claim = "...", the words that are put to the test')
    return chosen(Plan(claim=found["claim"], readings=(UNSTATED,)), {**found, **choices}, where)


def chosen(plan: Plan, choices: Mapping[str, Any], where: str) -> Plan:
    """Return *plan* with *choices* in it, settled. Raises Failure (S620) where one is wrong."""
    for name, value in choices.items():
        reason = _fault(name, value)
        if reason:
            raise _wrong(where, reason)
    values = {name: str(value) if name in DAYS else frozen(value) for name, value in choices.items()}
    plan = replace(plan, **values)  # type: ignore[arg-type] # _fault has seen each
    if found := faults(plan):
        raise _wrong(where, found[0])
    return settled(plan)


def _fault(name: str, value: Any) -> str | None:
    """Return what is wrong with one name and its value."""
    if name not in NAMES or name == "prediction":
        return f"there is no {name!r}; there are {', '.join(one for one in NAMES if one != 'prediction')}"
    kind = KINDS.get(name)
    if kind is not None and not isinstance(value, kind | tuple if kind is list else kind):
        return f"{name} is {value!r}, which is not what it holds"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name} is {value!r}; it may be {', '.join(CHOICES[name])}"
    return _fault_in_list(name, value)


def _fault_in_list(name: str, value: Any) -> str | None:
    """Return what is wrong within a list."""
    if name == "pairs" and not all(_is_pair(one) for one in value):
        return 'pairs are written [["KEN", "UGA"], ["UGA", "KEN"]]'
    if name == "horizons" and not all(type(one) is int for one in value):
        return "horizons are numbers of periods, 1 or more"
    if name == "placebo" and not set(value) <= set(get_args(Placebo)):
        return "placebo may name dates and pairs"
    if name in ("types", "rivals", "readings") and not all(isinstance(one, str) for one in value):
        return f"{name} is a list of texts"
    return None


def _is_pair(one: Any) -> bool:
    return isinstance(one, list | tuple) and len(one) == 2 and all(isinstance(p, str) and p for p in one)


def _wrong(where: str, reason: str) -> Failure:
    return Failure(problem("S620", where, reason=reason))
