"""What is imported becomes entries of a list, beside those that are there."""

from __future__ import annotations

import pytest

from sayso.ontology.actors import ActorDictionary, load_actors
from sayso.ontology.imports.merge import Imported, import_actors
from sayso.ontology.imports.spelling import slug, spellings
from sayso.ontology.userfile import Row, rows_in
from sayso.problems import Failure
from tests.ontology.support import listed

HELD = "- {id: tembo-league, code: KEN, names: Other Name}\n"


@pytest.fixture(scope="module")
def shipped() -> ActorDictionary:
    """Return the dictionaries that are shipped."""
    return load_actors()


def imported(text: str, shipped: ActorDictionary, held: str = "") -> tuple[Imported, list[Row]]:
    """Return what came of *text*, and the entries of the list with it."""
    found = import_actors(listed(text, "x.txt"), rows_in(listed(held)), shipped)
    return found, rows_in(listed(held + found.text))


def test_what_is_imported_is_a_list(shipped: ActorDictionary) -> None:
    """The entries can be read, and an id that is taken gets a number."""
    found, rows = imported("TEMBO_LEAGUE_ [KENREB]\n", shipped, HELD)
    assert (found.added, found.known) == (1, 0)
    assert rows[-1] == {"id": "tembo-league-2", "code": "KEN REB", "names": "Tembo League"}


def test_importing_again_adds_nothing(shipped: ActorDictionary) -> None:
    """Names that the list has are left out, also within one source."""
    text = "TEMBO_LEAGUE_ [KENREB]\nTHE_TEMBO_LEAGUE_ [KENGOV]\n"
    first, _ = imported(text, shipped)
    again, _ = imported(text, shipped, first.text)
    assert [(one.added, one.known) for one in (first, again)] == [(1, 1), (0, 2)]


def test_geography_is_left_to_the_shipped_dictionary(shipped: ActorDictionary) -> None:
    """States, peoples and places are not made bodies; other names beside them are taken."""
    _, (row,) = imported("KENYA_ [KEN]\n+KENYAN_\n+MOMBASA_\n+TEMBO_HILLS_\n", shipped)
    assert row["names"] == "Tembo Hills"


def test_names_that_would_never_be_found_are_left_out(shipped: ActorDictionary) -> None:
    """A list with them would be refused."""
    found, rows = imported("A_B_C_D_E_F_G_H_I_ [KEN]\n", shipped)
    assert (found.known, rows) == (1, [])


def test_braces_are_entities(shipped: ActorDictionary) -> None:
    """What begins with a brace is read as FollowTheMoney, whatever its file is called."""
    entity = '{"schema": "PublicBody", "properties": {"name": ["Tembo Office"], "country": ["ke"]}}'
    _, (row,) = imported(entity, shipped)
    assert row == {"id": "tembo-office", "code": "KEN GOV", "names": "Tembo Office"}


def test_a_source_that_is_no_text_is_said(shipped: ActorDictionary) -> None:
    """S106 gives the first byte that does not fit."""
    with pytest.raises(Failure, match=r"S106 x\.txt.*byte 2"):
        import_actors(listed(b"AB\xff", "x.txt"), [], shipped)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TEMBO LEAGUE", ["Tembo League"]),
        ("LEAGUE OF THE TEMBO", ["League of the Tembo"]),
        ("TF", ["TF"]),
        ("MAZIWA-I-SHARIFU", ["Maziwa-i-Sharifu", "Maziwa-I-Sharifu"]),
        ("EL TEMBO", ["El Tembo"]),
        ("A.B. O'TEMBO", ["A.B. O'Tembo"]),
        ("TEMBO'S ÉCOLE", ["Tembo's École"]),
        ("Tembo AL League", ["Tembo AL League"]),
    ],
)
def test_capitals_are_written_as_news_would(name: str, expected: list[str]) -> None:
    """Only what is all in capitals is written anew, twice where a small word may be either."""
    assert list(spellings(name)) == expected


@pytest.mark.parametrize(("name", "expected"), [("École d'Été", "ecole-d-ete"), ("東京", "")])
def test_ids_are_plain(name: str, expected: str) -> None:
    """An id has small letters, digits and hyphens only."""
    assert slug(name) == expected
