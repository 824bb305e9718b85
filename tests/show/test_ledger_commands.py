"""``sayso show``, ``why`` and ``verify``: what a ledger tells."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ..ledger.support import TEXT, coded, filled
from .support import Result, codes, rows_of, sayso


def first_row(ledger: Path, *filters: str) -> dict[str, str]:
    """Return the first event of *ledger* that fits *filters*."""
    return rows_of(sayso("show", ledger, *filters).out)[0]


def test_rows_are_listed(ledger: Path) -> None:
    """Every row has its id, its parties and its evidence."""
    row = first_row(ledger, "--type", "COERCE")
    assert row["who"] == "Tanzanian police (TZA COP)"
    assert "[arrested]" in row["evidence"]
    assert row["document"] == "ferry"


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_reader_may_go_away(tmp_path: Path, form: tuple[str, ...]) -> None:
    """As ``head`` does: nothing is complained of, however much there is still to be read."""
    ledger = filled(tmp_path / "my.ledger", *(coded(f"{TEXT}{number}\n", str(number)) for number in range(9)))
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-c", "from sayso.show.cli.main import main; main()", "show", str(ledger)]
    ended = subprocess.run([*command, *form], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (ended.stderr, ended.returncode) == ("", 0)


@pytest.mark.parametrize(
    ("filters", "column", "word"),
    [
        (("--type", "accuse"), "what", "ACCUSE"),
        (("--actor", "TZA"), "who", "(TZA"),
        (("--status", "not_happened"), "how sure", "not happened"),
        (("--certainty", "possible"), "how sure", "possible"),
        (("--prediction",), "how sure", "predicted"),
        (("--text", "sailors"), "evidence", "sailors"),
        (("--doc", "ferry"), "document", "ferry"),
    ],
)
def test_filters_narrow_the_list(ledger: Path, filters: tuple[str, ...], column: str, word: str) -> None:
    """What is listed fits the filter, and it is not nothing."""
    rows = rows_of(sayso("show", ledger, *filters).out)
    assert rows
    assert all(word in row[column] for row in rows)


def test_a_limit_is_kept(ledger: Path) -> None:
    """--limit lists at most so many."""
    assert len(rows_of(sayso("show", ledger, "--limit", 2).out)) == 2


def test_nothing_that_fits_is_said(ledger: Path) -> None:
    """Where no row fits, the exit code is 1 and nothing is on standard output."""
    result = sayso("show", ledger, "--doc", "no-such-article")
    assert (result.code, result.out) == (1, "")
    assert "No event fits." in result.err


def test_codes_in_small_letters_are_told(ledger: Path) -> None:
    """``--actor tza`` looks for a word; where it finds none, the code is named as it is written."""
    result = sayso("show", ledger, "--actor", "tza cop")
    assert (result.code, result.err) == (1, "No event fits. Codes are written in capitals: TZA COP.\n")
    assert "capitals" not in sayso("show", ledger, "--actor", "Nobody").err


@pytest.mark.parametrize("listing", ["--claims", "--predictions", "--runs"])
def test_other_rows_are_listed(ledger: Path, listing: str) -> None:
    """Claims, predictions and runs have lists of their own, as tables and as JSON."""
    assert rows_of(sayso("show", ledger, listing).out)
    assert all(json.loads(line) for line in sayso("show", ledger, listing, "--json").out.splitlines())


def test_events_as_json_follow_the_contract(ledger: Path) -> None:
    """--json has the fields of the contract."""
    found = [json.loads(line) for line in sayso("show", ledger, "--json").out.splitlines()]
    assert all({"id", "trigger", "type", "actor", "said_by"} <= set(one) for one in found)


def test_why_explains_a_row(ledger: Path) -> None:
    """Why shows the sentence, what decided the fields, the sources and the model."""
    result = sayso("why", ledger, first_row(ledger, "--type", "COERCE")["row"])
    assert result.code == 0
    for word in ("[arrested]", "because", "the article itself", "model", "sha256"):
        assert word in result.out


@pytest.mark.parametrize(
    ("listing", "words"),
    [("--claims", ("claim ", "cue", "content")), ("--predictions", ("prediction ", "range", "event"))],
)
def test_why_explains_other_rows(ledger: Path, listing: str, words: tuple[str, ...]) -> None:
    """Claims and predictions are explained by the id in their own list."""
    row = rows_of(sayso("show", ledger, listing).out)[0]
    result = sayso("why", ledger, row["id"])
    assert result.code == 0
    assert [word for word in (*words, "the article itself", "model") if word not in result.out] == []


@pytest.mark.parametrize(("row", "code", "left"), [("zzzz", "S306", 1), ("", "S307", 2)])
def test_why_says_when_there_is_no_such_row(ledger: Path, row: str, code: str, left: int) -> None:
    """A row that is not there, or not the only one, is a numbered problem."""
    result = sayso("why", ledger, row)
    assert (list(codes(result.err)), result.code) == ([code], left)


def test_a_whole_ledger_is_verified(ledger: Path) -> None:
    """Verify says what it has compared."""
    result = sayso("verify", ledger)
    assert result.code == 0
    assert "nothing is damaged" in result.out


@pytest.mark.parametrize("command", [("show",), ("verify",), ("why", "a")])
def test_no_ledger_is_made_by_reading(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Reading what is not there is wrong usage, and leaves nothing behind."""
    path = tmp_path / "missing.ledger"
    result: Result = sayso(command[0], path, *command[1:])
    assert (list(codes(result.err)), result.code) == (["S304"], 2)
    assert not path.exists()


