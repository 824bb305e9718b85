"""Tables of articles: JSONL, CSV and Parquet."""

from __future__ import annotations

import builtins
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.read.article import read_article
from sayso.read.sources import find_sources
from sayso.record import Article, Problem, Source
from sayso.settings import Settings

WORDS = "Police arrested eleven sailors on Monday, an official said."
LIMIT = 1_000


def found(path: Path, data: bytes = b"") -> list[Source | Problem]:
    """Return what is found in the table at *path*, made of *data*."""
    if data:
        path.write_bytes(data)
    return list(find_sources([str(path)], Settings(max_bytes=LIMIT)))


def codes(found: list[Source | Problem]) -> list[str]:
    """Return the code of each problem, and the text of each article."""
    return [one.code if isinstance(one, Problem) else one.data.decode() for one in found]


def article(source: Source | Problem) -> tuple[Article, list[str]]:
    """Return the article in *source*, and the codes of what to mind."""
    assert isinstance(source, Source)
    made, minded = read_article(source, Settings())
    assert made is not None
    return made, [one.code for one in minded]


def jsonl(*rows: Any) -> bytes:
    """Return *rows* as JSON lines."""
    return "\n".join(json.dumps(row) for row in rows).encode()


def test_jsonl(tmp_path: Path) -> None:
    """A row gives text, title, day, address and name."""
    path = tmp_path / "news.jsonl"
    row = {
        "Text": WORDS,
        "title": "Arrests",
        "date": "2021-02-03T10:00:00Z",
        "url": "https://x.example/1",
        "id": 7,
    }
    [source] = found(path, jsonl(row))
    made, minded = article(source)
    assert made.text == f"Arrests\n\n{WORDS}"
    assert (made.title, made.published.date, made.doc_id) == ("Arrests", "2021-02-03", "7")
    assert made.address == f"{path}#https://x.example/1"
    assert minded == []


def test_a_title_that_the_text_begins_with(tmp_path: Path) -> None:
    """The title is not put before a text that begins with it."""
    [source] = found(tmp_path / "a.jsonl", jsonl({"text": f"Arrests\n\n{WORDS}", "title": "Arrests"}))
    made, _ = article(source)
    assert made.text == f"Arrests\n\n{WORDS}"
    assert [block.kind for block in made.blocks] == ["title", "paragraph"]


def test_rows_that_are_no_articles(tmp_path: Path) -> None:
    """S119, S107: each line that is no article is a problem with its number, and the others are read."""
    lines = (
        jsonl({"text": WORDS}),
        b"",
        b"no json",
        b"[1]",
        jsonl({"text": None}),
        b'{"text": ' + b"[" * 100_000,
        b'{"text": "' + b"x" * LIMIT + b'"}',
        b'{"text": 1' + b"0" * 900 + b"}",
        b"\xff\xfe",
        jsonl({"text": "last"}),
    )
    sources = found(tmp_path / "a.jsonl", b"\n".join(lines))
    assert codes(sources) == [WORDS, "S119", "S119", "S119", "S107", "S107", "S119", "S119", "last"]
    where = [one.where.rpartition("#")[2] for one in sources if isinstance(one, Problem)]
    assert where == ["3", "4", "5", "6", "7", "8", "9"]


