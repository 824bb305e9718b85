"""The measures of PETRARCH's sentences, CAMEO's examples, actor phrases and errors, by hand."""

from __future__ import annotations

import random
from collections import Counter

import pytest
import yaml

from sayso.coding.quantities import COUNTED
from sayso.ontology.codes import load_codes
from tests.coding.support import code_text, resources

pytest.importorskip("quality", reason="run from the repository's root")

from quality import (
    calibration,
    cameo,
    circumstances,
    errors,
    intervals,
    modes,
    page,
    petrarch,
    phrases,
    relations,
)
from quality.shared import SHARED
from sayso import actor_file
from sayso.ontology.triggers import CONTEXTS, MODES, ROOTS
from sayso.ontology.userfile import rows_in
from sayso.record import Magnitude, Span

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"the development data is not at {SHARED}")
AUTHORED = yaml.safe_load(phrases.AUTHORED.read_text(encoding="utf-8"))


def test_an_interval_holds_its_share_and_shrinks_with_more_cases() -> None:
    """The interval lies around the share; of four times as many cases it is about half as wide."""
    few, many = ([True] * size + [False] * size for size in (25, 100))
    widths = []
    for cases in (few, many):
        found = intervals.share("x", random.Random(1).sample(cases, len(cases)))
        low, high = found["x, 95 % from"], found["x, 95 % to"]
        assert low < found["x"] == 0.5 < high
        widths.append(high - low)
    assert widths[1] == pytest.approx(widths[0] / 2, rel=0.2)


def test_cases_of_one_group_move_together() -> None:
    """Where an article's cases are all right or all wrong, more of them do not narrow the interval."""
    alike = intervals.grouped("x", {"a": [True] * 50, "b": [False] * 50})
    assert (alike["x, 95 % from"], alike["x, 95 % to"]) == (0.0, 1.0)


def test_no_case_is_no_score() -> None:
    """A measure that finds nothing to measure says so: it is no 0."""
    with pytest.raises(ValueError, match="nothing was measured"):
        intervals.share("x", [])


def test_invented_actors_have_a_stand_in_each() -> None:
    """No two invented states share the code of a real one, and none stands for a state that is spoken of."""
    rows = rows_in(actor_file(petrarch.ACTORS))
    stand_ins = {(row["id"][:3], row["code"][:3]) for row in rows}
    codes = [code for _, code in stand_ins]
    assert len(set(codes)) == len(codes)
    assert not set(codes) & petrarch.REAL


def test_a_pair_turned_round_is_seen() -> None:
    """Who did it to whom the wrong way round is wrong, unless the sentence has it both ways."""
    turned = petrarch._turned
    assert turned({("KEN", "UGA")}, {("UGA", "KEN")})
    assert not turned({("KEN", "UGA"), ("UGA", "KEN")}, {("UGA", "KEN")})
    assert not turned({("KEN", "UGA")}, {("KEN", "UGA"), ("KEN", "TZA")})


@needs_shared
def test_sentences_with_unknown_actors_are_left_out() -> None:
    """Every pair that is left has both countries, and no sentence stands twice."""
    cases = list(petrarch.read_cases(SHARED))
    assert len(cases) > 200
    assert all(source and target for _, pairs in cases for source, target in pairs)
    assert max(Counter(text for text, _ in cases).values()) == 1


MARKED = {"source": "KENGOV", "target": "UGA", "source_text": "Kenyan officials", "target_text": "Uganda"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Kenyan officials accused Uganda of shelling the border.", True),
        ("Uganda accused Kenyan officials of shelling the border.", False),
    ],
)
def test_parties_are_compared_by_words_and_by_country(text: str, right: bool) -> None:
    """A turned pair is right in neither way."""
    event = next(one for one in code_text(text).events if one.type == "ACCUSE")
    assert cameo.by_words(text, event, MARKED) is right
    assert cameo.by_country(event, MARKED) is right


def test_authored_phrases_are_as_many_and_as_varied_as_told() -> None:
    """150 phrases or more, no two alike, over every role and 60 countries, each with a code there is."""
    every = [phrase for group in AUTHORED.values() for phrase in group]
    codes = load_codes()
    assert len(set(every)) == len(every) >= 150
    assert len({code.partition(" ")[0] for code in AUTHORED}) >= 60
    assert {code.partition(" ")[2] for code in AUTHORED} - {""} == set(codes.roles)
    assert [codes.fault(code) for code in AUTHORED if codes.fault(code)] == []


def test_a_phrase_is_coded_alone() -> None:
    """The mention that heads the phrase counts, not the country within it."""
    assert phrases.code_of("the Kenyan foreign minister", resources()) == "KEN GOV"
    assert phrases.code_of("table", resources()) == ""


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("Kenyan officials", "KEN GOV", True),
        ("UN peacekeepers", "IGO MIL", True),
        ("Kenya", "KEN", False),
        ("the Kenyans", "KEN CVL", False),
        ("federal government", "USA GOV", False),
        ("Kenyan officials", "UNK GOV", False),
    ],
)
def test_phrases_that_name_country_and_role_are_chosen(text: str, code: str, named: bool) -> None:
    """A name alone, a role alone and an unknown country are no test of both together."""
    phrase = phrases.Phrase(text, Span(0, len(text)), code)
    assert phrases.names_both(phrase, resources().actors) is named


def party(code: str | None) -> dict[str, str] | None:
    """Return a party of an event, None for none."""
    return {"code": code} if code else None


