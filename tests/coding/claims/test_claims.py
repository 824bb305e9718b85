"""Claim coding, on sentences that a political scientist can read and judge."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.annotate.annotate import annotate
from sayso.annotate.encoder import Core, load_core
from sayso.coding.claims import claim_at, code_claims
from sayso.ontology.cues import load_cues
from sayso.read.article import read_article
from sayso.record import Actor, Claim, Coded, Mention, Source, Span
from sayso.settings import Settings
from tests.coding.support import marked

MODEL = files("sayso") / "models" / "model.int8.onnx"
pytestmark = pytest.mark.skipif(not MODEL.is_file(), reason="the model file is not in this checkout")

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "claims.yaml").read_text(encoding="utf-8"))
LOUD = [case for case in CASES if "fires" in case]
SILENT = [case for case in CASES if "silent" in case]


@cache
def core() -> Core:
    """Return the shipped language core."""
    return load_core(Settings())


def code_text(text: str) -> Coded:
    """Return *text* with its claims, speakers left unresolved."""
    data = text.encode("utf-8")
    source = Source("test.txt", "text/plain", data, hashlib.sha256(data).hexdigest())
    article, _ = read_article(source, Settings())
    assert article is not None
    annotation, _ = annotate(article, Settings(), core())
    claims, _ = code_claims(article, annotation, {}, load_cues())
    return Coded(article, annotation, claims)


def words(coded: Coded, spans: tuple[Span, ...]) -> str:
    """Return the text of *spans*, or "-" where there are none."""
    return " ".join(coded.article.text[span.start : span.end] for span in spans) or "-"


def fits(coded: Coded, claim: Claim, wanted: dict[str, Any]) -> bool:
    """Return whether *claim* is the one that a case describes."""
    spans = {"source": claim.source, "cue": claim.cue, "content": claim.content}
    for name, found in spans.items():
        whole = words(coded, found)
        if name in wanted and (wanted[name] not in whole if name != "source" else wanted[name] != whole):
            return False
    parents = [words(coded, other.cue) for other in coded.claims if other.id == claim.parent]
    return (
        wanted.get("kind", claim.kind) == claim.kind
        and wanted.get("negated", False) == claim.negated
        and ("parent" not in wanted or parents == [wanted["parent"]])
    )


@pytest.mark.parametrize("case", marked(LOUD), ids=lambda case: case["text"][:50])
def test_fires(case: dict[str, Any]) -> None:
    """The claims that a case names come out of its text."""
    coded = code_text(case["text"])
    for wanted in case["fires"]:
        assert any(fits(coded, claim, wanted) for claim in coded.claims), coded.claims


@pytest.mark.parametrize("case", SILENT, ids=lambda case: case["text"][:50])
def test_silent(case: dict[str, Any]) -> None:
    """A text holds no claim with the cues that its case rules out."""
    coded = code_text(case["text"])
    cues = {words(coded, claim.cue) for claim in coded.claims}
    assert not cues & set(case["silent"])


def test_same_article_gives_the_same_claims() -> None:
    """Coding twice gives equal rows with distinct ids."""
    text = "The envoy said that the army will return. The envoy said that the road is open."
    coded = code_text(text)
    again, problems = code_claims(coded.article, coded.annotation, {}, load_cues())
    assert [claim.id for claim in coded.claims] == [claim.id for claim in again]
    assert len({claim.id for claim in again}) == len(again) == 2
    assert problems == ()


def test_claim_at_is_the_innermost() -> None:
    """A word within two claims is on the word of the inner one; a word in none is on nobody's."""
    coded = code_text("The envoy said that many villagers believe that the army will return.")
    start = coded.article.text.index("army")
    inner = claim_at(coded.claims, Span(start, start + 4))
    assert inner is not None
    assert words(coded, inner.source) == "many villagers"
    assert claim_at(coded.claims, Span(0, 3)) is None


def test_speaker_of_a_pronoun_is_the_actor_of_its_chain() -> None:
    """A source that is a pronoun speaks for whom its chain names; without a chain nobody is named."""
    coded = code_text("General Karim closed the road. He said that the bridge was mined.")
    karim = Actor("General Karim", "UNK MIL", "karim", Span(0, 13))
    name = Mention(0, 0, 1, 1, Span(0, 13), "name", "PER", chain=0)
    pronoun = Mention(1, 0, 0, 0, Span(31, 33), "pronoun", "PER", chain=0)
    annotation = replace(coded.annotation, mentions=(name, pronoun))
    (claim,), _ = code_claims(coded.article, annotation, {0: karim}, load_cues())
    assert words(coded, claim.source) == "He"
    assert claim.speaker == karim
    assert [other.speaker for other in coded.claims] == [None]
