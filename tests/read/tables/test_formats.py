"""Each format is told by its columns and read into the same rows."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from sayso.problems import Failure
from sayso.read.tables.events import event_table
from sayso.read.tables.formats import FORMATS
from sayso.read.tables.row import iso_day
from sayso.read.tables.table import NOTHING, open_table

from .support import ACLED, ARREST, ICEWS, POLECAT, UCDP, gdelt_line, lines, read, written


def test_icews_is_read(tmp_path: Path) -> None:
    """Country and sectors become a code; report, publisher and place are kept."""
    (row,), problems = read(written(tmp_path / "events.tab", lines(ICEWS, [ARREST])))
    assert problems == []
    assert row._asdict() == {
        "line": 2,
        "id": "7",
        "day": "2018-09-28",
        "source": "TZA COP",
        "target": "KEN CVL",
        "code": "173",
        "detail": "",
        "source_text": "Police (Tanzania)",
        "target_text": "Citizen (Kenya)",
        "report": "991",
        "story": "",
        "publisher": "The Lake Courier",
        "place": "UGA",
    }


@pytest.mark.parametrize("version", [2, 1])
def test_gdelt_has_no_heading(version: int, tmp_path: Path) -> None:
    """GDELT is told by the number of its columns; places are in FIPS, and AU is Austria there."""
    line = gdelt_line(
        version,
        actor1code="KENGOV",
        actor1name="KENYA",
        actor2code="TZA",
        actor2name="TANZANIA",
        actiongeo_countrycode="AU",
        sourceurl="https://lake-courier.example/ferry",
    )
    table = open_table(written(tmp_path / "20190326.export.CSV", line * 2))
    rows, problems = read(table.file.path)
    assert (table.format.name, table.codebook, problems) == ("gdelt", "CAMEO", [])
    assert [row.line for row in rows] == [1, 2]
    assert rows[0][1:] == (
        *("410", "2019-03-26", "KEN GOV", "TZA", "036", "", "KENYA", "TANZANIA"),
        *("https://lake-courier.example/ferry", "", "lake-courier.example", "AUT"),
    )


def test_polecat_is_read(tmp_path: Path) -> None:
    """Of several actors the first counts, None is nothing, and the id begins with the report."""
    event = {
        "Event ID": "20180101-44_ACCUSE_1",
        "Event Date": "2018-01-01",
        "Event Type": "ACCUSE",
        "Event Mode": "allege",
        "Actor Name": "Amina Oduya; Kenya",
        "Actor Country": "KEN; KEN",
        "Primary Actor Sector": "GOV; None",
        "Recipient Name": "Tanzania",
        "Recipient Country": "TZA",
        "Primary Recipient Sector": "None",
        "Country": "UGA",
        "Source": "The Lake Courier",
    }
    (row,), problems = read(written(tmp_path / "Jan2018.txt", lines(POLECAT, [event])))
    assert problems == []
    assert (row.source, row.target, row.code, row.detail) == ("KEN GOV", "TZA", "ACCUSE", "allege")
    assert (row.report, row.publisher, row.place) == ("20180101-44", "The Lake Courier", "UGA")


def test_polecat_with_too_long_a_heading_is_read_in_its_order(tmp_path: Path) -> None:
    """A few files name columns that their rows have not; what stands behind those must not slip."""
    event = {"Event ID": "20230101-4_AID_1", "Event Date": "2023-01-01", "Event Type": "AID"}
    parties = {"Actor Name": "Kenya", "Actor Country": "KEN", "Recipient Country": "TZA", "Country": "UGA"}
    table = lines(POLECAT, [{**event, **parties}]).replace("Contexts\t", "Contexts\tHeadline\tText\t", 1)
    (row,), problems = read(written(tmp_path / "Jan2023.txt", table))
    assert problems == []
    assert (row.source, row.target, row.source_text, row.place) == ("KEN", "TZA", "Kenya", "UGA")


def test_acled_is_read(tmp_path: Path) -> None:
    """Names of forces tell country and role; groups that no dictionary knows keep their kind."""
    event = {
        "event_id_cnty": "KEN12",
        "event_date": "16 May 2023",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "Military Forces of Kenya (2022-)",
        "inter1": "State forces",
        "actor2": "Lake Shore Rifles",
        "inter2": "3",
        "country": "Kenya",
        "source": "The Lake Courier",
    }
    (row,), problems = read(written(tmp_path / "export.csv", lines(ACLED, [event], ",")))
    assert [one.code for one in problems] == ["S353"]
    assert (row.day, row.source, row.target) == ("2023-05-16", "KEN MIL", "UNK REB")
    assert (row.code, row.detail, row.target_text) == ("Armed clash", "Battles", "Lake Shore Rifles")


def test_ucdp_is_read(tmp_path: Path) -> None:
    """A government is of its country, and names that UCDP writes with an old name are known."""
    event = {
        "id": "5",
        "type_of_violence": "3",
        "conflict_name": "Government of DR Congo (Zaire) - Civilians",
        "side_a": "Government of DR Congo (Zaire)",
        "side_b": "Civilians",
        "country": "DR Congo (Zaire)",
        "date_start": "1997-02-03 00:00:00.000",
    }
    (row,), _ = read(written(tmp_path / "GEDEvent.csv", lines(UCDP, [event], ",")))
    assert (row.day, row.source, row.target) == ("1997-02-03", "COD GOV", "UNK CVL")
    assert (row.code, row.place) == ("3", "COD")


@pytest.mark.parametrize(
    ("codes", "codebook", "source"), [(["036", "046"], "CAMEO", "AUS"), (["223", "212"], "WEIS", "AUT")]
)
def test_keds_codes_of_countries_follow_the_codebook(
    codes: list[str], codebook: str, source: str, tmp_path: Path
) -> None:
    """AUS is Australia in CAMEO's files and Austria in those of before."""
    text = "".join(f"790415\tAUS\tKENGOV\t{code}\t(LABEL)\n" for code in codes)
    table = open_table(written(tmp_path / "lake.keds", text))
    rows, _ = read(table.file.path)
    assert (table.format.name, table.codebook) == ("keds", codebook)
    assert [(row.day, row.source, row.target) for row in rows] == [("1979-04-15", source, "KEN GOV")] * 2


