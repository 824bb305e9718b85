"""Imports: events of other coders beside those of the ledger, a file whole or not at all, and once."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger import query
from sayso.ledger.columns import flatten
from sayso.ledger.contract import as_contract
from sayso.ledger.export import export
from sayso.ledger.imports import events as adding
from sayso.ledger.imports.bring import Brought, bring, names
from sayso.ledger.imports.coming import Unfit
from sayso.ledger.imports.objects import read
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.tables import imported, own_events
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.read.tables import files
from sayso.read.tables.row import Row
from sayso.read.tables.table import NOTHING

from .support import CLOSE, RUN, coded, filled, other_run

EVENTS = "day,source,target,code,report\n" + "".join(
    f"2019-03-{day:02},KEN GOV,TZA,{code},r{day}\n" for day, code in [(1, "036"), (2, "046"), (3, "057")]
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return an empty ledger."""
    with open_ledger(tmp_path / "a.ledger") as opened:
        yield opened


def written(path: Path, text: str) -> str:
    """Write *text* to *path* and return its name."""
    path.write_text(text, encoding="utf-8")
    return str(path)


def count(ledger: Ledger, table: str) -> int:
    """Return how many rows *table* has."""
    (row,) = ledger.read(f"SELECT count(*) FROM {table}")
    return int(row[0])


def test_events_of_another_coder_come_in_marked(ledger: Ledger, tmp_path: Path) -> None:
    """They stand by themselves, with coder, codebook and file, and none is an event of this ledger."""
    path = written(tmp_path / "lake.csv", EVENTS)
    found = bring(ledger, path, NOTHING._replace(coder="Lake Institute"))
    assert (found.events, found.coder, found.codebook, found.problems) == (3, "Lake Institute", "CAMEO", [])
    (one,) = query.entries(ledger, "imports")
    assert (one["number"], one["coder"], one["codebook"], one["format"]) == (
        1,
        "Lake Institute",
        "CAMEO",
        "tidy",
    )
    assert (one["codebook_version"], one["events"], one["address"]) == ("1.1b3", 3, path)
    assert list(query.events(ledger, {})) == []
    assert query.counts(ledger)["mentions"] == 0


def test_imported_events_are_columns_again(ledger: Ledger, tmp_path: Path) -> None:
    """What is counted is what was in the file, import by import."""
    bring(ledger, written(tmp_path / "a.csv", EVENTS))
    bring(ledger, written(tmp_path / "b.csv", EVENTS.replace("KEN", "UGA")))
    table = imported(ledger, 2)
    assert table.days.astype(str).tolist() == ["2019-03-01", "2019-03-02", "2019-03-03"]
    assert (set(table.sources), set(table.targets)) == ({"UGA GOV"}, {"TZA"})
    assert (table.codes.tolist(), table.reports.tolist()) == (["036", "046", "057"], ["r1", "r2", "r3"])
    assert table.codebook == "CAMEO"


def test_an_import_that_is_not_there_is_told(ledger: Ledger) -> None:
    """S356 says how to list those that are."""
    with pytest.raises(Failure) as caught:
        imported(ledger, 7)
    assert caught.value.problem.code == "S356"


def test_the_same_file_adds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    """Not under another name either; under another coder's name it is another import."""
    bring(ledger, written(tmp_path / "a.csv", EVENTS))
    again = bring(ledger, written(tmp_path / "b.csv", EVENTS))
    assert (again.again, again.events, count(ledger, "imported_events")) == (True, 0, 3)
    other = bring(ledger, str(tmp_path / "b.csv"), NOTHING._replace(coder="other"))
    assert (other.again, other.events, count(ledger, "imports")) == (False, 3, 2)


def test_a_file_under_a_false_codebook_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    """S350 gives the evidence, and nothing is there afterwards."""
    text = "".join(f"790415\tKEN\tTZA\t{code}\n" for code in ["223", "212", "023", "081"] * 5)
    path = written(tmp_path / "lake.cameo", text)
    with pytest.raises(Failure, match=r"WEIS has the codes of 100\.0% of 20 events") as caught:
        bring(ledger, path, NOTHING._replace(codebook="CAMEO"))
    assert caught.value.problem.code == "S350"
    assert (count(ledger, "imports"), count(ledger, "imported_events")) == (0, 0)
    assert bring(ledger, path, NOTHING._replace(codebook="WEIS")).events == 20


