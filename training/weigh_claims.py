"""Fits the weights of ``sayso.coding.claims.weighing`` on articles that the core was not trained on.

python -m training.weigh_claims --corpora ../shared/corpora: prints the weights, and how often claims of each
probability are right. A claim is right where source and content overlap those of one that is annotated
(F1 of words at least a half, as the attribution scorer has it).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.annotate import annotate
from sayso.coding.claims.assemble import find_drafts
from sayso.coding.claims.draft import Draft
from sayso.coding.claims.reported import Scene
from sayso.coding.claims.weighing import evidence, probability
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from sayso.tree import Tree
from training.annotations import as_article, read_articles
from training.claims import read_attributions
from training.example import is_aside
from training.weigh import logistic, reliability

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")
Seen = tuple[tuple[float, ...], bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the weights; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.weigh_claims")
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args(arguments)
    resources = load_resources(Settings())
    known = read_attributions(options.corpora / "attribution" / "polnear_train.jsonl")
    names = [article["doc_id"] for _, article in read_articles(options.corpora)]
    seen = [one for name in names if is_aside(name) for one in _seen(*known[name], resources)]
    bias, *weights = logistic([[1.0, *row] for row, _ in seen], [right for _, right in seen])
    lines = [
        f"{len(seen)} claims, {sum(right for _, right in seen)} right",
        f"BIAS = {bias:.2f}",
        f"WEIGHTS = ({', '.join(f'{weight:.2f}' for weight in weights)})",
        *reliability((probability(row, bias, weights), right) for row, right in seen),
    ]
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _seen(text: str, attributions: Sequence[dict[str, Any]], resources: Resources) -> Iterator[Seen]:
    article = as_article("text", text)
    annotation, _ = annotate(article, Settings(), resources.core)
    gold = [tuple(_words(text, one[part]) for part in ("source", "content")) for one in attributions]
    for draft in find_drafts(article, annotation, resources.cues):
        scene = Scene(draft.at.sentence, Tree(annotation.sentences[draft.at.sentence]), text, resources.cues)
        yield evidence(draft, scene), _is_right(text, draft, gold)


def _is_right(text: str, draft: Draft, gold: Sequence[tuple[set[int], ...]]) -> bool:
    ours = _words(text, draft.source), _words(text, draft.content)
    return any(all(_alike(one, other) for one, other in zip(ours, theirs, strict=True)) for theirs in gold)


def _words(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    """Return where the words begin that share a character with *spans*."""
    return {
        word.start()
        for word in _WORD.finditer(text)
        if any(start < word.end() and word.start() < end for start, end in spans)
    }


def _alike(one: set[int], other: set[int]) -> bool:
    return (not one and not other) or 2 * len(one & other) >= 0.5 * (len(one) + len(other)) > 0


if __name__ == "__main__":
    sys.exit(main())
