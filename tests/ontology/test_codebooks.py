"""Codebooks: what codes tell of the one that they were taken from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sayso.ontology.codebooks import against, codebook_of, load_codebooks
from sayso.problems import Failure
from sayso.read.tables.table import NOTHING, open_table

SHARED = Path(__file__).resolve().parents[3] / "shared" / "series"
CAMEO = ["010", "036", "036", "042", "046", "057", "173", "190"] * 20
WEIS = ["023", "031", "081", "121", "122", "223", "212", "222"] * 20
SEEN = {
    "keds_levant": "CAMEO",
    "keds_turkey": "CAMEO",
    "keds_gulf": "WEIS",
    "keds_balkans": "WEIS",
    "keds_casia": "WEIS",
    "icews_raw_2018_10_2019_03": "CAMEO",
}
GRAPHS = ["icews14_tkg", "icews18_tkg_part", "icews0515_tkg_2013_2015", "icews0515_stamp_2011_2014"]


def test_the_books_have_the_size_of_their_sources() -> None:
    """CAMEO has 20 roots and 292 codes below them, PLOVER 16 types, ACLED 6 types and 25 below them."""
    books = {book.name: book for book in load_codebooks()}
    sizes = {name: (len(set(book.roots.values())), len(book.roots)) for name, book in books.items()}
    assert sizes["CAMEO"] == (20, 312)
    assert sizes["PLOVER"] == (16, 16)
    assert sizes["ACLED"] == (6, 31)
    assert sizes["UCDP"] == (3, 3)
    assert (books["CAMEO"].roots["0841"], books["WEIS"].roots["223"]) == ("08", "22")


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (CAMEO, "CAMEO"),
        (WEIS, "WEIS"),
        (["ACCUSE", "AID"], "PLOVER"),
        (["Armed clash", "Mob violence"], "ACLED"),
        (["1", "3"], "UCDP"),
        (["010", "020"], ""),
        (["36", "46", "10"], ""),
        ([], ""),
        (["", ""], ""),
    ],
)
def test_codes_tell_their_book(codes: list[str], name: str) -> None:
    """Codes that two books share tell neither, nor do codes that have lost their leading zero."""
    assert codebook_of(codes).name == name
    assert codebook_of(Counter(codes)).name == name


def test_codes_of_another_book_are_evidence() -> None:
    """WEIS under CAMEO's name is contradicted, with shares and the codes that CAMEO lacks."""
    told = against("CAMEO", codebook_of(WEIS))
    assert "WEIS has the codes of 100.0% of 160 events, CAMEO of 62.5%" in told
    assert "212 (20), 222 (20), 223 (20)" in told


@pytest.mark.parametrize(
    ("claimed", "codes"),
    [
        ("CAMEO", CAMEO),
        ("CAMEO", ["010", "020", "112"]),  # shared with WEIS
        ("WEIS", ["010", "020"]),
        ("CAMEO", [*CAMEO, "223", "212"]),  # two slips
        ("CAMEO", [*CAMEO, "0330", "999"]),  # codes of nobody
        ("my own", ["a", "b", "c"]),
        ("CAMEO", []),
    ],
)
def test_nothing_is_held_against_codes_that_fit(claimed: str, codes: list[str]) -> None:
    """No table is refused for a slip, for codes that books share, or for a book that nobody knows."""
    assert against(claimed, codebook_of(codes)) == ""


def test_a_name_that_nobody_knows_is_refused_where_a_book_fits() -> None:
    """A slip in the name of the codebook is told."""
    assert "CAMEO has the codes of 100.0%" in against("CAEMO", codebook_of(CAMEO))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the event data are not there")
@pytest.mark.parametrize(("name", "book"), SEEN.items())
def test_real_files_are_told_apart(name: str, book: str) -> None:
    """Each is of its book, and under the name of the other it is refused with the evidence."""
    pytest.importorskip("duckdb")
    path = SHARED / f"{name}.parquet"
    assert open_table(path).codebook == book
    other = {"CAMEO": "WEIS", "WEIS": "CAMEO"}[book]
    with pytest.raises(Failure, match=f"{book} has the codes of") as caught:
        open_table(path, NOTHING._replace(codebook=other))
    assert caught.value.problem.code == "S350"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the event data are not there")
@pytest.mark.parametrize("name", GRAPHS)
def test_no_real_file_is_refused_falsely(name: str) -> None:
    """ICEWS as graphs are published: any table with its columns named."""
    pytest.importorskip("duckdb")
    columns = {"day": "date", "source": "source", "target": "target", "code": "code"}
    for codebook in ("", "CAMEO"):
        asked = NOTHING._replace(columns=columns, codebook=codebook)
        assert open_table(SHARED / f"{name}.parquet", asked).codebook == "CAMEO"
