"""Reading attributions and chains, on lines written for this test."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

claims = pytest.importorskip("training.claims", reason="run from the repository's root")
coreference = pytest.importorskip("training.coreference", reason="run from the repository's root")

TEXT = "Berg said that taxes fell. She is glad.\n"


def test_parts_of_claims_become_tags_and_links() -> None:
    """A part that goes on in the next sentence begins there with I, and its cue is out of sight."""
    attribution = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 38]]}
    first, second = claims.claim_examples(TEXT, [attribution])
    assert first.labels["claim"][:4] == ("B-source", "B-cue", "B-content", "I-content")
    assert first.labels["cue"][:4] == ("2", "-1", "2", "2")
    assert second.labels["claim"][0] == "I-content"
    assert second.labels["cue"][0] == "0"


ROWS = """\
# newdoc id = one
1\tAnna\tAnna\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-coref)
2\tlost\tlose\tVERB\tVBD\t_\t0\troot\t_\t_
3\ther\tshe\tPRON\tPRP$\t_\t4\tnmod:poss\t_\tEntity=(2-object-new-nnnnn-cf2-2-sgl(1-person-giv:act-nnnnn-cf1-1-ana)
4\that\that\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)

# newdoc id = two
1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\t_

"""


def test_chains_are_read_by_document(tmp_path: Path) -> None:
    """A chain holds the heads of its mentions; one mention alone is none."""
    path = tmp_path / "small.conllu.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(ROWS)
    one, two = coreference.read_coreference(path)
    assert one.chains == [frozenset({(0, 0), (0, 2)})]
    assert (two.sentences, two.chains) == ([["Stop"]], [])
