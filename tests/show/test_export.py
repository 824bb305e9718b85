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


def test_what_is_left_out_is_said(ledger: Path, tmp_path: Path) -> None:
    """A format that cannot mark what did not happen leaves it out, and the message counts it by status."""
    some = sayso("export", ledger, tmp_path / "some", "--as", "icews")
    every = sayso("export", ledger, tmp_path / "every", "--as", "icews", "--all-statuses")
    assert (some.code, every.code) == (0, 0)
    assert "leaves out: " in some.err
    assert "future" in some.err
    assert "leaves out" not in every.err
    lines = [len((tmp_path / name).read_text("utf-8").splitlines()) for name in ("some", "every")]
    assert lines[0] < lines[1]


def test_all_statuses_where_none_can_be_marked_is_refused(ledger: Path, tmp_path: Path) -> None:
    """The message says which formats can."""
    result = sayso("export", ledger, tmp_path / "out", "--as", "gdelt2", "--all-statuses")
    assert result.code == 2
    assert "S331" in result.err
    assert not (tmp_path / "out").exists()


def test_python_has_the_same_verb(ledger: Path, tmp_path: Path) -> None:
    """``export_ledger`` writes what the command writes."""
    import sayso as package

    sayso("export", ledger, tmp_path / "one", "--as", "polecat")
    with package.open_ledger(ledger) as opened:
        package.export_ledger(opened, tmp_path / "other", "polecat")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