def event(span: tuple[int, int], kind: str, actor: str | None, **fields: str) -> dict[str, object]:
    """Return an event in the scorer's form."""
    told = {"status": "happened", "certainty": "certain", **fields}
    return {
        "span": list(span),
        "type": kind,
        "actor": party(actor),
        "recipient": None,
        "said_by": None,
    } | told


def test_each_error_is_of_one_kind() -> None:
    """A wrong type counts once; the fields of a right event count each."""
    coded = code_text("Kenya accused Uganda. The talks failed.")
    gold, ours = event((6, 13), "ACCUSE", "KEN"), event((6, 13), "ACCUSE", "KEN GOV", status="future")
    missed, other = event((26, 31), "CONSULT", None), event((26, 31), "AGREE", None)
    one = errors.Compared([gold, missed], [ours, other], [(gold, ours)])
    assert sorted(errors.kinds(one, coded)) == [
        "actor of another role",
        f"missed, {errors.OTHER}",
        "status",
    ]
    made_up = errors.Compared([], [other], [])
    assert list(errors.kinds(made_up, coded)) == ["made up, its trigger is a noun"]
    assert "| AGREE | 0 | 1 | 0 | 0.00 | 0.00 |" in errors.report({"a": made_up}, {"a": coded})


def test_calibration_is_the_mean_distance_of_share_and_probability() -> None:
    """Two tenths, one 0.1 off and one right: the error is weighed by how many rows each has."""
    told = [(0.5, True)] * 6 + [(0.5, False)] * 4 + [(0.25, True)] * 5 + [(0.25, False)] * 15
    assert calibration.calibration_error(told) == pytest.approx(0.1 * 10 / 30)
    assert [one.count for one in calibration.reliability(told)] == [20, 10]


def test_f1_is_drawn_by_document() -> None:
    """F1 over documents is that of their sums, and its interval lies around it."""
    found = intervals.drawn("x", [[1, 2, 1, 1], [0, 2, 0, 3]], intervals.f1)
    assert found["x"] == pytest.approx(0.25)
    assert found["x, 95 % from"] == 0.0 < found["x"] < found["x, 95 % to"]


def test_the_page_tells_interval_floor_bar_and_peer() -> None:
    """A line for each score, none for the ends of its interval; a missed bar says by how much."""
    name = "attribution polnear_dev linked F1"
    told = page.page({name: 0.68, f"{name}, 95 % from": 0.6, f"{name}, 95 % to": 0.7}, {name: 0.65})
    assert f"| {name} | 0.680 | 0.600-0.700 | 0.650 | 0.700 | missed by 0.020 | 0.666 distilBERT" in told
    assert told.count("\n| attribution") == 1


def test_passages_name_one_event_and_codes_and_kinds_that_there_are() -> None:
    """Each place's passage has one word in brackets and a known country; each number a known kind."""
    codes, kinds = load_codes(), {*COUNTED.values(), "money"}
    for part in circumstances.SETS:
        for text, name, country in circumstances.read("places", part):
            assert text.count("[") == text.count("]") == 1
            assert country is None or (name is not None and codes.fault(country) is None), text
        for text, numbers in circumstances.read("magnitudes", part):
            assert {kind for kind, *_ in numbers} <= kinds, text


def test_a_number_is_right_with_its_kind_and_value_and_its_bounds_apart() -> None:
    """A vague word may be any of its numbers; an exact one may be its own bounds."""
    dozens, twelve = ["killed", [24, 99], None, None], ["killed", 12, 12, None]
    assert circumstances.is_number(Magnitude("killed", 24, 24, None, ""), dozens)
    assert not circumstances.is_number(Magnitude("killed", None, 12, None, ""), dozens)
    assert not circumstances.is_number(Magnitude("wounded", None, 12, None, ""), twelve)
    assert circumstances.is_bounded(Magnitude("killed", 12, 12, None, ""), twelve)
    assert not circumstances.is_bounded(Magnitude("killed", 12, 12, 12, ""), twelve)
    assert circumstances.is_bounded(Magnitude("killed", 12, 12, 12, ""), ["killed", 12, None, None])


def test_a_place_is_right_with_one_of_its_names_or_as_none() -> None:
    """The event in brackets is the one that counts; where none was coded, nothing is right."""
    told = "Gunmen [killed] nine officers in Kunduz."
    assert circumstances.place_told(told, "Kunduz|city of Kunduz", "AFG", resources()) == (True, True, True)
    assert circumstances.place_told(told, "Kunduz", "PAK", resources()) == (True, True, False)
    assert circumstances.place_told(told, None, None, resources()) == (True, False, False)
    assert circumstances.place_told("Gunmen killed nine [officers].", None, None, resources())[0] is False


def test_marked_events_have_codes_that_there_are() -> None:
    """Each trigger stands in its sentence, with a mode of its type, contexts and a root that sayso has."""
    for one in modes.read_marked():
        assert one.trigger in one.text
        assert one.mode in {"", *MODES.get(one.type, ())}, one.text
        assert set(one.contexts) <= CONTEXTS
        assert one.cameo in ROOTS[one.type]


def test_a_relation_counts_only_as_stated() -> None:
    """Of mutual kinds either side may stand first; what is not certain counts as none."""
    stated = relations.Stated("", "allied_with", "Serbia", "Russia", True, False)
    (row,) = code_text("Russia is allied with Serbia.").relations
    assert relations.is_right(stated, row)
    assert not relations.is_right(stated._replace(kind="leads"), row)
    assert not relations.is_right(stated._replace(certain=False), row)
