"""Rebuilds the language cores with one command: data, training, evaluation, export, model cards.

python -m training.build --corpora ../shared/corpora trains six layers of MiniLM, then three that they teach;
with --mpnet N it first trains N cores of MPNet, which teach both.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from sayso.annotate.encoder import LINKER, MODEL, PARTIES, RELATIONS, SPLITTER, Core
from sayso.annotate.pieces import WordPieces
from training.augment import Swapper
from training.card import write_card
from training.data import Data, load, vocabularies
from training.encoder import MINILM, MPNET, Base, package_folder
from training.evaluate import predict, score
from training.export import export, write_labels
from training.lemmas import write_lemmas
from training.linker import write_linker
from training.parties import write_parties
from training.splitter import write_splitter
from training.train import ENCODER_RATE, Plan, Trainer

_GLANCE, _MEASURED = 500, 600
_MPNET_RATE, _SWAPPED = 6e-5, 15_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the whole build; returns the exit status."""
    options = _parser().parse_args(arguments)
    data = load(options.corpora, options.leave_out, options.reviewed)
    large = _Size(6, options.work / "teacher", options.out / "accurate")
    teachers = list(options.teacher)
    for number in range(options.mpnet):
        size = _Size(12, options.work / f"mpnet{number + 1}", options.out, MPNET, _MPNET_RATE, number)
        _trained(options, data, size, [])
        teachers.append(size.checkpoint)
    if options.mpnet:
        _made(options, data, large, teachers)
    elif not (teachers or options.alone or options.export_only):
        _made(options, data, large, [])
        teachers = [large.checkpoint]
    _made(options, data, _Size(options.layers, options.work, options.out), teachers)
    return 0


class _Size(NamedTuple):
    """A size to train, where its checkpoint lies, and where what ships of it goes."""

    layers: int
    work: Path
    out: Path
    base: Base = MINILM
    rate: float = ENCODER_RATE
    more: int = 0  # is added to the seed

    @property
    def checkpoint(self) -> Path:
        return self.work / "checkpoint.pt"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training.build", description="Rebuild the language core."
    )
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=Path("src/sayso/models"), help="where the weights go")
    parser.add_argument(
        "--work", type=Path, default=Path("training/.work"), help="checkpoints and intermediate files"
    )
    parser.add_argument("--layers", type=int, default=3, help="layers of MiniLM to keep, 1 to 6")
    parser.add_argument("--alone", action="store_true", help="train without a teacher of six layers")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop training after so many")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--bfloat16", action="store_true", help="train in bfloat16 (faster where the CPU has AMX)"
    )
    parser.add_argument("--init", type=Path, help="checkpoint to begin from, where shapes agree")
    parser.add_argument(
        "--teacher", type=Path, nargs="+", default=[], help="checkpoints of larger cores to imitate"
    )
    parser.add_argument(
        "--mpnet", type=int, default=0, metavar="N", help="train so many cores of MPNet first, as teachers"
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    parser.add_argument("--note", default="", help="what the card says of how these weights came about")
    parser.add_argument("--train-only", action="store_true", help="leave the checkpoint in --work, no more")
    parser.add_argument("--export-only", action="store_true", help="export the checkpoint in --work as it is")
    parser.add_argument(
        "--leave-out", nargs="*", default=[], metavar="NAME", help="training files to leave out"
    )
    parser.add_argument(
        "--reviewed",
        type=Path,
        nargs=2,
        default=(),
        metavar=("LEDGER", "FILE"),
        help="a ledger, and what sayso export --as training wrote of it",
    )
    return parser


def _made(options: argparse.Namespace, data: Data, size: _Size, teachers: Sequence[Path]) -> None:
    """Train one *size*, and write what ships of it."""
    trainer = _trained(options, data, size, teachers)
    if not options.train_only:
        _finish(options, trainer, data, size)


def _trained(options: argparse.Namespace, data: Data, size: _Size, teachers: Sequence[Path]) -> Trainer:
    """Return the trainer of one *size*, its training done."""
    size.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(
        layers=size.layers,
        epochs=options.epochs,
        minutes=options.minutes,
        threads=options.threads,
        seed=options.seed + size.more,
        encoder_rate=size.rate,
        bfloat16=options.bfloat16,
        device=options.device,
        base=size.base,
    )
    pieces = WordPieces(package_folder() / "tokenizer.json")
    trainer = Trainer(plan, vocabularies(data.train), pieces, options.init)
    if options.export_only or (options.resume and size.checkpoint.exists()):
        trainer.resume(size.checkpoint)
    if not options.export_only:
        for teacher in teachers:
            trainer.learn_from(teacher)
        _train(trainer, data, size.checkpoint)
    return trainer


def _train(trainer: Trainer, data: Data, checkpoint: Path) -> None:
    """Train to the end, with a checkpoint and a glance at the development sets after each epoch."""
    report(f"{len(data.train)} + {len(data.news)} sentences, {trainer.plan}")
    every = data.train + data.news
    swap = Swapper(every) if trainer.teachers else None
    while not trainer.done():
        report(f"epoch {trainer.epoch + 1}")
        examples = data.epoch(trainer.epoch)
        if swap is not None:
            rng = random.Random(trainer.plan.seed * 1000 + trainer.epoch)
            examples = examples + [swap(one, rng) for one in rng.sample(every, min(_SWAPPED, len(every)))]
        trainer.run_epoch(examples, report)
        trainer.save(checkpoint)
        for name, examples in data.dev.items():
            some = examples[:_GLANCE]
            scores = score(some, predict(trainer.core, some, trainer.pieces, trainer.vocabularies))
            glance = " ".join(f"{measure} {found.value:.2f}" for measure, found in scores.items())
            report(f"  dev after {trainer.epoch} epochs, {trainer.seconds:.0f} s: {name} {glance}")


def _finish(options: argparse.Namespace, trainer: Trainer, data: Data, size: _Size) -> None:
    """Export, link, split, score what will ship, and write the card."""
    write_lemmas(options.corpora, size.work / "lemmas.json", options.leave_out)
    sentences = [example.words for example in data.train[:: max(1, len(data.train) // _MEASURED)]]
    folder = export(trainer, sentences, size.work, size.out)
    write_linker(folder, options.corpora)
    write_splitter(folder, options.corpora, options.leave_out)
    files = [MODEL, RELATIONS, "tokenizer.json", "lemmas.json", LINKER, SPLITTER]
    write_labels(trainer, folder, files)
    write_parties(Core(folder), options.corpora, folder)
    write_labels(trainer, folder, [*files, PARTIES])
    write_card(folder, trainer, data, (options.corpora, options.note))


def report(line: str) -> None:
    """Write one progress line, with the time."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
