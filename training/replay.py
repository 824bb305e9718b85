"""Training steps on a GPU, recorded once for each shape of batch and replayed.

A step of so small a network is nearly a thousand small kernels: launching them one by one takes several
times as long as running them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import torch
from torch import Tensor

from training.batch import Batch


class _Recorded(NamedTuple):
    """A recorded step, what it reads and what it writes."""

    graph: torch.cuda.CUDAGraph
    batch: Batch
    losses: Tensor


class Replay:
    """Does *step* on batches on a GPU. All batches need labels for all heads, and few shapes among them."""

    def __init__(self, step: Callable[[Batch], Tensor]) -> None:
        """Record nothing yet."""
        self._step = step
        self._recorded: dict[torch.Size, _Recorded] = {}

    def __call__(self, batch: Batch) -> Tensor:
        """Do the step; returns the losses."""
        recorded = self._recorded.get(batch.ids.shape)
        if recorded is None:
            recorded = self._recorded[batch.ids.shape] = self._record(batch)
        else:
            for own, new in zip(recorded.batch.tensors(), batch.tensors(), strict=True):
                own.copy_(new)
        recorded.graph.replay()
        return recorded.losses.clone()

    def _record(self, batch: Batch) -> _Recorded:
        own = batch.map(torch.clone)
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            self._step(own)  # a first time, for what is made on first use
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        others = [recorded.graph.pool() for recorded in self._recorded.values()]
        with torch.cuda.graph(graph, pool=others[0] if others else None):
            losses = self._step(own)
        return _Recorded(graph, own, losses)
