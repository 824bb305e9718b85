"""Ties: with whom one has them is who a deed to them is done to."""

from __future__ import annotations

import pytest

from .support import code_text


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Kenya will abandon its economic relations with Tanzania next year.", ("KEN", "TZA")),
        ("Kenya welcomed the resumption of diplomatic ties with Tanzania on Monday.", ("KEN", "TZA")),
    ],
)
def test_ties_lead_to_whom_they_are_with(text: str, parties: tuple[str, str]) -> None:
    """Whoever the ties are with is the recipient."""
    found = [
        (one.actor.code, one.recipient.code) for one in code_text(text).events if one.actor and one.recipient
    ]
    assert parties in found


def test_a_person_without_a_role_is_no_state() -> None:
    """Whom nothing tells to be anything else is a private person, never the country itself."""
    (event,) = code_text("Kenyan police arrested Zawadi Mkubwa in Nairobi on Monday.").events
    assert event.recipient is not None
    assert event.recipient.code != "KEN"
