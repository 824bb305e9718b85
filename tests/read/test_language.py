"""English is read, other languages are refused."""

from __future__ import annotations

import pytest

from sayso.read.language import other_language
from tests.read.support import refused

ENGLISH = [
    "Talks collapse",
    "Rebels attacked the town.\nTwo soldiers were killed.",
    "Putin warns Ankara over Syria",
    "Erdogan meets Putin in Sochi",
    "Kenyatta and Museveni meet Kagame in Kigali",
]
OTHERS = {
    "de": "Der Minister sagte am Montag, die Gespr\u00e4che seien gescheitert.",
    "es": "El presidente dijo el lunes que las tropas se retirar\u00e1n.",
    "fr": "Les troupes ont attaqu\u00e9 la ville lundi.",
    "ru": "Президент заявил о выводе войск.",  # noqa: RUF001 - Russian is meant
}


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english(text: str) -> None:
    """Short English texts full of foreign names are not refused."""
    assert other_language(text) is None


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    """One sentence of another language is enough to tell."""
    assert other_language(OTHERS[language]) == language


def test_refused() -> None:
    """S109: an article that is not English is refused."""
    assert refused(OTHERS["de"].encode()) == "S109"


def test_few_letters() -> None:
    """Of very few letters nobody can tell the language."""
    assert other_language("Der Minister, 1998") is None
