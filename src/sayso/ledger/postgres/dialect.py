"""From SQLite's SQL, in which the room is written, to PostgreSQL's, where they differ.

What is written here is never a user's: every value is bound. In the room's SQL keywords stand in capitals,
so ``end`` is a column and ``END`` is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

from sayso.ledger.filters import CODE
from sayso.ledger.words import plain_words, words_of

NUL = "\0"
STAND_IN = "\U0010fffe"  # is no character, and stands for a NUL, which cannot be kept
LONGEST_KEY = 200  # characters of a word that are looked up; an index holds no longer ones
TABLES_HERE = """(
    SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' END AS type, relname AS name
    FROM pg_class WHERE relnamespace = current_schema()::regnamespace
) AS sqlite_master"""
COLUMNS_OF = r"""(
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = '\1'::regclass AND attnum > 0 AND NOT attisdropped
) AS columns_of"""
ELEMENTS = r"""(
    SELECT place - 1 AS key, value FROM jsonb_array_elements(\1::jsonb) WITH ORDINALITY AS each(value, place)
) AS elements"""
DIFFERENT = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bsqlite_master\b", TABLES_HERE),
        (r"\bsqlite_sequence\b", "(SELECT name, last AS seq FROM last_numbers) AS sqlite_sequence"),
        (r"\bpragma_table_info\('(\w+)'\)", COLUMNS_OF),
        (r"\bjson_each\(([\w.]+)\)", ELEMENTS),
        (r"\bgroup_concat\(", "string_agg("),
        (r"\bCROSS JOIN (\w+(?: AS \w+)?) ON\b", r"JOIN \1 ON"),
        (r"\bINDEXED BY \w+", ""),
        (r"\bIS NOT (?!NULL\b|DISTINCT\b)", "IS DISTINCT FROM "),
        (r"\bIS (?!NOT\b|NULL\b|DISTINCT\b)", "IS NOT DISTINCT FROM "),
        (r"\bLIMIT \?", "LIMIT nullif(?, -1)"),
        (r"[\w.]+ NOT IN \(\)", "TRUE"),
        (r"[\w.]+ IN \(\)", "FALSE"),
        (r"\b(WHERE|AND) 1\b(?! *[=<>])", r"\1 TRUE"),
        (r"\btemp\.", "pg_temp."),
        (r'(?<!")\bend\b(?!")', '"end"'),
    )
)
# A subquery, which has to have a name where rows come from it.
PARENTHESES = re.compile(r"('(?:[^']|'')*'|(?:FROM|JOIN)\s*\((?=\s*SELECT)|\(|\)(?:\s+AS\b)?)")
BOUND = re.compile(r"is_named\(([\w.]+), ([\w.]+), \?\)|(\w+) MATCH \?|\?(\d*)|'(?:[^']|'')*'")
NAMED = (
    "({code} = {who} OR starts_with({code}, {who} || ' ') OR {text} IN (SELECT names.text FROM names"
    " WHERE names.keys @> {keys}::text[] AND (strpos(names.spelled, {spelled}) > 0"
    " OR strpos(names.plain, {plain}) > 0)))"
)
MATCHED = (
    "({table}.keys @> {keys}::text[] AND NOT EXISTS (SELECT 1 FROM unnest({phrases}::text[]) AS phrase"
    " WHERE strpos({table}.words, phrase) = 0))"
)
NOWHERE = [""]  # keys that nothing has

Slot = tuple[int, Callable[[object], object]]  # which of the values, and what is made of it


class Statement(NamedTuple):
    """SQL for PostgreSQL, and where the value of each of its named places (``:value_1``) comes from."""

    sql: str
    slots: tuple[Slot, ...]

    def bound(self, values: Sequence[object]) -> list[object]:
        """Return what stands in its places where *values* are bound to it."""
        return [made(values[place]) for place, made in self.slots]


def translated(sql: str) -> Statement:
    """Return *sql* as PostgreSQL takes it."""
    for pattern, replacement in DIFFERENT:
        sql = pattern.sub(replacement, sql)
    slots: list[Slot] = []
    unnumbered = count()

    def mark(place: int, made: Callable[[object], object]) -> str:
        slots.append((place, made))
        return f":value_{len(slots)}"

    def written(found: re.Match[str]) -> str:
        code, text, table, number = found.groups()
        if number is None and code is None and table is None:
            return found[0]  # a text
        place = int(number) - 1 if number else next(unnumbered)
        if code is not None:
            marks = {name: mark(place, made) for name, made in WHO.items()}
            return NAMED.format(code=code, text=text, **marks)
        if table is not None:
            marks = {name: mark(place, made) for name, made in SEARCHED.items()}
            return MATCHED.format(table=table, **marks)
        return mark(place, _same)

    return Statement(BOUND.sub(written, _with_names(sql)), tuple(slots))


def _with_names(sql: str) -> str:
    """Return *sql* with a name for each subquery that rows come from."""
    parts, opened = PARENTHESES.split(sql), []
    for place, part in enumerate(parts):
        if part.endswith("(") and place % 2:
            opened.append(part != "(")
        elif part.startswith(")") and place % 2 and opened.pop() and part == ")":
            parts[place] = f") AS part_{place}"
    return "".join(parts)


def stored(value: object) -> object:
    """Return *value* as PostgreSQL keeps it. Raises ValueError where it cannot be kept."""
    if isinstance(value, str):
        if STAND_IN in value:
            raise ValueError("the character U+10FFFE, which Unicode has reserved")
        return value.replace(NUL, STAND_IN)
    return int(value) if isinstance(value, bool) else value


def _same(value: object) -> object:
    return value


def read_back(text: str) -> str:
    """Return a *text* of the database as it was when it was stored."""
    return text.replace(STAND_IN, NUL)


def keys(words: str) -> list[str]:
    """Return each of *words* once, as it is looked up."""
    return list(dict.fromkeys(word[:LONGEST_KEY] for word in words.split()))


def between(words: str) -> str:
    """Return *words* with a blank on both sides, so that whole words are found in them."""
    return f" {words} "


def _keys_of(who: object) -> list[str]:
    return keys(plain_words(str(who))) or NOWHERE


def _spelled(who: object) -> str | None:
    return between(str(who)) if CODE.fullmatch(str(who)) else None


def _plain(who: object) -> str | None:
    return None if CODE.fullmatch(str(who)) or not words_of(str(who)) else between(plain_words(str(who)))


def _phrases(search: object) -> list[str]:
    """Return the phrases of a full-text search, each of plain words, without those that have no words."""
    found = (plain_words(one) for one in re.findall(r'"([^"]*)"', str(search)))
    return [between(one) for one in found if one]


def _keys_searched(search: object) -> list[str]:
    return keys("".join(_phrases(search))) or NOWHERE


WHO = {"who": _same, "keys": _keys_of, "spelled": _spelled, "plain": _plain}
SEARCHED = {"keys": _keys_searched, "phrases": _phrases}
