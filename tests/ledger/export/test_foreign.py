"""GDELT, ICEWS, POLECAT and UCDP: their columns, nothing that did not happen, no broken row."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.export import export, left_out
from sayso.ledger.store import open_ledger
from sayso.problems import Failure
from sayso.record import Actor, Coded, Interval, Magnitude, Published

from ..support import ARREST, CLOSE, KENYA, POLICE, SAILORS, TEXT, article, coded, filled
from .support import EVILS, commas, evil_ledger, plain_ledger, tabs, written

ICEWS = (
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,"
    "Target Name,Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,"
    "Province,Country,Latitude,Longitude"
).split(",")
POLECAT = (
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,"
    "Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,"
    "Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,"
    "Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,"
    "Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,"
    "Story People,Story Organizations,Story Locations,Language,Version"
).split(",")
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,"
    "source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,"
    "latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,"
    "date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
).split(",")
SINGLE = ("icews", "polecat", "ucdp")
KILLED = (Magnitude("killed", 10.0, 12.0, None, "at least ten"),)
KILLING = replace(ARREST, type="ASSAULT", mode=None, cameo="19", magnitude=KILLED)


def rows(path: Path, name: str) -> list[dict[str, str | None]]:
    """Return the rows of a file of one of the formats with headings."""
    if name == "ucdp":
        return commas(path)
    headings, *lines = tabs(path)
    return [dict(zip(map(str, headings), line, strict=True)) for line in lines]


def killing(tmp_path: Path) -> Path:
    """Return a ledger with a killing that happened and one that did not."""
    prevented = replace(KILLING, id="e3000000000000c3", status="not_happened")
    return filled(tmp_path / "a.ledger", replace(coded(), events=(KILLING, prevented, CLOSE), predictions=()))


@pytest.mark.parametrize(
    ("name", "columns", "length"), [("icews", ICEWS, 20), ("polecat", POLECAT, 40), ("ucdp", UCDP, 49)]
)
def test_the_columns_are_theirs(name: str, columns: list[str], length: int, tmp_path: Path) -> None:
    """Their own columns come first and in their order; those of sayso stand behind and say so."""
    (row, *_) = rows(written(killing(tmp_path), tmp_path / "out", name), name)
    assert len(columns) == length
    assert list(row)[:length] == columns
    assert all(one.startswith("sayso_") for one in list(row)[length:])


def test_gdelt_has_61_and_16_columns_without_headings(tmp_path: Path) -> None:
    """Events and mentions are joined by their first column."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "gdelt2")
    (event,) = tabs(folder / "sayso.export.CSV")
    (mention,) = tabs(folder / "sayso.mentions.CSV")
    assert (len(event), len(mention)) == (61, 16)
    assert event[0] == mention[0]
    assert event[0] is not None
    assert int(event[0]) < 2**63


def test_a_gdelt_event_says_what_the_ledger_says(tmp_path: Path) -> None:
    """Day, actors, code, quad class, Goldstein value, counts, place and address stand in their columns."""
    folder = written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "gdelt2")
    (event,) = tabs(folder / "sayso.export.CSV")
    assert event[1:5] == ["20230313", "202303", "2023", "2023.2000"]
    assert event[5:15] == ["TZACOP", "Tanzanian police", "TZA", None, None, None, None, "COP", None, None]
    assert event[15:18] == ["KEN", "Kenyan sailors", "KEN"]
    assert event[25:31] == ["1", "170", "170", "17", "4", "-7.0"]
    assert event[31:34] == ["1", "1", "1"]
    assert event[51:54] == ["1", "Tanga", "TZ"]
    assert event[59:] == ["20260101000000", "ferry.txt"]


def test_days_of_december_differ_in_gdelts_fraction(tmp_path: Path) -> None:
    """The fraction counts whole months before the day's, as GDELT's files do, and stays below 1."""
    told = Interval("2023-12-31", "2023-12-31", "on New Year's Eve")
    ledger = filled(tmp_path / "a.ledger", replace(coded(), events=(replace(ARREST, date=told), CLOSE)))
    (event,) = tabs(written(ledger, tmp_path / "out", "gdelt2") / "sayso.export.CSV")
    assert event[4] == "2023.9890"


