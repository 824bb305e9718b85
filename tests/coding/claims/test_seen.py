"""Claims as the core sees them, and how what it sees is weighed against the lexicon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.coding.claims.assemble import code_claims
from sayso.coding.claims.reported import Scene, find_reported
from sayso.coding.claims.seen import FRAME, as_seen, find_seen, tokens_in
from sayso.coding.claims.weighing import calibrated, evidence, weighed
from sayso.ontology.cues import load_cues
from sayso.record import Annotation, Article, Block, Link, Part, Published, Sentence, Span, Token
from sayso.tree import Tree

TEXT = "Berg blogged taxes fell fast"
# word, part of speech, tag, head, relation
ROWS = (
    ("Berg", "PROPN", "NNP", 1, "nsubj"),
    ("blogged", "VERB", "VBD", -1, "root"),
    ("taxes", "NOUN", "NNS", 3, "nsubj"),
    ("fell", "VERB", "VBD", 1, "ccomp"),
    ("fast", "ADV", "RB", 3, "advmod"),
)
AT_CUE = Link(1, 0.9)
CLAIM = (
    Part(0.9, 0.0, 0.0, AT_CUE),
    Part(0.0, 0.9, 0.0, Link(-1, 0.9)),
    *(Part(0.0, 0.0, 0.9, AT_CUE),) * 2,
    None,
)


def scene(parts: tuple[Part | None, ...] = CLAIM, lemma: str = "blog") -> Scene:
    """Return the sentence of ``ROWS`` with what the core sees in each word; *lemma* is that of its verb."""
    tokens = []
    for (word, *rest), part in zip(ROWS, parts, strict=True):
        start = TEXT.index(word)
        called = lemma if word == "blogged" else word.lower()
        tokens.append(Token(Span(start, start + len(word)), word, called, *rest, part=part))
    return Scene(0, Tree(Sentence(Span(0, len(TEXT)), 0, tuple(tokens))), TEXT, load_cues())


def words(spans: tuple[Span, ...]) -> list[str]:
    """Return the words of *spans*."""
    return [TEXT[span.start : span.end] for span in spans]


def test_a_cue_that_no_rule_knows_makes_a_claim() -> None:
    """Source and content are the words that the core links to it."""
    (claim,) = find_seen(scene(), taken=())
    assert (words(claim.source), words(claim.words), words(claim.content)) == (
        ["Berg"],
        ["blogged"],
        ["taxes fell"],
    )
    assert (claim.frame, claim.cue.row) == (FRAME, "core:blog")
    assert claim.speaker is not None


def test_a_cue_that_a_rule_has_taken_makes_none() -> None:
    """One cue, one claim."""
    assert list(find_seen(scene(), taken=(1,))) == []


def test_a_rule_takes_its_spans_from_the_core() -> None:
    """Where the core links words to the cue, they are source and content; else the syntax decides."""
    seen, unseen = scene(lemma="say"), scene((None,) * 5, lemma="say")
    (by_core,), (by_rule,) = ([as_seen(draft, one) for draft in find_reported(one)] for one in (seen, unseen))
    assert words(by_core.content) == ["taxes fell"]
    assert words(by_rule.content) == ["taxes fell fast"]
    assert by_core.speaker == by_rule.speaker


def test_what_the_core_sees_makes_a_claim_likelier() -> None:
    """The same construction with and without the core's word for it."""
    seen, unseen = scene(lemma="say"), scene((None,) * 5, lemma="say")
    (with_core,), (without,) = (
        [weighed(draft, one) for draft in find_reported(one)] for one in (seen, unseen)
    )
    assert with_core.probability > 0.7 > without.probability


def test_within_another_claim_the_lexicon_decides() -> None:
    """The core marks outermost claims alone: of a cue within a content it says nothing."""
    inner = scene((*CLAIM[:1], Part(0.0, 0.01, 0.95, Link(-1, 0.9)), *CLAIM[2:]), lemma="say")
    (draft,) = find_reported(inner)
    share = inner.cues.share(draft.frame, draft.cue)
    assert weighed(draft, inner).probability == pytest.approx(calibrated(share))
    assert not weighed(replace(draft, frame=FRAME), inner).kept


def test_a_row_tells_that_only_the_core_saw_its_cue() -> None:
    """No dictionary is named that does not have the word."""
    article = Article(
        "one", "one", "0", "0", TEXT, None, Published(), (Block("paragraph", Span(0, len(TEXT))),)
    )
    (claim,), _ = code_claims(article, Annotation((scene().tree.sentence,)), {}, load_cues())
    assert [reason.by for reason in claim.reasons] == ["core:cue", "core:content"]


def test_evidence_is_as_long_as_the_weights() -> None:
    """Every number has its weight."""
    (claim,) = find_seen(scene(), taken=())
    share, cue, content, source, linked, *_ = evidence(claim, scene())
    assert share == 0
    assert (cue, content, source, linked) == pytest.approx((0.9, 0.9, 0.9, 1.0))
    assert tokens_in(scene(), claim.content) == [2, 3]
