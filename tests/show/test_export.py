"""``sayso export``, as a shell runs it."""

from __future__ import annotations

import json
from pathlib import Path

from .support import sayso


def test_a_ledger_is_written_in_another_format(ledger: Path, tmp_path: Path) -> None:
    """The file is there, and the message says how many rows it holds."""
    target = tmp_path / "out.jsonl"
    result = sayso("export", ledger, target, "--as", "json")
    (one,) = map(json.loads, target.read_text("utf-8").splitlines())
    count = sum(len(one[name]) for name in ("claims", "events", "predictions", "relations"))
    assert (result.code, result.out) == (0, "")
    assert f"{count} rows written to {target}." in result.err


def test_an_unknown_format_names_the_known_ones(ledger: Path, tmp_path: Path) -> None:
    """The message lists the formats, and nothing is written."""
    result = sayso("export", ledger, tmp_path / "out", "--as", "runes")
    assert result.code == 2
    assert "S308" in result.err
    assert "json" in result.err
    assert not (tmp_path / "out").exists()
