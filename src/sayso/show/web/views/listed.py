"""Claims and predictions by their numbers, as columns: as they were coded, or as they stand after review."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.ledger.chain import Key
from sayso.ledger.columns import claim_columns, event_columns, prediction_columns
from sayso.ledger.content import Held, content
from sayso.ledger.listings import words_of
from sayso.ledger.parties import Parties, left_out
from sayso.ledger.rows import expected
from sayso.ledger.standing import UNREVIEWED
from sayso.ledger.store import Ledger
from sayso.record import Span
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links
from sayso.show.web.views.events import as_reviewed, unfit

KEPT = 16  # articles with decisions that are kept while a page is made: its rows come article by article
FROM = """
    FROM {table} JOIN codings ON codings.number = {table}.coding
    JOIN readings ON readings.number = codings.reading
"""
CLAIM = f"""
    SELECT claims.number, claims.id, claims.coding, codings.article, doc_id, claims.kind, negated, parent,
        coalesce(speaker_text, {words_of("claims", "source")}) AS who, speaker_code AS code,
        {words_of("claims", "cue")} AS cue, {words_of("claims", "content")} AS content
    {FROM.format(table="claims")} WHERE claims.number = ?
"""
WITHIN = """
    SELECT id, type, actor_text, actor_code, recipient_text, recipient_code, status, certainty FROM events
    WHERE coding = ? AND said_by_claim = ? ORDER BY number
"""
PREDICTION = f"""
    SELECT predictions.number, predictions.id, codings.article, doc_id, predictions.event, events.type,
        actor_text, actor_code, recipient_text, recipient_code,
        predictions.said_by_text AS said_by, predictions.said_by_code AS code, predictions.certainty,
        words, low, high, origin, by_start, by_end, by_text, {words_of("events", "sentence")} AS evidence
    {FROM.format(table="predictions")}
    JOIN events ON events.coding = predictions.coding AND events.id = predictions.event
    WHERE predictions.number = ?
"""
OF_EVENT = ("type", "actor_text", "actor_code", "recipient_text", "recipient_code")
OF_PREDICTION = ("certainty", "words", "low", "high", "origin", "by_start", "by_end", "by_text")
Row = Mapping[str, Any]


class Listing(NamedTuple):
    """The numbers of the rows of a list, whether they are read as they stand, and how many are left out.

    Left out are those that fit and were rejected; ``only`` says that the list is these, as they were coded.
    """

    numbers: NDArray[np.int64]
    applied: bool
    rejected: int
    only: bool = False


def listing(
    name: Literal["claims", "predictions"],
    fit: Callable[[Parties], NDArray[np.int64]],
    desk: Desk,
    ledger: Ledger,
    query: Mapping[str, str],
) -> Listing:
    """Return the rows called *name* that *fit*, read as *query* says. Raises Failure (S705)."""
    state = query.get("review_state", "")
    if state not in ("", "rejected"):
        raise unfit("review_state", state, "rejected")
    if not state and not as_reviewed(query):
        return Listing(fit(desk.parties(ledger)), False, 0)
    standing = desk.parties(ledger, applied=True)
    gone = left_out(fit(desk.parties(ledger)), getattr(standing, name))
    if state:
        return Listing(gone, False, len(gone), only=True)
    return Listing(fit(standing), True, len(gone))


def rejected(links: Links, page: str, query: Mapping[str, str], found: Listing) -> Mapping[str, object]:
    """Return what *page* says of the rows that were rejected: how many, and where they or the others are.

    They are counted whatever the state of a prediction.
    """
    other = {"after": "", "state": "", "reviewed": "1", "review_state": "" if found.only else "rejected"}
    href = links.page(page, {**query, **other}) if found.rejected or found.only else ""
    return {"count": found.rejected, "only": found.only, "href": href}


def claim_rows(
    desk: Desk, ledger: Ledger, numbers: Sequence[int], applied: bool
) -> Iterator[tuple[Row, Iterable[Any]]]:
    """Yield the claims of these *numbers*, each with its review state, and the events that each tells.

    Where *applied* they are as they stand after review.
    """
    keys = desk.standing(ledger).claims if applied else {}
    known = desk.states(ledger)
    for row in _rows(ledger, numbers, keys, (CLAIM, _claim)):
        coding, within = row.pop("coding", None), row.pop("within", ())
        events = ledger.read(WITHIN, (coding, row["id"])) if coding else within
        state = known.get((row["article"], row["id"]), UNREVIEWED)
        yield {**row, "negated": bool(row["negated"]), "review": state.standing}, events


def prediction_rows(desk: Desk, ledger: Ledger, numbers: Sequence[int], applied: bool) -> Iterator[Row]:
    """Yield the predictions of these *numbers*, each with its review state and that of its event.

    Where *applied* they are as they stand after review; one that does not stand is as it was coded.
    """
    keys = desk.standing(ledger).predictions if applied else {}
    known = desk.states(ledger)
    for row in _rows(ledger, numbers, keys, (PREDICTION, _prediction)):
        state, of_event = (known.get((row["article"], row[one]), UNREVIEWED) for one in ("id", "event"))
        yield {**row, "review": state.standing, "event_review": of_event.standing}


def _rows(
    ledger: Ledger,
    numbers: Sequence[int],
    keys: Mapping[int, Key],
    how: tuple[str, Callable[[Held, str], Row | None]],
) -> Iterator[dict[str, Any]]:
    """Yield the rows of these *numbers*: by a query, or those that *keys* names from what stands."""
    query, standing = how
    held = lru_cache(KEPT)(partial(content, ledger.as_reviewed()))
    for number in numbers:
        if number in keys:
            article, name = keys[number]
            row: Any = standing(held(article), name)
        else:
            row = next(ledger.read(query, (number,)), None)
        if row is not None:  # else it was decided about in this very moment
            yield {"number": number, **row}


def _claim(held: Held, name: str) -> Row | None:
    """Return the claim called *name* with the columns of ``CLAIM``, and the events within it."""
    claim = next((one for one in held.rows.claims if one.id == name), None)
    if claim is None:
        return None
    columns = claim_columns(claim)
    return {
        "id": name,
        "article": held.article.sha256,
        "doc_id": held.article.doc_id,
        **{column: columns[column] for column in ("kind", "negated", "parent")},
        "who": claim.speaker.text if claim.speaker else _words(held, claim.source),
        "code": columns["speaker_code"],
        "cue": _words(held, claim.cue),
        "content": _words(held, claim.content),
        "within": [
            event_columns(one) for one in held.rows.events if one.said_by and one.said_by.claim == name
        ],
    }


def _prediction(held: Held, name: str) -> Row | None:
    """Return the prediction called *name* with the columns of ``PREDICTION``."""
    found = expected(held.rows, name)
    if found is None:
        return None
    one, event = found
    columns, its_event = prediction_columns(one), event_columns(event)
    return {
        "id": name,
        "article": held.article.sha256,
        "doc_id": held.article.doc_id,
        "event": one.event,
        **{column: its_event[column] for column in OF_EVENT},
        "said_by": columns["said_by_text"],
        "code": columns["said_by_code"],
        **{column: columns[column] for column in OF_PREDICTION},
        "evidence": _words(held, (event.sentence,)),
    }


def _words(held: Held, spans: Sequence[Span]) -> str | None:
    """Return the words at *spans*, with dots for what stands between them; None where there are none."""
    return " ... ".join(held.article.text[slice(*one)] for one in spans) or None
