"""Whether a ledger in PostgreSQL is what this version makes: what ``verify`` asks of a file by PRAGMA."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.ledger.postgres.dialect import translated
from sayso.ledger.postgres.objects import COUNTED, NO_CHANGE, NUMBERED

if TYPE_CHECKING:
    from sayso.ledger.postgres.connection import Postgres

HERE = "current_schema()::regnamespace"
COLUMNS = f"""
    SELECT relname, attname, format_type(atttypid, NULL), attnotnull::int FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid
    WHERE relnamespace = {HERE} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped ORDER BY relname, attnum
"""
TRIGGERS = f"""
    SELECT tgname, relname, proname, tgenabled IN ('O', 'A') FROM pg_trigger
    JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
    WHERE relnamespace = {HERE} AND NOT tgisinternal
"""
SWITCHED_OFF = f"""
    SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = {HERE} AND tgisinternal AND tgenabled NOT IN ('O', 'A') ORDER BY relname
"""
FUNCTIONS = f"SELECT proname, prosrc FROM pg_proc WHERE pronamespace = {HERE}"
UNIQUE = f"""
    SELECT relname, count(*) FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
    WHERE relnamespace = {HERE} AND indisunique AND indisvalid AND NOT indisprimary GROUP BY relname
"""
FOREIGN = f"""
    SELECT relname, count(*) FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE connamespace = {HERE} AND contype = 'f' AND convalidated GROUP BY relname
"""
REFERENCES = f"""
    SELECT one.relname, other.relname,
        ARRAY(SELECT quote_ident(attname) FROM unnest(conkey) WITH ORDINALITY AS each(number, place)
            JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place),
        ARRAY(SELECT quote_ident(attname) FROM unnest(confkey) WITH ORDINALITY AS each(number, place)
            JOIN pg_attribute ON attrelid = confrelid AND attnum = number ORDER BY place)
    FROM pg_constraint
    JOIN pg_class AS one ON one.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid
    WHERE connamespace = {HERE} AND contype = 'f' ORDER BY one.relname, conname
"""
UNSEARCHED = "SELECT (SELECT count(*) FROM sentences), (SELECT count(*) FROM search)"
TYPES = {"INTEGER": "bigint", "REAL": "double precision", "TEXT": "text"}


class _Made(NamedTuple):
    """What a schema is made of: columns of tables, how many keys each has, and the definition of the view."""

    columns: Mapping[str, list[tuple[str, str, int]]]
    unique: Mapping[str, int]
    foreign: Mapping[str, int]
    view: str


def altered(connection: Postgres, fresh: sqlite3.Connection) -> Iterator[str]:
    """Yield what is not as it was laid down; *fresh* is an empty ledger of the same schema, in memory."""
    made = _made(fresh)
    yield from _tables(connection, made)
    yield from _triggers(connection, made)
    yield from _functions(connection, made)
    definition = translated(made.view).sql
    columns = "number, article, run_id, recipe, reading"
    there, due = f"SELECT {columns} FROM current", f"SELECT {columns} FROM ({definition}) AS due"
    if connection.ask(f"SELECT 1 FROM (({there}) EXCEPT ({due})) AS one LIMIT 1") or connection.ask(
        f"SELECT 1 FROM (({due}) EXCEPT ({there})) AS one LIMIT 1"
    ):
        yield "the view current is changed"
    ((held, searched),) = connection.ask(UNSEARCHED)
    if held != searched:
        yield f"the index search holds {searched} of the {held} rows of sentences"


def dangling(connection: Postgres) -> Iterator[tuple[str, int, str]]:
    """Yield table and number of each row that refers to a row that is not there, and the table of that."""
    for table, parent, here, there in connection.ask(REFERENCES):
        joined = " AND ".join(f"parent.{other} = child.{own}" for own, other in zip(here, there, strict=True))
        named = " AND ".join(f"child.{own} IS NOT NULL" for own in here)
        query = (
            f"SELECT number FROM {table} AS child WHERE {named}"
            f" AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {joined}) ORDER BY number"
        )
        for (number,) in connection.ask(query):
            yield table, number, parent


def _made(fresh: sqlite3.Connection) -> _Made:
    names = [
        name
        for (name,) in fresh.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        )
    ]
    columns: dict[str, list[tuple[str, str, int]]] = {}
    unique: dict[str, int] = {}
    foreign: dict[str, int] = {}
    for name in names:
        columns[name] = [
            (one[1], TYPES[one[2]], int(one[3] or one[5]))
            for one in fresh.execute(f"PRAGMA table_info({name})")
        ]
        unique[name] = sum(one[3] == "u" for one in fresh.execute(f"PRAGMA index_list({name})"))
        foreign[name] = len({one[0] for one in fresh.execute(f"PRAGMA foreign_key_list({name})")})
    ((view,),) = fresh.execute("SELECT sql FROM sqlite_master WHERE name = 'current'")
    return _Made(columns, unique, foreign, view.partition(" AS")[2])


def _tables(connection: Postgres, made: _Made) -> Iterator[str]:
    """Yield each table that lacks something that it was made with."""
    there: dict[str, list[tuple[str, str, int]]] = {}
    for table, *column in connection.ask(COLUMNS):
        there.setdefault(table, []).append((column[0], column[1], column[2]))
    unique, foreign = _pairs(connection, UNIQUE), _pairs(connection, FOREIGN)
    for name, columns in made.columns.items():
        keys = unique.get(name, 0) < made.unique[name] or foreign.get(name, 0) < made.foreign[name]
        if name not in there:
            yield f"the table {name} is missing"
        elif there[name] != columns or keys:
            yield f"the table {name} is changed"
    for (name,) in connection.ask(SWITCHED_OFF):
        yield f"what the table {name} refers to is not looked after: triggers are switched off"


def _pairs(connection: Postgres, query: str) -> dict[str, Any]:
    """Return what *query* finds, of which each row is a name and a value."""
    return {str(name): value for name, value in connection.ask(query)}


def _triggers(connection: Postgres, made: _Made) -> Iterator[str]:
    """Yield each trigger that is missing, switched off or none of sayso's."""
    expected: dict[tuple[str, str], str] = {}
    for name in made.columns:
        expected |= {(f"{name}_no_{one}", name): "no_change" for one in ("update", "delete", "truncate")}
        expected |= {(f"{name}_numbered", name): f"{name}_numbered", (f"{name}_counted", name): "counted"}
    there = {(one, table): (function, on) for one, table, function, on in connection.ask(TRIGGERS)}
    for key, function in expected.items():
        if there.get(key) != (function, 1):
            yield f"the trigger {key[0]} is {'changed' if key in there else 'missing'}"
    for one, _ in there.keys() - expected.keys():
        yield f"the trigger {one} is none of sayso's: it may change what is added"


def _functions(connection: Postgres, made: _Made) -> Iterator[str]:
    """Yield each function that does not do what it was made for."""
    expected = {f"{name}_numbered": NUMBERED.format(table=name) for name in made.columns}
    there = _pairs(connection, FUNCTIONS)
    for name, body in {**expected, "counted": COUNTED, "no_change": NO_CHANGE}.items():
        if there.get(name) != body:
            yield f"the function {name} is {'changed' if name in there else 'missing'}"
