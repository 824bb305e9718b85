"""What programs may ask: each question once, for the document that describes it and for its check."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, NamedTuple, get_args

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


class Part(NamedTuple):
    """A part of what is sent: its name, its shape, and whether it has to be there."""

    name: str
    shape: Json
    needed: bool = False


class Operation(NamedTuple):
    """A question: its path, what it answers, what may be given, and the shape of the answer.

    What changes the ledger is sent (``post``), with the parts of ``body`` and the token of the server.
    """

    path: str
    what: str
    parameters: Sequence[Parameter]
    answer: Json
    body: Sequence[Part] = ()

    @property
    def method(self) -> str:
        """How it is asked."""
        return "post" if self.body else "get"


WHO = "a code (KEN, KEN GOV) or words"
DAY = r"^\d{4}(-\d\d){0,2}$"
AFTER = Parameter("after", "the number that the answer before ended with", most=2**53)
LIMIT = Parameter("limit", f"how many rows at most, {MOST} if more", most=MOST)
REVIEWED = Parameter("reviewed", "rows as they stand after review", words=("1",))
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
    REVIEWED,
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


TEXT: Json = {"type": "string", "minLength": 1, "maxLength": 1000}
REVIEWER = Part("reviewer", {"type": "string", "minLength": 1, "maxLength": 100}, True)
DECISION = (
    Part("row", {"type": "string", "pattern": r"^[0-9a-f]{1,64}$"}, True),
    Part("verdict", {"type": "string", "enum": ["accept", "correct", "reject", "unsure"]}, True),
    REVIEWER,
    Part("article", {"type": "string", "pattern": r"^[0-9a-f]{64}$"}),
    Part("corrections", OBJECT),
    Part("note", TEXT),
    Part("blind", {"type": "boolean"}),
)
NETWORK = tuple(one for one in FILTERS if one.name in ("since", "until", "certainty", "status", "reviewed"))
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
            REVIEWED,
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
            REVIEWED,
            AFTER,
            LIMIT,
        ),
        listing("predictions"),
    ),
    Operation("/api/problems", "What went wrong with inputs.", (AFTER, LIMIT), listing("problems")),
    Operation("/api/network", "Pairs of countries, both ways.", NETWORK, listing("pairs")),
    Operation("/api/verdicts", "What came of predictions.", (), {"type": "array", "items": OBJECT}),
    Operation("/api/decisions", "What people decided.", (AFTER, LIMIT), listing("decisions")),
    Operation("/api/decisions", "Keep a decision about a row.", (), OBJECT, DECISION),
    Operation("/api/undo", "Take back a reviewer's last decision.", (), OBJECT, (REVIEWER,)),
    Operation("/api/token", "The token that has to be sent along with a decision.", (), OBJECT),
    Operation("/api/runs", "The runs that wrote the ledger.", (), {"type": "array", "items": OBJECT}),
)
PROBLEM: Json = {
    "type": "object",
    "required": ["code", "what", "where", "remedy"],
    "properties": {name: {"type": "string"} for name in ("code", "what", "where", "remedy")},
}


TOKEN: Json = {"type": "apiKey", "in": "header", "name": "X-Sayso-Token"}
REFUSED = (("400", "A value is not understood."), ("404", "There is no such row."))
NOT_TAKEN = (
    ("403", "The token is missing, or the ledger is open for reading only."),
    ("409", "The row cannot hold that, the name is none, or there is nothing to take back."),
    ("413", "What was sent is too large."),
    ("503", "The ledger cannot be written."),
)


def document() -> Json:
    """Return the OpenAPI document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "sayso explorer",
            "version": version("sayso"),
            "description": "A ledger for programs. Rows have the fields of docs/formats.md.",
        },
        "paths": _paths(),
        "components": {"schemas": {"Problem": PROBLEM}, "securitySchemes": {"token": TOKEN}},
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


def taken(operation: Operation, sent: object) -> Mapping[str, Any]:
    """Return what was *sent* for an *operation*. Raises Failure (S742) where it is not what is described."""
    if not isinstance(sent, dict):
        raise _unsound("it is no object of JSON")
    known = {one.name: one for one in operation.body}
    for name, value in sent.items():
        if name not in known:
            raise _unsound(f"there is no {visible(name)[:40]!r}; there are {', '.join(known)}")
        if not _is(known[name].shape, value):
            raise _unsound(f"{name} cannot be {visible(str(value))[:80]!r}")
    missing = [one.name for one in operation.body if one.needed and one.name not in sent]
    if missing:
        raise _unsound(f"{missing[0]} is missing")
    return sent


def _is(shape: Mapping[str, Any], value: object) -> bool:
    """Return whether *value* has the *shape*; of shapes, what those here need."""
    if shape["type"] != "string":
        return isinstance(value, bool if shape["type"] == "boolean" else dict)
    if not isinstance(value, str):
        return False
    if "pattern" in shape:
        return re.fullmatch(str(shape["pattern"]).strip("^$"), value, re.ASCII) is not None
    return value in shape["enum"] if "enum" in shape else 1 <= len(value) <= shape["maxLength"]


def _unsound(reason: str) -> Failure:
    return Failure(problem("S742", "this request", reason=reason))


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


def _paths() -> Json:
    paths: dict[str, dict[str, Json]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = _operation(one)
    return dict(paths)


def _operation(one: Operation) -> Json:
    answers: Json = {"200": _answer("What was asked for.", one.answer)}
    told: Json = {"$ref": "#/components/schemas/Problem"}
    for status, what in (*REFUSED, *(NOT_TAKEN if one.body else ())):
        answers[status] = _answer(what, told)
    name = one.path.split("/")[2]
    found: Json = {
        "summary": one.what,
        "operationId": f"{one.method}-{name}" if one.body else name,
        "parameters": [_parameter(each, one.path) for each in one.parameters],
        "responses": answers,
    }
    return {**found, "requestBody": _body(one), "security": [{"token": []}]} if one.body else found


def _body(one: Operation) -> Json:
    shape: Json = {
        "type": "object",
        "required": [each.name for each in one.body if each.needed],
        "properties": {each.name: each.shape for each in one.body},
        "additionalProperties": False,
    }
    return {"required": True, "content": {"application/json": {"schema": shape}}}


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
