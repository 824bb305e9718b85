"""The stages of a spread run without Ray, with the stub for the pipeline."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

from sayso.run import spread
from sayso.run.crew import Stages
from sayso.run.spread import Job
from sayso.run.units import Unit

from . import stub

STAGES = Stages(load=stub.load, process=stub.process_badly, version=stub.version)


class Here:
    """The stages without Ray, one after the other in this process."""

    def __init__(self, todo: Sequence[Unit], job: Job, _: int) -> None:
        """Keep what is to be done."""
        self._todo = {"unit": [pickle.dumps(one) for one in todo]}
        self._packed = pickle.dumps(job)

    def iter_rows(self) -> Iterator[dict[str, bytes]]:
        """Yield what becomes of each part."""
        coder = spread.Coder(self._packed)
        for batch in spread._read(self._todo, self._packed):
            yield {"done": coder(batch)["done"][0]}
