"""One encoder, many heads."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batch import NO_LABEL, Batch, Vocabularies
from training.encoder import MINILM, Base, Encoder, drop
from training.heads import HEADS, Head, heads_of

ARC_WIDTH, RELATION_WIDTH, LINK_WIDTH = 256, 128, 128


class Mixes(nn.Module):
    """For each of *heads* its own learned weighted mean of all layers; each begins with the last two."""

    def __init__(self, states: int, heads: int) -> None:
        """Make *heads* means over *states* tensors."""
        super().__init__()
        weights = torch.zeros(heads, states)
        weights[:, -2:] = 1.0
        self.weights = nn.Parameter(weights)

    def forward(self, states: list[Tensor]) -> list[Tensor]:
        """Return the means, each of the shape of one of *states*."""
        # one product for all means: as many sums over the states would cost more than a layer
        stacked = torch.stack(states).flatten(1)
        mixed = torch.matmul(torch.softmax(self.weights, 1), stacked)
        return list(mixed.view(-1, *states[0].shape).unbind(0))


class TagHead(nn.Module):
    """Labels each word."""

    def __init__(self, head: Head, labels: int, width: int) -> None:
        """Make a head for *labels* labels."""
        super().__init__()
        self.hidden = nn.Linear(width, head.hidden) if head.hidden else None
        self.out = nn.Linear(head.hidden or width, labels)

    def forward(self, x: Tensor) -> Tensor:
        """Return (sentences, words, labels) logits."""
        if self.hidden is not None:
            x = drop(torch.relu(self.hidden(x)), 0.25, self.training)
        logits: Tensor = self.out(x)
        return logits


class LinkHead(nn.Module):
    """Chooses another word for each word, the root where it has none."""

    def __init__(self, width: int) -> None:
        """Make a head with random weights."""
        super().__init__()
        self.chooser, self.chosen = nn.Linear(width, LINK_WIDTH), nn.Linear(width, LINK_WIDTH)
        self.weights = nn.Parameter(torch.randn(LINK_WIDTH, LINK_WIDTH) * 0.02)
        self.bias = nn.Parameter(torch.zeros(LINK_WIDTH))

    def forward(self, x: Tensor, words: Tensor) -> Tensor:
        """Return (sentences, words, words) scores; padding is never chosen."""
        chooser = drop(functional.leaky_relu(self.chooser(x), 0.1), 0.25, self.training)
        chosen = drop(functional.leaky_relu(self.chosen(x), 0.1), 0.25, self.training)
        scores = torch.matmul(torch.matmul(chooser, self.weights) + self.bias, chosen.transpose(1, 2))
        return scores + (1.0 - words[:, None, :].float()) * -10000.0


class Parser(nn.Module):
    """Biaffine arcs and their relations."""

    def __init__(self, relations: int, width: int) -> None:
        """Make a parser for *relations* relation labels."""
        super().__init__()
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.dependent, self.head = nn.Linear(width, RELATION_WIDTH), nn.Linear(width, RELATION_WIDTH)
        self.arc_weights = nn.Parameter(torch.randn(ARC_WIDTH, ARC_WIDTH) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC_WIDTH))
        self.weights = nn.Parameter(torch.randn(RELATION_WIDTH, relations * RELATION_WIDTH) * 0.01)
        self.from_dependent = nn.Linear(RELATION_WIDTH, relations)
        self.from_head = nn.Linear(RELATION_WIDTH, relations, bias=False)
        self.relations = relations

    def _project(self, layer: nn.Linear, x: Tensor) -> Tensor:
        return drop(functional.leaky_relu(layer(x), 0.1), 0.25, self.training)

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

    def __init__(self, layers: int, vocabularies: Vocabularies, base: Base = MINILM) -> None:
        """Make a core of *layers* layers of *base* for *vocabularies* (labels of each head)."""
        super().__init__()
        self.encoder = Encoder(layers, base)
        self.tags = nn.ModuleDict(
            {head.name: TagHead(head, len(vocabularies[head.name]), base.width) for head in heads_of("tag")}
        )
        self.links = nn.ModuleDict({head.name: LinkHead(base.width) for head in heads_of("link")})
        self.parser = Parser(len(vocabularies["deprel"]), base.width)
        self.mixes = Mixes(layers + 1, len(self.tags) + len(self.links) + 1)

    def forward(self, batch: Batch) -> dict[str, Tensor]:
        """Return each head's logits, and the mean over all layers of the states of the words.

        Relations are those of the arcs in *batch*, where -1 asks for the best arc.
        """
        states = [
            self._firsts(state, batch.firsts) for state in self.encoder(batch.ids, batch.shapes, batch.mask)
        ]
        *mixed, x = [drop(one, 0.2, self.training) for one in self.mixes(states)]
        logits = {name: head(one) for (name, head), one in zip(self.tags.items(), mixed, strict=False)}
        rest = mixed[len(self.tags) :]
        logits |= {
            name: head(one, batch.words) for (name, head), one in zip(self.links.items(), rest, strict=True)
        }
        arcs = self.parser.arcs(x, batch.words)
        heads = arcs.argmax(-1)
        if "arc" in batch.labels:
            heads = torch.where(batch.labels["arc"] >= 0, batch.labels["arc"], heads)
        logits |= {"arc": arcs, "deprel": self.parser.labels(x, heads), "heads": heads}
        return logits | {"states": torch.stack(states).mean(0)}

    @staticmethod
    def _firsts(state: Tensor, firsts: Tensor) -> Tensor:
        """Keep the first sub-token of each word; [CLS] stands for the root."""
        return torch.gather(state, 1, firsts[:, :, None].expand(-1, -1, state.shape[-1]))


def loss(logits: dict[str, Tensor], labels: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weighted loss of each head that *labels* has labels for."""
    parts = {}
    for head in HEADS:
        gold = labels.get(head.name)
        if gold is not None:
            scores = logits[head.name].flatten(0, 1).float()
            total = functional.cross_entropy(scores, gold.flatten(), ignore_index=NO_LABEL, reduction="sum")
            parts[head.name] = total / (gold != NO_LABEL).sum().clamp(min=1) * head.weight
    return parts


def imitation(
    logits: dict[str, Tensor], chances: dict[str, Tensor], words: Tensor, names: Vocabularies
) -> Tensor:
    """Return the weighted cross-entropy of all choices against teachers' *chances*, over all *words*.

    What a head says of words that it does not speak of counts as little as they are likely to be such.
    """
    counted = words.float().clone()
    counted[:, 0] = 0
    parts = []
    for head in HEADS:
        losses = functional.cross_entropy(
            logits[head.name].flatten(0, 1).float(), chances[head.name].flatten(0, 1), reduction="none"
        ).view(words.shape)
        weights = counted
        if head.given:
            weights = counted * (1 - chances[head.given][..., names[head.given].index("O")])
        parts.append((losses * weights).sum() / weights.sum().clamp(min=1.0) * head.weight)
    return torch.stack(parts).sum()
