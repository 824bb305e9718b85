"""A plan: what was laid down before data were read, the verdict on it, and its pictures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec
from typing import Any, NamedTuple

from sayso.analyse.plan import Plan, of_object
from sayso.analyse.told import amount, number
from sayso.analyse.verdict import Sighting, Test, Verdict
from sayso.analyse.verdict import of_object as verdict_of
from sayso.ledger.store import Ledger
from sayso.ledger.trials import plans, verdict_and_plan, verdicts_on
from sayso.problems import Failure, problem
from sayso.show.rows import NOBODY
from sayso.show.verdicts import counted
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Bytes, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links

SIGHTINGS = 100
FIGURES = {
    "placebo": "How often which change comes at other dates, the date of the claim in red.",
    "curve": "The specification curve: the same question asked in other ways.",
}
LIBRARIES = ("altair", "vl_convert")
TOLD = ("claim", "said_by", "said_on", "words", "low", "high", "prediction", "readings", "rivals")


class Tested(NamedTuple):
    """One test as a line: what was counted, what changed, and how that compares."""

    pair: str
    window: str
    before: str
    after: str
    change: str
    interval: str
    dates: str
    p: str
    corrected: str
    smallest: str


class Told(NamedTuple):
    """A verdict as the page shows it."""

    word: str
    by: str
    made: str
    version: str
    reasons: list[str]
    tests: list[Tested]
    sightings: list[Sighting]
    more: int
    counted: str
    figures: list[tuple[str, str]]


def plan_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return a plan with the verdicts on it, the latest first. Raises Failure (S740)."""
    with desk.open() as ledger:
        row = _plan_row(ledger, asked.query.get("digest", ""))
        plan = of_object(json.loads(str(row["content"])))
        verdicts = [_told(one, plan, links) for one in verdicts_on(ledger, str(row["digest"]))]
    content = {
        "claim": visible(" ".join(plan.claim.split())),
        "said": _said(plan),
        "digest": row["digest"],
        "laid": str(row["laid"])[:19].replace("T", " "),
        "version": visible(str(row["version"])),
        "fields": list(_fields(plan)),
        "readings": [visible(one) for one in plan.readings],
        "rivals": [visible(one) for one in plan.rivals],
        "verdicts": verdicts,
        "prediction": links.page("prediction", {"id": plan.prediction}) if plan.prediction else "",
        "missing": [one for one in LIBRARIES if find_spec(one) is None],
    }
    return Page("plan.html", f"Plan {str(row['digest'])[:8]}", "predictions", content)


def figure_file(desk: Desk, links: Links, asked: Asked) -> Bytes:  # noqa: ARG001 (as every view)
    """Return a picture of a verdict as SVG. Raises Failure (S625, S740)."""
    name, kind = asked.path["verdict"], asked.path["kind"]
    return Bytes(desk.drawn((name, kind), lambda: drawing(desk, name, kind)), "image/svg+xml")


def drawing(desk: Desk, name: str, kind: str) -> bytes:
    """Return the figure *kind* of the verdict with the id *name* as SVG. Raises Failure (S625, S740)."""
    from sayso.show.figures.save import as_svg
    from sayso.show.figures.trials import placebo_chart, specification_chart

    with desk.open() as ledger:
        found = verdict_and_plan(ledger, name)
    verdict = _verdict(found[0]) if found else None
    if found is None or verdict is None or kind not in _kinds(verdict):
        raise Failure(problem("S740", "this address", name=visible(f"{name} {kind}")[:60]))
    plan = of_object(json.loads(found[1]))
    chart = placebo_chart if kind == "placebo" else specification_chart
    return as_svg(chart(plan, verdict))


def _plan_row(ledger: Ledger, digest: str) -> Mapping[str, object]:
    found = list(plans(ledger, digest)) if digest else []
    if len(found) != 1:
        raise Failure(problem("S740", "this address", name=visible(digest)[:60] or NOBODY))
    return found[0]


def _said(plan: Plan) -> str:
    """Return who said it, when, and what the words are read as."""
    when = f", {plan.said_on}" if plan.said_on else ""
    words = f'; "{visible(plan.words)}"' if plan.words else ""
    read = f" is read as {plan.low:.0%} to {plan.high:.0%}" if plan.low is not None and plan.high else ""
    return f"{visible(plan.said_by) or 'unknown'}{when}{words}{read}"


def _fields(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield what the plan lays down, by name; what it leaves open is left out."""
    for name in plan.__slots__:
        value = getattr(plan, name)
        if name not in TOLD and value not in (None, "", ()):
            yield name.replace("_", " "), visible(_worded(value))


def _worded(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(" > ".join(one) if isinstance(one, tuple) else str(one) for one in value)
    return str(value)


def _told(row: Mapping[str, Any], plan: Plan, links: Links) -> Told:
    verdict = _verdict(row["content"])
    sightings = verdict.sightings if verdict else ()
    return Told(
        str(row["verdict"]),
        visible(str(row["by"])),
        str(row["made"])[:19].replace("T", " "),
        verdict.version if verdict else "",
        [visible(one) for one in verdict.reasons] if verdict else [],
        [_tested(one, plan) for one in verdict.tests] if verdict else [],
        [_shown(one) for one in sightings[:SIGHTINGS]],
        max(len(sightings) - SIGHTINGS, 0),
        visible(counted(dict(verdict.data))) if verdict and verdict.data else "",
        [(links.figure(row["id"], kind), FIGURES[kind]) for kind in (_kinds(verdict) if verdict else ())],
    )


def _shown(one: Sighting) -> Sighting:
    return replace(one, code=visible(one.code), report=visible(one.report), story=visible(one.story))


def _verdict(content: str) -> Verdict | None:
    """Return the verdict with this *content*, None where another version wrote it otherwise."""
    try:
        return verdict_of(json.loads(content))
    except (KeyError, TypeError, ValueError):
        return None


def _kinds(verdict: Verdict) -> list[str]:
    """Return which figures of *verdict* there are; none where the libraries are not installed."""
    if any(find_spec(one) is None for one in LIBRARIES) or all(one.place is None for one in verdict.tests):
        return []
    return ["placebo", "curve"] if verdict.curve else ["placebo"]


def _tested(one: Test, plan: Plan) -> Tested:
    effect = (amount(value, plan.scale) for value in (one.effect, one.low, one.high))
    change, low, high = effect
    return Tested(
        " > ".join(one.pair),
        f"{one.horizon} {plan.unit}s",
        f"{one.before:,}",
        f"{one.after:,}",
        change,
        f"{low} to {high}",
        f"{one.dates:,}",
        number(one.p),
        number(one.corrected),
        "none tried" if one.smallest is None else amount(one.smallest, plan.scale),
    )
