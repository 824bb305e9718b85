"""Reports and stories of a ledger, which hold for what it holds now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.contract import story_as_json
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.stories import counts, stories, story
from sayso.problems import Failure
from sayso.record import Block, Coded, Published, Span

from .support import ARREST, CLOSE, TEXT, coded, filled, other_run

FILLER = " ".join(f"word{number}" for number in range(60))


def another(name: str, text: str, **changed: object) -> Coded:
    """Return an article called *name* with rows of its own; *changed* is what its arrest has otherwise."""
    one = coded(text, name)
    events = (replace(ARREST, id=f"{name}1", **changed), replace(CLOSE, id=f"{name}2"))  # type: ignore[arg-type]
    return replace(one, events=events, predictions=())


COPY = another("copy", f"{TEXT}\nThe Wire.\n")
DENIAL = another("denial", f"{TEXT}\n{FILLER}\n", status="not_happened")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Return a ledger of an article, a copy and another that denies it. Tests only read it."""
    path = tmp_path_factory.mktemp("ledgers") / "my.ledger"
    with open_ledger(filled(path, coded(), COPY, DENIAL)) as opened:
        yield opened


def test_copies_are_one_report_and_keep_their_rows(ledger: Ledger) -> None:
    """Two stories, each with a mention of every article, in two reports."""
    assert counts(ledger) == {"reports": 2, "stories": 2}
    arrest, close = stories(ledger, {})
    assert {one.doc_id for one in arrest.mentions} == {"ferry", "copy", "denial"}
    assert [(len(one.mentions), len(one.articles), len(one.reports)) for one in (arrest, close)] == [
        (3, 3, 2),
        (3, 3, 2),
    ]
    assert (arrest.disputed, close.disputed) == (True, False)


def test_a_day_that_no_mention_tells_is_that_of_the_article(ledger: Ledger) -> None:
    """The story says whether its day is told."""
    assert [(one.dated, str((one.days or "?")[0])) for one in stories(ledger, {})] == [
        (True, "2023-03-13"),
        (False, "2023-03-14"),
    ]


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        ({}, ["COERCE", "SANCTION"]),
        ({"status": "not_happened"}, ["COERCE"]),
        ({"doc": "denial", "type": "sanction"}, ["SANCTION"]),
        ({"status": "not_happened", "doc": "copy"}, []),
        ({"limit": 1}, ["COERCE"]),
    ],
)
def test_a_story_fits_where_a_mention_fits(
    ledger: Ledger, wanted: dict[str, object], types: list[str]
) -> None:
    """One mention must fit every filter; the story is whole all the same."""
    found = stories(ledger, wanted)
    assert [one.type for one in found] == types
    assert all(len(one.mentions) == 3 for one in found)


def test_a_story_is_found_by_its_id(ledger: Ledger) -> None:
    """The beginning of an id is enough where it is the only one."""
    first, _ = stories(ledger, {})
    assert story(ledger, first.id[:8]) == first
    for name, code in (("s", "S307"), ("sx", "S306")):
        with pytest.raises(Failure, match=code):
            story(ledger, name)


def test_stories_hold_for_the_coding_that_counts(tmp_path: Path) -> None:
    """An article that is coded again brings its new rows, and its old ones are in no story."""
    with open_ledger(filled(tmp_path / "my.ledger")) as opened:
        run = other_run("second", version="0.2.0")
        opened.add(replace(coded(), events=(replace(ARREST, type="ASSAULT"),), predictions=()), run)
        opened.finish(run)
        assert [one.type for one in stories(opened, {})] == ["ASSAULT"]


def test_an_article_without_a_day_of_its_own_joins_no_other(tmp_path: Path) -> None:
    """A month of publication is no day: what is undated stays within its report."""
    vague = replace(DENIAL, article=replace(DENIAL.article, published=Published("2023-03-01", "month")))
    with open_ledger(filled(tmp_path / "my.ledger", coded(), vague)) as opened:
        assert [len(one.mentions) for one in stories(opened, {"type": "SANCTION"})] == [1, 1]


@pytest.mark.parametrize("published", [Published("2023-03-29", "day"), Published()])
def test_a_copy_is_as_old_as_its_report(tmp_path: Path, published: Published) -> None:
    """What is undated in a text that is printed again, or has no day, is of the day of the first."""
    later = replace(COPY, article=replace(COPY.article, published=published))
    with open_ledger(filled(tmp_path / "my.ledger", later, coded())) as opened:
        (found,) = stories(opened, {"type": "SANCTION"})
    assert [str(one.first) for one in found.mentions] == ["2023-03-14"] * 2


def test_residue_is_no_part_of_a_report(tmp_path: Path) -> None:
    """What pages of one site share does not make them copies."""
    one, other = (another(name, f"{TEXT}{name} {name} {name} told") for name in ("this", "that"))
    block = Block("residue", Span(0, len(TEXT)))
    pages = [
        replace(
            page,
            article=replace(
                page.article,
                blocks=(block, Block("paragraph", Span(len(TEXT), len(page.article.text)))),
            ),
        )
        for page in (one, other)
    ]
    with open_ledger(filled(tmp_path / "my.ledger", *pages)) as opened:
        assert counts(opened)["reports"] == 2


def test_the_json_of_a_story_names_its_levels(ledger: Ledger) -> None:
    """Every number stands under its level, and every mention keeps its own status and source."""
    found = story_as_json(stories(ledger, {})[0])
    assert found["counts"] == {"mentions": 3, "articles": 3, "reports": 2}
    assert found["days"] == {"start": "2023-03-13", "end": "2023-03-13", "told": True}
    mentions = found["mentions"]
    assert isinstance(mentions, list)
    assert {(one["doc_id"], one["status"]) for one in mentions} == {
        ("ferry", "happened"),
        ("copy", "happened"),
        ("denial", "not_happened"),
    }
