"""What a reviewer types for the value of a field, as the correction that it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sayso.record import Claim, Span

if TYPE_CHECKING:
    from sayso.ledger.review import Page, Reviewed

NONE = "-"
DOTS = " ... "
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
HELP = {
    "party": "WORDS = CODE, or WORDS, or = CODE",
    "words": "words of the article",
    "span": "words of the article",
    "stretches": "words of the article, ' ... ' between stretches",
    "yes": "yes or no",
    "days": "YYYY-MM-DD, or YYYY-MM-DD YYYY-MM-DD",
    "list": "words with blanks between them",
    "number": "a number from 0 to 1",
    "magnitude": "KIND NUMBER = WORDS, or KIND LOW NUMBER HIGH = WORDS; several with ';'",
    "id": "the beginning of a claim's id",
    "word": "a word of the codebook",
    "status": "happened, future, conditional, wanted or not_happened",
    "certainty": "certain, probable or possible",
}
EMPTY = ("context", "magnitude", "source", "cue", "content")  # fields that "-" leaves with an empty list


def value(field: str, typed: str, one: Reviewed, page: Page) -> object:
    """Return what *typed* means for a *field* of the row *one*. Raises ValueError where it means nothing."""
    typed = typed.strip()
    if typed == NONE:
        return [] if field in EMPTY else None
    if not typed:
        raise ValueError(f"give a value for {field} ({form(field, one)}), or {NONE} for none")
    return READ[_shape(field, one)](field, typed, page)


def of_kind(kind: str, field: str, typed: str, page: Page) -> object:
    """Return what *typed* means for a *field* that a row of a *kind* hangs on. Raises ValueError, too."""
    if not typed:
        raise ValueError(f"no {field} was given")
    shape = "stretches" if kind == "claim" else SHAPES.get(field, "word")
    return READ[shape](field, typed, page)


def form(field: str, one: Reviewed) -> str:
    """Return how the value of a *field* is typed."""
    return HELP.get(field) or HELP[_shape(field, one)]


def _shape(field: str, one: Reviewed) -> str:
    if field == "source" and isinstance(one.row, Claim):
        return "stretches"
    return SHAPES.get(field, "word")


SHAPES: Mapping[str, str] = {
    **dict.fromkeys(("actor", "recipient", "speaker", "subject", "object", "said_by", "place"), "party"),
    **dict.fromkeys(("trigger", "span"), "span"),
    **dict.fromkeys(("cue", "content"), "stretches"),
    **dict.fromkeys(("prediction", "negated"), "yes"),
    **dict.fromkeys(("date", "by"), "days"),
    **dict.fromkeys(("low", "high"), "number"),
    "context": "list",
    "words": "words",
    "magnitude": "magnitude",
    "parent": "id",
}


def _party(field: str, typed: str, page: Page) -> object:
    words, _, code = (part.strip() for part in typed.partition("="))
    found: dict[str, object] = {}
    if words:
        span = find(words, page)
        found["span"] = list(span)
        if field == "said_by":
            found["claim"] = _claim_of(span, page)
    if code:
        found["country" if field == "place" else "code"] = code.upper()
    return found


def _claim_of(span: Span, page: Page) -> str | None:
    """Return the claim on the page whose source these characters are."""
    claims = (one.row for one in page.rows if isinstance(one.row, Claim))
    return next(
        (
            claim.id
            for claim in claims
            for one in claim.source
            if one.start < span.end and span.start < one.end
        ),
        None,
    )


def find(words: str, page: Page) -> Span:
    """Return where *words* stand: in the sentence, else where they first stand in the article.

    Blanks may be line ends there. Raises ValueError where they are not.
    """
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    start, end = page.sentence or (0, len(page.text))
    found = pattern.search(page.text, start, end) or pattern.search(page.text)
    if found is None:
        raise ValueError(f"the article does not have the words {words!r}")
    return Span(*found.span())


def _words(_field: str, typed: str, page: Page) -> object:
    start, end = find(typed, page)
    return page.text[start:end]


def _span(_field: str, typed: str, page: Page) -> object:
    return list(find(typed, page))


def _stretches(_field: str, typed: str, page: Page) -> object:
    return [list(find(part, page)) for part in typed.split(DOTS)]


def _yes(field: str, typed: str, _page: Page) -> object:
    known = {"yes": True, "y": True, "no": False, "n": False}
    if typed.lower() not in known:
        raise ValueError(f"{field} is yes or no, not {typed!r}")
    return known[typed.lower()]


def _days(field: str, typed: str, _page: Page) -> object:
    days = typed.split()
    if len(days) > 2:
        raise ValueError(f"{field} is one day or two, not {typed!r}")
    return {"start": days[0], "end": days[-1], "text": ""}


def _list(_field: str, typed: str, _page: Page) -> object:
    return typed.replace(",", " ").split()


def _number(field: str, typed: str, _page: Page) -> object:
    if not NUMBER.fullmatch(typed):
        raise ValueError(f"{field} is a number, not {typed!r}")
    return float(typed)


def _magnitude(_field: str, typed: str, page: Page) -> object:
    return [_counted(part, page) for part in typed.split(";")]


def _counted(typed: str, page: Page) -> object:
    counted, _, words = typed.partition("=")
    kind, *numbers = counted.split() or [""]
    if len(numbers) not in (1, 3) or not all(map(NUMBER.fullmatch, numbers)) or not words.strip():
        raise ValueError(f"a number is {HELP['magnitude']}, not {typed.strip()!r}")
    bounds = [float(one) for one in numbers]
    low, best, high = bounds if len(bounds) == 3 else (None, bounds[0], None)
    return {"kind": kind, "low": low, "best": best, "high": high, "text": _words("", words, page)}


def _id(_field: str, typed: str, page: Page) -> object:
    claims = [one.row.id for one in page.rows if isinstance(one.row, Claim) and one.row.id.startswith(typed)]
    return claims[0] if len(claims) == 1 else typed


def _word(field: str, typed: str, _page: Page) -> object:
    return typed.upper() if field == "type" else typed


READ: Mapping[str, Callable[[str, str, Page], object]] = {
    "party": _party,
    "span": _span,
    "words": _words,
    "stretches": _stretches,
    "yes": _yes,
    "days": _days,
    "list": _list,
    "number": _number,
    "magnitude": _magnitude,
    "id": _id,
    "word": _word,
}
