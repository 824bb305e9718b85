"""The codebook beside a folder of tables: what every column and level means, for programs and people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.ledger.export.delimited import write_commas
from sayso.ledger.export.shape import Table

HEADER = ("table", "column", "type", "meaning", "level", "level_meaning")
INTRODUCTION = """# Codebook

Tables written by sayso from a ledger. Every row leads to its sentence: the unit of `events` is one mention in
one sentence, not a deed in the world. `status` says whether a deed took place: where you count deeds, count
only `happened`. Definitions of the types, with examples, are in the codebook of sayso's documentation.

In CSV, an empty cell is something unknown. Text is spelled on one line: `\\\\`, `\\n`, `\\t`, `\\x1b`,
`\\u202e` stand for a backslash, a line end, a tab and other characters that would steer a terminal. An
apostrophe stands before text that a spreadsheet would take for a formula, and before text that begins with
one: to read the text, take it away. Alone, it is the empty text. In Parquet, text is as it was.
"""


def write_codebook(folder: Path, tables: Iterable[Table]) -> None:
    """Write ``codebook.csv``, a line a column and level, and ``codebook.md`` into *folder*."""
    listed = tuple(tables)
    write_commas(folder / "codebook.csv", HEADER, _lines(listed))
    text = "\n".join([INTRODUCTION, *(_section(one) for one in listed)])
    (folder / "codebook.md").write_text(text, encoding="utf-8", newline="\n")


def _lines(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    for table in tables:
        for column in table.columns:
            found = (table.name, column.name, column.kind, column.what)
            yield (*found, "", "")
            for level, meaning in column.levels.items():
                yield (*found, level, meaning)


def _section(table: Table) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"{table.what[0].upper()}{table.what[1:]}.",
        "",
        "| column | type | meaning |",
        "|---|---|---|",
    ]
    for column in table.columns:
        levels = "; ".join(f"`{level}`: {meaning}" for level, meaning in column.levels.items())
        lines.append(f"| `{column.name}` | {column.kind} | {column.what}{'. ' + levels if levels else ''} |")
    return "\n".join([*lines, ""])
