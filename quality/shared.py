"""Where the development data lies, how its scorers are loaded, and how text is coded to be measured."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from sayso.coding.claims.quotes import overlaps
from sayso.read.sources import make_source
from sayso.record import Coded, Event, Span
from sayso.run.pipeline import Resources, process
from sayso.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


def coded(text: str, resources: Resources, published: str | None = None) -> Coded:
    """Return *text* coded as an article of its own, of the day *published*.

    Raises ValueError where it is none.
    """
    settings = Settings(published=published)
    result = process(make_source("sentence.txt", text.encode()), settings, resources)
    if not isinstance(result, Coded):
        raise ValueError(result)
    return result


def event_at(trigger: tuple[int, int], events: Iterable[Event]) -> Event | None:
    """Return the first of *events* whose own trigger overlaps the characters of *trigger*."""
    return next((one for one in events if overlaps(one.trigger, Span(*trigger))), None)


def load_tool(path: Path) -> ModuleType:
    """Load the script at *path* as a module. Raises FileNotFoundError where there is none."""
    if not path.exists():
        raise FileNotFoundError(path)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
