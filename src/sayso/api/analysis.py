"""The verbs that count events, and put what was predicted to the test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.record import Problem

if TYPE_CHECKING:
    from sayso.analyse.asked import Measure, Pair
    from sayso.analyse.audit import Finding
    from sayso.analyse.levels import Levels
    from sayso.analyse.panel import Panel
    from sayso.analyse.periods import Unit
    from sayso.analyse.reciprocity import Reciprocity
    from sayso.analyse.score import Score
    from sayso.ledger.store import Ledger
    from sayso.ledger.tables import Level
    from sayso.run.detectable import Detectable
    from sayso.run.scoring import By
    from sayso.run.scoring import Outcome as Resolution
    from sayso.run.trials import Tried
    from sayso.table import EventTable


def imported_events(ledger: Ledger, number: int) -> EventTable:
    """Return the events of import *number* of *ledger* as columns. Raises Failure (S356) without it."""
    from sayso.ledger.tables import imported

    return imported(ledger, number)


def own_events(ledger: Ledger, level: Level = "mentions") -> EventTable:
    """Return what *ledger* itself coded as having happened, as columns; *level* says what counts as one.

    Events are as *ledger* is to be read (``as_reviewed()``).
    """
    from sayso.ledger.tables import own_events as own

    return own(ledger, level)


def read_events(path: str | Path, **said: object) -> tuple[EventTable, tuple[Problem, ...]]:
    """Return the events of another coder in the file at *path* as columns, and what is wrong with some.

    *said* is that of ``import_file``. Raises Failure where it is no table of events.
    """
    from sayso.read.tables.events import event_table
    from sayso.read.tables.table import NOTHING

    return event_table(path, NOTHING._replace(**said))  # type: ignore[arg-type]


def series_of(data: str | Path, **asked: object) -> Panel:
    """Return the panel (pair by period, zeros included) that *asked* asks of the ledger or file *data*.

    *asked* are the fields of ``run.counting.Wish``: ``pairs``, ``unit``, ``types`` ... Events of a ledger are
    as they stand after review, with ``as_coded=True`` as the machine coded them. Raises Failure as opening
    *data* does, S601 to S603.
    """
    from sayso.run.counting import Wish, panel_in

    return panel_in(str(data), Wish(**asked))[0]  # type: ignore[arg-type]


def reciprocity_of(
    data: str | Path, pairs: Sequence[Pair], units: Sequence[Unit] = ("week", "month"), **asked: object
) -> Reciprocity:
    """Return who answers whom among *pairs* in *data*, by each of *units*; *asked* as in ``series_of``.

    Raises Failure as ``series_of`` does.
    """
    from sayso.analyse.reciprocity import Question
    from sayso.run.counting import Wish, answers_in

    question = Question(pairs=tuple(pairs), units=tuple(units))
    wish = Wish(pairs=tuple(pairs), **asked)  # type: ignore[arg-type]
    return answers_in(str(data), wish, question)[0]


def breaks_of(panel: Panel, measure: Measure = "share", shortest: int = 6) -> tuple[Levels, ...]:
    """Return when the level of each series of *panel* changed; no level is shorter than *shortest*."""
    from sayso.analyse.levels import levels

    return levels(panel, measure, shortest)


def audit_of(
    data: str | Path, codebook: str = "", number: int | None = None, as_coded: bool = False
) -> tuple[Finding, ...]:
    """Return what may be wrong with the events of *data*, or of the import *number* of it, as sentences.

    Events of a ledger are as they stand after review, or *as_coded*. Raises Failure as opening it does, S601
    where no event can be placed.
    """
    from sayso.run.counting import Wish, audit_in

    return audit_in(str(data), Wish(codebook=codebook, number=number, as_coded=as_coded))[1]


def try_prediction(
    ledger: Ledger,
    prediction: str,
    data: str | Path | None = None,
    number: int | None = None,
    **choices: object,
) -> Tried:
    """Put the prediction whose id begins with *prediction* to the test; plan and verdict are kept.

    Rows are as *ledger* is to be read; ``sayso test`` reads it ``as_reviewed()``. *data* is a ledger or file
    with other events to test by, *number* an import of either ledger; *choices* are fields of the plan.
    Raises Failure (S303, S306, S307, S356, S620 to S622, S629, S750).
    """
    from sayso.run.trials import try_prediction as put_to_test

    return put_to_test(ledger, prediction, choices, None if data is None else str(data), number)


def try_claim(
    claim: str | Path,
    data: str | Path,
    number: int | None = None,
    as_coded: bool = False,
    **choices: object,
) -> Tried:
    """Put the claim in the TOML file *claim* to the test by the ledger or file *data*.

    *number* is that of an import of the ledger, whose own events are as they stand after review, or
    *as_coded*. Raises Failure (S101, S112, S356, S620, S621, S624, S750).
    """
    from sayso.ledger.store import Review
    from sayso.run.trials import try_claim as put_to_test

    return put_to_test(claim, str(data), choices, number, Review(not as_coded))


def compare_claim(
    claim: str | Path,
    data: Sequence[str | Path],
    numbers: Sequence[int] = (),
    as_coded: bool = False,
    **choices: object,
) -> list[Tried]:
    """Put one claim to the test by each of *data*, in their order.

    *numbers* are those of imports that are asked as well, of each ledger among *data* that has them.
    *as_coded* and what is raised are as of ``try_claim``.
    """
    from sayso.run.trials import sides_of

    sides = sides_of([str(one) for one in data], numbers)
    return [try_claim(claim, side.data, side.number, as_coded, **choices) for side in sides]


def power_of(
    data: str | Path,
    source: str,
    target: str,
    number: int | None = None,
    as_coded: bool = False,
    **choices: object,
) -> Detectable:
    """Return which effects the series of *source* toward *target* in *data* could show.

    *number* is that of an import of a ledger, whose own events are as they stand after review, or *as_coded*;
    *choices* are fields of a plan (``horizons``, ``types`` ...). Raises Failure (S356, S620, S627, S750).
    """
    from sayso.ledger.store import Review
    from sayso.run.detectable import what_shows

    return what_shows(str(data), (source, target), choices, number, Review(not as_coded))[0]


def score_predictions(ledger: Ledger, of: By = "speaker") -> tuple[Score, ...]:
    """Return the scores of each ``speaker`` or ``outlet`` that made predictions of *ledger*, as it is read.

    ``sayso score`` reads it ``as_reviewed()``.
    """
    from sayso.run.scoring import score_ledger

    return score_ledger(ledger, of)


def resolve_prediction(ledger: Ledger, prediction: str, outcome: Resolution, by: str, evidence: str) -> str:
    """Enter what came of a prediction: ``came``, ``did-not-come`` or ``void``. Returns the id of the entry.

    Raises Failure (S303, S306, S307, S622, S626).
    """
    from sayso.run.scoring import resolve

    return resolve(ledger, prediction, outcome, by, evidence)