def test_any_table_is_read_with_its_columns_named(tmp_path: Path) -> None:
    """--columns says which column is what; parties may be names, with the country in brackets."""
    text = 'When,Who,"To Whom",Deed\n2019-03-26,Police (Kenya),Tanzania,036\n2019-03-27,KEN GOV,nobody,046\n'
    columns = {"day": "When", "source": "Who", "target": "To Whom", "code": "Deed"}
    rows, problems = read(written(tmp_path / "own.csv", text), columns=columns)
    assert [(row.source, row.target) for row in rows] == [("KEN COP", "TZA"), ("KEN GOV", "UNK")]
    assert [one.code for one in problems] == ["S353"]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"day": "When"}, "no column is named for code"),
        ({"day": "When", "code": "Word"}, "no column 'word'"),
        ({"dawn": "When"}, "no field 'dawn'"),
    ],
)
def test_wrong_columns_are_refused(columns: dict[str, str], reason: str, tmp_path: Path) -> None:
    """S352 says which field or column is not there."""
    path = written(tmp_path / "own.csv", "When,Deed\n2019-03-26,036\n")
    with pytest.raises(Failure, match=reason) as caught:
        open_table(path, NOTHING._replace(columns=columns))
    assert caught.value.problem.code == "S352"


@pytest.mark.parametrize("packed", ["plain", "gzip", "zip", "marked"])
def test_a_table_is_the_same_however_it_is_packed(packed: str, tmp_path: Path) -> None:
    """Packed or not, with a mark before its text or not."""
    data = lines(ICEWS, [ARREST, ARREST]).encode()
    path = tmp_path / "events.tab"
    match packed:
        case "gzip":
            path.write_bytes(gzip.compress(data))
        case "zip":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("events.tab", data)
        case "marked":
            path.write_bytes(b"\xef\xbb\xbf" + data)
        case _:
            path.write_bytes(data)
    rows, problems = read(path)
    assert ([row.line for row in rows], problems) == ([2, 3], [])


