"""What can go wrong with ledgers (S3xx, S76x), shards in parts (S72x) and PostgreSQL (S73x)."""

from __future__ import annotations

from sayso.problems.kind import Kind

LEDGERS: dict[str, Kind] = {
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
    "S314": Kind(
        "No decision is by {name}; there are decisions by: {names}.",
        "Rows stand as if this reviewer had not been named; correct the name.",
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
    "S720": Kind("A library is missing that this needs: {package}.", "Install it: pip install 'sayso[ray]'."),
    "S721": Kind(
        "This place cannot be reached: {reason}.",
        "Check the address, whether you may read and write there, and what the environment says of the store:"
        " docs/archive.md.",
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
        "Check --address, and whether the cluster wants a token: docs/archive.md. Without --address, Ray is"
        " started on this computer.",
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
    "S760": Kind(
        "This row cannot be added: {reason}.",
        "Nothing was kept; give words of one sentence of the article, and a type.",
    ),
}
