"""Scales: what they hold, and where they differ."""

from __future__ import annotations

import pytest

from sayso.ontology.codebooks import load_codebooks
from sayso.ontology.scales import DEFAULTS, NAMES, load_scale, quad_codes, scale_for


def test_the_two_versions_for_cameo_differ_in_five_codes() -> None:
    """Goldstein's scale has two versions for CAMEO; to deny responsibility is +3.4 or -5."""
    keds, icews = load_scale("goldstein-keds").values, load_scale("goldstein-icews").values
    differing = {code for code in keds.keys() & icews.keys() if keds[code] != icews[code]}
    assert differing == {"016", "124", "163", "164", "166"}
    assert (keds["016"], icews["016"]) == (3.4, -5.0)


def test_to_accuse_is_conflict() -> None:
    """PLOVER's manual lacks the sign of ACCUSE; here it has it, and the version says so."""
    scale = load_scale("plover")
    assert scale.values["ACCUSE"] == -3
    assert "ACCUSE" in scale.version


@pytest.mark.parametrize("name", NAMES)
def test_every_scale_says_whence_it_is(name: str) -> None:
    """A scale has a version and a source, numbers from -10 to 10, and codes of its codebook alone."""
    scale = load_scale(name)
    (book,) = (one for one in load_codebooks() if one.name == scale.codebook)
    assert scale.version
    assert scale.source
    assert all(-10 <= value <= 10 for value in scale.values.values())
    assert [code for code in scale.values if code not in book.roots] == []


def test_a_code_without_a_number_has_that_of_the_code_above() -> None:
    """KEDS files hold codes that its scale lacks; they count as the code they stand under."""
    scale = load_scale("goldstein-keds")
    assert "0253" not in scale.values
    assert scale.value("0253") == scale.values["025"]
    assert scale.value("223") is None


def test_an_unknown_scale_is_refused() -> None:
    """There is no scale of another name, and none for a codebook that has none."""
    with pytest.raises(KeyError):
        load_scale("../plover")
    with pytest.raises(KeyError):
        scale_for("ACLED")


@pytest.mark.parametrize("codebook", DEFAULTS)
def test_the_classes_cover_the_codebook_once(codebook: str) -> None:
    """Every root of a codebook is in one of the four classes, and in one only."""
    classes = ("verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict")
    codes = [code for quad in classes for code in quad_codes(codebook, quad)]
    (book,) = (one for one in load_codebooks() if one.name == codebook)
    assert sorted(codes) == sorted(set(book.roots.values()))
