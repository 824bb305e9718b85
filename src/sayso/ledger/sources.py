"""Whether the files that a ledger was coded from are still what they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sayso.ledger.store import Ledger
from sayso.problems import problem
from sayso.record import Problem


def changed_sources(ledger: Ledger) -> Iterator[Problem]:
    """Yield a problem (S326) for each source whose file is not there, or has other bytes. Nothing is fetched.

    Of two versions of a file that were both coded the later one is looked for.
    """
    query = "SELECT address, sha256, max(number) FROM sources GROUP BY address ORDER BY number"
    for row in ledger.read(query):
        if not row["address"].startswith(("http://", "https://")) and row["address"] != "-":
            reason = _difference(Path(row["address"]), row["sha256"])
            if reason is not None:
                yield problem("S326", row["address"], reason=reason)


def _difference(path: Path, sha256: str) -> str | None:
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"it cannot be read ({(error.strerror or str(error)).lower()})"
    return None if found == sha256 else f"its sha256 is {found}, not {sha256}"
