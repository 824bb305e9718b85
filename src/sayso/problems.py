"""Numbered problems: what can go wrong with one input, and what to do about it.

``PROBLEMS`` is the whole list; docs/problems.md explains each, and a test
raises each. S1xx is about inputs, S2xx about the language core, S3xx about
ledgers, S4xx about coding, S5xx about lists of actors, S6xx about analysis,
S70x and S71x about the explorer, S72x about shards in parts, S73x about ledgers in PostgreSQL,
S75x about analysis too.
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
    "S115": Kind("The feed is damaged: {reason}.", "What stands before the damage was read; fetch it again."),
    "S116": Kind(
        "The feed has only a summary of this article ({size} characters); that was coded.",
        "Add --follow to fetch the page that it links to.",
    ),
    "S117": Kind(
        "The file is damaged, or packed in a way that sayso cannot unpack: {reason}.",
        "What stands before the damage was read; copy or pack it again.",
    ),
    "S118": Kind("No article in this {kind}.", "Check that it is the right file and holds what you expect."),
    "S119": Kind("This entry is no article: {reason}.", "Correct it in the file; the others were read."),
    "S120": Kind(
        "The table cannot be read: {reason}.",
        "Save it again as CSV or tab-separated text in UTF-8, one table a file.",
    ),
    "S121": Kind(
        "The columns are of no format that is known ({columns}).",
        "Name the format with --as ({names}), or say which column is what with --columns.",
    ),
    "S122": Kind("The columns fit several formats: {names}.", "Name one of them with --as."),
    "S123": Kind(
        "Row {line} was not read: {reason}.", "Correct it in a copy of the file; all other rows are there."
    ),
    "S124": Kind(
        "Reading Parquet needs DuckDB, which is not installed.", "Install it: pip install 'sayso[analysis]'."
    ),
    "S125": Kind(
        "The table has no column called text; its columns are: {names}.",
        "Name its columns text, title, date, url and id; only text is needed.",
    ),
    "S126": Kind(
        "Reading {kind} needs a library that is not installed.", "Install it: pip install 'sayso[{extra}]'."
    ),
    "S127": Kind("The archive was not opened: {reason}.", "Unpack it yourself if you trust it."),
    "S128": Kind(
        "The date of this entry is not understood: {date}.",
        "It is coded without a date; write dates as YYYY-MM-DD.",
    ),
    "S129": Kind(
        "The address holds a name or password.",
        "Remove them: sayso sends and keeps none. Save the page from a browser and code the file.",
    ),
    "S130": Kind(
        "The page has {count} tags; the limit is {limit}.", "Copy its text into a .txt file and code that."
    ),
    "S131": Kind(
        "Two worker processes, one after the other, ended while they were coding this input ({reason}).",
        "Free some memory, or code it alone with --jobs 1.",
    ),
    "S132": Kind(
        "No worker process could be started ({reason}).",
        "Free some memory, or use --jobs 1. A program of your own has to begin under"
        " if __name__ == '__main__'.",
    ),
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
    "S310": Kind(
        "The decision was not kept: {reason}.", "Correct it and decide again; docs/cli.md lists the fields."
    ),
    "S311": Kind(
        "No decision was taken back: {reason}.", "List what was decided with: sayso show LEDGER --decisions."
    ),
    "S312": Kind(
        "This is no name for a reviewer: {reason}.",
        "Give the name that you decide under with --reviewer NAME.",
    ),
    "S313": Kind(
        "There is no agreement to measure: {reason}.",
        "Let two people review the same rows: sayso review LEDGER --reviewer NAME --blind.",
    ),
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
    "S330": Kind(
        "Parquet is written by DuckDB, which is not installed.",
        "Install it with: pip install 'sayso[analysis]', or export as csv.",
    ),
    "S331": Kind(
        "The format {name} cannot say that something did not happen.",
        "Leave out --all-statuses, or choose one of: {names}.",
    ),
    "S332": Kind(
        "Line {line} is no PLOVER event that sayso wrote: {reason}.",
        "Import the files of other coders with the import command; correct the line otherwise.",
    ),
    "S340": Kind(
        "The article of this entry is not in the ledger, or not with this text.",
        "Name the ledger that the file was exported from; all other entries are done.",
    ),
    "S341": Kind(
        "The entry was not read: {reason}.", "Correct it in a copy of the file; all others are done."
    ),
    "S342": Kind(
        "Something that was marked is not kept: {reason}.",
        "A decision is about a row that is there; a row that was missed has no place in a ledger yet.",
    ),
    "S343": Kind(
        "The change of row {row} was not kept: {reason}.",
        "Decide about it with: sayso review LEDGER; all other changes are kept.",
    ),
    "S344": Kind(
        "The file is of no annotation tool that is known.",
        "Name the right file, or its tool with --as: {names}.",
    ),
    "S350": Kind(
        "The codes are not those of {claimed}: {evidence}.",
        "Nothing was read, for codes would mean something else. Name the right one with --codebook.",
    ),
    "S351": Kind(
        "The codes do not tell their codebook: {evidence}.",
        "Name it with --codebook; codes that have lost a leading zero have to get it back first.",
    ),
    "S352": Kind(
        "The columns asked for are wrong: {reason}.",
        "Write --columns day=COLUMN,source=COLUMN,target=COLUMN,code=COLUMN.",
    ),
    "S353": Kind(
        "The country of {parties:,} parties, in {count:,} places, is not known: {names}.",
        "They are kept as text under UNK; nothing is lost but their country.",
    ),
    "S354": Kind(
        "Lines that are not valid UTF-8: {count:,}.",
        "They are read, with U+FFFD in place of what cannot be; save the file as UTF-8 to have it right.",
    ),
    "S355": Kind(
        "Entry {number} was not imported: {reason}.",
        "Correct it in a copy of the file; all others are there.",
    ),
    "S356": Kind("There is no import {number}.", "List them with: sayso show LEDGER --imports."),
    "S357": Kind(
        "Articles that were left out, as the ledger has coded them by other rules: {count:,}.",
        "Import them into a new ledger.",
    ),
    "S358": Kind("More rows that were not read: {count:,}.", "See the first of them above."),
    "S359": Kind("The file holds no event and no coding.", "Check that it is the right one."),
    "S360": Kind(
        "The file is no list of what to watch: {reason}.",
        "Write it as docs/cli.md shows, or begin a new one with: sayso watch add.",
    ),
    "S361": Kind(
        "Entry {entry} of the list is wrong: {reason}.", "Correct it in the file, or give other words."
    ),
    "S362": Kind(
        "Entry {entry} has a field {field!r}: a list follows what is reported of public actors,"
        " never where somebody is.",
        "Take the field out; follow an actor, a pair, a type, a source, a claim or a row.",
    ),
    "S363": Kind("The list, or what was seen, cannot be written: {reason}.", "Choose another place."),
    "S364": Kind(
        "What was last seen cannot be told: {reason}.",
        "Look with --since RUN or DATE, or remove the file to see everything once more.",
    ),
    "S365": Kind(
        "The feed cannot be written: {reason}.",
        "Choose another place; what it would hold counts as not seen, and comes with the next look.",
    ),
    "S366": Kind("No entry of the list is called {name!r}.", "Choose one of: {names}."),
    "S367": Kind(
        "No one run has an id that begins with {given!r}, and it is no day (YYYY-MM-DD).",
        "List the runs with: sayso show LEDGER --runs.",
    ),
    "S370": Kind(
        "The shard was not brought in: {reason}.", "Code its sources into a new ledger, and merge that."
    ),
    "S371": Kind(
        "Decisions that were not brought in: {count} (number {numbers}); the reviewer has decided again"
        " since, or the row is not there.",
        "See them with: sayso show SHARD --decisions, and decide again in the ledger if need be.",
    ),
    "S372": Kind(
        "Articles of which the ledger holds other rows, by the same version, model and settings: {count}"
        " ({names}).",
        "The ledger's were kept. Compare both with: sayso show, and code the sources again if need be.",
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
    "S601": Kind(
        "Nothing can be counted: {reason}.",
        "Give other days, parties or types; sayso series DATA lists the pairs that are there.",
    ),
    "S602": Kind("This scale cannot be used: {reason}.", "Leave --scale out, or name one for the codebook."),
    "S603": Kind(
        "There is no class of types called {quad} in {codebook}.", "Give beginnings of codes with --type."
    ),
    "S604": Kind(
        "Too many pairs for one figure: {count:,} (at most {most}).", "Name those to be drawn with --pair."
    ),
    "S620": Kind(
        "The claim cannot be put to a test as it is written: {reason}.",
        "Write it as docs/predictions.md shows.",
    ),
    "S621": Kind(
        "The plan counts codes of {plan}, but the data are coded in {data}.",
        "Give types of that codebook with --codebook and --type, or a class with --quad; or so in the claim.",
    ),
    "S622": Kind("Row {row} is no prediction.", "List predictions with: sayso show LEDGER --predictions."),
    "S624": Kind(
        "The plan cannot be kept beside the claim: {reason}.", "Copy the claim to a folder of yours."
    ),
    "S625": Kind(
        "A library that this needs is not installed: {package}.",
        'Install it with: pip install "sayso[analysis]".',
    ),
    "S626": Kind(
        "What came of a prediction cannot be entered without a name and evidence.",
        "Add --by NAME and --evidence, where one can look it up.",
    ),
    "S627": Kind("The series cannot be counted: {reason}.", "Give data with more events or a longer time."),
    "S628": Kind("A figure cannot be written as this.", "Name a file that ends in one of: {suffixes}."),
    "S701": Kind(
        "This needs libraries that are not installed: {names}.", "Install them: pip install 'sayso[web]'."
    ),
    "S702": Kind(
        "The explorer cannot listen here: {reason}.",
        "Leave --port away for a free port, or give an address of this computer to --host.",
    ),
    "S703": Kind(
        "There is no password in this file: {reason}.",
        "Write one of at least 8 characters into its first line.",
    ),
    "S704": Kind(
        "The report cannot be written: {reason}.", "Give -o an empty folder, or one of an earlier report."
    ),
    "S705": Kind(
        "The address asks for what does not exist: {reason}.", "Go back to the ledger, and choose there."
    ),
    "S706": Kind(
        "Nothing was kept: the form is none of this server, or from before it was started again.",
        "Go back, load the page again, and decide again.",
    ),
    "S707": Kind("Nothing was kept: the ledger is open for reading only.", "Open it without --read-only."),
    "S708": Kind("Too many wrong passwords came from here.", "Wait a minute, then try again."),
    "S709": Kind("What was sent is larger than {limit} bytes.", "Send less; nothing was kept."),
    "S710": Kind("There is no such page.", "Go back to the ledger, and choose there."),
    "S720": Kind(
        "A library is missing that this needs: {package}.", "Install it with: pip install 'sayso[ray]'"
    ),
    "S721": Kind(
        "This place cannot be reached: {reason}.",
        "Check the address, and whether you may read and write there.",
    ),
    "S722": Kind(
        "This part of a shard cannot be used: {reason}.",
        "Delete it and run the same sayso shard again: what is missing is coded again.",
    ),
    "S723": Kind(
        "Articles could not be coded, and their part is missing: {names} ({reason}).",
        "Run the same command again; or code these with sayso code --jobs 2, which finds the one to blame.",
    ),
    "S724": Kind("There is no part of a shard here.", "Name the folder that sayso shard wrote."),
    "S725": Kind("Standard input cannot be shared among workers.", "Write it to a file, and name that."),
    "S726": Kind(
        "Ray cannot be started or reached: {reason}.",
        "Check --address; without it, Ray is started on this computer.",
    ),
    "S730": Kind(
        "This is no address of a ledger in PostgreSQL: {reason}.", "Write postgresql://USER@HOST/DATABASE."
    ),
    "S731": Kind(
        "PostgreSQL needs a library, which is missing.", "Install it: pip install 'sayso[postgres]'."
    ),
    "S732": Kind("The server cannot be reached: {reason}.", "Check host and port, and whether it runs."),
    "S733": Kind(
        "The server does not let you in: {reason}.",
        "Check user, database and password; a file of passwords is named by ?passfile=FILE.",
    ),
    "S734": Kind("The schema {schema} holds something else than a ledger.", "Name another: ?schema=NAME."),
    "S735": Kind(
        "The connection to the server was lost: {reason}.",
        "What was added before is kept; the same command goes on from there.",
    ),
    "S736": Kind(
        "A ledger in PostgreSQL is not backed up by sayso.",
        "Use pg_dump --schema={schema}, or bring it into a file: sayso merge FILE.ledger ADDRESS.",
    ),
    "S737": Kind("PostgreSQL cannot keep this text: it holds {reason}.", "Take it out, and code it again."),
    "S738": Kind(
        "The server cannot hold a ledger: {reason}.", "Use PostgreSQL 13 or later, and a database in UTF8."
    ),
    "S740": Kind(
        "There is no plan or picture called {name}.", "Choose one on the page of plans and verdicts."
    ),
    "S741": Kind("The password has to be given first.", "Post it to /enter, and keep the cookie."),
    "S742": Kind(
        "Nothing was kept: what was sent is no decision: {reason}.", "Send what /api/openapi.json describes."
    ),
    "S743": Kind(
        "Nothing was kept: the request has not the token of this server.",
        "Send it as the header X-Sayso-Token; /api/token tells it.",
    ),
    "S750": Kind(
        "This is a table, and holds no imports; number {number} was asked for.",
        "Leave --import out, or name the ledger that the table was imported into.",
    ),
    "S760": Kind(
        "This row cannot be added: {reason}.",
        "Nothing was kept; give words of one sentence of the article, and a type.",
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
