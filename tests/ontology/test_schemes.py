"""Other schemes' codes: whole, and without contradiction."""

from __future__ import annotations

from collections import Counter

from sayso.ontology.codes import load_codes
from sayso.ontology.scales import quad_codes, quad_numbers
from sayso.ontology.schemes import load_schemes
from sayso.ontology.triggers import TYPES, load_triggers

SCALES = load_schemes()


def test_every_type_and_root_has_its_numbers() -> None:
    """All of PLOVER's types, and every root that the lexicon gives, can be exported."""
    assert set(SCALES.kinds) == set(TYPES)
    assert {one.cameo for one in load_triggers().all} <= set(SCALES.roots)


def test_quad_classes_agree_with_the_signs() -> None:
    """Cooperation is above zero and conflict below, but for what is neutral."""
    for one in SCALES.roots.values():
        assert one.goldstein == 0 or (one.goldstein > 0) == (one.quad < 3)
    for kind, scale in SCALES.kinds.values():
        assert scale == 0 or (scale > 0) == (kind < 3)


def test_classes_of_types_stand_in_one_table() -> None:
    """Exports have the classes that series count by; SANCTION is material conflict, as its section says."""
    assert {kind: one.quad for kind, one in SCALES.kinds.items()} == quad_numbers("PLOVER")
    assert SCALES.kinds["SANCTION"].quad == 4
    assert "SANCTION" in quad_codes("PLOVER", "material-conflict")


def test_no_two_countries_share_a_fips_code() -> None:
    """A code stands for one country; some of the well-known traps are right."""
    assert [code for code, times in Counter(SCALES.fips.values()).items() if times > 1] == []
    assert [
        SCALES.fips[one] for one in ("AUS", "AUT", "CHN", "CHE", "DEU", "GBR", "RUS", "UKR", "ISR", "ISL")
    ] == ("AS AU CH SZ GM UK RS UP IS IC".split())


def test_every_role_has_an_agent_or_none() -> None:
    """A role of ours is one of CAMEO's, or is left empty."""
    assert set(SCALES.agents) == load_codes().roles
    assert (SCALES.agents["PTY"], SCALES.agents["REL"], SCALES.agents["MIL"]) == ("GOV", "", "MIL")
