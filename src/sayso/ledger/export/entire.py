"""An article with all its rows as one object, for formats that carry it along to get it back."""

from __future__ import annotations

from dataclasses import asdict

from sayso.ledger.content import Held
from sayso.ledger.contract import as_contract
from sayso.record import Annotation, Coded

Json = dict[str, object]
ELSEWHERE = ("text", "problems")  # the text stands beside; problems belong to a run


def whole(held: Held) -> Json:
    """Return all that is known of an article but its text, so that it can come back as it was."""
    fields = as_contract(Coded(held.article, Annotation(()), *held.rows))
    return {
        **{name: value for name, value in fields.items() if name not in ELSEWHERE},
        "source_sha256": held.article.source_sha256,
        "sentences": [list(span) for span in held.sentences],
        "run": asdict(held.run),
    }
