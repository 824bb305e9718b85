"""The user's own lists of actors: read, checked, put before the shipped ones, and added to."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ontology.actors import Term, load_actors
from sayso.ontology.userfile import Draft, append, entry_text, own_names, own_words, rows_in
from sayso.problems import Failure

from .support import listed

MINE = """\
# Mine
- id: tumaini-front
  names: Tumaini Front, Tumaini-Front Movement
  terms:
    - 2003-02-01 2010-01-01 KEN REB
    - 2010-01-01 now KEN GOV
  else: KEN OPP
- {id: norway-desk, code: NOR, names: "Taliban, kenya"}
"""
GOOD = "- {id: a, code: KEN, names: Aone}\n"


def test_own_names_stand_for_rows_of_their_file() -> None:
    """A row is called after its file and id, and has the code of the day."""
    entry = load_actors(own_names([listed(MINE)])).entry("the Tumaini-Front Movement")
    assert entry is not None
    assert entry.row == "mine/tumaini-front"
    assert [entry.code_on(day) for day in ("2003-02-01", "2010-01-01", "1999-01-01")] == [
        "KEN REB",
        "KEN GOV",
        "KEN OPP",
    ]


@pytest.mark.parametrize(("name", "row"), [("Taliban", "mine/norway-desk"), ("KENYA", "mine/norway-desk")])
def test_own_names_go_before_the_shipped_ones(name: str, row: str) -> None:
    """A name that sayso knows otherwise, also one that only capitals make the same, is the user's."""
    entry = load_actors(own_names([listed(MINE)])).entry(name)
    assert entry is not None
    assert entry.row == row


def test_the_first_list_goes_before_the_second() -> None:
    """Of two lists that know a name the one named first counts."""
    files = [listed(GOOD, "one.yaml"), listed(GOOD, "two.yaml")]
    entry = load_actors(own_names(files)).entry("Aone")
    assert entry is not None
    assert entry.row == "one/a"


@pytest.mark.parametrize("text", ["", "# only a remark\n", "[]"])
def test_an_empty_list_is_one(text: str) -> None:
    """A file without an entry is no problem."""
    assert rows_in(listed(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: a\n", "it is no list"),
        ("- id: a\n names: b\n", "line 2"),
        ("[" * 3000, "file is no list"),
        ("\x00", "no YAML"),
    ],
)
def test_a_file_that_is_no_list_is_said(text: str | bytes, said: str) -> None:
    """S501 says where the file stops being a list of actors."""
    with pytest.raises(Failure, match=r"S501 folder/mine\.yaml") as failure:
        rows_in(listed(text))
    assert said in str(failure.value)


def test_a_list_in_another_encoding_is_said() -> None:
    """S106 names the first byte that is no UTF-8."""
    with pytest.raises(Failure, match=r"S106 folder/mine\.yaml.*byte 6"):
        rows_in(listed(b"- id: \xff"))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- one", "number 2 is wrong: it is not made of fields"),
        ("- {code: KEN, names: B}", "number 2 is wrong: it has the fields code, names"),
        ("- {id: b, code: KEN}", "Entry b is wrong: it has the fields id, code"),
        ("- {id: b, code: KEN, names: B, else: KEN}", "it has the fields"),
        ("- {id: b, code: KEN, names: [B]}", "names is no text"),
        ("- {id: '', code: KEN, names: B}", "id is no text"),
        ("- {id: b#c, code: KEN, names: B}", "its id has signs"),
        ("- {id: b, code: KEN, names: ' , '}", "it has no name"),
        ("- {id: b, code: KEN, names: A b c d e f g h i}", "more than 8 words"),
        ("- {id: b, code: KEN GOX, names: B}", "'KEN GOX' ends with no role"),
        ("- {id: b, names: B, terms: [2001-01-01 now ROM], else: KEN}", "'ROM' begins with no country"),
        ("- {id: b, names: B, terms: [2001-02-29 now KEN], else: KEN}", "'2001-02-29' is no day"),
        ("- {id: b, names: B, terms: [20010228 now KEN], else: KEN}", "'20010228' is no day"),
        ("- {id: b, names: B, terms: [2001-01-01 KEN], else: KEN}", "no list of lines"),
        ("- {id: b, names: B, terms: 2001-01-01 now KEN, else: KEN}", "no list of lines"),
        ("- {id: b, names: B, terms: {a: b}, else: KEN}", "no list of lines"),
        ("- {id: b, names: B, terms: [2001-01-01 2001-01-01 KEN], else: KEN}", "ends before it begins"),
        ("- {id: b, names: B, terms: [2001-01-01 now KEN, 2002-01-01 now KEN], else: KEN}", "above it ends"),
        ("- {id: a, code: KEN, names: B}", "another entry of the file has this id"),
        ("- {id: b, code: KEN, names: 'B, the Aone'}", "'the Aone' is one of entry a"),
    ],
)
def test_an_entry_that_is_wrong_is_said(entry: str, said: str) -> None:
    """S502 names the file, the entry and what is wrong with it."""
    with pytest.raises(Failure, match=r"S502 folder/mine\.yaml") as failure:
        rows_in(listed(f"{GOOD}{entry}\n"))
    assert said in str(failure.value)


