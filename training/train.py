"""Trains the core, resumably."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from sayso.annotate.pieces import WordPieces
from training.augment import vary
from training.batch import Batch, Vocabularies, encode, short_enough, shuffled
from training.example import Example
from training.model import Core, imitation, loss

Report = Callable[[str], None]


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
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    bfloat16: bool = False
    taught: float = 1.0


class Trainer:
    """One training run: the core, its optimiser and how far it has come."""

    def __init__(
        self, plan: Plan, vocabularies: Vocabularies, pieces: WordPieces, init: Path | None = None
    ) -> None:
        """Begin with MiniLM's weights, or where shapes agree with those of the checkpoint *init*."""
        torch.manual_seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self.plan, self.vocabularies, self.pieces = plan, vocabularies, pieces
        self.core = Core(plan.layers, vocabularies)
        self.core.encoder.load_minilm()
        if init is not None:
            self._begin_from(init)
        self.core.encoder.word.weight.requires_grad_(False)
        self.core.encoder.position.weight.requires_grad_(False)
        self.teacher: Core | None = None
        self.optimiser = self._optimiser()
        self.epoch, self.seconds = 0, 0.0

    def _begin_from(self, init: Path) -> None:
        known = torch.load(init, weights_only=True)["core"]
        own = self.core.state_dict()
        same = {
            name: value for name, value in known.items() if name in own and own[name].shape == value.shape
        }
        self.core.load_state_dict(own | same)

    def learn_from(self, checkpoint: Path) -> None:
        """Let the core in *checkpoint*, of more layers perhaps, teach this one (Hinton et al. 2015)."""
        state = torch.load(checkpoint, weights_only=True)
        if state["vocabularies"] != self.vocabularies:
            raise ValueError(f"{checkpoint} was trained on other labels than the corpora have")
        self.teacher = Core(state["layers"], self.vocabularies)
        self.teacher.load_state_dict(state["core"])
        self.teacher.eval().requires_grad_(False)

    def _optimiser(self) -> torch.optim.Optimizer:
        """Slow for what MiniLM knows already, fast for what is new."""
        slow: list[torch.nn.Parameter] = []
        fast: list[torch.nn.Parameter] = []
        for name, weights in self.core.named_parameters():
            if weights.requires_grad:
                known = name.startswith("encoder.") and not name.startswith("encoder.shape")
                (slow if known else fast).append(weights)
        groups = [
            {"params": slow, "lr": self.plan.encoder_rate, "full": self.plan.encoder_rate},
            {"params": fast, "lr": self.plan.head_rate, "full": self.plan.head_rate},
        ]
        return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "core": self.core.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "epoch": self.epoch,
            "seconds": self.seconds,
            "layers": self.plan.layers,
            "vocabularies": self.vocabularies,
        }
        torch.save(state, path.with_suffix(".part"))
        path.with_suffix(".part").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from the checkpoint at *path*."""
        state: dict[str, Any] = torch.load(path, weights_only=True)
        self.core.load_state_dict(state["core"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.epoch, self.seconds = state["epoch"], state["seconds"]

    def done(self) -> bool:
        """Whether all epochs, or all minutes, have passed."""
        return self.epoch >= self.plan.epochs or self.seconds >= self.plan.minutes * 60

    def run_epoch(self, examples: list[Example], report: Report) -> None:
        """Train once through *examples*, varied anew each time."""
        rng = random.Random(self.plan.seed * 1000 + self.epoch)
        torch.manual_seed(self.plan.seed * 1000 + self.epoch)
        encoded = [encode(vary(example, rng), self.pieces, self.vocabularies) for example in examples]
        batches = shuffled(short_enough(encoded), self.plan.batch, rng)
        self.core.train()
        meter = _Meter(len(batches), report)
        for number, batch in enumerate(batches):
            began = time.perf_counter()
            rate = self._rate((self.epoch + number / len(batches)) / self.plan.epochs)
            meter.add(self._step(batch, rate), int(batch.words.sum()), rate)
            self.seconds += time.perf_counter() - began
            if rate == 0:
                break
        self.epoch += 1

    def _rate(self, share: float) -> float:
        """Return the share of the full learning rate: up during warm-up, then down in a straight line."""
        share = max(share, self.seconds / 60 / self.plan.minutes)
        return max(0.0, min((share + 1e-4) / self.plan.warm_up, (1 - share) / (1 - self.plan.warm_up)))

    def _step(self, batch: Batch, rate: float) -> dict[str, float]:
        for group in self.optimiser.param_groups:
            group["lr"] = group["full"] * rate
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.plan.bfloat16):
            with torch.no_grad():
                taught = self.teacher(batch) if self.teacher is not None else None
            given = replace(batch, labels={"arc": taught["heads"]}) if taught is not None else batch
            logits = self.core(given)
        parts = loss(logits, batch.labels)
        if taught is not None:
            parts["taught"] = imitation(logits, taught, batch.words, self.vocabularies) * self.plan.taught
        self.optimiser.zero_grad()
        torch.autograd.backward(torch.stack(list(parts.values())).sum())
        torch.nn.utils.clip_grad_norm_(self.core.parameters(), 2.0, foreach=True)
        self.optimiser.step()
        return {name: float(part.detach()) for name, part in parts.items()}


class _Meter:
    """Reports the mean losses every so many steps."""

    EVERY = 100

    def __init__(self, steps: int, report: Report) -> None:
        self.steps, self.report = steps, report
        self.step, self.words, self.began = 0, 0, time.perf_counter()
        self.sums: dict[str, list[float]] = {}

    def add(self, parts: dict[str, float], words: int, rate: float) -> None:
        """Count one step."""
        self.step += 1
        self.words += words
        for name, part in parts.items():
            self.sums.setdefault(name, []).append(part)
        if self.step % self.EVERY == 0 or self.step == self.steps:
            speed = self.words / (time.perf_counter() - self.began)
            means = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in self.sums.items())
            self.report(f"  step {self.step}/{self.steps} {speed:.0f} words/s rate {rate:.3f} {means}")
            self.sums = {}