def test_another_file_is_not_taken_for_a_ledger(article: Path) -> None:
    """A file that is no ledger is refused and left as it was."""
    before = article.read_bytes()
    assert list(codes(sayso("show", article).err)) == ["S302"]
    assert article.read_bytes() == before


@pytest.mark.parametrize("narrowed", [("--doc", "ferry"), ("--after", "1"), ("--prediction",)])
def test_filters_of_events_are_refused_with_other_rows(ledger: Path, narrowed: tuple[str, ...]) -> None:
    """A filter that would be ignored is wrong usage."""
    result = sayso("show", ledger, "--claims", *narrowed)
    assert result.code == 2
    assert "--claims takes none" in result.err


def test_other_rows_are_listed_so_many(ledger: Path) -> None:
    """``--limit`` cuts every list, and what is listed are its first rows."""
    every, one = (sayso("show", ledger, "--claims", "--json", *more).out for more in ((), ("--limit", "1")))
    assert len(every.splitlines()) > 1
    assert one == every.splitlines(keepends=True)[0]
    assert sayso("show", ledger, "--claims", "--reviewed", "--json", "--limit", "1").out == one


def test_stories_are_listed_at_each_level(ledger: Path) -> None:
    """A line has its mentions, articles and reports, and the summary names the same levels."""
    result = sayso("show", ledger, "--stories", "--type", "COERCE", "--status", "happened")
    row = next(one for one in rows_of(result.out) if one["actor"] == "Tanzanian police (TZA COP)")
    assert [row[level] for level in ("mentions", "articles", "reports")] == ["1", "1", "1"]
    assert (row["day"], row["sources"]) == ("2023-03-13", "the article")
    assert re.search(r"^\d+ (story|stories): \d+ mentions?, 1 article, 1 report\.$", result.err, re.MULTILINE)


def test_a_terminal_shows_stories_with_ids_and_levels_whole(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a person needs for the next command, and the name of each level, is not cut."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = sayso("show", ledger, "--stories", "--type", "COERCE", terminal=True).out
    names = re.findall(r"^s[0-9a-f]{7}\b", shown, re.MULTILINE)
    assert names
    assert [sayso("why", ledger, name).code for name in names] == [0] * len(names)
    assert "…" not in shown


def test_why_lists_the_mentions_of_a_story(ledger: Path) -> None:
    """The id of a story, or its beginning, leads to what it says and to every mention of it."""
    (found,) = (
        one
        for one in map(json.loads, sayso("show", ledger, "--stories", "--json").out.splitlines())
        if one["actor"] and one["actor"]["code"] == "TZA COP"
    )
    result = sayso("why", ledger, found["id"][:10])
    assert result.code == 0
    for words in (f"story {found['id']}", "1 mention, 1 article, 1 report", "[arrested]"):
        assert words in result.out


def test_no_story_fits(ledger: Path) -> None:
    """Where nothing fits, the command says so; a story that is not there is a numbered problem."""
    result = sayso("show", ledger, "--stories", "--actor", "NOR")
    assert (result.out, result.err, result.code) == ("", "No story fits.\n", 1)
    assert list(codes(sayso("why", ledger, "sffff").err)) == ["S306"]
