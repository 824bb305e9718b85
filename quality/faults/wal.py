"""SQLite's write-ahead log, as far as cutting it off needs: https://www.sqlite.org/fileformat2.html#walformat."""

from __future__ import annotations

import random
from pathlib import Path

HEADER, FRAME = 32, 24


def committed(log: bytes) -> int:
    """Return where the last commit in *log* ends: what lies before was on the disk when it returned."""
    if len(log) < HEADER:
        return 0
    size, salt = int.from_bytes(log[8:12]) + FRAME, log[16:24]
    end = HEADER
    for start in range(HEADER, len(log) - size + 1, size):
        if log[start + 8 : start + 16] != salt:
            break  # a frame of before the log was begun again
        if int.from_bytes(log[start + 4 : start + 8]):
            end = start + size
    return end


def cut(path: Path, first: int, chance: random.Random) -> bool:
    """Cut the log at *path* behind *first*, perhaps with rubbish behind it; return whether all is kept."""
    log = path.read_bytes()
    at = chance.randint(min(first, len(log)), len(log))
    rubbish = chance.randbytes(chance.randrange(0, 9000)) if chance.random() < 0.5 else b""
    path.write_bytes(log[:at] + rubbish)
    return at >= committed(log)
