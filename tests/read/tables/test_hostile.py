"""Files that are broken, hostile or not what they say: a problem each, and all that can be read is read."""

from __future__ import annotations

import builtins
import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.ontology.foreign import ForeignCodes, load_foreign
from sayso.problems import Failure
from sayso.read.tables import files, lines
from sayso.read.tables.formats import FORMATS
from sayso.read.tables.row import Row

from .support import ACLED, ARREST, ICEWS, POLECAT, UCDP, gdelt_line, read, written
from .support import lines as table_of


def refused(path: Path, **said: object) -> tuple[str, str]:
    """Return the code and the sentence of the problem with which the table at *path* is refused."""
    with pytest.raises(Failure) as caught:
        read(path, **said)
    return caught.value.problem.code, caught.value.problem.what


def test_a_broken_row_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """S123 names the line and what is wrong there."""
    good = gdelt_line(actor1code="KEN", actor2code="TZA")
    broken = [good.replace("20190326", "20191326"), "1\t20190326\n", good.replace("036", ""), "\n"]
    rows, problems = read(written(tmp_path / "a.CSV", good + "".join(broken) + good))
    assert [row.line for row in rows] == [1, 6]
    assert [one.code for one in problems] == ["S123"] * 3
    assert ["Row 2" in problems[0].what, "Row 3" in problems[1].what, "Row 4" in problems[2].what] == [
        True
    ] * 3
    assert "2 cells" in problems[1].what
    assert "no code" in problems[2].what


def test_days_before_months_are_no_mere_slips(tmp_path: Path) -> None:
    """S133 refuses the table, for the day that could be read either way would be a wrong one."""
    days = ("03/04/2023", "31/03/2023")
    path = written(tmp_path / "a.tab", table_of(ICEWS, [{**ARREST, "Event Date": day} for day in days]))
    assert refused(path)[0] == "S133"
    american = [{**ARREST, "Event Date": day} for day in ("03/04/2023", "03/31/2023", "31/31/2023")]
    rows, problems = read(written(tmp_path / "b.tab", table_of(ICEWS, american)))
    assert [row.day for row in rows] == ["2023-03-04", "2023-03-31"]
    assert [one.code for one in problems] == ["S123"]


def test_many_broken_rows_are_counted(tmp_path: Path) -> None:
    """After the first twenty, S358 says how many more there are."""
    good = gdelt_line(actor1code="KEN", actor2code="TZA")
    _, problems = read(written(tmp_path / "a.CSV", good + "7\t20190326\n" * 50))
    assert [one.code for one in problems] == ["S123"] * 20 + ["S358"]
    assert "30" in problems[-1].what


def test_damaged_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    """A line that is not UTF-8 is read; S354 says how many there were."""
    event = {**ARREST, "Source Name": "Élodie Ken"}
    data = table_of(ICEWS, [event, ARREST]).encode("latin-1")
    rows, problems = read(written(tmp_path / "a.tab", data))
    assert [row.source_text for row in rows] == ["\ufffdlodie Ken", "Police (Tanzania)"]
    assert [one.code for one in problems] == ["S354"]
    assert "1" in problems[0].what


def test_utf_16_is_refused_with_advice(tmp_path: Path) -> None:
    """Such files come from spreadsheets; the advice is to save them as UTF-8."""
    code, what = refused(written(tmp_path / "a.tab", table_of(ICEWS, [ARREST]).encode("utf-16")))
    assert (code, "UTF-16" in what) == ("S120", True)


def test_a_cell_that_is_too_long_breaks_its_row(tmp_path: Path) -> None:
    """Nobody's name has three thousand letters."""
    rows, problems = read(
        written(tmp_path / "a.tab", table_of(ICEWS, [{**ARREST, "Source Name": "x" * 3000}, ARREST]))
    )
    assert len(rows) == 1
    assert "source_name has 3,000 characters" in problems[0].what


