"""The user's own lists of actors: files in the format of the shipped lists, read, checked and added to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.ontology.actors import LISTS, LONGEST, Entry, Term, items, listed, parsed, plain_name
from sayso.ontology.codes import Codes, load_codes
from sayso.problems import Failure, problem
from sayso.record import Source

FIELDS = ({"id", "names", "code"}, {"id", "names", "terms", "else"}, {"id", "names", "role"})
LONGEST_WORD = 5  # words in a role word
SHIPPED = frozenset([*LISTS, "countries", "roles", "context"])
ID = re.compile(r"\w[\w.-]*")
FIRST, LAST = "0001-01-01", "now"  # what a term has that begins, or ends, on no known day
HEAD = """\
# Actors of my own, for: sayso code ARTICLE --actors THIS-FILE
#
# An entry has an id, its names (with commas between; case counts, without "the") and either
#   code     an ISO 3166 alpha-3 code or IGO, NGO, MNC, INT, UNK, and a role where one applies; or
#   terms    "from to code" where the role changed with time ("now": to this day; where two terms meet, the
#            later one holds), with `else`, the code outside all terms; or
#   role     where its names are common words for whoever has that role, in every form
#            ("envoy, envoys").

"""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be: its names, the code outside all terms, and the terms, in order, none over another.

    Of role words (``is_word``) the code is the role.
    """

    names: tuple[str, ...]
    code: str
    terms: tuple[Term, ...] = ()
    is_word: bool = False


def own_names(files: Iterable[Source]) -> Iterator[tuple[str, Entry]]:
    """Yield every name of the user's lists *files*, in their order, made plain; its row is ``FILE-STEM/ID``.

    Raises Failure (S106, S501, S502) where a file is no list of actors or an entry of it is wrong.
    """
    for file in files:
        stem = Path(file.address).stem
        if stem in SHIPPED:
            reason = (
                f"sayso has a list called {stem!r} itself, and rows could not be told apart; rename the file"
            )
            raise Failure(problem("S501", file.address, reason=reason))
        yield from listed(stem, [row for row in rows_in(file) if "role" not in row])


def own_words(files: Iterable[Source]) -> Iterator[tuple[str, str, str]]:
    """Yield every role word of the user's lists *files*: the word in small letters, its role, its row.

    Raises Failure (S106, S501, S502) where a file is no list of actors or an entry of it is wrong.
    """
    for file in files:
        for row in rows_in(file):
            for word in items(row["names"]) if "role" in row else ():
                yield " ".join(word.lower().split()), row["role"], f"{Path(file.address).stem}/{row['id']}"


def rows_in(file: Source) -> list[Row]:
    """Return the entries of *file*, each of them right. Raises Failure (S106, S501, S502)."""
    rows = _parsed(file)
    codes = load_codes()
    ids: set[str] = set()
    names: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        reason = next(_faults(row, codes), None) or _repeated(row, ids, names)
        if reason is not None:
            entry = row["id"] if isinstance(row, Mapping) and row.get("id") else f"number {number}"
            raise Failure(problem("S502", file.address, entry=entry, reason=reason))
        ids.add(row["id"])
        names |= {plain_name(name): row["id"] for name in items(row["names"])}
    return rows


