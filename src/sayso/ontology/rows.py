"""The name of every row of the shipped dictionaries, as the rows of a ledger give it for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.ontology.actors import LISTS, PLACES_OF, load_actors, read_yaml
from sayso.ontology.cues import load_cues
from sayso.ontology.grades import load_grades
from sayso.ontology.triggers import load_triggers

# What decides without a list of words; a test looks after that all such in coding/ are here.
FIXED = (
    "core/role",
    "context/country",
    "context/legislature",
    "cues#say:colon",
    "cues#say:according-to",
    "grades#not_happened:have yet to",
    "grades#wanted:have to",
    "grades#future:be to",
    "grades#future:be going to",
    "grades#probable:be said to",
    "grades#probable:be accused of",
    "grades#not_happened:keep from",
    "grades#not_happened:rather than",
    "grades#not_happened:against",
    "grades#not_happened:call off",
)


def shipped_rows() -> frozenset[str]:
    """Return the names of all rows: of actors, roles, triggers, cues and grades."""
    return frozenset(FIXED).union(_actors(), _roles(), _words())


def _actors() -> Iterator[str]:
    for name in LISTS:
        yield from (f"{name}/{row['id']}" for row in read_yaml(f"actors/{name}.yaml"))
    for code in read_yaml("countries.yaml")["countries"]:
        yield from (f"countries/{code}#{field}" for field in PLACES_OF)


def _roles() -> Iterator[str]:
    roles = load_actors().roles
    for field in ("heads", "belonging", "states", "peoples"):
        yield from (f"roles/{field}:{phrase}" for phrase in getattr(roles, field))
    yield from (f"roles/bodies:{phrase.split()[-1]}" for phrase in roles.bodies)


def _words() -> Iterator[str]:
    yield from (trigger.row for trigger in load_triggers().all)
    cues = load_cues()
    for words in (cues.verbs, cues.nouns, cues.adjectives):
        yield from (cue.row for cue in words.values())
    yield from (effect.row for effect in load_grades().governors.values())
