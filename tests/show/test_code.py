"""``sayso code``: articles into rows."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .support import Result, codes, rows_of, sayso


def test_rows_are_shown_as_tabs_in_a_pipe(article: Path) -> None:
    """Without -o and --json the table goes to standard output and the summary to standard error."""
    result = sayso("code", article)
    assert result.code == 0
    assert ("Tanzanian police (TZA COP)", "COERCE arrested") in {
        (row["who"], row["what"]) for row in rows_of(result.out)
    }
    assert "not kept" in result.err


def test_text_of_an_article_cannot_steer_the_terminal(article: Path) -> None:
    """On a terminal escapes are spelled out and square brackets are no markup."""
    shown = sayso("code", article, terminal=True).out
    assert "\x1b[31m" not in shown
    assert "\\x1b[31m" in shown.replace("\n", "")
    assert "[red]spokesman" in shown


def test_json_is_one_object_an_article(article: Path) -> None:
    """--json prints the contract: spans cut the words they are said to."""
    result = sayso("code", article, "--json")
    (line,) = result.out.splitlines()
    found = json.loads(line)
    assert found["doc_id"] == "ferry"
    assert found["text"] == article.read_text(encoding="utf-8")
    start, end = next(event for event in found["events"] if event["type"] == "COERCE")["trigger"]
    assert found["text"][start:end] == "arrested"


def test_coding_into_a_ledger_says_what_was_added(coded: tuple[Path, Result]) -> None:
    """-o writes the rows and says how many and how to see them."""
    ledger, result = coded
    assert result.code == 0
    assert result.out == ""
    assert "1 article coded" in result.err
    assert re.search(r"\(\d+ mentions, \d+ claims, \d+ predictions?, \d+ relations?\)", result.err)
    assert f"sayso show {ledger}" in result.err


def test_coding_twice_adds_nothing(article: Path, ledger: Path) -> None:
    """The second time the article is skipped, the command says so and is content."""
    before = sayso("show", ledger).out
    result = sayso("code", article, "-o", ledger)
    assert result.code == 0
    assert "nothing added" in result.err
    assert sayso("show", ledger).out == before


def test_one_bad_input_does_not_stop_the_others(article: Path, tmp_path: Path) -> None:
    """A missing file is a numbered problem; the article beside it is coded."""
    result = sayso("code", tmp_path / "missing.txt", article)
    assert result.code == 3
    assert codes(result.err) == ["S101"]
    assert "COERCE arrested" in result.out
    assert "Traceback" not in result.err


def test_an_article_without_events_finds_nothing(tmp_path: Path) -> None:
    """Where nothing is found the command says what was read and leaves with 1."""
    path = tmp_path / "garden.txt"
    path.write_text("The roses in the old garden are red. The grass by the pond is very green in spring.\n")
    result = sayso("code", path)
    assert result.code == 1
    assert codes(result.err) == ["S401"]


def test_standard_input_is_read(article: Path) -> None:
    """A dash stands for standard input."""
    result = sayso("code", "-", stdin=article.read_bytes())
    assert "COERCE arrested" in result.out


def test_a_size_limit_is_kept(article: Path) -> None:
    """--max-bytes refuses what is larger."""
    result = sayso("code", article, "--max-bytes", 10)
    assert (result.code, list(codes(result.err))) == (3, ["S107"])


def test_a_date_that_is_none_is_wrong_usage(article: Path) -> None:
    """--published wants a day; the message says the format."""
    result = sayso("code", article, "--published", "yesterday")
    assert result.code == 2
    assert "%Y-%m-%d" in result.err


def test_no_file_is_wrong_usage() -> None:
    """Without a file the command says what is missing."""
    result = sayso("code")
    assert result.code == 2
    assert "FILE..." in result.err


def test_a_text_in_two_places_is_one_article(article: Path, tmp_path: Path) -> None:
    """The same text under another name is counted with the first, with and without a ledger."""
    copy = tmp_path / "copy.txt"
    copy.write_bytes(article.read_bytes())
    alone = re.search(r"1 article coded: (\d+) rows", sayso("code", article).err)
    assert alone is not None
    for output in ((), ("-o", tmp_path / "my.ledger")):
        result = sayso("code", article, copy, *output)
        assert f"1 article coded: {alone[1]} rows" in result.err
        assert "1 input had the text of an article before" in result.err


def test_many_articles_in_one_input(article: Path, tmp_path: Path) -> None:
    """A table gives an article a row; what is wrong with one row is told, and the others are coded."""
    path = tmp_path / "news.jsonl"
    row = json.dumps({"text": article.read_text(encoding="utf-8"), "id": "ferry-1"})
    path.write_text(f"{row}\nbroken\n", encoding="utf-8")
    result = sayso("code", path)
    assert result.code == 3
    assert codes(result.err) == ["S119"]
    assert "news.jsonl#2" in result.err
    assert {row["document"] for row in rows_of(result.out)} == {"ferry-1"}


def test_several_processes_print_the_same(article: Path, tmp_path: Path) -> None:
    """--jobs changes neither the JSON nor the order, and a missing file is told as ever."""
    other = tmp_path / "other.txt"
    other.write_text("Kenya accused Tanzania of smuggling. Tanzania denied it.\n")
    names = article, tmp_path / "missing.txt", other
    one, two = (sayso("code", *names, "--json", "--jobs", jobs) for jobs in ("1", "2"))
    assert (one.code, one.out, one.err) == (two.code, two.out, two.err)
    assert len(one.out.splitlines()) == 2
    assert codes(two.err) == ["S101"]


def test_a_number_of_jobs_that_is_none(article: Path) -> None:
    """What is neither a number nor auto is wrong usage."""
    for value in ("-1", "two", "", "1.5"):
        result = sayso("code", article, f"--jobs={value}")
        assert result.code == 2
        assert "neither a number nor auto" in result.err
