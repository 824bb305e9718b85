"""``sayso actors`` and ``--actors``: who is known, and lists of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .support import codes, rows_of, sayso

ATTACK = """Attack on police

NAIROBI, March 14, 2023 - The Tumaini Front attacked Kenyan police on Monday.
The Tumbawe League condemned the attack.
"""
LIST = "# mine\n- {id: front, names: Tumaini Front, terms: [2020-01-01 2024-01-01 KEN REB], else: KEN OPP}\n"
DICTIONARY = "TEMBO_LEAGUE_ [KENREBHRI]\nODD_ONE_ [XQZ]\nPOLICE_ [~AGR]\n"


@pytest.fixture(scope="module")
def attack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of an article about two groups that no shipped dictionary knows."""
    path = tmp_path_factory.mktemp("articles") / "attack.txt"
    path.write_text(ATTACK)
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return the path of a list with one actor of that article."""
    path = tmp_path / "mine.yaml"
    path.write_text(LIST)
    return path


def test_own_actors_are_coded_and_their_row_is_named(attack: Path, mine: Path, tmp_path: Path) -> None:
    """A name of the list has the list's code of the day, and why tells which row says so."""
    ledger = tmp_path / "my.ledger"
    assert sayso("code", attack, "--actors", mine, "-o", ledger).code == 0
    row = rows_of(sayso("show", ledger, "--type", "ASSAULT", "--actor", "KEN REB").out)[0]
    assert row["who"].endswith("Tumaini Front (KEN REB)")
    assert "mine/front" in sayso("why", ledger, row["row"]).out


def test_a_changed_list_is_another_run(article: Path, mine: Path, tmp_path: Path) -> None:
    """A run records path and digest of its lists; with other content the article is coded again."""
    ledger = tmp_path / "my.ledger"
    command = ("code", article, "--actors", mine, "-o", ledger)
    sayso(*command)
    assert "nothing added" in sayso(*command).err
    mine.write_text(LIST.replace("OPP", "ELI"))
    assert "1 article coded" in sayso(*command).err
    runs = [json.loads(row["settings"])["actors"] for row in rows_of(sayso("show", ledger, "--runs").out)]
    assert [[one["path"] for one in run] for run in runs] == [[str(mine)], [str(mine)]]
    assert runs[0][0]["sha256"] != runs[1][0]["sha256"]


@pytest.mark.parametrize(("text", "code"), [("- {id: a}\n", "S502"), ("a: b: c\n", "S501"), (None, "S101")])
def test_a_bad_list_is_a_problem(article: Path, tmp_path: Path, text: str | None, code: str) -> None:
    """What is wrong with a list is one numbered problem, and nothing is coded."""
    path = tmp_path / "bad.yaml"
    if text is not None:
        path.write_text(text)
    result = sayso("code", article, "--actors", path)
    assert (list(codes(result.err)), result.code, result.out) == ([code], 3, "")
    assert str(path) in result.err


def test_a_folder_is_no_list(article: Path, tmp_path: Path) -> None:
    """S112: a folder cannot be read as a file."""
    assert list(codes(sayso("code", article, "--actors", tmp_path).err)) == ["S112"]


def test_find_tells_who_a_name_stands_for(mine: Path) -> None:
    """Row, code on the day, terms and names are shown, of a list of one's own as of those of sayso."""
    result = sayso("actors", "find", "Tumaini Front", "--on", "2022-05-05", "--actors", mine)
    assert (result.code, result.out.splitlines()) == (
        0,
        [
            "row    mine/front",
            "code   KEN REB (on 2022-05-05)",
            "term   2020-01-01 2024-01-01 KEN REB",
            "else   KEN OPP",
            "names  Tumaini Front",
        ],
    )
    assert "code   KEN (where no day is known)" in sayso("actors", "find", "Nairobi").out


def test_find_says_that_nobody_is_known(mine: Path) -> None:
    """Without the list the name is unknown: exit code 1, nothing on standard output."""
    result = sayso("actors", "find", "Tumaini \x1bFront")
    assert (result.code, result.out) == (1, "")
    assert "No dictionary knows" in result.err
    assert "\x1b" not in result.err


