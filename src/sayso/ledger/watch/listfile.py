"""Adding entries to a list of what somebody follows, and taking them out, with all else left as it stands."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from sayso.ledger.export.whole import replacing
from sayso.ledger.watch.follows import Known, name_of, parsed, read
from sayso.problems import Failure, problem
from sayso.record import Source

HEAD = """\
# What I follow, for: sayso watch LEDGER --list THIS-FILE
#
# An entry begins with [[follow]] and has one or more of
#   actor      who does it or to whom: a code ("KEN", "KEN GOV") or the name of a public actor
#   pair       both parties, whoever does it: ["KEN", "TZA"]
#   type       a type of event: "SANCTION"
#   said_by    on whose word
# or claim     words of what somebody says, perhaps with said_by
# or row       an event or claim, by its id: the story that it belongs to
# and, if you like, a name. docs/cli.md says more.
"""
ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*follow[ \t]*\]\]", re.MULTILINE)
ASIDE = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?\n)*\Z", re.MULTILINE)  # blank lines and comments at the end


def add(path: Path, file: Source | None, entry: Mapping[str, object], known: Known) -> None:
    """Write *entry* behind what stands in *file* at *path*, or behind the head of a new one.

    Raises Failure: S360 to S362 where the whole would be no list, S363 where it cannot be written.
    """
    before = _text(file) if file is not None else HEAD
    between = "" if before.endswith("\n") or not before else "\n"
    whole = f"{before}{between}\n{entry_text(entry)}"
    read(made(str(path), whole), known)
    _write(path, whole)


def remove(path: Path, file: Source, name: str) -> int:
    """Take the entries called *name* out of *file* at *path*; return how many there were.

    Raises Failure: S360, S362 where it is no list, S363 where it cannot be written, S366 where no entry has
    this name.
    """
    entries, text = parsed(file), _text(file)
    kept = [one for number, one in enumerate(entries, start=1) if name_of(one, number) != name]
    if len(kept) == len(entries):
        names = ", ".join(name_of(one, number) for number, one in enumerate(entries, start=1))
        raise Failure(problem("S366", file.address, name=name, names=names or "none"))
    left = _without(text, [name_of(one, number) == name for number, one in enumerate(entries, start=1)])
    if parsed(made(file.address, left)) != kept:
        reason = "its entries are not written as [[follow]] one below another; take it out by hand"
        raise Failure(problem("S360", file.address, reason=reason))
    _write(path, left)
    return len(entries) - len(kept)


def entry_text(entry: Mapping[str, object]) -> str:
    """Return *entry* as a part of a list; what JSON writes as text TOML reads as the same."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()]
    return "".join(f"{line}\n" for line in ["[[follow]]", *lines])


def made(address: str, text: str) -> Source:
    """Return *text* as the file at *address*."""
    data = text.encode("utf-8", "surrogatepass")
    return Source(address, "text/plain", data, hashlib.sha256(data).hexdigest())


def _text(file: Source) -> str:
    parsed(file)
    return file.data.decode("utf-8-sig")


def _without(text: str, leave: Sequence[bool]) -> str:
    """Return *text* without the entries that *leave* says; comments above the entry that follows stay."""
    starts = [found.start() for found in ENTRY.finditer(text)]
    if len(starts) != len(leave):
        return text
    parts = [text[: starts[0]]]
    for (start, end), gone in zip(pairwise([*starts, len(text)]), leave, strict=True):
        part = text[start:end]
        aside = ASIDE.search(part)
        parts.append((aside[0] if aside else "") if gone else part)
    return "".join(parts)


def _write(path: Path, text: str) -> None:
    try:
        with replacing(path) as new:
            new.write_text(text, encoding="utf-8", newline="")
    except (OSError, UnicodeEncodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Failure(problem("S363", str(path), reason=reason.lower())) from error
