"""``sayso import`` and ``sayso show --imports``, as a shell runs them."""

from __future__ import annotations

from pathlib import Path

import sayso as package

from .support import codes, rows_of, sayso

HEAD = "day,source,target,code\n"
EVENTS = HEAD + "2019-03-01,KEN GOV,TZA,036\n2019-03-02,TZA,KEN,046\n2019-03-03,nobody,KEN,057\n"


def events(folder: Path, text: str = EVENTS, name: str = "lake.csv") -> Path:
    """Return a file with the table *text*."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_events_of_others_are_imported_and_listed(tmp_path: Path) -> None:
    """The message says how many came in and whose they are; unknown parties are no failure."""
    ledger, path = tmp_path / "a.ledger", events(tmp_path)
    result = sayso("import", ledger, path, "--coder", "Lake Institute")
    assert (result.code, result.out, codes(result.err)) == (0, "", ["S353"])
    assert f"3 events of Lake Institute (CAMEO) imported from {path}." in result.err
    (row,) = rows_of(sayso("show", ledger, "--imports").out)
    assert (row["coder"], row["codebook"], row["events"]) == ("Lake Institute", "CAMEO", "3")


def test_a_file_that_was_imported_before_is_told(tmp_path: Path) -> None:
    """Nothing is added, and nothing has failed."""
    ledger, path = tmp_path / "a.ledger", events(tmp_path)
    sayso("import", ledger, path)
    result = sayso("import", ledger, path)
    assert (result.code, f"{path} had been imported before: nothing added." in result.err) == (0, True)


def test_one_file_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    """The exit code tells, and what can be imported is."""
    false = events(tmp_path, "790415\tKEN\tTZA\t223\n" * 9, "false.cameo")
    missing = tmp_path / "missing.csv"
    good = events(tmp_path, HEAD + "2019-03-01,KEN GOV,TZA,036\n2019-03-02,TZA,KEN,046\n")
    result = sayso("import", tmp_path / "a.ledger", false, missing, good, "--codebook", "CAMEO")
    assert (result.code, codes(result.err)) == (3, ["S350", "S101"])
    assert "WEIS has the codes of 100.0% of 9 events" in result.err
    assert "2 events of an unnamed coder (CAMEO) imported" in result.err


def test_a_broken_row_makes_the_exit_code_tell(tmp_path: Path) -> None:
    """The others are there."""
    result = sayso("import", tmp_path / "a.ledger", events(tmp_path, EVENTS + "yesterday,KEN,TZA,036\n"))
    assert (result.code, codes(result.err)) == (3, ["S123", "S353"])
    assert "3 events" in result.err


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    """FIELD=COLUMN pairs; anything else is wrong usage."""
    path = events(
        tmp_path, "When,Who,Whom,What was done\n2019-03-01,Kenya,Tanzania,036\n2019-03-01,a,b,046\n"
    )
    named = "day=When, source=Who,target=Whom,code=What was done"
    assert "2 events" in sayso("import", tmp_path / "a.ledger", path, "--columns", named).err
    assert sayso("import", tmp_path / "a.ledger", path, "--columns", "day").code == 2
    wrong = sayso("import", tmp_path / "a.ledger", path, "--columns", "day=When,code=Deed")
    assert (wrong.code, codes(wrong.err)) == (2, ["S352"])


def test_an_export_comes_back(ledger: Path, tmp_path: Path) -> None:
    """A new ledger shows the same rows."""
    out, new = tmp_path / "out.jsonl", tmp_path / "new.ledger"
    sayso("export", ledger, out, "--as", "json")
    result = sayso("import", new, out)
    assert result.code == 0
    assert "1 article with" in result.err
    assert sayso("show", new, "--json").out == sayso("show", ledger, "--json").out
    assert sayso("verify", new).code == 0


def test_no_imports_are_told(ledger: Path) -> None:
    """A ledger without any says so."""
    result = sayso("show", ledger, "--imports")
    assert (result.code, "There are no imports in this ledger." in result.err) == (1, True)


def test_python_has_the_same_verbs(tmp_path: Path) -> None:
    """Import, and events as columns: of the file, of the import, and of the ledger itself."""
    path = events(tmp_path)
    with package.open_ledger(tmp_path / "a.ledger") as ledger:
        found = package.import_file(ledger, path, coder="Lake Institute")
        table = package.imported_events(ledger, 1)
        assert (found.events, table.coder, len(table.days)) == (3, "Lake Institute", 3)
        assert len(package.own_events(ledger).days) == 0
    read, problems = package.read_events(path, codebook="CAMEO")
    assert (read.codes.tolist(), [one.code for one in problems]) == (["036", "046", "057"], ["S353"])
