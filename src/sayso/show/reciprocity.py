"""Who answers whom, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sayso.analyse.plan import ALPHA
from sayso.show.data import put_json
from sayso.show.listing import show_listing
from sayso.show.terminal import put_line

if TYPE_CHECKING:
    from sayso.analyse.reciprocity import Reciprocity, Response


def put_answers(found: Reciprocity, details: bool, as_json: bool) -> int:
    """Print what was *found*, one entry a direction, or a way with *details*; return how many directions."""
    from sayso.run.counting import program

    entries = list(_directions(found))
    if as_json:
        for entry in entries:
            put_json({**entry, **_origin(found), "version": program()})
        return len(entries)
    for line in heading(found):
        put_line(line)
    for entry in entries:
        put_line(f"\n{entry['answers']} answers {entry['asks']}: {entry['finding']}")
        for reason in entry["reasons"]:
            put_line(f"  {reason}")
    if details:
        put_line("")
        show_listing(_row(one) for one in found.responses)
    return len(entries)


def heading(found: Reciprocity) -> list[str]:
    """Return what stands above the findings: what was asked, of which data, corrected how."""
    from sayso.run.counting import program

    question = found.question
    counted = sum(one.way.counts for one in found.responses)
    off = _off(found)
    lines = [
        f"Reciprocity in {question.measure}, by {' and '.join(question.units)}, lags {question.lags[0]} to"
        f" {question.lags[-1]}; {found.scale or 'no scale'}; {program()}",
        f"{found.coder or 'unnamed coder'} ({found.codebook}), {question.asked.level},"
        f" {found.coverage.first_day} to {found.coverage.last_day}",
        f"p by circular shifts, without mirrored events and net of press attention; {counted} tests,"
        f" corrected ({question.how}), level {question.alpha:g}",
    ]
    return [*lines, f"Not as by default: {'; '.join(off)}."] if off else lines


def _off(found: Reciprocity) -> list[str]:
    """Return which safeguards were turned off."""
    from sayso.analyse.reciprocity import LAGS
    from sayso.analyse.told_panel import departures

    question = found.question
    counts = sum(one.way.counts for one in found.responses)
    off = {
        f"asked by {question.units[0]} alone": len(question.units) == 1,
        f"lags up to {max(question.lags)} only": max(question.lags) < max(LAGS),
        "p values are not corrected for there being several": question.how == "none" and counts > 1,
        f"the level is {question.alpha:g}, not {ALPHA:g}": question.alpha > ALPHA,
    }
    return [*departures(question.asked), *(told for told, is_off in off.items() if is_off)]


def _directions(found: Reciprocity) -> Iterator[dict[str, Any]]:
    from sayso.analyse.reading import read

    for pair in found.question.pairs:
        for direction in (pair, pair[::-1]):
            responses = found.of(direction)
            reading = read(responses, found.question.alpha)
            yield {
                "asks": direction[0],
                "answers": direction[1],
                "finding": reading.word,
                "reasons": list(reading.reasons),
                "ways": [_object(one) for one in responses],
            }


def _object(one: Response) -> Mapping[str, object]:
    from sayso.run.trials import plain

    whole = {
        **one.way._asdict(),
        "counts": one.way.counts,
        "periods": one.periods,
        "events": list(one.events),
    }
    lags = [lag._asdict() for lag in one.by_lag]
    found = {"p": one.p, "corrected": one.corrected, "lags": lags, "reason": one.reason or None}
    impulse = one.impulse._asdict() if one.impulse else None
    return plain({**whole, **found, "impulse": impulse})  # type: ignore[no-any-return]


def _origin(found: Reciprocity) -> Mapping[str, object]:
    covered = found.coverage
    return {
        "coder": found.coder,
        "codebook": found.codebook,
        "scale": found.scale or None,
        "level": found.question.asked.level,
        "first_day": covered.first_day.isoformat(),
        "last_day": covered.last_day.isoformat(),
        "correction": found.question.how,
        "alpha": found.question.alpha,
        "off": _off(found),
    }


def _row(one: Response) -> Mapping[str, object]:
    best = one.strongest
    return {
        "asks": one.asks,
        "answers": one.answers,
        "unit": one.way.unit,
        "measure": one.way.measure,
        "mirrors": one.way.mirrors,
        "attention": "net of" if one.way.attention else "left in",
        "periods": one.periods,
        "n": f"{one.events[0]:g} / {one.events[1]:g}",
        "p": f"{one.p:.4f}" if one.by_lag else one.reason,
        "corrected": f"{one.corrected:.4f}" if one.corrected == one.corrected else "",
        "lags": best.lags if best else "",
        "F": f"{best.f:.2f}" if best else "",
        "p of F": f"{best.p:.4f}" if best else "",
        "effect": f"{best.effect:.3f}" if best else "",
    }
