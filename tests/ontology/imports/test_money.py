"""Entities of FollowTheMoney; every one here is made up."""

from __future__ import annotations

import json

import pytest

from sayso.ontology.codes import load_codes
from sayso.ontology.imports.money import read_money
from sayso.ontology.userfile import Draft
from sayso.record import Problem


def read(text: str) -> tuple[list[Draft], list[Problem], dict[str, int]]:
    """Return what is read of *text*."""
    drafts, problems, unknown = read_money(text, "x.ftm.json", load_codes())
    return drafts, problems, dict(unknown)


def entity(schema: str, **properties: list[object]) -> str:
    """Return an entity as a line."""
    return json.dumps({"id": "x", "schema": schema, "properties": properties}) + "\n"


@pytest.mark.parametrize(
    ("schema", "properties", "code"),
    [
        ("Person", {"country": ["ke"], "topics": ["role.pep"]}, "KEN ELI"),
        ("Person", {"nationality": ["ke"], "topics": ["role.pep", "role.judge"]}, "KEN JUD"),
        ("Person", {"country": ["ke"]}, "KEN"),
        ("Company", {"jurisdiction": ["ke"], "country": ["tz"]}, "KEN BUS"),
        ("Company", {}, "UNK BUS"),
        ("PublicBody", {"country": ["xx", "tz"]}, "TZA GOV"),
        ("Organization", {"country": ["ke"], "topics": ["pol.party"]}, "KEN PTY"),
        ("Organization", {"country": ["ke"], "topics": ["gov.igo"]}, "IGO"),
        ("LegalEntity", {"country": ["suhh"]}, "SUN"),
    ],
)
def test_codes_come_of_country_topic_and_schema(
    schema: str, properties: dict[str, list[object]], code: str
) -> None:
    """The first country that is known counts, and the most telling topic before the schema."""
    drafts, problems, _ = read(entity(schema, name=["Tumaini Salama"], **properties))
    assert problems == []
    assert drafts == [Draft(("Tumaini Salama",), code)]


def test_names_are_those_that_news_may_write() -> None:
    """Aliases are names; turned ones are turned back; surnames alone and other scripts are left out."""
    names = ["SALAMA, TUMAINI", "Tumaini Salama", "Туманини Салама", "Salama", "Tu\u0000maini Salama"]
    (draft,), _, _ = read(entity("Person", name=names[:1], alias=names[1:], country=["ke"]))
    assert draft.names == ("Tumaini Salama",)


def test_what_has_no_place_is_counted() -> None:
    """Other schemata, topics, countries, and who has neither country nor role are told, not guessed."""
    text = entity("Ownership", owner=["x"]) + entity("Person", name=["A B"], country=["qq"], topics=["poi"])
    assert read(text) == ([], [], {"Ownership": 1, "qq": 1, "poi": 1, "no country and no role": 1})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[]", "no entity"),
        ('{"schema": "Person"}', "properties are not lists"),
        ('{"schema": "Person", "properties": {"name": "A B"}}', "properties are not lists"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_line_that_is_no_entity_is_a_problem(line: str, said: str) -> None:
    """S504 has the number of the line, and the lines around it are read."""
    good = entity("Person", name=["A B"], country=["ke"])
    drafts, (problem,), _ = read(f"{good}\n{line}\n{good}")
    assert (problem.code, len(drafts)) == ("S504", 2)
    assert problem.what.startswith("Line 3 was not imported")
    assert said in problem.what