def test_codes_that_tell_no_book_are_refused(ledger: Ledger, tmp_path: Path) -> None:
    """S351 says what the nearest lacks; a codebook of one's own can be named."""
    path = written(tmp_path / "a.csv", EVENTS.replace(",0", ",x"))
    with pytest.raises(Failure) as caught:
        bring(ledger, path)
    assert caught.value.problem.code == "S351"
    assert bring(ledger, path, NOTHING._replace(codebook="Lake code")).codebook == "Lake code"


def test_a_file_without_events_is_told(ledger: Ledger, tmp_path: Path) -> None:
    """S359: a heading is no event."""
    with pytest.raises(Failure) as caught:
        bring(ledger, written(tmp_path / "a.csv", EVENTS.splitlines()[0] + "\n"))
    assert caught.value.problem.code == "S359"


def test_a_format_that_does_not_exist_is_told(ledger: Ledger, tmp_path: Path) -> None:
    """S308 lists those that do."""
    with pytest.raises(Failure) as caught:
        bring(ledger, written(tmp_path / "a.csv", EVENTS), NOTHING._replace(format="runes"))
    assert caught.value.problem.code == "S308"
    assert all(name in caught.value.problem.remedy for name in names())


def test_an_import_that_is_cut_short_leaves_nothing(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither events nor a temporary table; the next attempt adds all."""

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    path = written(tmp_path / "a.csv", EVENTS)
    with monkeypatch.context() as patched:
        patched.setattr(adding, "_now", cut)
        with pytest.raises(KeyboardInterrupt):
            bring(ledger, path)
    assert (count(ledger, "imports"), count(ledger, "imported_events")) == (0, 0)
    assert bring(ledger, path).events == 3
    assert verify_ledger(ledger) == (0, ())


def test_another_program_writes_while_a_file_is_read(ledger: Ledger) -> None:
    """Reading a long file does not keep others from the ledger."""
    row = Row(1, "", "2019-03-01", "KEN", "TZA", "036", *[""] * 7)

    def rows() -> Iterator[Row]:
        yield row
        with open_ledger(ledger.path) as other:
            other.add(coded(), RUN)
        yield row

    origin = adding.Origin("0", "a.csv", "tidy", "", "CAMEO", "1.1b3", "{}", "0.1.0")
    assert adding.add_events(ledger, origin, rows()) == 2
    assert query.counts(ledger)["articles"] == 1


def test_imported_rows_cannot_be_changed(ledger: Ledger, tmp_path: Path) -> None:
    """The tables are only added to, as all others are."""
    bring(ledger, written(tmp_path / "a.csv", EVENTS))
    for statement in ("UPDATE imported_events SET code = '190'", "DELETE FROM imports"):
        with pytest.raises(sqlite3.IntegrityError, match="added to, not edited"):
            ledger.connection.execute(statement)


@pytest.mark.sqlite
def test_verify_sees_a_changed_event(ledger: Ledger, tmp_path: Path) -> None:
    """What was altered behind the back of the triggers no longer has its digest."""
    bring(ledger, written(tmp_path / "a.csv", EVENTS))
    bring(ledger, written(tmp_path / "b.csv", EVENTS.replace("KEN", "UGA")))
    trigger = next(ledger.read("SELECT sql FROM sqlite_master WHERE name = 'imported_events_no_update'"))[
        "sql"
    ]
    ledger.connection.execute("DROP TRIGGER imported_events_no_update")
    ledger.connection.execute("UPDATE imported_events SET code = '190' WHERE number = 5")
    ledger.connection.execute(trigger)
    _, (found,) = verify_ledger(ledger)
    assert "the events of import 2 are not those that were added" in found.what


def test_a_ledger_that_may_only_be_read_takes_nothing(tmp_path: Path) -> None:
    """S303, before anything is read into it."""
    path = tmp_path / "a.ledger"
    filled(path)
    with open_ledger(path, read_only=True) as ledger, pytest.raises(Failure) as caught:
        bring(ledger, written(tmp_path / "a.csv", EVENTS))
    assert caught.value.problem.code == "S303"


def test_own_events_are_columns(tmp_path: Path) -> None:
    """What happened, by mention, report or story; the day is that of the event, else of the article."""
    with open_ledger(filled(tmp_path / "a.ledger")) as ledger:
        tables = [own_events(ledger, level) for level in ("mentions", "reports", "stories")]
        everything = own_events(ledger, statuses=("happened", "future", "conditional", "wanted"))
    for table in tables:
        assert (table.coder, table.codebook, table.codes.tolist()) == ("sayso", "PLOVER", ["COERCE"])
        assert (table.sources.tolist(), table.targets.tolist()) == (["TZA COP"], ["KEN"])
        assert table.days.astype(str).tolist() == ["2023-03-13"]
        assert table.stories[0].startswith("s")
        assert table.reports[0] == coded().article.sha256
    assert len(everything.codes) > 1


def copied(source: Path, tmp_path: Path) -> tuple[Path, Brought]:
    """Return a new ledger that holds what *source* exports, and what came of importing it."""
    target = tmp_path / "new.ledger"
    with open_ledger(source) as ledger:
        export(ledger, tmp_path / "out.jsonl", "json")
    with open_ledger(target) as ledger:
        return target, bring(ledger, str(tmp_path / "out.jsonl"))


def contents_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of the tables that hold what an article says, without their numbers."""
    tables = ("articles", "sources", "readings", "codings", "sentences", "claims", "events", "predictions")
    with open_ledger(path) as ledger:
        return {
            name: [tuple(row)[1:] for row in ledger.read(f"SELECT * FROM {name} ORDER BY number")]
            for name in (*tables, "relations", "magnitudes", "spans", "reasons", "runs")
        }


def test_an_export_comes_back_equal(tmp_path: Path) -> None:
    """Every row, span and reason, the digest of the coding and its run; and it exports the same again."""
    source = filled(tmp_path / "a.ledger")
    target, found = copied(source, tmp_path)
    assert (found.articles, found.rows, found.problems) == (1, 6, [])
    assert contents_of(target) == contents_of(source)
    with open_ledger(target) as ledger:
        assert verify_ledger(ledger)[1] == ()
        assert [one.event.id for one in query.events(ledger, {"text": "border"})] == [CLOSE.id]
        export(ledger, tmp_path / "again.jsonl", "json")
    assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


def test_an_export_adds_nothing_where_it_came_from(tmp_path: Path) -> None:
    """Nor when it is imported twice."""
    source = filled(tmp_path / "a.ledger")
    before = contents_of(source)
    target, _ = copied(source, tmp_path)
    for path in (source, target):
        with open_ledger(path) as ledger:
            assert bring(ledger, str(tmp_path / "out.jsonl")).again
    assert contents_of(source) == before == contents_of(target)


def test_an_article_that_was_coded_by_other_rules_is_left(tmp_path: Path) -> None:
    """S357: what the ledger has of its own counts, not what comes later from elsewhere."""
    copied(filled(tmp_path / "a.ledger"), tmp_path)
    with open_ledger(tmp_path / "b.ledger") as ledger:
        ledger.add(coded(), other_run("run0000000000009", "9.9"))
        found = bring(ledger, str(tmp_path / "out.jsonl"))
        assert [one.code for one in found.problems] == ["S357"]
        assert count(ledger, "codings") == 1


def damaged(tmp_path: Path, **fields: object) -> Brought:
    """Return what comes of an export whose object has other *fields*."""
    copied(filled(tmp_path / "a.ledger"), tmp_path)
    held = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    path = written(tmp_path / "changed.jsonl", json.dumps({**held, **fields}) + "\n")
    with open_ledger(tmp_path / "b.ledger") as ledger:
        return bring(ledger, path)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "Another text."}, "not the one that was coded"),
        ({"claims": []}, "which is not in it"),
        ({"claims": [], "events": [], "predictions": [], "relations": []}, "their digest differs"),
        ({"events": [{}]}, "events[0]: it has no id"),
        ({"events": {}}, "events is no list"),
        ({"blocks": [{"kind": "runes", "span": [0, 1]}]}, "kind is 'runes', none of title"),
        ({"blocks": [{"kind": "title", "span": [0, 10_000]}]}, "which is no span of the text"),
        ({"sentences": [{"block": 0, "span": [0, True]}]}, "which is no span of the text"),
        ({"published": None}, "published is no object"),
        ({"published": {"date": "2023-3-14", "precision": "day"}}, "date is '2023-3-14', no day"),
        ({"sentences": [{"block": 1e300, "span": [0, 1]}]}, "block is no whole number"),
        ({"title": "half \ud800"}, "title holds half a character"),
        ({"run": {"id": 7}}, "id is no text"),
    ],
)
def test_an_object_that_was_changed_is_told(fields: dict[str, object], reason: str, tmp_path: Path) -> None:
    """S355 says what is wrong with it, and nothing of it comes in."""
    found = damaged(tmp_path, **fields)
    assert [one.code for one in found.problems] == ["S355"]
    assert reason in found.problems[0].what
    assert (found.articles, found.rows) == (0, 0)


