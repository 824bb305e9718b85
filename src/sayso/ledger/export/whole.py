"""Files that are there whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from tempfile import mkdtemp


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write a new file or folder at; put it in the place of *path* when all went well.

    It lies beside *path*, on the same disk, so that the last step is one rename. A folder that stands
    at *path* is not replaced: raises IsADirectoryError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        new = work / path.name
        yield new
        if path.is_dir():
            raise IsADirectoryError(EISDIR, "a folder stands there", str(path))
        new.replace(path)
    finally:
        shutil.rmtree(work, ignore_errors=True)
