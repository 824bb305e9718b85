"""Going through a folder, however large: lazily, in order, and past what is no article."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.problems import problem
from sayso.read.source import HTML, TEXT, reason
from sayso.record import Problem

ENTRIES = (".warc", ".warc.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz", ".rss", ".atom")
BESIDE = "_files"  # browsers keep the pictures and frames of Page.html in the folder Page_files


def walk(folder: Path) -> Iterator[Path | Problem]:
    """Yield the files under *folder* that are called like articles, each folder's sorted by name.

    Hidden and temporary files, and what browsers keep beside a page, are left out; links to folders
    are not followed. A folder that cannot be listed is a problem (S112).
    """
    denied: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=denied.append):
        folders[:] = sorted(name for name in folders if not (is_hidden(name) or is_beside(name, files)))
        for name in sorted(files):
            path = Path(where, name)
            # a broken link is yielded too, and will be a problem
            if is_article(name) and (path.is_file() or path.is_symlink()):
                yield path
        yield from _told(denied)
    yield from _told(denied)


def _told(denied: list[OSError]) -> Iterator[Problem]:
    while denied:
        error = denied.pop()
        yield problem("S112", str(error.filename), reason=reason(error))


def is_hidden(name: str) -> bool:
    """Return whether *name* is that of something hidden, or of what a program leaves for a while."""
    return name.startswith((".", "~", "#")) or name == "__MACOSX"


def is_beside(name: str, files: Sequence[str]) -> bool:
    """Return whether the folder *name* holds what belongs to a page among *files*."""
    page = name.removesuffix(BESIDE)
    return page != name and any(f"{page}{suffix}" in files for suffix in HTML)


def is_article(name: str) -> bool:
    """Return whether a file called *name* is looked into where a folder is named."""
    lowered = name.lower()
    return not is_hidden(name) and (Path(lowered).suffix in TEXT | HTML or lowered.endswith(ENTRIES))
