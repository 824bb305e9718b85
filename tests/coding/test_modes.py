"""Modes and CAMEO roots that the words of the lexicon give."""

from __future__ import annotations

import pytest

from tests.coding.support import code_text


@pytest.mark.parametrize(
    ("text", "kind", "mode", "cameo"),
    [
        ("Norway mediated between the army and the rebels.", "CONSULT", "third-party", "04"),
        ("Leaders of the bloc met at the NATO summit in Vilnius.", "CONSULT", "multilateral", "04"),
        ("The junta banned opposition rallies.", "COERCE", "ban", "17"),
        ("The junta banned the newspaper.", "COERCE", "censor", "17"),
        ("The king outlawed the brotherhood.", "COERCE", "ban", "17"),
        ("Kenya sent police to the border.", "MOBILIZE", "police", "15"),
        ("Police fired tear gas at the protesters.", "ASSAULT", "crowd-control", "18"),
        ("Gunmen opened fire on the soldiers.", "ASSAULT", "firearms", "19"),
        ("Soldiers massacred villagers in the valley.", "ASSAULT", None, "20"),
    ],
)
def test_words_have_the_mode_and_root_of_what_they_mean(
    text: str, kind: str, mode: str | None, cameo: str
) -> None:
    """Banning a paper is censorship, banning a party is not; a massacre is mass violence."""
    assert (mode, cameo) in {(one.mode, one.cameo) for one in code_text(text).events if one.type == kind}
