"""The JSON contract, one object a line and article."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.ledger.content import contents
from sayso.ledger.contract import as_contract
from sayso.ledger.store import Ledger
from sayso.record import Annotation, Coded


def write(ledger: Ledger, path: Path) -> int:
    """Write an object a line and article to *path*; return how many rows they hold."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for held in contents(ledger):
            coded = Coded(held.article, Annotation(()), *held.rows)
            file.write(json.dumps(as_contract(coded), ensure_ascii=False) + "\n")
            count += sum(map(len, held.rows))
    return count
