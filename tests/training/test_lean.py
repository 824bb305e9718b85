"""The lean form of the shipped core: it sees the same, and needs one run for each sentence."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import pytest

from sayso.annotate import encoder
from sayso.annotate.encoder import LABELS, MODEL, MODELS, RELATIONS, Core
from sayso.problems import Failure

pytest.importorskip("onnx", reason="training's own packages are not there")
lean = pytest.importorskip("training.lean", reason="run from the repository's root")

SENTENCES = [
    "Tanzania is probably preparing to impose sanctions on Kenya , a Western diplomat said .".split(),
    "The minister denied it .".split(),
    "Rebels shelled the town of Qusra on Monday , killing nine people , and withdrew .".split(),
    "Talks , no deal , and then what of the two of them said who was it that Berlin in Rome to ?".split(),
    "No .".split(),
]


@pytest.fixture(scope="module")
def cores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Core, Core]:
    """Return the core as ``quantise`` made it, and its lean form."""
    source = MODELS["fast"]
    if RELATIONS in (source / LABELS).read_text(encoding="utf-8"):
        pytest.skip("the shipped core is lean already")
    plain = tmp_path_factory.mktemp("plain")
    for path in source.iterdir():
        if path.is_file():
            copyfile(path, plain / path.name)
    lean.main(plain, plain.parent / "lean")
    return Core(plain), Core(plain.parent / "lean")


def test_the_lean_core_sees_the_same(cores: tuple[Core, Core]) -> None:
    """Every label and every probability, as far as it is kept, is that of the core before."""
    plain, made = cores
    assert made.analyse_all(SENTENCES) == plain.analyse_all(SENTENCES)


@pytest.fixture
def no_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take no heads for a tree, so that the best tree is always looked for."""
    monkeypatch.setattr(encoder, "is_tree", lambda _: False)


@pytest.mark.usefixtures("no_tree")
def test_another_tree_has_its_own_relations(
    cores: tuple[Core, Core], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the best arcs make no tree, the relations are those of the tree; the encoder runs once."""
    plain, made = cores
    runs: list[object] = []
    real = encoder.outputs_of
    monkeypatch.setattr(encoder, "best_tree", lambda scores: [0, 0, *[1] * (len(scores) - 2)])
    expected = plain.analyse_all(SENTENCES)
    monkeypatch.setattr(
        encoder, "outputs_of", lambda session, given: (runs.append(session), real(session, given))[1]
    )
    found = made.analyse_all(SENTENCES)
    assert [one.deprels for one in found] == [one.deprels for one in expected]
    assert [one.heads for one in found] == [one.heads for one in expected]
    assert [one.probabilities for one in found] == [one.probabilities for one in expected]
    assert len(runs) == 2  # all of them at once, through one model and then the other


@pytest.mark.usefixtures("cores")
def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    """The hash of the second model is in labels.json, too; what is lean is not made so again."""
    source = MODELS["fast"]
    lean.main(source, tmp_path / "lean")
    (tmp_path / "lean" / RELATIONS).write_bytes((source / MODEL).read_bytes())
    with pytest.raises(Failure, match="S202"):
        Core(tmp_path / "lean")
    with pytest.raises(SystemExit, match="is lean already"):
        lean.main(tmp_path / "lean", tmp_path / "lean")