def test_nested_json(tmp_path: Path) -> None:
    """S119: JSON that is nested without end is no article."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": ' + b"[" * 200_000 + b"\n" + jsonl({"text": "last"}))
    assert codes(list(find_sources([str(path)], Settings()))) == ["S119", "last"]


def test_characters_that_nobody_can_write(tmp_path: Path) -> None:
    """NUL and halves of characters are replaced, one for one."""
    [source] = found(tmp_path / "a.jsonl", b'{"text": "a\\u0000b\\ud800c", "title": "t\\u0000\\udfff"}')
    assert isinstance(source, Source)
    assert source.data.decode() == "a\ufffdb\ufffdc"
    assert source.told is not None
    assert source.told.title == "t\ufffd\ufffd"


def test_html_in_a_row(tmp_path: Path) -> None:
    """The HTML of an article is laid out; a whole page is read as a page."""
    rows = {"text": f"<p>{WORDS}</p><p>He was released.</p>"}, {"text": f"<!DOCTYPE html><p>{WORDS}</p>"}
    fragment, page = found(tmp_path / "a.jsonl", jsonl(*rows))
    assert isinstance(fragment, Source)
    assert isinstance(page, Source)
    assert fragment.data.decode() == f"{WORDS}\n\nHe was released."
    assert page.media == "text/html"


def test_days(tmp_path: Path) -> None:
    """S128: a day that is not understood is said, and is none; an address may tell one too."""
    days = ["14 March 2023", "2023", "20230314", "03/04/2023", "", None]
    ordered = ["14.03.2023", "14/3/2023", "03/14/2023 10:00", "14-Mar-2023", "20230314100000"]
    made = [
        article(one)
        for one in found(tmp_path / "b.jsonl", jsonl(*({"text": WORDS, "date": day} for day in ordered)))
    ]
    assert [(one.published.date, minded) for one, minded in made] == [("2023-03-14", [])] * len(ordered)
    rows = [{"text": WORDS, "date": day} for day in days] + [
        {"text": WORDS, "url": "https://x.example/2023/03/14/a"}
    ]
    made = [article(one) for one in found(tmp_path / "a.jsonl", jsonl(*rows))]
    assert [one.published.date for one, _ in made] == [
        *("2023-03-14", "2023-01-01", "2023-03-14"),
        *(None, None, None, "2023-03-14"),
    ]
    assert [minded for _, minded in made][3] == ["S128"]
    assert [minded for _, minded in made][4] == []


@pytest.mark.parametrize("data", [b'{"body": "x"}\n{"body": "y"}', b"a,b\n1,2\n3,4"])
def test_no_text(tmp_path: Path, data: bytes) -> None:
    """S125: a table without a column of that name is a problem, once, with the columns there are."""
    name = "a.jsonl" if data.startswith(b"{") else "a.csv"
    [problem] = found(tmp_path / name, data)
    assert isinstance(problem, Problem)
    assert problem.code == "S125"
    assert "body" in problem.what or "a, b" in problem.what


def test_packed(tmp_path: Path) -> None:
    """Packed tables are read; S117 says where one breaks off."""
    data = gzip.compress(jsonl(*({"text": WORDS, "id": n} for n in range(50))))
    assert len(found(tmp_path / "a.jsonl.gz", data)) == 50
    assert codes(found(tmp_path / "a.jsonl.gz", data[:-9]))[-1] == "S117"


def test_nothing_there(tmp_path: Path) -> None:
    """S101, S118: a table that is not there, and one without rows."""
    assert codes(found(tmp_path / "none.csv")) == ["S101"]
    assert codes(found(tmp_path / "a.csv", b"text,title\n")) == ["S118"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    """Whatever divides the columns, a quoted cell may hold it and line breaks."""
    table = f'id{delimiter}Text\n1{delimiter}"one{delimiter} two\nthree"\n2{delimiter}four\n'
    assert codes(found(tmp_path / "a.csv", table.encode())) == [f"one{delimiter} two\nthree", "four"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """CSV comes in many encodings."""
    table = "title,text\nCafé,The café\u2019s owners accused the minister of lying.\n".encode(encoding)
    [source] = found(tmp_path / "a.csv", table)
    made, _ = article(source)
    assert made.text == "Café\n\nThe café\u2019s owners accused the minister of lying."


def test_rows_that_cannot_be_read(tmp_path: Path) -> None:
    """S107, S119: lines and cells above the limit are problems, and the rows after them are read."""
    long = "x" * (LIMIT + 10)
    lines = "\n".join("word" for _ in range(LIMIT))
    table = f'text\n{long}\nfirst\n"{lines}"\nlast\n'
    assert codes(found(tmp_path / "a.csv", table.encode()))[:2] == ["S107", "first"]
    assert "S119" in codes(found(tmp_path / "a.csv", table.encode()))


def test_parquet(tmp_path: Path) -> None:
    """Parquet is read row by row, whatever the file is called."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "n[1]*.parquet"
    table = (
        "SELECT 'Police arrested a sailor.' AS Text, DATE '2020-02-03' AS date, i AS id FROM range(600) t(i)"
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({table}) TO '{path}' (FORMAT parquet)")
    sources = found(path)
    assert len(sources) == 600
    made, _ = article(sources[-1])
    assert (made.doc_id, made.published.date) == ("599", "2020-02-03")
    path.write_bytes(path.read_bytes()[:-20])
    assert codes(found(path)) == ["S117"]


def test_parquet_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S126: where the library is not installed, the message says how to install it."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    [problem] = found(tmp_path / "a.parquet", b"PAR1")
    assert isinstance(problem, Problem)
    assert problem.code == "S126"
    assert "sayso[analysis]" in problem.remedy
