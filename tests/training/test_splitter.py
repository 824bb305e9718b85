"""Training what corrects the rules of sentences, on a treebank of a few lines written for this test."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

splitter = pytest.importorskip("training.splitter", reason="run from the repository's root, with PyTorch")

from sayso.annotate.encoder import SPLITTER  # noqa: E402
from sayso.annotate.sentences import split_sentences  # noqa: E402
from sayso.annotate.tokens import tokenize  # noqa: E402

# two sentences without a mark between them: the end of a line was one
ROWS = """\
1\tChad\t_\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\t_\tVERB\tVBD\t_\t0\troot\t_\t_
3\t>\t_\tPUNCT\t.\t_\t2\tpunct\t_\t_

1\tThey\t_\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tstayed\t_\tVERB\tVBD\t_\t0\troot\t_\t_

"""


def write(folder: Path) -> Path:
    """Write the treebanks' training parts under *folder*; EWT's has many paragraphs, GUM's is missing."""
    language = folder / "language"
    language.mkdir()
    with gzip.open(language / "en_ewt-ud-train.conllu.gz", "wt", encoding="utf-8") as file:
        file.write(("# newpar\n" + ROWS) * 400)
    return folder


def test_what_is_trained_splits(tmp_path: Path) -> None:
    """The weights find an end that no rule knows, twice the same; a treebank can be left out."""
    corpora = write(tmp_path)
    text = "Chad left > They stayed"
    tokens = tokenize(text, 0, len(text))
    assert split_sentences(text, tokens) == [(0, 5)]
    splitter.write_splitter(tmp_path, corpora, ["en_gum-ud"])
    first = (tmp_path / SPLITTER).read_bytes()
    assert split_sentences(text, tokens, arrays(tmp_path / SPLITTER)) == [(0, 3), (3, 5)]
    splitter.write_splitter(tmp_path, corpora, ["en_gum-ud"])
    assert (tmp_path / SPLITTER).read_bytes() == first


def arrays(path: Path) -> splitter.Weights:
    """Return the weights in *path* as a core holds them."""
    import numpy as np

    with np.load(path) as weights:
        return {name: weight.astype(np.float32) for name, weight in weights.items()}
