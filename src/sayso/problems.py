"""Numbered problems: what can go wrong with one input, and what to do about it.

``PROBLEMS`` is the whole list; docs/problems.md explains each, and a test
raises each. S1xx is about inputs, S2xx about the language core, S3xx about
ledgers, S4xx about coding, S5xx about lists of actors.
"""

from __future__ import annotations

from typing import NamedTuple

from sayso.record import Problem


class Kind(NamedTuple):
    """A kind of problem: its sentence and its remedy, both with ``{names}`` to fill in."""

    what: str
    remedy: str


PROBLEMS: dict[str, Kind] = {
    "S101": Kind("There is no file or folder here.", "Check the path."),
    "S102": Kind(
        "No readable article in this folder.",
        "Put .txt or .html files in it, or name the files one by one.",
    ),
    "S103": Kind("The file holds binary data, not text ({media}).", "Save it as text or HTML first."),
    "S104": Kind("The file is empty.", "Check how it was saved."),
    "S105": Kind(
        "The file is a PDF.", "Turn it into text first, for instance with pdftotext from poppler-utils."
    ),
    "S106": Kind(
        "The text is not valid {encoding} (byte {offset}).",
        "Save the file as UTF-8.",
    ),
    "S107": Kind("The input has {size} bytes; the limit is {limit}.", "Split it, or raise --max-bytes."),
    "S108": Kind(
        "The page holds no article text.",
        "Save the page after it has loaded, or copy its text into a .txt file.",
    ),
    "S109": Kind(
        "The text is not English (it looks like {language}).", "sayso reads English only; translate it first."
    ),
    "S110": Kind(
        "The address could not be fetched: {reason}.", "Save the page from a browser and code the file."
    ),
    "S111": Kind(
        "The address points into a private network ({host}).", "Add --allow-private if that is what you want."
    ),
    "S112": Kind("The file may not be read: {reason}.", "Check its permissions."),
    "S113": Kind(
        "The text has one block of {size} characters.",
        "It is coded, but check that its paragraphs were not lost when it was saved.",
    ),
    "S114": Kind("Nothing but residue was found (page furniture, no article text).", "Check what was saved."),
    "S201": Kind(
        "The model file {name} is missing.", "Install sayso again: pip install --force-reinstall sayso."
    ),
    "S202": Kind(
        "The model file {name} is not the one this version was released with (its hash differs).",
        "Install sayso again: pip install --force-reinstall sayso.",
    ),
    "S203": Kind(
        "A sentence of {size} tokens is too long to be read whole; it was read in windows.",
        "Check the rows of this sentence by hand.",
    ),
    "S301": Kind(
        "The ledger was written by a newer version of sayso (schema {found}; this one knows {known}).",
        "Upgrade sayso, or use another ledger.",
    ),
    "S302": Kind("This file is not a sayso ledger.", "Name a ledger that sayso code -o has written."),
    "S303": Kind(
        "The ledger cannot be written: {reason}.", "Free some space or choose another place with -o."
    ),
    "S304": Kind("There is no ledger here.", "Write one with: sayso code FILE -o LEDGER."),
    "S305": Kind(
        "The ledger is damaged: {reason}.", "Restore a backup, or code the sources into a new ledger."
    ),
    "S306": Kind(
        "No row or story of the ledger begins with {row}.",
        "List them with: sayso show LEDGER, with --stories as well.",
    ),
    "S307": Kind("More than one row or story begins with {row}.", "Give more characters of its id."),
    "S308": Kind("There is no format called {name}.", "Choose one of: {names}."),
    "S309": Kind("The file cannot be written: {reason}.", "Free some space or choose another place."),
    "S320": Kind(
        "No backup was made, for the copy would not be whole: {reason}.",
        "See what is damaged with: sayso verify LEDGER. An earlier backup is untouched.",
    ),
    "S321": Kind("A ledger cannot be its own backup.", "Give the backup another name."),
    "S322": Kind(
        "A program has this ledger open, or was killed while it had ({log} stands beside it).",
        "Give the backup another name, or close that program; sayso verify on this file clears up after one"
        " that was killed.",
    ),
    "S323": Kind("The ledger has no run {run}.", "List its runs with: sayso show LEDGER --runs."),
    "S324": Kind("The ledger has several runs {run}.", "Give more characters of the id."),
    "S325": Kind(
        "Rows rest on dictionary rows that this version of sayso does not have: {rows}.",
        "Code the sources into a new ledger and compare: sayso diff. Or name your list of actors otherwise.",
    ),
    "S326": Kind(
        "The source is not what was coded: {reason}.",
        "The ledger holds the text that was read. Code the file again if what it says now matters.",
    ),
    "S401": Kind("Nothing was coded: {reason}.", "See what was read with: sayso annotate FILE --json."),
    "S501": Kind(
        "The file is no list of actors: {reason}.",
        "Write it as docs/actors.md shows, or begin a new one with: sayso actors add.",
    ),
    "S502": Kind("Entry {entry} is wrong: {reason}.", "Correct it in the file, or give other words."),
    "S503": Kind("The list of actors cannot be written: {reason}.", "Choose another place."),
    "S504": Kind(
        "Line {line} was not imported: {reason}.",
        "Correct it and import again; all that could be read is there.",
    ),
    "S505": Kind(
        "Lines of role words (POLICE [~COP]), which are not imported yet: {count}.",
        "Roles are read by sayso's own words for them; report those that it lacks.",
    ),
}


class Failure(Exception):  # noqa: N818 - it carries a problem; both words are of the house
    """Raised where a stage cannot go on; carries the numbered problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep *problem*; its sentence is the exception's message."""
        super().__init__(describe(problem))
        self.problem = problem


def problem(code: str, where: str, **values: object) -> Problem:
    """Return problem *code* at *where*, its sentences filled in with *values*.

    Raises KeyError where the code is unknown or a name of its sentence is not given.
    """
    kind = PROBLEMS[code]
    return Problem(code, kind.what.format(**values), where, kind.remedy.format(**values))


def describe(found: Problem) -> str:
    """Return *found* as one line: code, where, what happened, what to do."""
    return f"{found.code} {found.where}: {found.what} {found.remedy}"
