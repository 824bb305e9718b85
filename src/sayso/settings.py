"""Settings: one frozen record, passed in as an argument, never looked up."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from sayso.record import Source


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for a run.

    ``max_bytes`` bounds one input; ``timeout`` (seconds) and ``max_redirects``
    bound the fetching of one address; ``allow_private`` lets addresses in
    private networks be fetched; ``published`` (ISO date) is the publication
    date the user gives where a source has none; ``threads`` is the number of
    threads of the encoder; ``actors`` are the user's own lists of actors, the
    first before the others and all before those of sayso.
    """

    max_bytes: int = 20_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    allow_private: bool = False
    published: str | None = None
    threads: int = 1
    actors: tuple[Source, ...] = ()

    def as_json(self) -> str:
        """Return the settings as JSON with sorted keys, as a run records them; a file by path and digest."""
        actors = [{"path": one.address, "sha256": one.sha256} for one in self.actors]
        return json.dumps({**asdict(self), "actors": actors}, sort_keys=True)
