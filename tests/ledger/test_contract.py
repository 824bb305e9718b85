"""The JSON contract has the fields that docs/formats.md names, and they say what the records say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sayso.ledger.contract import annotation_as_json, as_contract, event_as_json

from .support import ARREST, CLOSE, FIRST, INNER, OUTER, TEXT, coded

FIELDS = {
    "article": "doc_id sha256 text title published blocks claims events predictions relations problems",
    "claims": "id kind source cue content speaker parent probability",
    "events": "id trigger sentence type mode context cameo actor recipient status certainty said_by"
    " prediction date place magnitude probability",
    "predictions": "id event span said_by certainty words low high origin by",
    "relations": "id kind subject object span said_by",
    "problems": "code what where remedy",
}


@pytest.fixture
def contract() -> Any:
    """Return the hand-built article as a reader of the JSON gets it."""
    return json.loads(json.dumps(as_contract(coded()), allow_nan=False))


@pytest.mark.parametrize("part", FIELDS)
def test_no_field_of_the_contract_is_missing(contract: Any, part: str) -> None:
    """Every field that is documented is there in every object."""
    objects = [contract] if part == "article" else contract[part]
    assert objects
    assert [set(FIELDS[part].split()) - set(one) for one in objects] == [set()] * len(objects)


def test_the_article_is_told(contract: Any) -> None:
    """Text, date and blocks are those of the article."""
    assert (contract["doc_id"], contract["text"], contract["title"]) == ("ferry", TEXT, None)
    assert contract["published"] == {"date": "2023-03-14", "precision": "day"}
    assert contract["blocks"] == [{"kind": "paragraph", "span": [0, len(TEXT)]}]
    assert contract["sha256"] == coded().article.sha256


def test_an_event_is_told_whole() -> None:
    """Parties, days, place and numbers are objects, spans are pairs."""
    told = event_as_json(ARREST)
    assert told["trigger"] == list(ARREST.trigger)
    assert told["sentence"] == [0, len(FIRST)]
    assert told["context"] == ["legal", "military"]
    assert told["actor"] == {
        "text": "Tanzanian police",
        "code": "TZA COP",
        "id": "TZA COP",
        "span": [0, 16],
        "row": "countries/TZA + roles/police",
    }
    assert told["date"] == {"start": "2023-03-13", "end": "2023-03-13", "text": "on Monday"}
    assert told["place"] == {"text": "Tanga", "country": "TZA", "span": [51, 56]}
    assert told["magnitude"] == [
        {"kind": "people", "low": 11.0, "best": 11.0, "high": 11.0, "text": "eleven"},
        {"kind": "ships", "low": None, "best": 0.1, "high": None, "text": "a few"},
    ]


def test_what_is_unknown_is_null() -> None:
    """An empty field is there, and null or an empty list."""
    told = event_as_json(CLOSE)
    assert [told[name] for name in ("mode", "recipient", "date", "place")] == [None] * 4
    assert (told["context"], told["magnitude"]) == ([], [])
    assert told["said_by"] == {"text": "Élodie Ken", "code": "UNK", "claim": INNER.id}
    assert told["prediction"] is True


def test_claims_are_lists_of_spans(contract: Any) -> None:
    """Source, cue and content are lists of pairs; the claim around it is named by its id."""
    outer, inner = contract["claims"]
    assert [TEXT[slice(*span)] for span in outer["content"]] == [
        "Many worry",
        "that Kenya may close the border",
    ]
    assert outer["speaker"]["text"] == "Élodie Ken"
    assert (inner["parent"], inner["speaker"], inner["negated"]) == (OUTER.id, None, True)


def test_an_annotation_holds_what_conllu_holds() -> None:
    """Tokens are numbered from 1 and hang on 0 at the root; factuality is null until a head gives it."""
    told: Any = json.loads(json.dumps(annotation_as_json(coded())))
    assert told["doc_id"] == "ferry"
    assert [sentence["block"] for sentence in told["sentences"]] == [0, 1]
    for sentence in told["sentences"]:
        (token,) = sentence["tokens"]
        assert (token["id"], token["head"], token["deprel"]) == (1, 0, "root")
        assert token["text"] == TEXT[slice(*token["span"])]
        assert token["factuality"] is None
        assert {"lemma", "upos", "xpos", "features", "entity"} <= set(token)