def test_add_makes_a_list_that_is_used(tmp_path: Path) -> None:
    """The first actor makes the file, the next stands behind it."""
    path = tmp_path / "new.yaml"
    days = ("--from", "2020-01-01", "--to", "2021-01-01")
    assert sayso("actors", "add", path, "tembo", "KEN REB", "Tembo League", "TL", *days).code == 0
    assert sayso("actors", "add", path, "tembo-two", "IGO", "Tembo Union").code == 0
    found = sayso("actors", "find", "TL", "--actors", path).out
    assert "term   2020-01-01 2021-01-01 KEN REB" in found
    assert "else   KEN\n" in found
    assert "row    new/tembo-two" in sayso("actors", "find", "the Tembo Union", "--actors", path).out


@pytest.mark.parametrize(
    ("arguments", "left", "said"),
    [
        (("front", "KEN", "Other Name"), 3, "another entry of the file has this id"),
        (("new", "KEN", "the Tumaini Front"), 3, "one of entry front"),
        (("new", "KEN", "A b c d e f g h i"), 3, "more than 8 words"),
        (("new", "KEN", "A", "--from", "2020-01-01", "--to", "2019-01-01"), 3, "ends before it begins"),
        (("new", "KEN GOX", "A"), 2, "ends with no role"),
        (("new", "KEN", "A, B"), 2, "has a comma"),
        (("new", "KEN", "A", "--from", "yesterday"), 2, "%Y-%m-%d"),
        (("New: One", "KEN", "A"), 3, "is no list of actors"),
        (("New One", "KEN", "A"), 3, "hyphens"),
    ],
)
def test_add_refuses_what_would_be_wrong(
    mine: Path, arguments: tuple[str, ...], left: int, said: str
) -> None:
    """What is wrong is said, and the list stays as it is."""
    result = sayso("actors", "add", mine, *arguments)
    assert (result.code, said in result.err) == (left, True)
    assert mine.read_text() == LIST


def test_import_adds_what_can_be_read(tmp_path: Path, mine: Path) -> None:
    """Lines that cannot be imported are problems; what was left out is counted; the rest is in the list."""
    source = tmp_path / "dictionary.txt"
    source.write_text(DICTIONARY)
    result = sayso("actors", "import", source, mine)
    assert (list(codes(result.err)), result.code) == (["S504", "S505"], 3)
    assert "1 actor added" in result.err
    assert "HRI 1" in result.err
    assert mine.read_text().startswith(LIST)
    assert "code   KEN REB" in sayso("actors", "find", "Tembo League", "--actors", mine).out
    assert "0 actors added" in sayso("actors", "import", source, mine).err


def test_import_of_nothing_finds_nothing(tmp_path: Path) -> None:
    """A dictionary without an entry makes no list."""
    (tmp_path / "empty.txt").write_text("# nothing\n")
    assert sayso("actors", "import", tmp_path / "empty.txt", tmp_path / "new.yaml").code == 1
    assert not (tmp_path / "new.yaml").exists()


def test_unknown_actors_are_listed(attack: Path, mine: Path, tmp_path: Path) -> None:
    """Each text that is not known has its count and a row that why can explain, in a table and as JSON."""
    ledger = tmp_path / "my.ledger"
    sayso("code", attack, "--actors", mine, "-o", ledger)
    (row,) = rows_of(sayso("actors", "unknown", ledger).out)
    assert row["text"].endswith("Tumbawe League")
    assert "Tumbawe" in sayso("why", ledger, row["row"]).out
    (line,) = sayso("actors", "unknown", ledger, "--json", "--limit", 1).out.splitlines()
    assert json.loads(line) == {**row, "times": int(row["times"])}


def test_no_unknown_actor_is_said(tmp_path: Path) -> None:
    """Where everybody is known the exit code is 1."""
    path = tmp_path / "land.txt"
    path.write_text("Kenya accused Tanzania of theft on Monday.\n")
    sayso("code", path, "-o", tmp_path / "my.ledger")
    result = sayso("actors", "unknown", tmp_path / "my.ledger")
    assert (result.code, result.out) == (1, "")
    assert "is known" in result.err
