"""The dictionaries of actors: well formed, and looked up by words and days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.ontology.actors import (
    LISTS,
    NO_COUNTRY,
    ActorDictionary,
    Entry,
    RoleWords,
    Term,
    load_actors,
    plain_name,
)

ROLES = frozenset("GOV MIL COP SPY JUD LEG PTY OPP REB CVL REF LAB REL BUS MED NGO EDU ELI CRM".split())
NO_ROLES = RoleWords({}, {}, frozenset(), {}, frozenset(), frozenset(), {})
FOLDER = files("sayso.ontology")
CODEBOOK = Path(__file__).parents[2] / "docs" / "codebook.md"


def rows_of(name: str) -> list[Mapping[str, Any]]:
    """Return the rows of a list of actors, every scalar as text."""
    return list(yaml.load((FOLDER / "actors" / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader))


COUNTRIES: Mapping[str, Any] = yaml.load((FOLDER / "countries.yaml").read_text("utf-8"), yaml.BaseLoader)
ROLE_WORDS: Mapping[str, Any] = yaml.load((FOLDER / "roles.yaml").read_text("utf-8"), yaml.BaseLoader)
ROWS = {name: rows_of(name) for name in LISTS}
SHARED = {"Ahmed Aboul Gheit"}  # two rows that differ by a hyphen; the first is found


def codes_of(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield every code of *row*: its only one, or those of its terms and the one outside them."""
    yield from (row[key] for key in ("code", "else") if key in row)
    yield from (term.split(maxsplit=2)[2] for term in row.get("terms", ()))


def all_names(row: Mapping[str, Any]) -> list[str]:
    """Return every name of *row*, and those that others bear, too."""
    return [one for field in ("names", "common") for one in row.get(field, "").split(",")]


def days_of(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the first and last day of each term of *row*; "now" is the year 9999."""
    pairs = [term.split(maxsplit=2)[:2] for term in row.get("terms", ())]
    return [(start, "9999-12-31" if end == "now" else end) for start, end in pairs]


def is_code(code: str) -> bool:
    """Return whether *code* is a country or what stands for one, and after a blank a role."""
    country, _, role = code.partition(" ")
    known = country in COUNTRIES["countries"] or country in NO_COUNTRY
    return known and (role in ROLES or code == country)


@pytest.fixture(scope="module")
def shipped() -> ActorDictionary:
    """Return the dictionaries that are shipped."""
    return load_actors()


def code(dictionary: ActorDictionary, name: str, day: str | None = None) -> str | None:
    """Return the code that *name* has on *day*, None where the dictionary does not know it."""
    entry = dictionary.entry(name)
    return entry.code_on(day) if entry else None


def test_every_list_is_read() -> None:
    """Each file in the folder of actors is one of the lists, and each holds rows."""
    names = {path.name for path in (FOLDER / "actors").iterdir()}
    assert names == {f"{name}.yaml" for name in LISTS}
    assert all(ROWS.values())


def test_ids_are_unique() -> None:
    """A row is told by its id alone, in whatever list it stands."""
    found = Counter(row["id"] for rows in ROWS.values() for row in rows)
    assert [name for name, times in found.items() if times > 1] == []


def test_names_are_unique() -> None:
    """No name stands for two rows of the lists: the second would never be found under it."""
    found = Counter(
        name
        for rows in ROWS.values()
        for row in rows
        for name in {plain_name(one) for one in all_names(row) if one.strip()}
    )
    assert {name for name, times in found.items() if times > 1} <= SHARED


@pytest.mark.parametrize("name", LISTS)
def test_rows_have_the_fields_that_they_should(name: str) -> None:
    """A row has an id, names (common ones too), and either one code or terms with the code outside them."""
    allowed = ({"id", "names", "code"}, {"id", "names", "code", "also"}, {"id", "names", "terms", "else"})
    assert [row["id"] for row in ROWS[name] if {*row, "names"} - {"common"} not in allowed] == []
    assert [row["id"] for row in ROWS[name] if not any(map(str.strip, all_names(row)))] == []


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_well_formed(name: str) -> None:
    """Every code is a known country, or IGO, NGO, MNC, INT or UNK, and a role of the codebook if any."""
    assert [(row["id"], one) for row in ROWS[name] for one in codes_of(row) if not is_code(one)] == []


@pytest.mark.parametrize("name", LISTS)
def test_terms_are_in_order(name: str) -> None:
    """Each term is of real days, ends after it begins, and the next begins no sooner than it ends."""
    wrong = []
    for row in ROWS[name]:
        days = days_of(row)
        for day in (day for pair in days for day in pair):
            date.fromisoformat(day)
        if any(start >= end for start, end in days) or any(one[1] > two[0] for one, two in pairwise(days)):
            wrong.append(row["id"])
    assert wrong == []


def test_codes_of_countries_are_three_letters() -> None:
    """A country's key is its code in capitals, and no state is called like what stands for none."""
    keys = list(COUNTRIES["countries"])
    assert [key for key in keys if not (len(key) == 3 and key.isupper() and key.isalpha())] == []
    assert set(keys) & NO_COUNTRY <= {"INT"}


def test_roles_are_those_of_the_codebook() -> None:
    """The codebook's table has every role, and no role word tells another."""
    table = re.findall(r"^\| ((?:`[A-Z]{3}` ?)+) \|", CODEBOOK.read_text("utf-8"), re.MULTILINE)
    listed = {role for line in table for role in re.findall("[A-Z]{3}", line)}
    assert listed - NO_COUNTRY == ROLES - NO_COUNTRY
    roles = load_actors().roles
    for words in (roles.heads, roles.belonging, roles.modifiers, roles.bodies):
        assert set(words.values()) <= ROLES | {""}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("1999-12-31", "AAA ELI"),
        ("2000-01-01", "AAA LEG"),
        ("2004-12-31", "AAA LEG"),
        ("2005-01-01", "AAA GOV"),
        ("2009-12-31", "AAA GOV"),
        ("2010-01-01", "AAA ELI"),
        ("2024-05-05", "AAA OPP"),
    ],
)
def test_a_term_holds_from_its_first_day_to_the_one_before_its_last(day: str, wanted: str) -> None:
    """Where two terms meet the later holds; outside all terms the other code does."""
    terms = (
        Term("2000-01-01", "2005-01-01", "AAA LEG"),
        Term("2005-01-01", "2010-01-01", "AAA GOV"),
        Term("2020-01-01", "9999", "AAA OPP"),
    )
    assert Entry("people/one", "body", "AAA ELI", terms).code_on(day) == wanted


