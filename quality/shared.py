"""Where the development data lies, and how its scorers are loaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

from sayso.read.sources import make_source
from sayso.record import Coded
from sayso.run.pipeline import Resources, process
from sayso.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


def coded(text: str, resources: Resources) -> Coded:
    """Return *text* coded as an article of its own. Raises ValueError where it is none."""
    result = process(make_source("sentence.txt", text.encode()), Settings(), resources)
    if not isinstance(result, Coded):
        raise ValueError(result)
    return result


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
