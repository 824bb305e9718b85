"""What can go wrong with inputs (S1xx), the language core (S2xx), coding (S4xx), lists of actors (S5xx)."""

from __future__ import annotations

from sayso.problems.kind import Kind

ARTICLES: dict[str, Kind] = {
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
        "Import it, and name the format with --as ({names}) or say which column is what with --columns:"
        " sayso import LEDGER FILE.",
    ),
    "S122": Kind(
        "The columns fit several formats: {names}.", "Name one of them: sayso import LEDGER FILE --as FORMAT."
    ),
    "S123": Kind(
        "Row {line} was not read: {reason}.", "Correct it in a copy of the file; all other rows are there."
    ),
    "S124": Kind(
        "Reading Parquet needs DuckDB, which is not installed.", "Install it: pip install 'sayso[analysis]'."
    ),
    "S125": Kind(
        "The table has no column called text; its columns are: {names}.",
        "Name its columns text, title, date, url and id; only text is needed."
        " A table of events is brought in by: sayso import.",
    ),
    "S126": Kind(
        "Reading {kind} needs a library that is not installed.", "Install it: pip install 'sayso[{extra}]'."
    ),
    "S127": Kind("The archive was not opened: {reason}.", "Unpack it yourself if you trust it."),
    "S128": Kind(
        "The date of this entry is not understood: {date}.",
        "It is coded as if it told none; write dates as YYYY-MM-DD.",
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
    "S133": Kind(
        "Row {line} has its day before its month: {day}.",
        "Nothing was read, for 03/04/2023 would become a day of March. Write days as YYYY-MM-DD.",
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
        "Role words (POLICE [~COP]) whose codes are no roles here, and which were left out: {count}.",
        "Their codes are listed below; give them a role of the codebook, and import the file again.",
    ),
}
