"""How well attributions are coded on annotated articles, by the scorer that lies with them.

PolNeAR marks the outermost attributions, intentions and wishes among them. GUM marks them at any depth, but
only where what is attributed is a clause of its own: "she wants to leave", "he denounced the raid" and
"a call for talks" are none there. So on GUM two figures are given: of all claims, and of those in such a
construction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from quality import calibration
from quality.intervals import drawn, f1, share
from quality.shared import load_tool
from sayso.annotate.annotate import annotate
from sayso.coding.claims import code_claims
from sayso.record import Claim
from sayso.run.pipeline import Resources
from sayso.settings import Settings
from training.annotations import as_article

PARTS = ("polnear_dev", "gum_attribution_dev")
SCORES = {
    "linked F1": "overlap linked source+content",
    "source F1": "overlap source",
    "content F1": "overlap content",
    "direct F1": "bytype direct",
    "mixed F1": "bytype mixed",
    "indirect F1": "bytype indirect",
}
PUBLIC = frozenset(["news", "interview", "speech", "court"])  # GUM's genres of public affairs
CLAUSAL = frozenset(f"frame:{name}" for name in ("clause", "quote", "parataxis", "according", "as"))
LIKE = 0.5  # least F1 of words of two spans that are taken for the same, as the scorer has it


def coded(document: dict[str, Any], resources: Resources) -> tuple[Claim, ...]:
    """Return the claims of *document*."""
    article = as_article(document["doc_id"], document["text"])
    annotation, _ = annotate(article, Settings(), resources.core)
    return code_claims(article, annotation, {}, resources.cues)[0]


def predicted(document: dict[str, Any], claims: Iterable[Claim]) -> dict[str, Any]:
    """Return *claims* of *document* in the scorer's form."""
    spans = [{"source": claim.source, "cue": claim.cue, "content": claim.content} for claim in claims]
    return {"doc_id": document["doc_id"], "text": document["text"], "attributions": spans}


def outermost(claim: Claim) -> bool:
    """Return whether *claim* stands in no other."""
    return claim.parent is None


def is_clausal(claim: Claim) -> bool:
    """Return whether the content of *claim* is a clause by its construction, as GUM asks."""
    return any(reason.by in CLAUSAL for reason in claim.reasons)


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return F1 by level on PolNeAR and GUM, nested claims found in GUM, and how claims are calibrated."""
    scorer = load_scorer(shared)
    folder = shared / "corpora" / "attribution"
    polnear, gum, more = (_read(folder / f"{part}.jsonl") for part in (*PARTS, "gum_attribution_train"))
    public = {name: document for name, document in (gum | more).items() if document["genre"] in PUBLIC}
    claims = {name: coded(document, resources) for name, document in (polnear | gum | public).items()}
    plain = {name: list(filter(outermost, claims[name])) for name in polnear}
    clauses = {name: list(filter(is_clausal, claims[name])) for name in gum | public}
    fits = {one: fit(scorer, polnear[one], plain[one]) for one in polnear}
    return {
        **_scores(scorer, PARTS[0], polnear, plain),
        **_scores(scorer, PARTS[1], gum, {one: claims[one] for one in gum}),
        **_of_clauses(scorer, PARTS[1], gum, clauses),
        **_of_clauses(scorer, "gum public affairs", public, clauses),
        **_nested(scorer, public, claims),
        **calibration.measured("calibration claims, 1-ECE", fits),
    }


def told(shared: Path, resources: Resources) -> dict[str, list[tuple[float, bool]]]:
    """Return, for each article of PolNeAR's dev part, each claim's probability and whether it is right."""
    scorer, gold = load_scorer(shared), _read(shared / "corpora" / "attribution" / f"{PARTS[0]}.jsonl")
    found = {name: filter(outermost, coded(document, resources)) for name, document in gold.items()}
    return {name: fit(scorer, gold[name], claims) for name, claims in found.items()}


def load_scorer(shared: Path) -> ModuleType:
    """Return the scorer that lies with the data."""
    return load_tool(shared / "tools" / "score_attribution.py")


def _read(path: Path) -> dict[str, dict[str, Any]]:
    return {one["doc_id"]: one for one in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def _counts(
    scorer: ModuleType, gold: dict[str, dict[str, Any]], claims: Mapping[str, Iterable[Claim]]
) -> dict[str, list[list[float]]]:
    """Return, by the scorer's name of a level, the counts of each document."""
    found = {name: predicted(gold[name], some) for name, some in claims.items()}
    documents, _ = scorer.score(gold, found)
    return {level: [document[level] for document in documents] for level in SCORES.values()}


def _scores(
    scorer: ModuleType, part: str, gold: dict[str, dict[str, Any]], claims: Mapping[str, Iterable[Claim]]
) -> dict[str, float]:
    counts = _counts(scorer, gold, claims)
    scores: dict[str, float] = {}
    for name, level in SCORES.items():
        scores |= drawn(f"attribution {part} {name}", counts[level], f1)
    return scores


def _of_clauses(
    scorer: ModuleType, part: str, gold: dict[str, dict[str, Any]], clauses: Mapping[str, Iterable[Claim]]
) -> dict[str, float]:
    counts = _counts(scorer, gold, {name: clauses[name] for name in gold})
    return drawn(f"attribution {part} linked F1, of clauses", counts[SCORES["linked F1"]], f1)


def _nested(
    scorer: ModuleType, gold: dict[str, dict[str, Any]], claims: Mapping[str, Iterable[Claim]]
) -> dict[str, float]:
    """Return the share found of attributions whose cue stands in the content of another.

    Of GUM's genres of public affairs, its training part too: they are few, and no core was trained on them.
    """
    found = [
        any(_alike(words, one, claim) for claim in claims[name])
        for name, document in gold.items()
        for words in [scorer.Doc(document["text"]).words]
        for one in filter(lambda one: _is_inside(one, document["attributions"]), document["attributions"])
    ]
    return share("attribution gum_attribution nested found", found)


def _is_inside(one: dict[str, Any], others: Iterable[dict[str, Any]]) -> bool:
    if not one["cue"]:
        return False
    at = one["cue"][0][0]
    return any(start <= at < end for other in others if other is not one for start, end in other["content"])


def _alike(words: Callable[[Any], frozenset[int]], gold: dict[str, Any], claim: Claim) -> bool:
    """Return whether *claim* has the source and the content of *gold*."""
    pairs = [(words(gold["source"]), words(claim.source)), (words(gold["content"]), words(claim.content))]
    return all(
        2 * len(one & two) >= LIKE * (len(one) + len(two)) and bool(one) == bool(two) for one, two in pairs
    )


def fit(scorer: ModuleType, document: dict[str, Any], claims: Iterable[Claim]) -> list[tuple[float, bool]]:
    """Return the probability of each claim, and whether one like it is annotated."""
    words = scorer.Doc(document["text"]).words
    return [
        (claim.probability, any(_alike(words, one, claim) for one in document["attributions"]))
        for claim in claims
    ]