def test_a_line_that_is_too_long_breaks_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a line without an end nothing is kept, and the next is read."""
    monkeypatch.setattr(lines, "LONGEST", 1000)
    text = table_of(ICEWS, [{**ARREST, "City": "x" * 5000}, ARREST])
    rows, problems = read(written(tmp_path / "a.tab", text))
    assert [row.line for row in rows] == [3]
    assert "longer than 1,000 bytes" in problems[0].what


def test_an_open_quotation_mark_does_not_end_the_table(tmp_path: Path) -> None:
    """A cell that goes on and on breaks one row; what follows the limit of a cell is read."""
    event = {"event_id_cnty": "KEN1", "event_date": "2023-05-16", "event_type": "Protests"}
    event |= {"sub_event_type": "Peaceful protest", "actor1": "Protesters (Kenya)"}
    good = table_of(ACLED, [event], ",").splitlines(keepends=True)
    text = good[0] + 'KEN2,"open\n' + good[1] * 3000
    rows, problems = read(written(tmp_path / "a.csv", text))
    assert problems[0].code == "S123"
    assert len(rows) > 1000


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive of a huge table is not read to its end."""
    monkeypatch.setattr(files, "SMALL", 10_000)
    line = gdelt_line(actor1code="KEN", actor2code="TZA").encode()
    code, what = refused(written(tmp_path / "a.gz", gzip.compress(line * 100_000)))
    assert (code, "goes on beyond" in what) == ("S120", True)


def test_an_archive_of_two_tables_is_refused(tmp_path: Path) -> None:
    """Which of them is meant is not guessed."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "x")
        archive.writestr("b.csv", "x")
    assert refused(tmp_path / "a.zip") == (
        "S120",
        "The table cannot be read: the archive holds 2 files, not one table.",
    )


@pytest.mark.parametrize("data", [b"PAR1 and no more", b"PK\x03\x04 and no more", b"\x1f\x8b and no more"])
def test_what_only_begins_like_a_packed_table_is_refused(data: bytes, tmp_path: Path) -> None:
    """A file with the first bytes of a format and not its body is a problem, no fault."""
    pytest.importorskip("duckdb")
    assert refused(written(tmp_path / "a.parquet", data))[0] == "S120"


def test_a_packed_table_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """The end of the file is missing."""
    whole = gzip.compress(gdelt_line(actor1code="KEN").encode() * 1000)
    assert refused(written(tmp_path / "a.gz", whole[:-20]))[0] == "S120"


def test_parquet_without_duckdb_is_refused_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S124 says what to install."""
    really = builtins.__import__

    def without(name: str, *others: object) -> object:
        if name == "duckdb":
            raise ImportError(name)
        return really(name, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    assert refused(written(tmp_path / "a.parquet", b"PAR1"))[0] == "S124"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The same problem as for articles."""
    assert refused(tmp_path / "none.csv")[0] == "S101"


def test_the_empty_file_is_of_no_format(tmp_path: Path) -> None:
    """There is no column in it."""
    assert refused(written(tmp_path / "a.csv", b""))[0] == "S121"


HEADS = {
    "icews": table_of(ICEWS, [ARREST]),
    "polecat": table_of(POLECAT, []),
    "acled": table_of(ACLED, [], ","),
    "ucdp": table_of(UCDP, [], ","),
    "gdelt": gdelt_line(actor1code="KEN"),
    "keds": "790415\tKEN\tTZA\t036\n",
    "tidy": "day,source,target,code\n2019-03-26,KEN,TZA,036\n",
}


def anything() -> Iterator[st.SearchStrategy[bytes]]:
    """Yield ways of making bytes that a table may end in."""
    cells = st.one_of(
        st.text(max_size=20), st.sampled_from(["20190326", "2019-03-26", "KEN", "036", "ACCUSE", '"', "1"])
    )
    yield st.binary(max_size=300)
    for between in ("\t", ","):
        rows = st.lists(st.lists(cells, max_size=62).map(between.join), max_size=5)
        yield rows.map("\n".join).map(lambda text: text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def codes() -> ForeignCodes:
    """Return what is known of the codes of others, loaded once."""
    return load_foreign()


FUZZ = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
@FUZZ
@given(data=st.one_of(*anything()), asked=st.booleans())
def test_no_bytes_are_a_fault(
    name: str, data: bytes, asked: bool, tmp_path: Path, codes: ForeignCodes
) -> None:
    """Whatever follows the heading of a format gives rows, or problems that are numbered."""
    path = written(tmp_path / "a.csv", HEADS[name].encode() + data)
    found: set[str] = set()
    rows: list[Row] = []
    try:
        rows, problems = read(path, format=name if asked else "", codes=codes)
        found = {one.code for one in problems}
    except Failure as failure:
        found = {failure.problem.code}
    assert all(row.code and len(row.day) == 10 for row in rows)
    assert found <= {"S120", "S121", "S122", "S123", "S350", "S351", "S353", "S354", "S358"}


def test_every_format_is_tried_with_anything() -> None:
    """No format is left out above."""
    assert HEADS.keys() == {one.name for one in FORMATS}
