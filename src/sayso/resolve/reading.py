"""What the words of a phrase tell of whom it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase tells of its referent; empty is what it does not tell.

    ``key`` is the dictionary row of a name, ``words`` are its characters, which
    may be more than the mention's; ``rows`` are all rows used. A ``loose`` role
    is only what such a word mostly has: whatever tells another goes before it.
    The country is one of ``also`` where the article names that far more often.
    ``tied``: the name stands only in a tie to something ("US" in "US-backed").
    ``common``: others bear the name too ("Supreme Court"); the country is that of the best known.
    """

    country: str = ""
    role: str = ""
    key: str = ""
    rows: tuple[str, ...] = ()
    words: Span | None = None
    loose: bool = False
    also: tuple[str, ...] = ()
    tied: bool = False
    common: bool = False

    @property
    def code(self) -> str:
        """Return country and role as one code."""
        return f"{self.country or 'UNK'} {self.role}".strip()

    @property
    def weight(self) -> tuple[bool, bool, bool]:
        """Return how much this tells: a name of the dictionary, a role, a country."""
        return bool(self.key), bool(self.role), bool(self.country)
