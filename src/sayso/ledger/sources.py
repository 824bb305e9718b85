"""Whether the files that a ledger was coded from are still what they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.ledger.store import Ledger
from sayso.problems import problem
from sayso.read.sources import LARGEST, find_sources
from sayso.record import Problem, Source
from sayso.settings import Settings

NOT_KEPT = ("http://", "https://", "-#")  # what begins so was no file; neither was "-"


def changed_sources(ledger: Ledger) -> Iterator[Problem]:
    """Yield a problem (S326) for each source whose file is not there, or has other bytes. Nothing is fetched.

    Of two versions of a file that were both coded the later one is looked for. An article in a feed, WARC
    file, archive or table (``FILE#NAME``) is looked for in there.
    """
    query = "SELECT address, sha256, max(number) FROM sources GROUP BY address ORDER BY number"
    within: dict[Path, Mapping[str, str]] = {}
    for row in ledger.read(query):
        address = row["address"]
        if address == "-" or address.startswith(NOT_KEPT):
            continue
        container = _container(address)
        if container is None:
            reason = _difference(Path(address), row["sha256"])
        else:
            if container not in within:
                within = {container: _entries(container)}  # one at a time: an archive can hold millions
            reason = _told(within[container].get(address), row["sha256"])
        if reason is not None:
            yield problem("S326", address, reason=reason)


def _container(address: str) -> Path | None:
    """Return the file that the article at *address* stands in; None where it is a file, or none is there."""
    if Path(address).exists():
        return None
    parts = address.split("#")
    files = (Path("#".join(parts[:count])) for count in range(1, len(parts)))
    return next((one for one in files if one.is_file()), None)


def _entries(container: Path) -> Mapping[str, str]:
    """Return the digest of each article in *container*, by its address."""
    found = find_sources([str(container)], Settings(max_bytes=LARGEST))
    return {one.address: one.sha256 for one in found if isinstance(one, Source)}


def _difference(path: Path, sha256: str) -> str | None:
    """Return why the file at *path* is not the one with the digest *sha256*, None where it is."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return f"it cannot be read ({(error.strerror or str(error)).lower()})"
    return _told(found, sha256)


def _told(found: str | None, sha256: str) -> str | None:
    if found is None:
        return "it is no longer in its file"
    return None if found == sha256 else f"its sha256 is {found}, not {sha256}"
