"""Lists of actors, written down in a test."""

from __future__ import annotations

from sayso.record import Source


def listed(text: str | bytes, name: str = "folder/mine.yaml") -> Source:
    """Return *text* as what a file holds."""
    return Source(name, "text/plain", text if isinstance(text, bytes) else text.encode(), "")
