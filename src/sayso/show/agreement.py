"""How far reviewers agree, as lines that people read and as objects for programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.analyse.agreement import Estimate
    from sayso.run.agreement import Difference, Measured

UNDEFINED = "-"


def line(one: Measured) -> Mapping[str, str]:
    """Return one measurement as people read it: numbers to two digits, with their 95 % intervals."""
    pair = one.pair
    return {
        "kind": one.kind,
        "field": one.field,
        "reviewers": ", ".join(one.reviewers),
        "rows": str(one.units),
        "alike": UNDEFINED if pair is None or pair.alike is None else f"{pair.alike:.2f}",
        "kappa": told(pair.kappa) if pair else UNDEFINED,
        "alpha": told(one.alpha),
        "F1": told(pair.f1) if pair else UNDEFINED,
    }


def told(found: Estimate) -> str:
    """Return an estimate with its interval: ``0.71 [0.60, 0.80]``."""
    if found.value is None:
        return UNDEFINED
    if found.low is None or found.high is None:
        return f"{found.value:.2f}"
    return f"{found.value:.2f} [{found.low:.2f}, {found.high:.2f}]"


def as_object(one: Measured) -> Mapping[str, object]:
    """Return one measurement for programs."""
    pair = one.pair
    return {
        "kind": one.kind,
        "field": one.field,
        "reviewers": list(one.reviewers),
        "rows": one.units,
        "alike": pair.alike if pair else None,
        "kappa": _object(pair.kappa if pair else None),
        "alpha": _object(one.alpha),
        "f1": _object(pair.f1 if pair else None),
    }


def difference_line(one: Difference) -> Mapping[str, str]:
    """Return one disagreement as people read it."""
    judged = one.judged
    return {
        "row": judged.row,
        "kind": judged.kind,
        "document": judged.doc_id,
        "field": one.field,
        "values": "; ".join(f"{who}: {value}" for who, value in one.values.items()),
    }


def difference_object(one: Difference) -> Mapping[str, object]:
    """Return one disagreement for programs."""
    return {**difference_line(one), "article": one.judged.article, "values": dict(one.values)}


def _object(found: Estimate | None) -> Mapping[str, float | None] | None:
    if found is None or found.value is None:
        return None
    return {"value": found.value, "low": found.low, "high": found.high}
