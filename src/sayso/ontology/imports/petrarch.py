"""Dictionaries of actors in the format of PETRARCH and TABARI, with CAMEO codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, pairwise

from sayso.ontology.actors import Term, numbers
from sayso.ontology.codes import Codes
from sayso.ontology.imports.spelling import spellings
from sayso.ontology.userfile import FIRST, LAST, Draft
from sayso.problems import problem
from sayso.record import Problem

REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
BRACKET = re.compile(r"\[([^\]]*)\]")
SET = re.compile(r"!([^!]+)!")
PLURAL = re.compile(r"\{([^}]*)\}")
AGENT = re.compile(r"~([A-Z0-9]{3,})|([A-Z0-9]{3,})~")  # the code of a role word, which waits for a country
NOBODY = "---"  # the code of a phrase that is to be passed over
WRONG = re.compile(r"[&<>=!{},\]]")  # belongs to other dictionaries, or would part a name in two
CENTURY = 30  # years from 00 to 30 are of this one
FAR = "9999-12-31"


@dataclass(slots=True)
class _Record:
    """A name with the synonyms and codes under it, as they are read."""

    names: list[str] = field(default_factory=list)
    codes: list[Term] = field(default_factory=list)
    default: str = ""
    unread: bool = False  # a line of it is a problem


def read_petrarch(text: str, where: str, codes: Codes) -> tuple[list[Draft], list[Problem], Counter[str]]:
    """Return the actors of a dictionary, what could not be read of it, and the parts of codes left out.

    Lines of agents become role words. A line that cannot be read is a problem (S504); agents whose codes
    are no roles here are one together (S505).
    """
    reader = _Reader(codes)
    blank = REMARK.sub(lambda found: "\n" * found[0].count("\n"), text)
    problems = []
    for number, line in enumerate(blank.split("\n"), start=1):
        reason = reader.take(re.split("[;#]", line)[0].rstrip())
        if reason is not None:
            problems.append(problem("S504", where, line=number, reason=reason))
    if reader.left_out:
        problems.append(problem("S505", where, count=reader.left_out))
    drafts = [draft for record in reader.records for draft in _drafts(record)] + reader.agents
    reader.unknown["no code"] = sum(not (one.codes or one.default or one.unread) for one in reader.records)
    return drafts, problems, +reader.unknown


class _Reader:
    """What has been read so far; a line that begins with a sign or a blank belongs to the name above it."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.records: list[_Record] = []
        self.unknown: Counter[str] = Counter()
        self.sets: dict[str, list[str]] = {}
        self.agents: list[Draft] = []
        self.left_out = 0

    def take(self, line: str) -> str | None:
        """Read one *line*; return why it cannot be, if so."""
        if not line.strip():
            return None
        if line.startswith("!") and "=" in line:
            name, _, members = line.partition("=")
            self.sets[name.strip().strip("!")] = [one for one in map(_words, members.split(",")) if one]
            return None
        if "~" in line:
            return self._take_agent(line)
        name = line.split("[", maxsplit=1)[0].strip().lstrip("+").strip()
        if line[0] in "+\t [" and not self.records:
            return "no name stands above it"
        if line[0] not in "+\t [":
            self.records.append(_Record())
        elif line[0] != "+" and name:
            return "a line that begins with a blank has a code in square brackets and nothing else"
        reason = self._take_name(name) or self._take_codes(line)
        self.records[-1].unread |= reason is not None
        return reason

    def _take_agent(self, line: str) -> str | None:
        """Read the *line* of an agent: ``POLICEMAN {POLICEMEN} [~COP]``."""
        code = AGENT.fullmatch("".join(BRACKET.findall(line)).strip())
        plural = PLURAL.search(line)
        words = self._spelled(PLURAL.sub("", line.split("[", maxsplit=1)[0]))
        others = self._spelled(plural[1]) if plural is not None else []
        if code is None or not words or not all(map(_is_word, (*words, *others))):
            return "an agent is a word, perhaps its plural in braces, and one code with ~, such as [~COP]"
        agents = code[1] or code[2]
        parts = [agents[start : start + 3] for start in range(0, len(agents), 3)]
        role = next(filter(None, map(self.codes.role, parts)), None)
        if role is None:
            self.unknown.update(parts)
            self.left_out += 1
            return None
        forms = [*words, *others] if plural is not None else [one for word in words for one in numbers(word)]
        self.agents.append(Draft(tuple(dict.fromkeys(forms)), role, is_word=True))
        return None

    def _spelled(self, name: str) -> list[str]:
        """Return *name* in small letters, once for each member of the set that it names."""
        found = SET.search(name)
        if found is None:
            return list(filter(None, [_words(name)]))
        members = self.sets.get(found[1].strip(), [])
        return [_words(f"{name[: found.start()]} {one} {name[found.end() :]}") for one in members]

    def _take_name(self, name: str) -> str | None:
        """Add *name* to the record that is being read."""
        plain = " ".join(name.replace("_", " ").split())
        if name and (not any(map(str.isalpha, plain)) or WRONG.search(plain) or not plain.isprintable()):
            return f"{name!r} is no name, or has a sign in it that no name has"
        self.records[-1].names += [plain] if plain else []
        return None

    def _take_codes(self, line: str) -> str | None:
        """Add the codes of *line*, each in its brackets, to the record that is being read."""
        if line.count("[") != len(BRACKET.findall(line)):
            return "a square bracket is left open"
        taken = []
        for inside in BRACKET.findall(line):
            code, *when = inside.split() or [""]
            if code == NOBODY:
                continue
            found = self.codes.of_cameo(code)
            if found is None:
                return f"{code or 'nothing'!r} is no CAMEO code of anybody"
            days = _days("".join(when))
            if days is None:
                return f"{' '.join(when)!r} is no time, such as <880101, >19900101 or 20030401-20050106"
            taken.append((found, days if when else None))
        for (code, unknown), days in taken:
            self.unknown.update(unknown)
            self._keep(code, days)
        return None

    def _keep(self, code: str, days: tuple[str, str] | None) -> None:
        """Keep *code*, for its *days* or for when no other holds."""
        record = self.records[-1]
        if days is not None:
            record.codes.append(Term(*days, code))
        else:
            record.default = record.default or code


