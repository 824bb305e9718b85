"""Telling English from other languages."""

from __future__ import annotations

FEWEST_LETTERS = 20  # below this nobody can tell
SAMPLE = 5_000  # characters
SURE = (
    30.0  # how much likelier (in natural logarithms) another language has to be: five foreign names reach 20
)
# The commonest English words: short texts full of names mislead a classifier, but not these.
COMMON = frozenset(
    "the of and to in that is was for on with as by at from his her their they it he she has have had be "
    "been are were will would not but which who said says an this after over".split()
)


def other_language(text: str) -> str | None:
    """Return the code of the language of *text* where it is surely not English, else None."""
    sample = text[:SAMPLE]
    if sum(char.isalpha() for char in sample) < FEWEST_LETTERS:
        return None
    words = sample.lower().split()
    common = sum(word.strip(".,;:!?\"'") in COMMON for word in words)
    if common >= 0.2 * len(words):
        return None
    from py3langid import rank

    scores = {str(language): float(score) for language, score in rank(sample)}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] - scores["en"] > SURE else None