def test_objects_of_code_come_in_too(tmp_path: Path) -> None:
    """Those of sayso code --json name neither sentences nor run: their run is that of the file."""
    copied(filled(tmp_path / "a.ledger"), tmp_path)
    held = json.loads((tmp_path / "out.jsonl").read_text("utf-8"))
    plain = {key: held[key] for key in held if key not in {"sentences", "run", "digest", "source_sha256"}}
    with open_ledger(tmp_path / "b.ledger") as ledger:
        found = bring(ledger, written(tmp_path / "plain.jsonl", json.dumps(plain)))
        assert (found.articles, found.rows, found.problems) == (1, 6, [])
        assert [one.event.id for one in query.events(ledger, {})] == [one["id"] for one in held["events"]]
        assert next(query.entries(ledger, "runs"))["version"] == "unknown"


def test_a_broken_line_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    """S355 names the line."""
    copied(filled(tmp_path / "a.ledger"), tmp_path)
    line = (tmp_path / "out.jsonl").read_text("utf-8")
    deep = "[" * 100_000
    path = written(tmp_path / "b.jsonl", line + "{broken\n\n" + f'{{"a": {deep}\n' + '"text"\n')
    with open_ledger(tmp_path / "b.ledger") as ledger:
        found = bring(ledger, path)
    assert (found.articles, [one.code for one in found.problems]) == (1, ["S355"] * 3)
    assert [one.what.split()[1] for one in found.problems] == ["2", "4", "5"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_no_object_is_a_fault(data: st.DataObject) -> None:
    """Whatever stands in the fields of an object, it is read or refused with a reason."""
    held = json.loads(json.dumps(as_contract(coded())))
    for _ in range(data.draw(st.integers(1, 3))):
        target = held
        while True:
            keys = range(len(target)) if isinstance(target, list) else sorted(target)
            if not keys:
                break
            key = data.draw(st.sampled_from(list(keys)))
            inner = target[key]
            if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
                target = inner
                continue
            target[key] = data.draw(VALUES)
            break
    try:
        coming = read(held, "file")
    except Unfit as fault:
        assert str(fault)  # noqa: PT017 - either is right
    else:
        flatten(coming.coded)


def test_claims_in_a_ring_are_refused(tmp_path: Path) -> None:
    """Who follows the chain of sources has to come to its end."""
    outer, inner, *_ = as_contract(coded())["claims"]  # type: ignore[misc]
    ring = [{**outer, "parent": inner["id"]}, {**inner, "parent": outer["id"]}]
    found = damaged(tmp_path, claims=ring)
    assert "stands in itself" in found.problems[0].what


def test_a_packed_export_comes_in_and_one_without_end_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """JSON may be packed as tables may, and no file unpacks without end."""
    copied(filled(tmp_path / "a.ledger"), tmp_path)
    data = (tmp_path / "out.jsonl").read_bytes()
    (tmp_path / "out.gz").write_bytes(gzip.compress(data))
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(data + b"\n" * 1_000_000))
    with open_ledger(tmp_path / "b.ledger") as ledger:
        assert bring(ledger, str(tmp_path / "out.gz")).articles == 1
    monkeypatch.setattr(files, "SMALL", 10_000)
    with (
        open_ledger(tmp_path / "c.ledger") as ledger,
        pytest.raises(Failure, match="goes on beyond") as caught,
    ):
        bring(ledger, str(tmp_path / "bomb.gz"))
    assert caught.value.problem.code == "S120"