def test_a_list_is_not_called_like_a_shipped_one() -> None:
    """Rows of such a file could not be told from those of sayso."""
    with pytest.raises(Failure, match=r"S501.*rename the file"):
        list(own_names([listed(GOOD, "folder/people.yaml")]))


def test_entries_are_added_behind_what_is_there(tmp_path: Path) -> None:
    """What a person wrote stays to the byte, also where its last line has no end; the rest can be read."""
    path = tmp_path / "mine.yaml"
    before = MINE.rstrip("\n").encode()
    path.write_bytes(before)
    draft = Draft(('Say "so"', "No: #1"), "KEN", (Term("2001-01-01", "now", "KEN GOV"),))
    append(path, listed(before), entry_text("new", draft))
    after = path.read_bytes()
    assert after.startswith(before)
    assert rows_in(listed(after))[-1] == {
        "id": "new",
        "names": 'Say "so", No: #1',
        "terms": ["2001-01-01 now KEN GOV"],
        "else": "KEN",
    }


def test_a_new_list_explains_itself(tmp_path: Path) -> None:
    """A file that was not there begins with a remark that says what it is."""
    path = tmp_path / "new.yaml"
    append(path, None, entry_text("a", Draft(("A",), "KEN")))
    assert path.read_text().startswith("# Actors of my own")
    assert [row["id"] for row in rows_in(listed(path.read_bytes()))] == ["a"]


@pytest.mark.parametrize(
    "text", [f"  {GOOD}", "[{id: b, code: KEN, names: B}]", GOOD.replace("names", "name")]
)
def test_a_list_that_cannot_be_added_to_is_left_alone(tmp_path: Path, text: str) -> None:
    """Where the whole would not be a list of actors nothing is written."""
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    with pytest.raises(Failure, match=r"S50[12]"):
        append(path, listed(text), entry_text("c", Draft(("C",), "KEN")))
    assert path.read_text() == text


def test_a_list_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """S503 gives the reason."""
    with pytest.raises(Failure, match=r"S503.*no such file"):
        append(tmp_path / "missing" / "mine.yaml", None, entry_text("a", Draft(("A",), "KEN")))


def test_role_words_are_no_names() -> None:
    """An entry with a role gives words, which go before the shipped ones, and no name."""
    file = listed(GOOD + '- {id: toll, role: COP, names: "Toll clerk, envoy"}\n')
    assert [name for name, _ in own_names([file])] == ["Aone"]
    roles = load_actors((), own_words([file])).roles
    assert (roles.heads["toll clerk"], roles.heads["envoy"]) == ("COP", "COP")
    assert roles.own["envoy"] == "mine/toll"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('{id: b, role: XYZ, names: "clerk"}', "no role"),
        ('{id: b, role: COP, names: "a b c d e f"}', "more than 5 words"),
        ('{id: b, role: COP, code: KEN, names: "clerk"}', "it needs"),
    ],
)
def test_a_wrong_role_word_is_told(entry: str, fault: str) -> None:
    """The role must be one, and the word short enough to be found."""
    with pytest.raises(Failure) as caught:
        rows_in(listed(f"- {entry}\n"))
    assert fault in caught.value.problem.what


def test_a_role_word_is_written_and_read() -> None:
    """What is written of a draft of role words is read as the same."""
    (row,) = rows_in(listed(entry_text("toll", Draft(("toll clerk", "toll clerks"), "COP", is_word=True))))
    assert (row["role"], row["names"]) == ("COP", "toll clerk, toll clerks")
