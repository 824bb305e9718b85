"""``sayso import --reviewer``, as a shell runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from .support import codes, sayso


def test_edits_come_back_under_a_name(ledger: Path, tmp_path: Path) -> None:
    """One label changed in doccano's file is one decision; the second time it is known."""
    own = Path(shutil.copy(ledger, tmp_path / "own.ledger"))
    path = tmp_path / "out.jsonl"
    assert sayso("export", own, path, "--as", "doccano").code == 0
    line = json.loads(path.read_text("utf-8"))
    next(one for one in line["entities"] if one["label"] == "COERCE")["label"] = "ASSAULT"
    path.write_text(json.dumps(line), encoding="utf-8")
    first = sayso("import", own, path, "--reviewer", "Ann")
    assert (first.code, "1 decision (correct 1) from 1 article" in first.err) == (0, True)
    again = sayso("import", own, path, "--reviewer", "Ann")
    assert "0 decisions (none) from 1 article" in again.err
    assert "1 had been kept before" in again.err
    assert sayso("verify", own).code == 0


def test_what_is_of_no_tool_is_told(ledger: Path, tmp_path: Path) -> None:
    """S344 for another file, S312 for no name: nothing is decided, and the exit code says so."""
    own = Path(shutil.copy(ledger, tmp_path / "own.ledger"))
    path = tmp_path / "other.jsonl"
    path.write_text('{"a": 1}\n')
    other = sayso("import", own, path, "--reviewer", "Ann")
    assert (other.code, codes(other.err)) == (2, ["S344"])
    unnamed = sayso("import", own, path, "--reviewer", " ")
    assert codes(unnamed.err) == ["S312"]
