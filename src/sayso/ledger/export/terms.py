"""Names for rows, articles and runs that hold outside a ledger, and our own terms among those of others.

They are URNs (RFC 8141) that say what they name and end in its id or digest; nothing answers at them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

PREFIX = "sayso"
CONTEXT: Mapping[str, object] = {PREFIX: "urn:sayso:term:"}
NAMED = {"parent": "claim", "claim": "claim", "event": "event"}  # fields that hold the id of another row


def urn(kind: str, name: str) -> str:
    """Return the URN of the *kind* of thing (article, run, event, claim ...) that is called *name*."""
    return f"urn:sayso:{kind}:{name}"


def as_terms(fields: Mapping[str, object]) -> dict[str, object]:
    """Return *fields* of the JSON contract under our own terms; what is null or empty is left out.

    Ids of other rows become references. A list becomes one whose order counts (JSON-LD's @list).
    """
    return {
        f"{PREFIX}:{name}": _value(name, value)
        for name, value in fields.items()
        if value is not None and value != []
    }


def _value(name: str, value: object) -> object:
    if isinstance(value, str) and name in NAMED:
        return {"id": urn(NAMED[name], value)}
    if isinstance(value, Mapping):
        return as_terms(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {"@list": [_value("", one) for one in value]}
    return value
