"""How far reviewers agree: what the ledger has of their judgements, measured field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sayso.analyse.agreement import MISSING, NOTHING, Agreement, Estimate, Plan, agreement, alpha_of
from sayso.ledger.judgements import EMPTY, REJECTED, ROW, VERDICT, Judged, fields_of, judgements
from sayso.ledger.store import Ledger
from sayso.problems import Failure, problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.int64]

PLAN = Plan()


class Asked(NamedTuple):
    """Whose judgements are compared (empty: everybody's), and whether only those that were made blind."""

    reviewers: tuple[str, ...] = ()
    blind: bool = False


EVERYBODY = Asked()


class Measured(NamedTuple):
    """The agreement of two reviewers on one field of one kind of row; of more than two the alpha alone."""

    kind: str
    field: str
    reviewers: tuple[str, ...]
    units: int
    alpha: Estimate
    pair: Agreement | None


class Difference(NamedTuple):
    """A field of a row that reviewers judged differently: the value by reviewer."""

    judged: Judged
    field: str
    values: Mapping[str, str]


def compare(
    ledger: Ledger, asked: Asked = EVERYBODY, plan: Plan = PLAN
) -> tuple[list[Measured], list[Difference]]:
    """Return how far the reviewers of *ledger* agree, and where they do not.

    Raises Failure (S313) where no two of them decided about the same row.
    """
    found = list(judgements(ledger, asked.reviewers, asked.blind))
    if not found:
        how = " without seeing each other's decisions" if asked.blind else ""
        reason = f"no two reviewers have decided about the same row{how}"
        raise Failure(problem("S313", str(ledger.path), reason=reason))
    measured: list[Measured] = []
    for kind in sorted({one.kind for one in found}):
        rows = [one for one in found if one.kind == kind]
        for field in fields_of(kind):
            measured += _measured(rows, field, plan)
    return measured, [each for one in found for each in _differences(one)]


def _measured(rows: Sequence[Judged], field: str, plan: Plan) -> Iterator[Measured]:
    """Yield the agreement of each pair of reviewers on a *field*, and, if there are more, that of all."""
    import numpy as np

    kind = rows[0].kind
    reviewers = sorted({who for one in rows for who in one.values})
    articles = sorted({one.article for one in rows})
    clusters = np.array([articles.index(one.article) for one in rows])
    values, items = _numbered(rows, field, reviewers)
    for first, second in combinations(range(len(reviewers)), 2):
        pair = agreement(values[:, [first, second]], items[:, [first, second]], clusters, plan)
        if pair.units:
            yield Measured(kind, field, (reviewers[first], reviewers[second]), pair.units, pair.alpha, pair)
    shared = int(((values != MISSING).sum(axis=1) >= 2).sum())
    if len(reviewers) > 2 and shared:
        yield Measured(kind, field, tuple(reviewers), shared, alpha_of(values, clusters, plan), None)


def _numbered(rows: Sequence[Judged], field: str, reviewers: Sequence[str]) -> tuple[Values, Values]:
    """Return the values of a *field*, rows by reviewers, as numbers: as categories, and as what was found.

    As a category an empty field is one of its own, and a rejected row has none. As what was found a rejected
    row and an empty field are nothing.
    """
    import numpy as np

    known: dict[str, int] = {}
    values = np.full((len(rows), len(reviewers)), MISSING, dtype=np.int64)
    items = values.copy()
    for place, one in enumerate(rows):
        for column, who in enumerate(reviewers):
            held = one.values.get(who, {})
            if ROW in held:
                items[place, column] = NOTHING
            if field in held:
                values[place, column] = number = known.setdefault(held[field], len(known) + 1)
                empty = held[field] == EMPTY or (field == ROW and held[field] == REJECTED)
                items[place, column] = NOTHING if empty else number
    return values, items


def _differences(one: Judged) -> Iterator[Difference]:
    """Yield the fields of a row that not all who judged them judged alike."""
    for field in fields_of(one.kind):
        held = {who: values[field] for who, values in one.values.items() if field in values}
        if field != VERDICT and len(set(held.values())) > 1:
            yield Difference(one, field, held)
