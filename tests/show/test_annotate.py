"""``sayso annotate``: what the language core saw."""

from __future__ import annotations

import json
from pathlib import Path

from .support import sayso


def test_conllu_has_ten_columns(article: Path) -> None:
    """Every token is a line of ten columns, under the name of its article."""
    lines = sayso("annotate", article, "--conllu").out.splitlines()
    assert lines[0] == "# newdoc id = ferry"
    tokens = [line for line in lines if line and not line.startswith("#")]
    assert tokens
    assert {line.count("\t") for line in tokens} == {9}


def test_conllu_is_the_default(article: Path) -> None:
    """Without an option CoNLL-U is printed."""
    assert sayso("annotate", article).out == sayso("annotate", article, "--conllu").out


def test_json_is_one_object_an_article(article: Path) -> None:
    """--json prints one object a line."""
    (line,) = sayso("annotate", article, "--json").out.splitlines()
    assert json.loads(line)["doc_id"] == "ferry"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """What cannot be read is a numbered problem; the exit code is 3."""
    result = sayso("annotate", tmp_path / "missing.txt")
    assert result.code == 3
    assert "S101" in result.err