def _words(name: str) -> str:
    """Return *name* in small letters, with blanks between its words."""
    return " ".join(name.replace("_", " ").lower().split())


def _is_word(word: str) -> bool:
    """Return whether *word* can be a role word: it has letters, and no sign that belongs elsewhere."""
    return any(map(str.isalpha, word)) and word.isprintable() and not WRONG.search(word) and "!" not in word


def _drafts(record: _Record) -> Iterator[Draft]:
    """Yield the entry that a record is, if it has names and a code."""
    names = tuple(dict.fromkeys(one for name in record.names for one in spellings(name)))
    terms = _laid_out(record.codes)
    code = record.default or (terms[-1].code.split()[0] if terms else "")
    if names and code:
        yield Draft(names, code, terms)


def _days(text: str) -> tuple[str, str] | None:
    """Return the first day of a restriction and the one after its last; both days of a restriction count."""
    if not text:
        return FIRST, FAR
    if text[0] in "<>":
        day = _day(text[1:])
        if day is None:
            return None
        return (FIRST, _after(day)) if text[0] == "<" else (day, FAR)
    first, _, last = text.partition("-")
    start, end = _day(first), _day(last)
    return (start, _after(end)) if start and end and start <= end else None


def _day(text: str) -> str | None:
    """Return the ISO day of YYMMDD or YYYYMMDD, None where it is none."""
    if not re.fullmatch(r"\d{6}|\d{8}", text, re.ASCII):
        return None
    if len(text) == 6:
        text = ("20" if int(text[:2]) <= CENTURY else "19") + text
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return None


def _after(day: str) -> str:
    """Return the day after *day*."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day < FAR else FAR


def _laid_out(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return *terms* in order, none over another: of those that hold on one day the first counts."""
    bounds = sorted({day for term in terms for day in (term.start, term.end)})
    pieces = []
    for start, end in pairwise(bounds):
        code = next((term.code for term in terms if term.start <= start and end <= term.end), None)
        pieces.append((start, end, code))
    laid = []
    for code, together in groupby(pieces, key=lambda piece: piece[2]):
        stretch = list(together)
        end = stretch[-1][1]
        if code is not None:
            laid.append(Term(stretch[0][0], LAST if end == FAR else end, code))
    return tuple(laid)
