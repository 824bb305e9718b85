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
    ],
)
def test_a_speech_act_has_the_mode_of_what_it_is_about(text: str, kind: str, mode: str | None) -> None:
    """The mode is told by the deed or thing threatened, asked or refused, not by what stands beside it."""
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
