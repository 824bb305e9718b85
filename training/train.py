"""Trains the core, resumably."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import methodcaller
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from sayso.annotate.pieces import WordPieces
from training.augment import vary
from training.batch import Batch, Vocabularies, encode, short_enough, shuffled
from training.encoder import BASES, MINILM, Base
from training.example import Example
from training.heads import HEADS
from training.model import Core, imitation, loss
from training.replay import Replay

Report = Callable[[str], None]
ENCODER_RATE = 1.5e-4
PARTS = (*(head.name for head in HEADS), "taught")


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. The rate falls to 0 at *epochs* or *minutes*, whichever comes first.

    With ``minutes`` the result depends on the machine's speed; with epochs
    alone it depends on the seed only. ``taught`` weighs what a teacher says
    against the gold labels.
    """

    layers: int = 3
    epochs: int = 12
    minutes: float = float("inf")
    threads: int = 2
    seed: int = 1
    batch: int = 1200
    encoder_rate: float = ENCODER_RATE
    head_rate: float = 1e-3
    warm_up: float = 0.06
    bfloat16: bool = False
    device: str = "cpu"
    taught: float = 1.0
    base: Base = MINILM


class Trainer:
    """One training run: the core, its optimiser and how far it has come."""

    def __init__(
        self, plan: Plan, vocabularies: Vocabularies, pieces: WordPieces, init: Path | None = None
    ) -> None:
        """Begin with the pretrained weights, or where shapes agree with those of the checkpoint *init*."""
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        torch.set_float32_matmul_precision("high")  # of use on a GPU only
        self.plan, self.vocabularies, self.pieces = plan, vocabularies, pieces
        self.core = Core(plan.layers, vocabularies, plan.base)
        self.core.encoder.load()
        if init is not None:
            self._begin_from(init)
        self.core.encoder.word.weight.requires_grad_(False)
        self.core.encoder.position.weight.requires_grad_(False)
        self.core.to(plan.device)
        self.teachers: list[Core] = []
        self.optimiser = self._optimiser()
        self._replay = Replay(self._step) if plan.device == "cuda" else None
        self.epoch, self.seconds = 0, 0.0

    def _begin_from(self, init: Path) -> None:
        """Take over weights where shapes agree; of a core with more layers, the last of every so many."""
        state = torch.load(init, map_location="cpu", weights_only=True)
        step = max(1, state["layers"] // self.plan.layers)
        for name, value in self.core.state_dict().items():
            known = state["core"].get(_layer_above(name, step))
            if known is not None and known.shape == value.shape:
                value.copy_(known)

    def learn_from(self, checkpoint: Path) -> None:
        """Let the core in *checkpoint*, of more layers perhaps, teach this one too (Hinton et al. 2015)."""
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        if state["vocabularies"] != self.vocabularies:
            raise ValueError(f"{checkpoint} was trained on other labels than the corpora have")
        teacher = Core(state["layers"], self.vocabularies, BASES[state.get("base", MINILM.name)])
        teacher.load_state_dict(state["core"])
        self.teachers.append(teacher.to(self.plan.device).eval().requires_grad_(False))

    def _optimiser(self) -> torch.optim.Optimizer:
        """Slow for what MiniLM knows already, fast for what is new."""
        slow: list[torch.nn.Parameter] = []
        fast: list[torch.nn.Parameter] = []
        for name, weights in self.core.named_parameters():
            if weights.requires_grad:
                known = name.startswith("encoder.") and not name.startswith("encoder.shape")
                (slow if known else fast).append(weights)
        groups = [
            {"params": weights, "lr": torch.zeros((), device=self.plan.device), "full": rate}
            for weights, rate in ((slow, self.plan.encoder_rate), (fast, self.plan.head_rate))
        ]
        recorded = self.plan.device == "cuda"
        return torch.optim.AdamW(
            groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True, capturable=recorded
        )

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "core": self.core.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "seconds": self.seconds,
            "layers": self.plan.layers,
            "base": self.plan.base.name,
            "vocabularies": self.vocabularies,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from the checkpoint at *path*."""
        state: dict[str, Any] = torch.load(path, map_location=self.plan.device, weights_only=True)
        self.core.load_state_dict(state["core"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.seconds = state["epoch"], state["seconds"]

    def done(self) -> bool:
        """Whether all epochs, or all minutes, have passed."""
        return self.epoch >= self.plan.epochs or self.seconds >= self.plan.minutes * 60

    def run_epoch(self, examples: list[Example], report: Report) -> None:
        """Train once through *examples*, varied anew each time."""
        torch.manual_seed(self.plan.seed * 1000 + self.epoch)
        batches = self.batches(examples)
        self.core.train()
        meter = _Meter(len(batches), report)
        there, step = methodcaller("to", self.plan.device), self._replay or self._step
        for number, batch in enumerate(batches):
            began = time.perf_counter()
            rate = self._rate((self.epoch + number / len(batches)) / self.plan.epochs)
            self._set(rate)
            meter.add(step(batch.map(there)), int(batch.words.sum()), rate)
            self.seconds += time.perf_counter() - began
            if rate == 0:
                break
        self.epoch += 1

    def batches(self, examples: list[Example]) -> list[Batch]:
        """Return the batches of the epoch that comes."""
        rng = random.Random(self.plan.seed * 1000 + self.epoch)
        encoded = [encode(vary(example, rng), self.pieces, self.vocabularies) for example in examples]
        return shuffled(short_enough(encoded), self.plan.batch, rng, whole=self._replay is not None)

    def _rate(self, share: float) -> float:
        """Return the share of the full learning rate: up during warm-up, then down in a straight line."""
        share = max(share, self.seconds / 60 / self.plan.minutes)
        return max(0.0, min((share + 1e-4) / self.plan.warm_up, (1 - share) / (1 - self.plan.warm_up)))

    def _set(self, rate: float) -> None:
        for group in self.optimiser.param_groups:
            group["lr"].fill_(group["full"] * rate)

    def _step(self, batch: Batch) -> Tensor:
        """Learn from *batch*; returns the losses of ``PARTS``, 0 for those without labels."""
        with torch.autocast(self.plan.device, dtype=torch.bfloat16, enabled=self.plan.bfloat16):
            given, chances = self._taught(batch)
            logits = self.core(given)
        parts = loss(logits, batch.labels)
        if chances:
            parts["taught"] = imitation(logits, chances, batch.words, self.vocabularies) * self.plan.taught
        self.optimiser.zero_grad()
        torch.autograd.backward(torch.stack(list(parts.values())).sum())
        torch.nn.utils.clip_grad_norm_(self.core.parameters(), 2.0, foreach=True)
        self.optimiser.step()
        none = torch.zeros((), device=batch.ids.device)
        return torch.stack([parts.get(name, none).detach() for name in PARTS])

    @torch.no_grad()
    def _taught(self, batch: Batch) -> tuple[Batch, dict[str, Tensor]]:
        """Return *batch* with arcs, the first teacher's where gold has none, and teachers' mean chances."""
        given, sums = batch, dict[str, Tensor]()
        for teacher in self.teachers:
            logits = teacher(given)
            given = replace(batch, labels={"arc": logits["heads"]})
            for name in (head.name for head in HEADS):
                chances = torch.softmax(logits[name].float(), -1) / len(self.teachers)
                sums[name] = sums[name] + chances if name in sums else chances
        return given, sums


def _layer_above(name: str, step: int) -> str:
    """Return the *name* of a weight, moved to the last of *step* layers where it is a layer's."""
    layer = re.search(r"layers\.(\d+)\.", name)
    if layer is None:
        return name
    return name.replace(layer[0], f"layers.{(int(layer[1]) + 1) * step - 1}.")


class _Meter:
    """Reports the mean losses every so many steps."""

    EVERY = 100

    def __init__(self, steps: int, report: Report) -> None:
        self.steps, self.report = steps, report
        self.step, self.words, self.began = 0, 0, time.perf_counter()
        self.losses: list[Tensor] = []

    def add(self, losses: Tensor, words: int, rate: float) -> None:
        """Count one step."""
        self.step += 1
        self.words += words
        self.losses.append(losses)
        if self.step % self.EVERY == 0 or self.step == self.steps:
            speed = self.words / (time.perf_counter() - self.began)
            every = torch.stack(self.losses)
            means = (every.sum(0) / (every != 0).sum(0).clamp(min=1)).tolist()
            told = [f"{name} {mean:.3f}" for name, mean in zip(PARTS, means, strict=True) if mean]
            self.report(
                f"  step {self.step}/{self.steps} {speed:.0f} words/s rate {rate:.3f} {' '.join(told)}"
            )
            self.losses = []
