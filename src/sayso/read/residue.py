"""Telling residue (page furniture) from the article. The patterns are data: ``residue.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files

MOST_WORDS, MOST_CHARACTERS = (
    30,
    400,
)  # page furniture is short; a longer block that speaks of cookies is news


@cache
def residue_test() -> Callable[[str], bool]:
    """Return the test whether a block's text is residue as a whole."""
    import yaml

    data = yaml.safe_load((files("sayso.read") / "residue.yaml").read_text(encoding="utf-8"))
    entries = data["patterns"]
    prose = re.compile(data["prose"])
    always = _any_of(entry["pattern"] for entry in entries if not entry.get("unless_prose"))
    unless_prose = _any_of(entry["pattern"] for entry in entries if entry.get("unless_prose"))

    def is_residue(text: str) -> bool:
        words = text.split() if len(text) <= MOST_CHARACTERS else []
        if not 0 < len(words) <= MOST_WORDS:
            return False
        plain = " ".join(words).casefold().replace("\u2019", "'")
        if always.fullmatch(plain):
            return True
        return unless_prose.fullmatch(plain) is not None and not prose.search(plain)

    return is_residue


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that matches where any of *patterns* does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
