"""The second model of the core, which tells the relations of a tree."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from sayso.annotate import encoder
from sayso.annotate.encoder import LABELS, MODEL, MODELS, RELATIONS, Core, load_core
from sayso.problems import Failure
from sayso.settings import Settings

pytestmark = pytest.mark.skipif(
    not (MODELS["fast"] / MODEL).is_file(), reason="the model file is not in this checkout"
)
SENTENCES = [
    "Tanzania is probably preparing to impose sanctions on Kenya , a Western diplomat said .".split(),
    "The minister denied it .".split(),
    "No .".split(),
]


def test_another_tree_has_its_own_relations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the best arcs make no tree, the relations are those of the tree; the encoder runs once."""
    core = load_core(Settings())
    before = core.analyse_all(SENTENCES)
    runs: list[object] = []
    real = encoder.outputs_of
    monkeypatch.setattr(encoder, "is_tree", lambda _: False)
    monkeypatch.setattr(encoder, "best_tree", lambda scores: [0, 0, *[1] * (len(scores) - 2)])
    monkeypatch.setattr(
        encoder, "outputs_of", lambda session, given: (runs.append(session), real(session, given))[1]
    )
    found = core.analyse_all(SENTENCES)
    assert [one.heads for one in found] == [[-1, *[0] * (len(words) - 1)] for words in SENTENCES]
    assert found[0].deprels != before[0].deprels
    assert [one.upos for one in found] == [one.upos for one in before]
    assert len(runs) == 2  # all of them at once, through one model and then the other


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """The hash of the second model is in labels.json, too."""
    source = MODELS["fast"]
    for path in source.iterdir():
        if path.is_file():
            copyfile(path, tmp_path / path.name)
    copyfile(source / LABELS, tmp_path / RELATIONS)
    with pytest.raises(Failure, match="S202"):
        Core(tmp_path)
