"""What the words below an event add: the mode of a threat, a request or a refusal, and the field."""

from __future__ import annotations

import pytest

from tests.coding.support import code_text


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("The warlord threatened to bomb the harbour.", "THREATEN", "violence"),
        ("Beijing threatened to impose an embargo on Lithuania.", "THREATEN", "restrict"),
        ("Khartoum threatened to expel the ambassador.", "THREATEN", "expel"),
        ("Washington urged the rebels to release the hostages.", "REQUEST", "yield"),
        ("Oman urged Israel to stop the shelling.", "REQUEST", "yield"),
        ("Hungary refused to meet the envoy.", "REJECT", "meet"),
        ("The sultan rejected calls for constitutional reform.", "REJECT", "change"),
        ("Ghana asked France for a loan.", "REQUEST", "assist"),
        ("Hungary refused, citing the attacks in Kosovo.", "REJECT", None),
        ("The ministry denied bombing the clinic.", "REJECT", None),
        ("Militiamen armed with machetes attacked the camp.", "ASSAULT", "primitive"),
        ("Two soldiers were killed by a landmine near Goma.", "ASSAULT", "explosives"),
        ("A suicide bomber killed nine people in Kabul.", "ASSAULT", "suicide-attack"),
        ("The army attacked a rocket depot near Tyre.", "ASSAULT", None),
    ],
)
def test_what_hangs_on_an_event_tells_its_mode(text: str, kind: str, mode: str | None) -> None:
    """The deed threatened, asked or refused tells it, and the means of violence; what is beside does not."""
    assert {one.mode for one in code_text(text).events if one.type == kind} == {mode}


@pytest.mark.parametrize(
    ("text", "kind", "context"),
    [
        ("Brussels eased its trade restrictions on Serbia.", "CONCEDE", ("economic",)),
        ("The attorney general threatened to jail the union leaders.", "THREATEN", ("legal",)),
        ("The army arrested the mayor of Goma.", "COERCE", ("legal",)),
        ("Poland praised Lithuania for its firm stance.", "SUPPORT", ()),
    ],
)
def test_the_field_is_told_by_the_words_or_by_the_deed_below(
    text: str, kind: str, context: tuple[str, ...]
) -> None:
    """What is done and to what tells the field; who does it tells nothing."""
    assert {one.context for one in code_text(text).events if one.type == kind} == {context}
