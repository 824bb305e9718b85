"""A spaCy pipeline to measure against: trained on the treebanks of sayso's core, or named by you.

spaCy is none of sayso's dependencies. It may stand in this environment or in one of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

SCRIPT = Path(__file__).with_name("with_spacy.py")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def train(corpora: Path, out: Path, minutes: float, python: str = sys.executable) -> None:
    """Train a pipeline on the treebanks under *corpora* with the spaCy of *python*; write it to *out*."""
    from training.data import SYNTAX, read_syntax

    sentences = []
    for name in SYNTAX:
        path = corpora / "language" / f"{name}-train.conllu.gz"
        for one in read_syntax(path, entities="gum" in name):
            ents = one.labels.get("ner", ("",) * len(one.words))  # EWT names nobody: unknown
            sentences.append(
                {
                    "words": list(one.words),
                    "heads": [head - 1 for head in one.heads or ()],
                    "tags": list(one.labels["xpos"]),
                    "deps": list(one.labels["deprel"]),
                    "ents": list(ents),
                }
            )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sentences.json"
        file.write_text(json.dumps(sentences), encoding="utf-8")
        command = [python, str(SCRIPT), "train", str(file), str(out), str(minutes)]
        subprocess.run(command, check=True, env={**os.environ, **ONE_THREAD})


class Pipeline:
    """A spaCy pipeline in a process of its own, with one thread. Use it with ``with``."""

    def __init__(self, path: Path, python: str = sys.executable) -> None:
        """Load the pipeline at *path* with the spaCy of *python*."""
        command = [python, str(SCRIPT), "parse", str(path)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )
        self.told = self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def parse(self, texts: Sequence[str]) -> dict[str, dict[str, float]]:
        """Return ``words``, ``cpu``, ``clock`` (seconds) of the ``whole`` pipeline and of its ``parser``."""
        if self._process.stdin:
            self._process.stdin.write(json.dumps(list(texts)) + "\n")
            self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit("spaCy has ended; what it said stands above.")
        return json.loads(line)


def main(arguments: Sequence[str]) -> None:
    """Train a pipeline: python -m benchmarks train-spacy --corpora ../shared/corpora OUT."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks train-spacy", description=__doc__)
    parser.add_argument("out", type=Path, help="the folder that the pipeline is written to")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--minutes", type=float, default=6, help="how long; accuracy is not the point")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has spaCy")
    given = parser.parse_args(arguments)
    train(given.corpora, given.out, given.minutes, given.python)
