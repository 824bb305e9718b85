"""Relations: which standing facts between actors a sentence states, and which it does not."""

from __future__ import annotations

import pytest

from tests.coding.support import code_text


def told(text: str) -> set[tuple[str, str, str]]:
    """Return kind, subject and object of the relations of *text*."""
    return {(one.kind, one.subject.text, one.object.text) for one in code_text(text).relations}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amal chief Nabih Berri spoke in Tyre.", ("leads", "Nabih Berri", "Amal")),
        ("Fatah's chairman, Mahmoud Abbas, left.", ("leads", "Mahmoud Abbas", "Fatah")),
        ("A Saudi-led coalition bombed the port.", ("leads", "Saudi", "Saudi-led coalition")),
        ("Norway is a member of NATO.", ("member_of", "Norway", "NATO")),
        ("Hamas belongs to the Axis of Resistance.", ("member_of", "Hamas", "Axis of Resistance")),
        ("Taliban commander Abdul Salam fled to Quetta.", ("member_of", "Abdul Salam", "Taliban")),
        ("Hamas, which is based in Gaza, refused.", ("based_in", "Hamas", "Gaza")),
        ("Hezbollah is funded by Iran.", ("linked_to", "Hezbollah", "Iran")),
        ("A banker with ties to the Kremlin fled.", ("linked_to", "banker", "Kremlin")),
        ("Serbia, an ally of Russia, may abstain.", ("allied_with", "Serbia", "Russia")),
    ],
)
def test_a_standing_fact_is_found(text: str, expected: tuple[str, str, str]) -> None:
    """Names before and after, hyphens, possessives and clauses tell who stands how to whom."""
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Norway is not a member of NATO.",
        "If Norway were a member of NATO, it could vote.",
        "Former Taliban commander Abdul Salam fled.",
        "Hamas was once based in Damascus.",
        "Hezbollah is allegedly linked to Iran.",
        "The court accused Hezbollah of having ties to Iran.",
        "Police linked Hezbollah to Iran.",
        "India led Pakistan by 90 runs.",
        "The general hopes to lead the National Front.",
    ],
)
def test_what_does_not_stand_for_certain_is_none(text: str) -> None:
    """What is denied, supposed, alleged, wished or over gives no row, for a relation has no certainty."""
    assert not told(text)


def test_of_a_list_the_nearest_is_meant() -> None:
    """A title in the singular belongs to the last of those who are listed."""
    text = "They met Carla Ruiz, Pedro Gomez and Juan Lopez, the chairman of the Workers' Union."
    assert {subject for kind, subject, _ in told(text) if kind == "leads"} <= {"Juan Lopez"}
