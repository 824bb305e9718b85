"""``sayso backup``: a whole copy, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from .support import codes, sayso


def test_a_backup_can_be_shown_like_the_ledger(ledger: Path, tmp_path: Path) -> None:
    """The copy is said to be whole, and shows what the ledger shows."""
    copy = tmp_path / "my.backup"
    result = sayso("backup", ledger, copy)
    assert (result.code, result.out) == (0, "")
    assert "is a whole copy" in result.err
    assert sayso("show", copy, "--json").out == sayso("show", ledger, "--json").out


def test_what_cannot_be_backed_up_is_wrong_usage(ledger: Path, tmp_path: Path) -> None:
    """A ledger that is not there, and one that would be its own backup, are numbered problems."""
    missing = sayso("backup", tmp_path / "missing.ledger", tmp_path / "my.backup")
    itself = sayso("backup", ledger, ledger)
    assert [(list(codes(one.err)), one.code) for one in (missing, itself)] == [(["S304"], 2), (["S321"], 2)]
