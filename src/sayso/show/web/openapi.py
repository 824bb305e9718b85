"""What programs may ask: each question once, for the document that describes it and for its check."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple, get_args

from sayso.ledger.standing import STANDINGS
from sayso.ontology.triggers import TYPES
from sayso.problems import Failure, problem
from sayso.record import Certainty, Status
from sayso.show.visible import visible
from sayso.show.web.views.events import ORDERS

Json = dict[str, object]
MOST = 1000  # rows of one answer
LONGEST = 200  # characters of a value


class Parameter(NamedTuple):
    """A value that may be given: what it is, and which are understood."""

    name: str
    what: str
    words: Sequence[str] = ()
    pattern: str = ""
    most: int = 0


class Operation(NamedTuple):
    """A question: its path, what it answers, what may be given, and the shape of the answer."""

    path: str
    what: str
    parameters: Sequence[Parameter]
    answer: Json


WHO = "a code (KEN, KEN GOV) or words"
DAY = r"^\d{4}(-\d\d){0,2}$"
AFTER = Parameter("after", "the number that the answer before ended with", most=2**53)
LIMIT = Parameter("limit", f"how many rows at most, {MOST} if more", most=MOST)
FILTERS = (
    Parameter("type", "a type of PLOVER", words=TYPES),
    Parameter("actor", f"who did it: {WHO}"),
    Parameter("recipient", f"to whom: {WHO}"),
    Parameter("said_by", f"on whose word: {WHO}"),
    Parameter("status", "its status", words=get_args(Status)),
    Parameter("certainty", "its certainty", words=get_args(Certainty)),
    Parameter("prediction", "only what is expected", words=("1",)),
    Parameter("review_state", "how it stands after review", words=STANDINGS),
    Parameter("since", "from this day, month or year", pattern=DAY),
    Parameter("until", "up to this day, month or year", pattern=DAY),
    Parameter("run", "the id of a run"),
    Parameter("doc", "the name of an article"),
    Parameter("text", "words of the sentence"),
    Parameter("reviewed", "rows as they stand after review", words=("1",)),
    Parameter("sort", "their order; as read, if not given", words=tuple(filter(None, ORDERS))),
)
OBJECT: Json = {"type": "object"}
ID = Parameter("id", "the beginning of a row's id", pattern=r"^[0-9a-f]{1,64}$")
SHA = Parameter("sha256", "the digest of an article's text", pattern=r"^[0-9a-f]{64}$")


def listing(name: str) -> Json:
    """Return the shape of an answer with a list called *name*."""
    rows = {"type": "array", "items": OBJECT}
    number = {"type": ["integer", "null"]}
    found = {"total": {"type": "integer"}, "next": number, name: rows}
    return {"type": "object", "required": ["total", "next", name], "properties": found}


OPERATIONS = (
    Operation("/api/ledger", "The ledger's name, and how many rows of each level it holds.", (), OBJECT),
    Operation("/api/events", "Events that fit.", (*FILTERS, AFTER, LIMIT), listing("events")),
    Operation("/api/rows/{id}", "One row of any kind, and what it rests on.", (ID,), OBJECT),
    Operation("/api/articles/{sha256}", "An article with all its rows.", (SHA,), OBJECT),
    Operation(
        "/api/claims",
        "Claims: who says what.",
        (
            Parameter("who", f"who says so: {WHO}"),
            Parameter("about", f"of whom: {WHO}"),
            AFTER,
            LIMIT,
        ),
        listing("claims"),
    ),
    Operation(
        "/api/predictions",
        "What somebody expects.",
        (
            Parameter("who", f"who says so: {WHO}"),
            Parameter("actor", f"who will do it: {WHO}"),
            Parameter("recipient", f"to whom: {WHO}"),
            AFTER,
            LIMIT,
        ),
        listing("predictions"),
    ),
    Operation("/api/problems", "What went wrong with inputs.", (AFTER, LIMIT), listing("problems")),
    Operation("/api/runs", "The runs that wrote the ledger.", (), {"type": "array", "items": OBJECT}),
)
PROBLEM: Json = {
    "type": "object",
    "required": ["code", "what", "where", "remedy"],
    "properties": {name: {"type": "string"} for name in ("code", "what", "where", "remedy")},
}


def document() -> Json:
    """Return the OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sayso explorer",
            "version": version("sayso"),
            "description": "A ledger for programs. Rows have the fields of docs/formats.md.",
        },
        "paths": {one.path: {"get": _operation(one)} for one in OPERATIONS},
        "components": {"schemas": {"Problem": PROBLEM}},
    }


def checked(operation: Operation, given: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values *given* for an *operation*. Raises Failure (S705) for one that is not understood."""
    known = {one.name: one for one in operation.parameters}
    for name, value in given.items():
        if name not in known:
            raise _unfit(f"there is no {visible(name)[:40]!r} here; there are {', '.join(known) or 'none'}")
        if not fits(known[name], value):
            raise _unfit(f"{name} cannot be {visible(value)[:80]!r}")
    return given


def fits(one: Parameter, value: str) -> bool:
    """Return whether *value* is understood for the parameter *one*."""
    if one.words:
        return value in one.words
    if one.pattern:
        return re.fullmatch(one.pattern.strip("^$"), value, re.ASCII) is not None
    if one.most:
        return re.fullmatch(r"\d{1,16}", value, re.ASCII) is not None and 1 <= int(value) <= one.most
    return 0 < len(value) <= LONGEST


def _unfit(reason: str) -> Failure:
    return Failure(problem("S705", "this address", reason=reason))


def _operation(one: Operation) -> Json:
    answers: Json = {"200": _answer("What was asked for.", one.answer)}
    told: Json = {"$ref": "#/components/schemas/Problem"}
    for status, what in (("400", "A value is not understood."), ("404", "There is no such row.")):
        answers[status] = _answer(what, told)
    return {
        "summary": one.what,
        "operationId": one.path.split("/")[2],
        "parameters": [_parameter(each, one.path) for each in one.parameters],
        "responses": answers,
    }


def _answer(what: str, shape: Json) -> Json:
    return {"description": what, "content": {"application/json": {"schema": shape}}}


def _parameter(one: Parameter, path: str) -> Json:
    inside = f"{{{one.name}}}" in path
    return {
        "name": one.name,
        "in": "path" if inside else "query",
        "required": inside,
        "description": one.what,
        "schema": _shape(one),
    }


def _shape(one: Parameter) -> Json:
    if one.words:
        return {"type": "string", "enum": list(one.words)}
    if one.pattern:
        return {"type": "string", "pattern": one.pattern}
    if one.most:
        return {"type": "integer", "minimum": 1, "maximum": one.most}
    return {"type": "string", "minLength": 1, "maxLength": LONGEST}
