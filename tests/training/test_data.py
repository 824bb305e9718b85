"""Reading the corpora, on a few lines written for this test."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

data = pytest.importorskip("training.data", reason="run from the repository's root, with training's packages")
raw = pytest.importorskip("training.raw", reason="run from the repository's root, with training's packages")

ROWS = """\
# sent_id = 1
# text = Minister Anna Berg can't leave.
1\tMinister\tMinister\tPROPN\tNNP\t_\t6\tnsubj\t_\tEntity=(1-person-new-cf1-1-3-coref
2\tAnna\tAnna\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tBerg\tBerg\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
4\tca\tcan\tAUX\tMD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """Write ``ROWS`` as a treebank."""
    path = tmp_path / "small.conllu.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(ROWS)
    return path


def test_treebank_becomes_examples(treebank: Path) -> None:
    """Words, heads and labels are read; a title is cut off a person's name."""
    (example,) = data.read_syntax(treebank, entities=True)
    assert example.words == ("Minister", "Anna", "Berg", "ca", "n't", "leave", ".")
    assert example.heads == (6, 1, 1, 6, 6, 0, 6)
    assert example.labels["ner"] == ("O", "B-PER", "I-PER", "O", "O", "O", "O")


def test_documents_are_put_together(tmp_path: Path) -> None:
    """A document's text has a line for each of its paragraphs."""
    path = tmp_path / "two.conllu"
    heads = ("# newdoc id = one\n# newpar\n", "# newpar\n", "# newdoc id = two\n# newpar\n")
    path.write_text("".join(head + ROWS for head in heads), encoding="utf-8")
    line = "Minister Anna Berg can't leave. \n"
    assert [(name, text) for name, text in raw.documents(path)] == [("one", line * 2), ("two", line)]


def test_raw_text_is_put_together(treebank: Path) -> None:
    """A paragraph's text is as it was written, and its tokens lie where they stand."""
    (paragraph,) = raw.paragraphs(treebank)
    assert paragraph.text.rstrip() == "Minister Anna Berg can't leave."
    assert [paragraph.text[start:end] for start, end in paragraph.tokens][3:5] == ["ca", "n't"]
