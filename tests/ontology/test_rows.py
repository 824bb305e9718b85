"""Every dictionary row that a ledger can name has a name here."""

from __future__ import annotations

import re
from pathlib import Path

import sayso
from sayso.ontology.rows import shipped_rows

PACKAGE = Path(sayso.__file__).parent


def test_rows_of_every_dictionary_are_named() -> None:
    """Actors, countries, roles, triggers, cues and grades."""
    wanted = (
        "people/vladimir-putin",
        "countries/KEN#adjective",
        "roles/heads:government",
        "roles/belonging:officials",
        "verbs/coerce#arrest.verb",
        "cues#say:say.verb",
        "grades#wanted:urge.verb",
    )
    assert [one for one in wanted if one not in shipped_rows()] == []
    assert "people/nobody" not in shipped_rows()


def test_rows_that_stand_in_the_program_are_named() -> None:
    """A rule of coding/ or resolve/ that calls itself a row is one of those listed."""
    texts = [
        path.read_text("utf-8") for room in ("coding", "resolve") for path in (PACKAGE / room).rglob("*.py")
    ]
    written = {
        one for text in texts for one in re.findall(r'"((?:cues#|grades#|core/|context/)[^"{]+)"', text)
    }
    assert len(written) > 8
    assert written - shipped_rows() == set()
