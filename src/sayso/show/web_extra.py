"""Whether the libraries of the explorer are there."""

from __future__ import annotations

from importlib.util import find_spec

from sayso.problems import Failure, problem

LIBRARIES = ("jinja2", "starlette", "uvicorn")


def needed(command: str) -> None:
    """Raise Failure (S701) where *command* lacks a library of the extra ``web``."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise Failure(problem("S701", command, names=", ".join(missing)))
