"""One encoder, many heads."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batch import NO_LABEL, Batch, Vocabularies
from training.encoder import WIDTH, Encoder
from training.heads import HEADS, Head, heads_of

ARC_WIDTH, RELATION_WIDTH, LINK_WIDTH = 256, 128, 128


def _drop(x: Tensor, share: float, training: bool) -> Tensor:
    return functional.dropout(x, share, training)


class Mix(nn.Module):
    """A learned weighted mean of all layers; begins with the last two."""

    def __init__(self, states: int) -> None:
        """Make a mean over *states* tensors."""
        super().__init__()
        weights = torch.zeros(states)
        weights[-2:] = 1.0
        self.weights = nn.Parameter(weights)

    def forward(self, states: list[Tensor]) -> Tensor:
        """Return the mean, with dropout."""
        weights = torch.softmax(self.weights, 0)
        mixed = states[0] * weights[0]
        for number in range(1, len(states)):
            mixed = mixed + states[number] * weights[number]
        return _drop(mixed, 0.2, self.training)


class TagHead(nn.Module):
    """Labels each word."""

    def __init__(self, head: Head, labels: int, states: int) -> None:
        """Make a head for *labels* labels over *states* layers."""
        super().__init__()
        self.mix = Mix(states)
        self.hidden = nn.Linear(WIDTH, head.hidden) if head.hidden else None
        self.out = nn.Linear(head.hidden or WIDTH, labels)

    def forward(self, states: list[Tensor]) -> Tensor:
        """Return (sentences, words, labels) logits."""
        x: Tensor = self.mix(states)
        if self.hidden is not None:
            x = _drop(torch.relu(self.hidden(x)), 0.25, self.training)
        logits: Tensor = self.out(x)
        return logits


class LinkHead(nn.Module):
    """Chooses another word for each word, the root where it has none."""

    def __init__(self, states: int) -> None:
        """Make a head over *states* layers."""
        super().__init__()
        self.mix = Mix(states)
        self.chooser, self.chosen = nn.Linear(WIDTH, LINK_WIDTH), nn.Linear(WIDTH, LINK_WIDTH)
        self.weights = nn.Parameter(torch.randn(LINK_WIDTH, LINK_WIDTH) * 0.02)
        self.bias = nn.Parameter(torch.zeros(LINK_WIDTH))

    def forward(self, states: list[Tensor], words: Tensor) -> Tensor:
        """Return (sentences, words, words) scores; padding is never chosen."""
        x = self.mix(states)
        chooser = _drop(functional.leaky_relu(self.chooser(x), 0.1), 0.25, self.training)
        chosen = _drop(functional.leaky_relu(self.chosen(x), 0.1), 0.25, self.training)
        scores = torch.matmul(torch.matmul(chooser, self.weights) + self.bias, chosen.transpose(1, 2))
        return scores + (1.0 - words[:, None, :].float()) * -10000.0


class Parser(nn.Module):
    """Biaffine arcs and their relations."""

    def __init__(self, relations: int, states: int) -> None:
        """Make a parser for *relations* relation labels over *states* layers."""
        super().__init__()
        self.mix = Mix(states)
        self.arc_dependent, self.arc_head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.dependent, self.head = nn.Linear(WIDTH, RELATION_WIDTH), nn.Linear(WIDTH, RELATION_WIDTH)
        self.arc_weights = nn.Parameter(torch.randn(ARC_WIDTH, ARC_WIDTH) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.weights = nn.Parameter(torch.randn(RELATION_WIDTH, relations * RELATION_WIDTH) * 0.01)
        self.from_dependent = nn.Linear(RELATION_WIDTH, relations)
        self.from_head = nn.Linear(RELATION_WIDTH, relations, bias=False)
        self.relations = relations

    def _project(self, layer: nn.Linear, x: Tensor) -> Tensor:
        return _drop(functional.leaky_relu(layer(x), 0.1), 0.25, self.training)

    def arcs(self, x: Tensor, words: Tensor) -> Tensor:
        """Return (sentences, dependents, heads) scores; padding is never a head."""
        dependent, head = self._project(self.arc_dependent, x), self._project(self.arc_head, x)
        scores = torch.matmul(torch.matmul(dependent, self.arc_weights) + self.arc_bias, head.transpose(1, 2))
        return scores + (1.0 - words[:, None, :].float()) * -10000.0

    def labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """Return (sentences, words, relations) logits for the arcs to *heads*."""
        dependent, head = self._project(self.dependent, x), self._project(self.head, x)
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, RELATION_WIDTH))
        sentences, words, _ = dependent.shape
        spread = torch.matmul(dependent, self.weights).view(sentences, words, self.relations, RELATION_WIDTH)
        both = torch.matmul(spread, chosen.unsqueeze(-1)).squeeze(-1)
        logits: Tensor = both + self.from_dependent(dependent) + self.from_head(chosen)
        return logits


class Core(nn.Module):
    """The encoder and the heads of ``HEADS``."""

    def __init__(self, layers: int, vocabularies: Vocabularies) -> None:
        """Make a core of *layers* layers for *vocabularies* (labels of each head)."""
        super().__init__()
        self.encoder = Encoder(layers)
        self.tags = nn.ModuleDict(
            {head.name: TagHead(head, len(vocabularies[head.name]), layers + 1) for head in heads_of("tag")}
        )
        self.links = nn.ModuleDict({head.name: LinkHead(layers + 1) for head in heads_of("link")})
        self.parser = Parser(len(vocabularies["deprel"]), layers + 1)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Return each head's logits.

        Relations are those of the arcs in *batch*, where -1 asks for the best arc.
        """
        states = [
            self._firsts(state, batch.firsts) for state in self.encoder(batch.ids, batch.shapes, batch.mask)
        ]
        logits = {name: head(states) for name, head in self.tags.items()}
        logits |= {name: head(states, batch.words) for name, head in self.links.items()}
        x = self.parser.mix(states)
        arcs = self.parser.arcs(x, batch.words)
        heads = arcs.argmax(-1)
        if "arc" in batch.labels:
            heads = torch.where(batch.labels["arc"] >= 0, batch.labels["arc"], heads)
        return logits | {"arc": arcs, "deprel": self.parser.labels(x, heads), "heads": heads}

    @staticmethod
    def _firsts(state: Tensor, firsts: Tensor) -> Tensor:
        """Keep the first sub-token of each word; [CLS] stands for the root."""
        return torch.gather(state, 1, firsts[:, :, None].expand(-1, -1, WIDTH))


def loss(logits: dict[str, Tensor], labels: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weighted loss of each head that *labels* has labels for."""
    parts = {}
    for head in HEADS:
        gold = labels.get(head.name)
        if gold is not None and bool((gold != NO_LABEL).any()):
            scores = logits[head.name].flatten(0, 1).float()
            parts[head.name] = (
                functional.cross_entropy(scores, gold.flatten(), ignore_index=NO_LABEL) * head.weight
            )
    return parts


def imitation(
    logits: dict[str, Tensor], taught: dict[str, Tensor], words: Tensor, heads: Sequence[Head]
) -> Tensor:
    """Return the weighted cross-entropy of the choices of *heads* against a teacher's, over all *words*."""
    mask = words.bool().clone()
    mask[:, 0] = False
    parts = []
    for head in heads:
        target = torch.softmax(taught[head.name][mask].float(), -1)
        parts.append(functional.cross_entropy(logits[head.name][mask].float(), target) * head.weight)
    return torch.stack(parts).sum()
