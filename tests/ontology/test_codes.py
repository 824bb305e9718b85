"""Codes of countries and roles, and those of other codings."""

from __future__ import annotations

import pytest

from sayso.ontology.actors import NO_COUNTRY, read_yaml
from sayso.ontology.codes import Codes, load_codes

from .test_actors import ROLES


@pytest.fixture(scope="module")
def codes() -> Codes:
    """Return the codes that are shipped."""
    return load_codes()


def test_every_shipped_country_has_a_code(codes: Codes) -> None:
    """The dictionary of countries uses no code that a user could not use, and the roles are the same."""
    known = {*codes.alpha2.values(), *NO_COUNTRY}
    assert [code for code in read_yaml("countries.yaml")["countries"] if code not in known] == []
    assert codes.roles == ROLES


def test_what_other_codes_become_is_a_code(codes: Codes) -> None:
    """No table leads to a code that is none."""
    wholes = [*codes.cameo.values(), *codes.bodies.values()]
    assert [code for code in wholes if codes.fault(code)] == []
    roles = {*codes.agents.values(), *codes.topics.values(), *codes.schemata.values()}
    assert roles - codes.roles <= {"", "IGO"}


@pytest.mark.parametrize("code", ["KEN", "KEN GOV", "IGO", "NGO MED", "XKX", "SUN GOV", "MSR"])
def test_codes_are_accepted(codes: Codes, code: str) -> None:
    """A country, gone or not, or what stands for none, with a role or without, is a code."""
    assert codes.fault(code) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "begins with no country"),
        ("KE", "begins with no country"),
        ("ken", "begins with no country"),
        ("ROM GOV", "begins with no country"),
        ("KENGOV", "begins with no country"),
        ("KEN GOX", "ends with no role"),
        ("KEN ", "ends with no role"),
        ("KEN GOV MIL", "ends with no role"),
    ],
)
def test_codes_are_refused(codes: Codes, code: str, said: str) -> None:
    """What is wrong with a code is said."""
    assert said in (codes.fault(code) or "")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("KEN", ("KEN", ())),
        ("KENGOV", ("KEN GOV", ())),
        ("KENGOVMIL", ("KEN GOV", ())),
        ("KENGOVAGR", ("KEN GOV", ("AGR",))),
        ("KENAGRGOV", ("KEN GOV", ("AGR",))),
        ("KENHRI", ("KEN", ("HRI",))),
        ("ROMGOV", ("ROU GOV", ())),
        ("GZSREB", ("PSE REB", ())),
        ("KENINS", ("KEN REB", ())),
        ("KENMNC", ("KEN BUS", ())),
        ("AFRREB", ("INT REB", ())),
        ("IMGXYZ", ("INT REB", ("XYZ",))),
        ("NGOHRI", ("NGO", ("HRI",))),
        ("KENIGO", ("IGO", ())),
        ("ELI", ("UNK ELI", ())),
        ("XQZGOV", None),
        ("---", None),
        ("ken", None),
        ("", None),
    ],
)
def test_cameo_codes_are_mapped(
    codes: Codes, code: str, expected: tuple[str, tuple[str, ...]] | None
) -> None:
    """Country and first role are kept, what has no place is told, and who is nobody is None."""
    assert codes.of_cameo(code) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ke", "KEN"),
        ("KE", "KEN"),
        ("gb-sct", "GBR"),
        ("suhh", "SUN"),
        ("eu", "IGO"),
        ("qq", None),
        ("", None),
    ],
)
def test_countries_of_two_letters_are_mapped(codes: Codes, code: str, expected: str | None) -> None:
    """Two letters, also of a part of a country or of one that is gone, lead to three."""
    assert codes.of_country(code) == expected