def test_a_gdelt_event_gathers_the_mentions_of_a_story(tmp_path: Path) -> None:
    """Two articles that tell of one deed are one event with two mentions, each with its words."""
    ledger = filled(tmp_path / "a.ledger", coded(), coded(TEXT + "The ferry stayed in port.", "later"))
    folder = written(ledger, tmp_path / "out", "gdelt2")
    (event,) = tabs(folder / "sayso.export.CSV")
    mentions = tabs(folder / "sayso.mentions.CSV")
    assert event[31:34] == ["2", "1", "2"]
    assert [one[0] for one in mentions] == [event[0], event[0]]
    assert [one[5] for one in mentions] == ["ferry.txt", "later.txt"]
    extras = json.loads(str(mentions[0][15]))["sayso"]
    assert (extras["certainty"], extras["trigger"]) == ("certain", "arrested")
    assert mentions[0][7:10] == [str(TEXT.index(one)) for one in ("Tanzanian", "Kenyan", "arrested")]


@pytest.mark.parametrize("name", SINGLE)
def test_what_did_not_happen_is_left_out(name: str, tmp_path: Path) -> None:
    """By default only what happened is written, and the rest is counted by status."""
    ledger = killing(tmp_path)
    assert [row["sayso_status"] for row in rows(written(ledger, tmp_path / "out", name), name)] == [
        "happened"
    ]
    with open_ledger(ledger) as opened:
        assert left_out(opened, name)["not happened"] == 1
        assert left_out(opened, name, all_statuses=True) == {}


@pytest.mark.parametrize("name", SINGLE)
def test_what_did_not_happen_is_marked_where_it_is_asked_for(name: str, tmp_path: Path) -> None:
    """With all statuses, each row has its own in a column of sayso's."""
    found = rows(written(killing(tmp_path), tmp_path / "out", name, all_statuses=True), name)
    assert {row["sayso_status"] for row in found} >= {"happened", "not_happened"}


@pytest.mark.parametrize("name", ["gdelt2", "panel"])
def test_a_format_that_cannot_mark_it_refuses(name: str, tmp_path: Path) -> None:
    """S331 names the formats that can."""
    with open_ledger(plain_ledger(tmp_path / "a.ledger")) as ledger, pytest.raises(Failure) as caught:
        export(ledger, tmp_path / "out", name, all_statuses=True)
    assert caught.value.problem.code == "S331"
    assert "polecat" in caught.value.problem.remedy
    assert not (tmp_path / "out").exists()


def test_no_gdelt_event_comes_of_what_did_not_happen(tmp_path: Path) -> None:
    """A story of which no mention happened is no event."""
    ledger = filled(
        tmp_path / "a.ledger", replace(coded(), events=(replace(ARREST, status="wanted"),), predictions=())
    )
    folder = written(ledger, tmp_path / "out", "gdelt2")
    assert (folder / "sayso.export.CSV").read_bytes() == (folder / "sayso.mentions.CSV").read_bytes() == b""


def test_icews_names_sectors_countries_and_codes_its_way(tmp_path: Path) -> None:
    """Police of Tanzania, code 170, -7.0."""
    (row,) = rows(written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "icews"), "icews")
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == (
        "Tanzanian police",
        "Police",
        "Tanzania",
    )
    assert (row["Event Text"], row["CAMEO Code"], row["Intensity"]) == ("Coerce", "170", "-7.0")
    assert (row["Event Date"], row["Sentence Number"], row["Publisher"]) == ("2023-03-13", "1", "ferry.txt")


