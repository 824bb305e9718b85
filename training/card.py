"""The model card and the notice that ship beside the weights."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from pathlib import Path

from quality import attribution, calibration, events
from sayso.annotate.encoder import Core as Shipped
from sayso.record import Deed
from sayso.run.pipeline import load_resources
from sayso.settings import Settings
from training.batch import Vocabularies
from training.data import SYNTAX, Data
from training.encoder import WEIGHTS_SHA256
from training.evaluate import Analysis, Score, predict, score
from training.example import Example
from training.factuality import NO_PREDICATE
from training.raw import lemma_accuracy, segmentation
from training.train import Trainer

_TEMPLATE = Path(__file__).with_name("card.md")
_NOTICE = Path(__file__).with_name("notice.txt")
_SHOWN = ("UPOS", "XPOS", "UAS", "LAS", "LAS+", "NER", "NER P", "NER R")
_SHOWN_OF_EVENTS = (
    "EVENT", "STATUS", "CERTAINTY", "PREDICTION", "ACTOR", "RECIPIENT", "SAID", "FACT MAE",
)  # fmt: skip


def write_card(folder: Path, trainer: Trainer, data: Data, told: tuple[Path, str]) -> None:
    """Score what lies in *folder*; write ``MODEL_CARD.md`` and ``NOTICE`` there.

    *told* are the folder of the corpora and a note on how the weights came about.
    """
    corpora, note = told
    shipped = Shipped(folder, threads=1)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    parts = {
        "scores": _score_table(shipped, trainer, data.dev),
        "event_scores": _event_table(shipped, data.dev),
        "text_scores": _text_table(corpora, shipped),
        "reliability": _reliability_table(corpora.parent, shipped),
        "speed": f"{_speed(shipped, data.dev['gum_dev']):,.0f}",
        "files": "\n".join(f"| {name} | `{digest}` |" for name, digest in labels["sha256"].items()),
        "minilm": WEIGHTS_SHA256,
        "note": note or "All in one run.",
        "layers": str(trainer.plan.layers),
        "epochs": str(trainer.epoch),
        "seed": str(trainer.plan.seed),
        "precision": "bfloat16" if trainer.plan.bfloat16 else "fp32",
        "minutes": f"{trainer.seconds / 60:.0f}",
        "sentences": f"{len(data.train):,}",
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in parts.items():
        text = text.replace("{" + name + "}", value)
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
    (folder / "NOTICE").write_text(_NOTICE.read_text(encoding="utf-8"), encoding="utf-8")


def analyse(shipped: Shipped, examples: Sequence[Example]) -> list[Analysis]:
    """Return the analyses of the *shipped* core, as the evaluation wants them."""
    found = shipped.analyse_all([example.words for example in examples])
    return [
        Analysis(
            {"upos": one.upos, "xpos": one.xpos, "deprel": one.deprels, "ner": one.entities}
            | _event_labels(one.deeds)
            | {"factuality": [NO_PREDICATE if sure is None else str(sure) for sure in one.factuality]},
            [head + 1 for head in one.heads],
        )
        for one in found
    ]


def _event_labels(deeds: Sequence[Deed | None]) -> dict[str, list[str]]:
    """Return the labels of the event heads; where hardly any event is seen, those of a plain one."""
    return {
        "event": [_kind(deed) for deed in deeds],
        "status": [deed.status.value if deed else "happened" for deed in deeds],
        "certainty": [deed.certainty.value if deed else "certain" for deed in deeds],
        "prediction": [str(deed is not None and deed.prediction > 0.5).lower() for deed in deeds],
        "actor": [str(deed.actor.token + 1) if deed else "0" for deed in deeds],
        "recipient": [str(deed.recipient.token + 1) if deed else "0" for deed in deeds],
        "said": [str(deed.source.token + 1) if deed else "0" for deed in deeds],
    }


def _kind(deed: Deed | None) -> str:
    """Return the likeliest label of a word, ``O`` where it is none of the types."""
    if deed is None or not deed.types:
        return "O"
    none = 1.0 - sum(one.probability for one in deed.types)
    return deed.types[0].value if deed.types[0].probability > none else "O"


def _event_table(shipped: Shipped, dev: dict[str, list[Example]]) -> str:
    lines = [
        "| set | " + " | ".join(_SHOWN_OF_EVENTS) + " |",
        "|---|" + "---|" * len(_SHOWN_OF_EVENTS),
    ]
    for name, examples in dev.items():
        if {"event", "factuality"} & examples[0].labels.keys():
            scores = score(examples, analyse(shipped, examples))
            lines.append(
                f"| {name} | " + " | ".join(str(scores.get(one, "")) for one in _SHOWN_OF_EVENTS) + " |"
            )
    return "\n".join(lines)


def _score_table(shipped: Shipped, trainer: Trainer, dev: dict[str, list[Example]]) -> str:
    lines = ["| set | weights | " + " | ".join(_SHOWN) + " |", "|---|---|" + "---|" * len(_SHOWN)]
    names: Vocabularies = trainer.vocabularies
    for name, examples in dev.items():
        if not {"upos", "ner"} & examples[0].labels.keys():
            continue
        full = score(examples, predict(trainer.core, examples, trainer.pieces, names))
        lines.append(_line(name, "fp32", full))
        lines.append(_line(name, "int8", score(examples, analyse(shipped, examples))))
    return "\n".join(lines)


def _line(name: str, weights: str, scores: dict[str, Score]) -> str:
    return f"| {name} | {weights} | " + " | ".join(str(scores.get(one, "")) for one in _SHOWN) + " |"


def _text_table(corpora: Path, shipped: Shipped) -> str:
    lines = ["| set | tokens F1 | sentences F1 | lemmas, gold tags |", "|---|---|---|---|"]
    for name in SYNTAX:
        path = corpora / "language" / f"{name}-dev.conllu.gz"
        found = segmentation(path, shipped.splitter)
        right = lemma_accuracy(path, shipped.lemmas)
        lines.append(f"| {name[3:6]}_dev | {found['tokens']:.1f} | {found['sentences']:.1f} | {right:.1f} |")
    return "\n".join(lines)


def _reliability_table(shared: Path, shipped: Shipped) -> str:
    """Return, by tenths of probability, how many rows have it and how many of these are right.

    It takes the gold articles and the scorers, which need not be there to train.
    """
    resources = load_resources(Settings())._replace(core=shipped)
    try:
        told = {"claims": attribution.told(shared, resources), "events": events.told(shared, resources)}
    except FileNotFoundError as error:
        return f"Not measured: {error} is not there."
    lines = ["| rows | probability | right | of |", "|---|---|---|---|"]
    for name, groups in told.items():
        rows = [one for some in groups.values() for one in some]
        lines += [
            f"| {name} | {one.said:.2f} | {one.right:.2f} | {one.count} |"
            for one in calibration.reliability(rows)
        ]
        lines.append(f"| {name} | expected calibration error | {calibration.calibration_error(rows):.3f} | |")
    return "\n".join(lines)


def _speed(shipped: Shipped, examples: Sequence[Example]) -> float:
    """Return words a second with one thread."""
    began = time.perf_counter()
    analyse(shipped, examples)
    return sum(len(example.words) for example in examples) / (time.perf_counter() - began)