def test_parquet_is_read_like_text(tmp_path: Path) -> None:
    """Types of columns do not matter, nor characters in the name of the file that are patterns elsewhere."""
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "lake[1]*.parquet"
    plain = tmp_path / "lake.parquet"
    with duckdb.connect() as connection:
        columns = ", ".join(f"'{value}' AS \"{column}\"" for column, value in ARREST.items())
        dated = columns.replace("'2018-09-28'", "DATE '2018-09-28'").replace("'7' AS", "7 AS")
        connection.execute(f"COPY (SELECT {dated}) TO '{plain}' (FORMAT parquet)")
    plain.rename(path)
    (row,), problems = read(path)
    assert problems == []
    assert (row.line, row.id, row.day, row.source, row.report) == (1, "7", "2018-09-28", "TZA COP", "991")


def test_columns_of_no_format_are_told(tmp_path: Path) -> None:
    """S121 names the columns that were found and the formats there are."""
    with pytest.raises(Failure) as caught:
        open_table(written(tmp_path / "a.csv", "rcid,vote\n1,yes\n"))
    assert caught.value.problem.code == "S121"
    assert "rcid, vote" in caught.value.problem.what
    assert all(one.name in caught.value.problem.remedy for one in FORMATS)


def test_two_formats_that_fit_are_told(tmp_path: Path) -> None:
    """S122 names both; --as chooses."""
    text = lines(
        [*UCDP, *ICEWS], [{**ARREST, "id": "1", "type_of_violence": "1", "date_start": "2018-09-28"}]
    )
    path = written(tmp_path / "both.tab", text)
    with pytest.raises(Failure, match="icews, ucdp") as caught:
        open_table(path)
    assert caught.value.problem.code == "S122"
    assert open_table(path, NOTHING._replace(format="icews")).format.name == "icews"


def test_names_are_not_taken_for_codes_of_keds(tmp_path: Path) -> None:
    """A table with KEDS's columns whose parties are names is tidy, not KEDS."""
    text = "date,source,target,code\n2014-01-01,Congress (Kenya),Tanzania,057\n"
    with pytest.raises(Failure, match="S121"):
        open_table(written(tmp_path / "a.csv", text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-03-26", "2019-03-26"),
        ("2019-03-26 10:00:00", "2019-03-26"),
        ("20190326", "2019-03-26"),
        ("790415", "1979-04-15"),
        ("050102", "2005-01-02"),
        ("26 March 2019", "2019-03-26"),
        ("26-Mar-19", "2019-03-26"),
        ("3/26/2019", "2019-03-26"),
    ],
)
def test_days_are_read(text: str, day: str) -> None:
    """Every way in which these files write a day gives the same."""
    assert iso_day(text) == day


@pytest.mark.parametrize("text", ["", "2019", "20191326", "2019-02-30", "yesterday", "²0190326", "20190326x"])
def test_what_is_no_day_is_none(text: str) -> None:
    """No day is guessed."""
    with pytest.raises(ValueError, match=r"day|month|range"):
        iso_day(text)


def test_events_become_columns(tmp_path: Path) -> None:
    """The record that is counted has an entry for each event, and long names of reports are short there."""
    text = gdelt_line(actor1code="KEN", actor2code="TZA", sourceurl="https://x.example/" + "a" * 300)
    table, problems = event_table(written(tmp_path / "a.CSV", text * 3))
    assert problems == ()
    assert (table.coder, table.codebook, table.days[0].item().isoformat()) == ("GDELT", "CAMEO", "2019-03-26")
    assert [len(column) for column in (table.sources, table.codes, table.stories)] == [3, 3, 3]
    assert len({*table.reports}) == 1
    assert len(table.reports[0]) == 32