def _parsed(file: Source) -> list[Row]:
    """Return the list that *file* holds, whatever its entries are. Raises Failure (S106, S501)."""
    import yaml

    try:
        found = parsed(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Failure(problem("S106", file.address, encoding="UTF-8", offset=error.start)) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        reason = f"{place}{getattr(error, 'problem', None) or 'it is no YAML'}"
        raise Failure(problem("S501", file.address, reason=reason)) from error
    if found is None or found == "":
        return []
    if not isinstance(found, list):
        raise Failure(problem("S501", file.address, reason='it is no list ("- id: ...")'))
    return found


def _faults(row: Row, codes: Codes) -> Iterator[str]:
    """Yield what is wrong with an entry, the first of it first."""
    if not isinstance(row, Mapping):
        yield "it is not made of fields (id, names, code)"
    elif set(row) not in FIELDS:
        found = ", ".join(map(str, row)) or "none"
        needed = "id and names with code, with role, or with terms and else"
        yield f"it has the fields {found}; it needs {needed}"
    elif wrong := [field for field in row if field != "terms" and not _is_text(row[field])]:
        yield f"{wrong[0]} is no text"
    else:
        if not ID.fullmatch(row["id"]):
            yield "its id has signs that are no letters, digits, hyphens or dots"
        yield from _name_faults(row["names"], LONGEST_WORD if "role" in row else LONGEST)
        if "role" not in row:
            yield from _code_faults(row, codes)
        elif row["role"] not in codes.roles:
            yield f"{row['role']!r} is no role ({', '.join(sorted(codes.roles))})"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _name_faults(names: str, longest: int) -> Iterator[str]:
    plain = [plain_name(name) for name in items(names)]
    if not any(plain):
        yield "it has no name"
    for name in plain:
        if len(name.split()) > longest:
            yield f"the name {name!r} has more than {longest} words and would never be found"


def _code_faults(row: Row, codes: Codes) -> Iterator[str]:
    """Yield what is wrong with the codes of an entry and their days."""
    terms = row.get("terms", [])
    wrong = [term for term in terms if not (isinstance(term, str) and len(term.split()) > 2)]
    if not isinstance(terms, list) or wrong:
        yield 'its terms are no list of lines "from to code"'
        return
    parts = [term.split(maxsplit=2) for term in terms]
    for code in [row.get("code") or row["else"], *(part[2] for part in parts)]:
        if (fault := codes.fault(code)) is not None:
            yield fault
    yield from _day_faults(parts)


def _day_faults(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what is wrong with the days of terms, each split into from, to and code."""
    for day in (day for start, end, _ in parts for day in (start, end)):
        if day != LAST and not is_day(day):
            yield f"{day!r} is no day (YYYY-MM-DD)"
    days = [(start, "9999-12-31" if end == LAST else end) for start, end, _ in parts]
    if any(start >= end for start, end in days):
        yield "a term ends before it begins"
    if any(one[1] > two[0] for one, two in pairwise(days)):
        yield "a term begins before the one above it ends"


def is_day(text: str) -> bool:
    """Return whether *text* is a day as ISO 8601 writes it, with hyphens."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _repeated(row: Row, ids: set[str], names: Mapping[str, str]) -> str | None:
    """Return what an entry has in common with one above it."""
    if row["id"] in ids:
        return "another entry of the file has this id"
    shared = (name for name in items(row["names"]) if plain_name(name) in names)
    return next((f"the name {name!r} is one of entry {names[plain_name(name)]}" for name in shared), None)


def entry_text(name: str, draft: Draft) -> str:
    """Return *draft* as an entry of a file, with the id *name*."""
    lines = [f"- id: {name}"]
    # what JSON writes as a string YAML reads as the same
    names = f"  names: {json.dumps(', '.join(draft.names), ensure_ascii=False)}"
    if draft.is_word:
        lines += [f"  role: {draft.code}", names]
    elif not draft.terms:
        lines += [f"  code: {draft.code}", names]
    else:
        lines += [names, "  terms:", *(f"    - {term.start} {term.end} {term.code}" for term in draft.terms)]
        lines += [f"  else: {draft.code}"]
    return "".join(f"{line}\n" for line in lines)


def append(path: Path, file: Source | None, entries: str) -> None:
    """Write *entries* behind what stands in *file* at *path*, or behind the head of a new one.

    Raises Failure: S106, S501, S502 where the whole would be no list of actors, S503 where it cannot be
    written.
    """
    there = file.data if file is not None else b""
    more = (HEAD if file is None else "" if there.endswith(b"\n") or not there else "\n") + entries
    rows_in(_joined(Source(str(path), "", there, ""), more))
    try:
        with path.open("ab") as opened:
            opened.write(more.encode())
    except OSError as error:
        raise Failure(problem("S503", str(path), reason=(error.strerror or str(error)).lower())) from error


def _joined(file: Source, more: str) -> Source:
    """Return *file* with *more* behind it. Raises Failure (S106, S501) where the two make no list."""
    _parsed(file)
    whole = replace(file, data=file.data + more.encode())
    try:
        _parsed(whole)
    except Failure as failure:
        reason = 'entries can only be added to a list whose lines begin with "- id: ..."'
        raise Failure(problem("S501", file.address, reason=reason)) from failure
    return whole