def test_polecat_names_types_and_quads_its_way(tmp_path: Path) -> None:
    """COERCE by arrest is material conflict."""
    (row,) = rows(written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out", "polecat"), "polecat")
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == (
        "COERCE",
        "arrest",
        "MATERIAL CONFLICT",
    )
    assert (row["Intensity"], row["Contexts"], row["Actor Country"]) == ("-7.0", "legal;military", "TZA")
    assert (row["Primary Actor Sector"], row["Actor Name Raw"], row["Raw Placename"]) == (
        "COP",
        "Tanzanian police",
        "Tanga",
    )


def test_ucdp_counts_the_dead(tmp_path: Path) -> None:
    """Numbers and bounds are those that are told, none is made up; a state is a side."""
    (row,) = rows(written(killing(tmp_path), tmp_path / "out", "ucdp"), "ucdp")
    assert (row["best"], row["low"], row["high"], row["deaths_unknown"]) == ("12", "10", None, "12")
    assert (row["type_of_violence"], row["date_prec"], row["where_prec"]) == ("1", "1", "6")
    assert (row["side_a"], row["side_b"], row["country"]) == (
        "Tanzanian police",
        "Kenyan sailors",
        "Tanzania",
    )


@pytest.mark.parametrize(
    ("actor", "recipient", "kind"),
    [
        ("KEN MIL", "KEN REB", "1"),
        ("KEN REB", "TZA REB", "2"),
        ("KEN REB", "KEN CVL", "3"),
        ("UNK", "KEN REB", None),
    ],
)
def test_ucdp_tells_kinds_of_violence_by_the_sides(
    actor: str, recipient: str, kind: str | None, tmp_path: Path
) -> None:
    """State-based, non-state and one-sided violence; nothing where a side is not known."""
    event = replace(KILLING, actor=replace(POLICE, code=actor), recipient=replace(SAILORS, code=recipient))
    ledger = filled(tmp_path / "a.ledger", replace(coded(), events=(event,), predictions=()))
    (row,) = rows(written(ledger, tmp_path / "out", "ucdp"), "ucdp")
    assert row["type_of_violence"] == kind


def dated(day: Interval | None, published: Published) -> Coded:
    """Return an article of a date, whose event tells a day or none."""
    found = replace(article(), published=published)
    return replace(coded(), article=found, events=(replace(ARREST, date=day),), predictions=())


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        (None, Published("2023-03-14", "day"), ["20230314", "202303", "2023"]),
        (None, Published("2023-03-01", "month"), [None, "202303", "2023"]),
        (None, Published(), [None, None, None]),
        (
            Interval("2023-01-01", "2023-02-28", "winter"),
            Published("2023-03-14", "day"),
            [None, None, "2023"],
        ),
    ],
)
def test_no_day_is_guessed(
    day: Interval | None, published: Published, expected: list[str | None], tmp_path: Path
) -> None:
    """A day told counts, else that of the article; of a longer time only what is sure."""
    ledger = filled(tmp_path / "a.ledger", dated(day, published))
    (event,) = tabs(written(ledger, tmp_path / "out", "gdelt2") / "sayso.export.CSV")
    assert event[1:4] == expected


@pytest.mark.parametrize("name", SINGLE)
def test_hostile_text_breaks_no_row(name: str, tmp_path: Path) -> None:
    """Every text is read back as it was, from lines of which each is one row."""
    path = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", name)
    found = rows(path, name)
    texts = {"icews": "Source Name", "polecat": "Raw Placename", "ucdp": "side_b"}
    assert [row[texts[name]] for row in found] == list(EVILS)
    assert [row["sayso_sentence"] for row in found] == list(EVILS)
    raw = path.read_bytes().decode()
    assert raw.count("\n") == len(EVILS) + 1
    assert not [one for one in raw if ord(one) < 32 and one not in "\n\t"]


def test_hostile_text_breaks_no_row_of_gdelt(tmp_path: Path) -> None:
    """Each line has its columns, and what GDELT cannot say is still JSON."""
    folder = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", "gdelt2")
    events, mentions = tabs(folder / "sayso.export.CSV"), tabs(folder / "sayso.mentions.CSV")
    assert {len(one) for one in events} == {61}
    assert {len(one) for one in mentions} == {16}
    assert {json.loads(str(one[15]))["sayso"]["sentence"] for one in mentions} == set(EVILS)


@pytest.mark.parametrize("name", ["icews", "polecat"])
def test_pandas_reads_tabs_by_its_defaults(name: str, tmp_path: Path) -> None:
    """A reader that knows quoting sees as many rows, and the same cells."""
    pandas = pytest.importorskip("pandas")
    path = written(evil_ledger(tmp_path / "a.ledger"), tmp_path / "out", name)
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    frame = pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    assert frame.values.tolist() == lines[1:]


@pytest.mark.parametrize("name", [*SINGLE, "plover", "replication"])
def test_the_same_ledger_gives_the_same_file(name: str, tmp_path: Path) -> None:
    """Two exports are the same bytes."""
    ledger = evil_ledger(tmp_path / "a.ledger")
    one, other = (written(ledger, tmp_path / target, name).read_bytes() for target in ("one", "other"))
    assert one == other


def test_a_party_without_a_country_is_no_country(tmp_path: Path) -> None:
    """IGO is what the actor is, not where it is from."""
    body = Actor("the council", "IGO", "council", KENYA.span)
    ledger = filled(
        tmp_path / "a.ledger", replace(coded(), events=(replace(ARREST, actor=body),), predictions=())
    )
    (event,) = tabs(written(ledger, tmp_path / "out", "gdelt2") / "sayso.export.CSV")
    assert event[5:8] == ["IGO", "the council", None]
    (row,) = rows(written(ledger, tmp_path / "icews", "icews"), "icews")
    assert (row["Source Sectors"], row["Source Country"]) == ("International Government Organization", None)
