"""Settings: one frozen record, passed in as an argument, never looked up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from sayso.record import Source

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
LONGEST = 1e6  # seconds; what waits longer waits for ever
Model = Literal["fast", "accurate"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for a run.

    ``max_bytes`` bounds one article; ``timeout`` (seconds) and ``max_redirects``
    bound the fetching of one address; ``allow_private`` lets addresses in
    private networks be fetched; ``published`` (ISO date, or a year) is the
    publication date the user gives where a source has none; ``threads`` is the
    number of threads of the encoder; ``model`` is the language core, of three
    layers (fast) or six (accurate); ``actors`` are the user's own lists of
    actors, the first before the others and all before those of sayso;
    ``follow`` lets the pages be fetched that a feed names without their text.

    Raises ValueError where a value is of another type, or out of range.
    """

    max_bytes: int = 20_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    allow_private: bool = False
    published: str | None = None
    threads: int = 1
    model: Model = "fast"
    actors: tuple[Source, ...] = ()
    follow: bool = False

    def __post_init__(self) -> None:
        """Look at each value: the command line does so too, but Python's callers come here directly."""
        for name, lowest in (("max_bytes", 1), ("max_redirects", 0), ("threads", 1)):
            _check(name, getattr(self, name), f"a whole number of at least {lowest}", _whole(lowest))
        _check("timeout", self.timeout, "a number of seconds above 0", _is_duration)
        for name in ("allow_private", "follow"):
            _check(name, getattr(self, name), "True or False", lambda value: isinstance(value, bool))
        _check("model", self.model, f"one of {', '.join(get_args(Model))}", _is_model)
        _check("published", self.published, "a day (YYYY-MM-DD), a month, a year or None", _is_day)
        _check("actors", self.actors, "a tuple of what actor_file returns", _is_list)

    def as_json(self) -> str:
        """Return the settings as JSON with sorted keys, as a run records them; a file by path and digest."""
        actors = [{"path": one.address, "sha256": one.sha256} for one in self.actors]
        return json.dumps({**asdict(self), "actors": actors}, sort_keys=True)


def _check(name: str, value: object, wanted: str, fits: Callable[[Any], bool]) -> None:
    """Raise ValueError unless *value* fits the setting called *name*."""
    if not fits(value):
        raise ValueError(f"Settings.{name} has to be {wanted}, not {value!r}")


def _whole(lowest: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= lowest


def _is_duration(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < LONGEST


def _is_day(value: Any) -> bool:
    """Return whether *value* is None, or a day, month or year that the calendar has."""
    if value is None:
        return True
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    year, month, day = (value + "-01-01").split("-")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_model(value: Any) -> bool:
    return value in get_args(Model)


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(one, Source) for one in value)
