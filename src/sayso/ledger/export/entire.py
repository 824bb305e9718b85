"""An article with all its rows as one object, for formats that carry it along to get it back."""

from __future__ import annotations

from sayso.ledger.content import Held
from sayso.ledger.export.objects import as_object

ELSEWHERE = ("text", "problems")  # the text stands beside; problems belong to a run


def whole(held: Held) -> dict[str, object]:
    """Return all that is known of an article but its text, so that it can come back as it was."""
    return {name: value for name, value in as_object(held).items() if name not in ELSEWHERE}
