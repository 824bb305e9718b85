"""Telling residue (page furniture) from the article. The patterns are data: ``residue.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

MOST_WORDS = 30  # page furniture is short; a longer block that speaks of cookies is news


@cache
def residue_test() -> Callable[[str], bool]:
    """Return the test whether a block's text is residue as a whole."""
    import yaml

    entries = yaml.safe_load((files("sayso.read") / "residue.yaml").read_text(encoding="utf-8"))
    always = [re.compile(entry["pattern"]) for entry in entries if not entry.get("short")]
    short = [re.compile(entry["pattern"]) for entry in entries if entry.get("short")]

    def is_residue(text: str) -> bool:
        words = text.casefold().replace("\u2019", "'").split()
        plain = " ".join(words)
        patterns = always + short if len(words) <= MOST_WORDS else []
        return any(pattern.fullmatch(plain) for pattern in patterns)

    return is_residue