@pytest.mark.parametrize(("row", "wanted"), [("people/one", "AAA GOV"), ("groups/one", "AAA REB")])
def test_without_a_day_a_person_has_the_latest_office_and_a_body_its_usual_code(
    row: str, wanted: str
) -> None:
    """Undated articles are mostly about whoever was last in office; bodies change sides."""
    terms = (Term("2000-01-01", "2005-01-01", "AAA LEG"), Term("2005-01-01", "2010-01-01", "AAA GOV"))
    assert Entry(row, "body", "AAA REB", terms).code_on(None) == wanted


@pytest.mark.parametrize("day", [None, "1900-01-01", "2020-01-01"])
def test_without_terms_the_code_is_always_the_same(day: str | None) -> None:
    """A row with one code has it on any day."""
    assert Entry("people/one", "body", "AAA GOV").code_on(day) == "AAA GOV"


@pytest.mark.parametrize(
    ("name", "day", "wanted"),
    [
        ("Angela Merkel", "2003-03-01", "DEU OPP"),
        ("Angela Merkel", "2010-03-01", "DEU GOV"),
        ("Angela Merkel", "2023-03-01", "DEU ELI"),
        ("Taliban", "1999-01-01", "AFG GOV"),
        ("Taliban", "2009-01-01", "AFG REB"),
        ("Taliban", "2023-01-01", "AFG GOV"),
    ],
)
def test_shipped_terms_hold(shipped: ActorDictionary, name: str, day: str, wanted: str) -> None:
    """Offices and sides change on their days."""
    assert code(shipped, name, day) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Nairobi", ("KEN", "state")),
        ("Kenya", ("KEN", "state")),
        ("Kenyan", ("KEN", "people")),
        ("Kenyans", ("KEN", "people")),
        ("Sydney", ("AUS", "place")),
        ("Canberra", ("AUS", "state")),
    ],
)
def test_capitals_stand_for_the_state_and_other_places_do_not(
    shipped: ActorDictionary, name: str, wanted: tuple[str, str]
) -> None:
    """A capital is a name of its state; another city only tells whose somebody is."""
    entry = shipped.entry(name)
    assert entry is not None
    assert (entry.code, entry.kind) == wanted


