"""Telling English from other languages."""

from __future__ import annotations

from functools import cache
from typing import Any

FEWEST_LETTERS = 20  # below this nobody can tell
SAMPLE = 5_000  # characters
# The commonest English words: short texts full of names mislead a classifier, but not these.
COMMON = frozenset(
    "the of and to in that is was for on with as by at from his her their they it he she has have had be "
    "been are were will would not but which who said says an this after over".split()
)


def other_language(text: str) -> str | None:
    """Return the code of the language of *text* where it is surely not English, else None."""
    sample = text[:SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    if letters < FEWEST_LETTERS:
        return None
    words = sample.lower().split()
    if sum(word in COMMON for word in words) >= 0.12 * len(words):
        return None
    language, probability = _identifier().classify(sample)
    latin = sum(char.isascii() and char.isalpha() for char in sample) / letters
    if language == "en" or (latin > 0.9 and (probability < 0.9 or len(words) < 8)):
        return None
    return str(language)


@cache
def _identifier() -> Any:
    """Return the language identifier, loaded once."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)
