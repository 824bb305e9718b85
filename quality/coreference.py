"""How well mentions are linked on GUM's development part, scored as the CoNLL shared tasks did.

The CoNLL score is the mean F1 of three measures: MUC (Vilain et al. 1995), B-cubed
(Bagga and Baldwin 1998) and entity-based CEAF (Luo 2005). Mentions match by their
head word, and chains of one mention are left out, as in the CorefUD shared tasks
(Žabokrtský et al. 2022). Words and sentences are the treebank's.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from quality import intervals
from sayso.annotate.encoder import Core
from sayso.annotate.linker import link
from sayso.run.pipeline import Resources
from training.coreference import Chains, Document, read_coreference, sentences_of

Counts = tuple[float, float, float, float]  # right of ours, ours, right of gold, gold


def measure(shared: Path, resources: Resources) -> dict[str, float]:
    """Return the F1 of the three measures, and their mean, over all documents."""
    path = shared / "corpora" / "language" / "en_gum-ud-dev.conllu.gz"
    pairs = [(_chains(document, resources.core), document.chains) for document in read_coreference(path)]
    scores: dict[str, float] = {}
    every: list[list[Counts]] = []
    for name, count in (("MUC", muc), ("B3", b3), ("CEAF", ceaf)):
        every.append([count(ours, gold) for ours, gold in pairs])
        scores |= intervals.drawn(f"coreference gum {name} F1", every[-1], intervals.f1)
    return scores | intervals.drawn("coreference gum CoNLL F1", np.concatenate(every, 1).tolist(), _mean)


def _mean(sums: intervals.Numbers) -> intervals.Numbers:
    """Return the mean F1 of the three measures, whose columns stand side by side."""
    mean: intervals.Numbers = np.mean([intervals.f1(three) for three in np.split(sums, 3, 1)], 0)
    return mean


def _chains(document: Document, core: Core) -> Chains:
    """Return the chains that are found in the gold words of *document*."""
    found: dict[int, set[tuple[int, int]]] = {}
    for mention in link(sentences_of(document, core), core.linker):
        found.setdefault(mention.chain, set()).add((mention.sentence, mention.head))
    return [frozenset(chain) for chain in found.values() if len(chain) > 1]


def f1(counts: Sequence[Counts]) -> float:
    """Return F1 over the *counts* of several documents."""
    right_ours, ours, right_gold, gold = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right_ours / max(ours, 1), right_gold / max(gold, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def muc(ours: Chains, gold: Chains) -> Counts:
    """Return the links that both have."""
    return (*_links(ours, gold), *_links(gold, ours))


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    """Return the links of *chains* that *others* have too, and all links of *chains*."""
    number = {mention: place for place, chain in enumerate(others) for mention in chain}
    right = sum(len(chain) - len({number.get(mention, mention) for mention in chain}) for chain in chains)
    return right, sum(len(chain) - 1 for chain in chains)


def b3(ours: Chains, gold: Chains) -> Counts:
    """Return, for each mention, how much of its chain both have."""
    return (*_shares(ours, gold), *_shares(gold, ours))


def _shares(chains: Chains, others: Chains) -> tuple[float, float]:
    """Return the shares of each mention's chain that *others* put together too, summed; and the mentions."""
    home = {mention: chain for chain in others for mention in chain}
    nothing: frozenset[tuple[int, int]] = frozenset()
    right = sum(len(chain & home.get(mention, nothing)) / len(chain) for chain in chains for mention in chain)
    return right, sum(map(len, chains))


def ceaf(ours: Chains, gold: Chains) -> Counts:
    """Return how alike the chains are that are best paired one to one."""
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in gold] for a in ours]).reshape(
        len(ours), len(gold)
    )
    best = float(alike[linear_sum_assignment(alike, maximize=True)].sum())
    return best, len(ours), best, len(gold)