@pytest.mark.parametrize(
    "name", ["Guinea-Bissau", "Guinea Bissau", "Guinea\u2010Bissau", "Guinea\u2013Bissau"]
)
def test_hyphens_are_blanks(shipped: ActorDictionary, name: str) -> None:
    """However a name's hyphen is written, it is the same name."""
    assert code(shipped, name) == "GNB"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("the Gambia", "Gambia"),
        ("The Gambia", "Gambia"),
        ("the", "the"),
        ("Theron", "Theron"),
        ("Kenya's", "Kenya"),
        ("Kenya\u2019s", "Kenya"),
        ("Maldives'", "Maldives"),
        ("  Timor -  Leste ", "Timor Leste"),
    ],
)
def test_names_are_made_plain(name: str, wanted: str) -> None:
    """Articles, genitives, blanks and hyphens do not make another name."""
    assert plain_name(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("KENYA", "KEN"), ("GUINEA-BISSAU", "GNB"), ("US", "USA"), ("us", None), ("Us", None), ("kenya", None)],
)
def test_case_counts_but_for_capitals(shipped: ActorDictionary, name: str, wanted: str | None) -> None:
    """Headlines in capitals are read, and a pronoun is no country."""
    assert code(shipped, name) == wanted


def test_short_names_are_not_found_in_capitals() -> None:
    """A name of three letters in capitals would be found in any abbreviation."""
    names = {"Ira": Entry("people/ira", "body", "AAA"), "Iran": Entry("countries/IRN", "state", "IRN")}
    dictionary = ActorDictionary(names, NO_ROLES, frozenset())
    assert (code(dictionary, "IRA"), code(dictionary, "IRAN")) == (None, "IRN")


@pytest.mark.parametrize(
    ("words", "first", "wanted"),
    [
        ("South Korea agreed", 0, ("KOR", 2)),
        ("in South Korea", 1, ("KOR", 3)),
        ("Guinea - Bissau agreed", 0, ("GNB", 3)),
        ("Guinea agreed", 0, ("GIN", 1)),
        ("Equatorial Guinea agreed", 0, ("GNQ", 2)),
        ("the Democratic Republic of Congo agreed", 0, ("COD", 5)),
        ("Nobody agreed", 0, None),
    ],
)
def test_the_longest_name_counts(
    shipped: ActorDictionary, words: str, first: int, wanted: tuple[str, int] | None
) -> None:
    """A name within a longer one is not found where the longer one begins."""
    found = shipped.longest(words.split(), first)
    assert (found and (found[0].code, found[1])) == wanted


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("soldier", "MIL"),
        ("soldiers", "MIL"),
        ("ministries", "GOV"),
        ("policemen", "COP"),
        ("judges", "JUD"),
        ("embassies", "GOV"),
        ("armies", "MIL"),
        ("policemans", None),
    ],
)
def test_plurals_of_role_words_are_made(shipped: ActorDictionary, word: str, wanted: str | None) -> None:
    """Regular plurals follow from the singular; irregular ones stand in the file."""
    assert shipped.roles.heads.get(word) == wanted


@pytest.mark.parametrize("field", ["heads", "belonging", "modifiers", "bodies"])
def test_no_word_has_two_roles(field: str) -> None:
    """What a phrase tells does not depend on which role stands first in the file."""
    words = Counter(word.strip() for one in ROLE_WORDS[field].values() for word in one.split(","))
    assert [word for word, times in words.items() if times > 1] == []


def test_a_list_goes_before_the_states(shipped: ActorDictionary) -> None:
    """A name in the lists of actors is not taken for a place that is called the same."""
    entry = shipped.entry("White House")
    assert entry is not None
    assert (entry.row, entry.kind) == ("institutions/white-house", "body")


def test_a_paper_whose_name_is_a_word_needs_its_article(shipped: ActorDictionary) -> None:
    """A hindu, the sun and an Australian are no papers; with its article a name of one word is one."""
    assert (code(shipped, "The Hindu"), code(shipped, "the Sun")) == ("IND MED", "GBR MED")
    assert (code(shipped, "Hindu"), code(shipped, "Sun"), code(shipped, "Australian")) == (None, None, "AUS")


def test_own_names_go_before_a_paper_with_its_article() -> None:
    """A user's name of one word is found with an article, too."""
    own = ("Sun", Entry("mine.yaml/sun", "body", "KEN OPP"))
    assert code(load_actors([own]), "The Sun") == "KEN OPP"


def test_common_names_are_marked(shipped: ActorDictionary) -> None:
    """A name that others bear is told from those that only one bears; both are of one row."""
    court, ours = shipped.entry("Supreme Court"), shipped.entry("U.S. Supreme Court")
    assert court is not None
    assert ours is not None
    assert (court.common, ours.common, court.row) == (True, False, ours.row)
    assert {"Supreme Court", "U.S. Supreme Court"} <= set(shipped.names_of(ours))
