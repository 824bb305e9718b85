"""The verbs of review for Python."""

from __future__ import annotations

from pathlib import Path

import sayso

from ..ledger.support import ARREST, CLOSE, filled


def test_a_ledger_is_reviewed_from_python(tmp_path: Path) -> None:
    """What is left, a page of it, deciding, taking back, reading as reviewed, and agreement."""
    with sayso.open_ledger(filled(tmp_path / "my.ledger")) as ledger:
        stop, _ = sayso.review_queue(ledger, "Anna", wanted={"prediction": False})
        (row,) = sayso.review_page(ledger, stop, "Anna").rows
        assert row.row == ARREST
        sayso.decide(ledger, ARREST.id, "correct", "Anna", corrections={"status": "wanted"}, note="a plan")
        sayso.decide(ledger, CLOSE.id, "reject", "Anna")
        assert sayso.undo(ledger, "Anna").row == CLOSE.id
        assert [one.verdict for one in sayso.decisions(ledger)] == ["correct", "reject", "withdraw"]
        assert [one.status for one in sayso.show_rows(ledger)] == ["happened", "future"]
        assert [one.status for one in sayso.show_rows(ledger.as_reviewed())] == ["wanted", "future"]
        sayso.decide(ledger, ARREST.id, "accept", "Ben")
        _, differences = sayso.measure_agreement(ledger, "Anna", "Ben")
        assert [one.field for one in differences] == ["status"]
