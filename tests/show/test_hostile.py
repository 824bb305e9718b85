"""Text from articles is hostile: whichever way it goes, it steers nothing and is no formula."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.visible import MARKS, cell, short, visible, visible_lines

from .support import Result, codes, rows_of, sayso

NASTY = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x00\x08\x7f\x85\u2028\u2029\u202e\u202d\u2066\u2067\u2069\u200b\u200d\u2060"
    "\ufeff\xad\u3164\U000e0041\U000e007f\u061c\ufff9"
)
ZALGO = "Z" + "\u0301\u0335\u0489" * 50
SPEAKER = f"Amina{NASTY} Oduya{ZALGO}"
ARTICLE = f"""=HYPERLINK("http://evil.example";"Kenya") arrested eleven Tanzanian{NASTY} sailors{ZALGO}.

"Kenya will respond," the Kenyan foreign minister, {SPEAKER}, told reporters. The minister of Tanzania accused
Kenya{NASTY} of lying about the arrest of the{ZALGO} sailors, and said that he may close the{NASTY} border.
"""
TITLE = f"Arrests{NASTY} on the lake{ZALGO}"
FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def steering(text: str, kept: str = "\n\t") -> set[str]:
    """Return the characters of *text* that a terminal would obey, or nobody would see."""
    return {one for one in text if unicodedata.category(one) in FORBIDDEN and one not in kept}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Result]:
    """Return a table whose article, title and names are hostile, its ledger, and what coding it printed."""
    folder = tmp_path_factory.mktemp("bad\x1b[31m\u202ename")
    path, ledger = folder / "news\x1b]0;x\x07\n\u202e.jsonl", folder / "my.ledger"
    row = {
        "text": ARTICLE,
        "title": TITLE,
        "id": f"=1+1{NASTY}",
        "date": f"2023{NASTY}",
        "url": f"http://a:b@c/{NASTY}",
    }
    path.write_text(f"{json.dumps(row)}\nbroken{NASTY}\n", encoding="utf-8")
    return path, ledger, sayso("code", path, "-o", ledger)


def test_coding_it_says_nothing_that_steers(hostile: tuple[Path, Path, Result]) -> None:
    """Problems, names of files and summaries are safe, and no password is told or kept."""
    _, ledger, result = hostile
    assert codes(result.err).count("S119") == 1
    assert "1 article coded" in result.err
    assert not steering(result.err)
    assert b"a:b@" not in ledger.read_bytes()


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize(
    "listing",
    [(), ("--claims",), ("--predictions",), ("--relations",), ("--problems",), ("--stories",), ("--runs",)],
)
def test_lists(hostile: tuple[Path, Path, Result], listing: tuple[str, ...], terminal: bool) -> None:
    """No list holds anything that steers, on a terminal or in a pipe, nor a flood of marks."""
    _, ledger, _ = hostile
    shown = sayso("show", ledger, *listing, terminal=terminal)
    colours = re.sub(r"\x1b\[[0-9;]*m", "", shown.out) if terminal else shown.out
    assert not steering(colours + shown.err)
    assert not re.search(f"[{MARKS}]{{5}}", shown.out)


def test_no_cell_is_a_formula(hostile: tuple[Path, Path, Result]) -> None:
    """Tables in a pipe have as many cells as headings, and none that a spreadsheet would calculate."""
    _, ledger, _ = hostile
    for listing in ((), ("--claims",), ("--problems",), ("--stories",)):
        for row in rows_of(sayso("show", ledger, *listing).out):
            assert not [one for one in row.values() if re.match(r"\s*[=@+]", one)]
    assert {row["document"][:2] for row in rows_of(sayso("show", ledger).out)} == {"'="}


def test_explanations(hostile: tuple[Path, Path, Result]) -> None:
    """What a row rests on is told without steering."""
    _, ledger, _ = hostile
    listed = [rows_of(sayso("show", ledger, *one).out) for one in ((), ("--claims",), ("--stories",))]
    names = [row.get("row") or row.get("id") or row["story"] for rows in listed for row in rows]
    assert len(names) > 3
    for name in names:
        shown = sayso("why", ledger, name, terminal=True)
        assert shown.code == 0
        assert not steering(re.sub(r"\x1b\[[0-9;]*m", "", shown.out))


def test_json_is_exact_and_one_line_each(hostile: tuple[Path, Path, Result]) -> None:
    """JSON holds the very characters, in lines that no reader breaks elsewhere."""
    path, _, _ = hostile
    text = ARTICLE.replace("\x00", "\ufffd")
    found = sayso("code", path, "--json").out
    assert not steering(
        found, kept="\n" + NASTY.replace("\x85", "").replace("\u2028", "").replace("\u2029", "")
    )
    (line,) = found.splitlines()
    assert json.loads(line)["text"].endswith(text)
    on_terminal = sayso("code", path, "--json", terminal=True).out
    assert on_terminal.isascii()
    assert not steering(on_terminal)


def test_conllu_has_ten_columns(hostile: tuple[Path, Path, Result]) -> None:
    """Each line of CoNLL-U is a comment, empty, or a token in ten columns, on a terminal without steering."""
    path, _, _ = hostile
    shown = sayso("annotate", path).out
    assert {line.count("\t") for line in shown.split("\n") if line and not line.startswith("#")} == {9}
    assert not steering(sayso("annotate", path, terminal=True).out)


def test_wrong_usage_cannot_steer() -> None:
    """A command line with a hostile name in it, as a shell makes of a star, is told safely."""
    for arguments in (("code", "--\x1b]0;x\x07"), ("\x1b[2J",), ("show", "no\x1b[31m.ledger")):
        shown = sayso(*arguments)
        assert shown.code == 2
        assert not steering(shown.err)


def test_a_name_without_end(tmp_path: Path) -> None:
    """A problem does not fill the screen, however long the address."""
    shown = sayso("code", "http://" + "a" * 100_000)
    assert "[...]" in shown.err
    assert len(shown.err) < 5_000


@given(st.text(alphabet=st.characters()))
def test_nothing_is_invisible(text: str) -> None:
    """Whatever the text, what is shown has no character without a glyph, and no flood of marks."""
    for shown in (visible(text), visible_lines(text)):
        assert not steering(shown)
        assert not re.search(f"[{MARKS}]{{5}}", shown)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", " =1", "-Kenya"])
def test_formulas(text: str) -> None:
    """What a spreadsheet would calculate gets an apostrophe."""
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-", "-2", "+3.5", "-1,000", "-5 %", "Kenya = Tanzania", "a@b"])
def test_no_formulas(text: str) -> None:
    """The sign for nobody, numbers and plain text stay as they are."""
    assert cell(text) == text


def test_short() -> None:
    """A long text keeps its beginning and its end."""
    assert short("a" * 50 + "b" * 50, 10) == "aaaaa [...] bbbbb"
    assert short("abc", 10) == "abc"
