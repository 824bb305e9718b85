"""Watching: what is new, what changed, what had been seen, and what no list may ask for."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.ledger.additions import Addition
from sayso.ledger.decisions import Decision, Draft, Verdict, decide, withdraw
from sayso.ledger.decisions import add as add_row
from sayso.ledger.store import Ledger, open_ledger
from sayso.ledger.watch import changes, listfile, seen
from sayso.ledger.watch.follows import Follow, Who, read
from sayso.ledger.watch.listfile import made
from sayso.ledger.watch.look import Look, look
from sayso.ledger.watch.told import Origin, Told
from sayso.problems import Failure
from sayso.record import Annotation, Certainty, Claim, Coded, Published, Run, Said, Span, Status

from .support import ARREST, OUTER, RUN, article, other_run, sentence

KENYA = Follow("Kenya", actor=Who("KEN", ""))


def report(number: int, status: Status, certainty: Certainty, day: str | None, words: str = "") -> Coded:
    """Return article *number*, published on *day*, which tells of one arrest; *words* tell it from others."""
    words = words or " ".join(f"other{number}word{place}" for place in range(30))
    text = f"Tanzanian police arrested eleven Kenyan sailors. {words}"
    found = replace(
        article(text, f"doc{number}"),
        published=Published(day, "day" if day else None),
        address=f"{number}.txt",
    )
    spans = {
        "trigger": Span(17, 25),
        "sentence": Span(0, 48),
        "date": None,
        "place": None,
        "magnitude": (),
        "reasons": (),
    }
    event = replace(ARREST, id=f"e{number:015x}", status=status, certainty=certainty, **spans)
    event = replace(
        event,
        actor=replace(ARREST.actor, span=Span(0, 16)) if ARREST.actor else None,
        recipient=replace(ARREST.recipient, span=Span(33, 47)) if ARREST.recipient else None,
    )
    return Coded(found, Annotation((sentence(Span(0, 48)),)), events=(event,))


def add(ledger: Ledger, *reports: Coded, run: Run = RUN, finish: bool = True) -> None:
    """Add *reports* to *ledger* as *run* coded them."""
    for one in reports:
        ledger.add(one, run)
    if finish:
        ledger.finish(run)


def looked(ledger: Ledger, mark: seen.Mark = seen.NOTHING, *follows: Follow) -> Look:
    """Return what is new since *mark* of *follows*, of Kenya if there are none."""
    return look(ledger, follows or (KENYA,), seen.since_mark(mark))


def rows(found: Look) -> list[str]:
    """Return the ids of the new mentions."""
    return [one.told.row for one in found.news]


def turned(found: Look) -> list[tuple[str, str, str]]:
    """Return each change: its word, and the articles of the earlier and the later mention."""
    return [
        (one.turn.word, one.turn.earlier.origin.doc_id, one.turn.later.origin.doc_id) for one in found.changes
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return an empty ledger."""
    return open_ledger(tmp_path / "a.ledger")


def test_apparently_then_confirmed_then_denied(ledger: Ledger) -> None:
    """Each look tells what has become of it since, with both mentions, and nothing twice."""
    add(ledger, report(1, "happened", "probable", "2009-08-06"))
    first = looked(ledger)
    assert (turned(first), rows(first)) == ([], [f"e{1:015x}"])
    add(ledger, report(2, "happened", "certain", "2009-08-10"), run=other_run("run2"))
    second = looked(ledger, first.mark)
    assert (turned(second), rows(second)) == ([("confirmed", "doc1", "doc2")], [])
    add(ledger, report(3, "not_happened", "certain", "2009-08-11"), run=other_run("run3"))
    third = looked(ledger, second.mark)
    assert turned(third) == [("denied", "doc2", "doc3")]
    later = third.changes[0].turn.later
    assert (later.trigger, later.evidence[:16], later.origin.published) == (
        "arrested",
        "Tanzanian police",
        "2009-08-11",
    )
    assert looked(ledger, third.mark)[:3] == ((), (), ())


def test_what_is_coded_late_is_held_against_what_came_after(ledger: Ledger) -> None:
    """An article of Thursday that is coded after that of Monday still comes before it."""
    add(ledger, report(2, "happened", "certain", "2009-08-10"))
    mark = seen.now(ledger)
    add(ledger, report(1, "happened", "possible", "2009-08-07"), run=other_run("run2"))
    assert turned(looked(ledger, mark)) == [("confirmed", "doc1", "doc2")]


def test_mentions_of_one_day_are_a_dispute_and_no_change(ledger: Ledger) -> None:
    """Two articles of one day that contradict each other tell no order."""
    one, two = (
        report(1, "happened", "certain", "2009-08-06"),
        report(2, "not_happened", "certain", "2009-08-06"),
    )
    add(ledger, one, two)
    found = looked(ledger)
    assert (turned(found), len(found.news)) == ([], 2)


def test_deeds_far_apart_do_not_confirm_each_other(ledger: Ledger) -> None:
    """Two weeks apart, it is another arrest."""
    one, two = report(1, "happened", "possible", "2009-08-06"), report(2, "happened", "certain", "2009-08-20")
    add(ledger, one, two)
    assert turned(looked(ledger)) == []


def test_copies_of_one_report_are_listed_once(ledger: Ledger) -> None:
    """Three outlets with one agency report are one mention with two copies."""
    words = "The men were taken to the port of Tanga and will be heard by a judge in the coming week."
    reports = [report(n, "happened", "certain", "2009-08-06", f"{words}{'!' * n}") for n in (1, 2, 3)]
    add(ledger, *reports)
    (news,) = looked(ledger).news
    assert news.copies == 2


def test_coding_again_is_no_news(ledger: Ledger) -> None:
    """A new version that finds the same row tells nothing new."""
    one = report(1, "happened", "certain", "2009-08-06")
    add(ledger, one)
    mark = seen.now(ledger)
    add(ledger, one, run=other_run("run2", "0.2.0"))
    assert rows(looked(ledger, mark)) == []


def test_what_a_run_cut_short_coded_again_is_not_skipped(ledger: Ledger) -> None:
    """A coding that does not count yet has not been seen: its new row comes when the run finishes."""
    one = report(1, "happened", "certain", "2009-08-06")
    add(ledger, one)
    more = replace(one, events=(*one.events, replace(one.events[0], id="e" + "f" * 15)))
    second = other_run("run2", "0.2.0")
    add(ledger, more, run=second, finish=False)
    found = looked(ledger)
    assert rows(found) == [one.events[0].id]
    assert found.mark.pending == (2,)
    ledger.finish(second)
    assert rows(looked(ledger, found.mark)) == ["e" + "f" * 15]


def test_since_a_run_or_a_day(ledger: Ledger) -> None:
    """A run's beginning stands for all that it and later ones added, a day for runs from then on."""
    add(ledger, report(1, "happened", "certain", "2009-08-06"))
    add(
        ledger,
        report(2, "happened", "certain", "2009-09-06"),
        run=replace(RUN, id="second", started="2026-02-01T00:00:00+00:00"),
    )
    for given in ("sec", "2026-01-02"):
        assert rows(look(ledger, [KENYA], seen.since(ledger, given))) == [f"e{2:015x}"]
    for wrong in ("third", "2026-02-31", ""):
        with pytest.raises(Failure) as caught:
            seen.since(ledger, wrong)
        assert caught.value.problem.code == "S367"


def test_an_entry_fits_by_all_of_its_fields(ledger: Ledger) -> None:
    """Actor, pair in either order, type, source and row narrow what is followed; a claim follows no event."""
    one = report(1, "happened", "certain", "2009-08-06")
    said = replace(one.events[0], said_by=Said("Élodie Ken", "UNK", None))
    add(ledger, replace(one, events=(said,)))
    fitting = [
        KENYA,
        Follow("pair", pair=(Who("KEN", ""), Who("TZA COP", ""))),
        Follow("type", type="COERCE"),
        Follow("source", said_by=Who("elodie ken", "people/ken")),
        Follow("row", row="e0000000"),
        Follow("dictionary", actor=Who("TZA", "TZA COP")),
    ]
    silent = [
        Follow("other", actor=Who("UGA", "")),
        Follow("half a pair", pair=(Who("KEN", ""), Who("UGA", ""))),
        Follow("both", actor=Who("KEN", ""), type="AID"),
        Follow("claim", claim="arrested"),
        Follow("other row", row="e1111111"),
    ]
    assert [one.name for one in fitting if not looked(ledger, seen.NOTHING, one).news] == []
    assert [one.name for one in silent if looked(ledger, seen.NOTHING, one).news] == []


def test_a_claim_is_followed_by_its_words(ledger: Ledger) -> None:
    """Words of the content, with the speaker if one is named, whatever their case."""
    one = report(1, "happened", "certain", "2009-08-06")
    claim: Claim = replace(
        OUTER, source=(Span(0, 9),), cue=(Span(17, 25),), content=(Span(26, 47),), speaker=None, reasons=()
    )
    add(ledger, replace(one, claims=(claim,)))
    found = looked(ledger, seen.NOTHING, Follow("sailors", claim="kenyan SAILORS"))
    assert [one.claim.content for one in found.claims] == ["eleven Kenyan sailors"]
    assert looked(ledger, seen.NOTHING, Follow("a", claim="sailors", said_by=Who("KEN", ""))).claims == ()


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (("happened", "possible"), ("happened", "probable"), "confirmed"),
        (("happened", "certain"), ("happened", "possible"), "doubted"),
        (("happened", "possible"), ("not_happened", "certain"), "denied"),
        (("not_happened", "certain"), ("happened", "certain"), "affirmed"),
        (("wanted", "certain"), ("happened", "certain"), "came about"),
        (("future", "certain"), ("not_happened", "certain"), "did not happen"),
        (("future", "possible"), ("future", "certain"), "surer"),
        (("future", "certain"), ("future", "possible"), "less sure"),
        (("wanted", "certain"), ("future", "certain"), "now future"),
    ],
)
def test_what_has_become_of_it(
    before: tuple[Status, Certainty], after: tuple[Status, Certainty], word: str
) -> None:
    """Each pair of standings has its word."""
    first, second = (
        Told("a", "COERCE", None, None, *one, None, "", "", Origin("", "", None, ""))
        for one in (before, after)
    )
    assert changes.word(first, second) == word


def test_nothing_that_a_look_gives_holds_a_place(ledger: Ledger) -> None:
    """No field of what is shown says where: not of an event, and not of a person."""
    fields = {*Told._fields, *Origin._fields}
    assert not {one for one in fields if "place" in one or "where" in one or "country" in one}


def known(name: str) -> str | None:
    """Return the dictionary row of the one name that the tests know."""
    return "people/oduya" if name == "Amina Oduya" else None


def codes_of(text: str) -> str:
    """Return the problem that reading the list *text* raises."""
    with pytest.raises(Failure) as caught:
        read(made("list.toml", text), known)
    return caught.value.problem.code


@pytest.mark.parametrize(
    "field",
    ["place", "where", "location", "Address", "near_city", "lat", "lon", "gps", "whereabouts", "radius"],
)
def test_a_list_that_asks_where_somebody_is_is_refused(field: str) -> None:
    """S362, in an entry and at the head of the list."""
    assert codes_of(f'[[follow]]\nactor = "KEN"\n{field} = "Nairobi"\n') == "S362"
    assert codes_of(f'{field} = "Nairobi"\n[[follow]]\nactor = "KEN"\n') == "S362"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('actor = "KEN"\n', "S361 nothing"),
        ('actor = "XXX"', "S361"),
        ('actor = "John Smith"', "S361"),
        ('said_by = "John Smith"', "S361"),
        ('pair = ["KEN"]', "S361"),
        ('pair = "KEN TZA"', "S361"),
        ('type = "WAR"', "S361"),
        ("type = 17", "S361"),
        ('row = "xyz"', "S361"),
        ('row = "e0000000"\ntype = "AID"', "S361"),
        ('claim = "war"\nactor = "KEN"', "S361"),
        ('name = "nothing"', "S361"),
        ('colour = "red"', "S361"),
        ("actor = ", "S360"),
    ],
)
def test_a_wrong_entry_is_refused(entry: str, code: str) -> None:
    """S361 names what is wrong with an entry, S360 a file that is no list; a right one passes."""
    text = f"[[follow]]\n{entry}\n"
    if code == "S361 nothing":
        assert read(made("list.toml", text), known) == [replace(KENYA, name="KEN")]
    else:
        assert codes_of(text) == code


@pytest.mark.parametrize(
    "text", ["a = 1", "follow = 3", "follow = [1]", "[follow]", "\x00", "a = " + "[" * 9999]
)
def test_what_is_no_list_is_refused(text: str) -> None:
    """S360, however it is malformed."""
    assert codes_of(text) == "S360"


def test_a_name_leads_to_its_dictionary_row() -> None:
    """A public actor is followed by name, and by the row that the dictionaries have."""
    (one,) = read(made("list.toml", '[[follow]]\nactor = "Amina Oduya"'), known)
    assert one.actor == Who("Amina Oduya", "people/oduya")


def test_entries_come_and_go_and_comments_stay(tmp_path: Path) -> None:
    """What a person wrote beside the entries is kept, quotation marks and all."""
    path = tmp_path / "list.toml"
    listfile.add(path, None, {"actor": "KEN", "name": 'a "quoted" \\ name'}, known)
    text = path.read_text("utf-8") + "# about Tanzania\n"
    listfile.add(path, made(str(path), text), {"pair": ["KEN", "TZA"]}, known)
    whole = made(str(path), path.read_text("utf-8"))
    assert listfile.remove(path, whole, 'a "quoted" \\ name') == 1
    left = path.read_text("utf-8")
    assert tomllib.loads(left) == {"follow": [{"pair": ["KEN", "TZA"]}]}
    assert "# about Tanzania" in left
    assert left.startswith("# What I follow")
    with pytest.raises(Failure) as caught:
        listfile.remove(path, made(str(path), left), "nobody")
    assert (caught.value.problem.code, "KEN and TZA" in caught.value.problem.remedy) == ("S366", True)


def test_a_list_that_cannot_be_edited_by_entry_is_left_alone(tmp_path: Path) -> None:
    """Entries written in one line are not guessed at."""
    file = made(str(tmp_path / "list.toml"), 'follow = [{actor = "KEN"}, {actor = "TZA"}]')
    with pytest.raises(Failure) as caught:
        listfile.remove(tmp_path / "list.toml", file, "KEN")
    assert caught.value.problem.code == "S360"
    assert list(tmp_path.iterdir()) == []


def test_a_list_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """S363: a folder stands there."""
    with pytest.raises(Failure) as caught:
        listfile.add(tmp_path, None, {"actor": "KEN"}, known)
    assert caught.value.problem.code == "S363"


def test_marks_are_kept_by_ledger(ledger: Ledger, tmp_path: Path) -> None:
    """The mark of one ledger is not that of another, and comes back as it was."""
    add(ledger, report(1, "happened", "certain", "2009-08-06"))
    path, mark = tmp_path / "list.toml", seen.now(ledger)
    seen.keep(ledger, path, replace_pending(mark))
    with open_ledger(tmp_path / "b.ledger") as other:
        add(other, report(2, "happened", "certain", None), run=other_run("another"))
        assert seen.last(other, path) == seen.NOTHING
        seen.keep(other, path, seen.now(other))
    assert seen.last(ledger, path) == replace_pending(mark)


def replace_pending(mark: seen.Mark) -> seen.Mark:
    """Return *mark* with pending codings."""
    return mark._replace(pending=(7, 9))


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"a": 1}', '{"run0000000000001": {"coding": "x"}}', "[" * 99999]
)
def test_a_file_of_marks_that_cannot_be_read_is_a_problem(ledger: Ledger, tmp_path: Path, text: str) -> None:
    """S364, and the file is not overwritten by a guess."""
    add(ledger, report(1, "happened", "certain", "2009-08-06"))
    seen.beside(tmp_path / "list.toml").write_text(text)
    with pytest.raises(Failure) as caught:
        seen.last(ledger, tmp_path / "list.toml")
    assert caught.value.problem.code == "S364"


def test_a_ledger_put_back_to_an_older_state_is_noticed(ledger: Ledger, tmp_path: Path) -> None:
    """S364: what was seen is not in it, so that what is new cannot be told."""
    add(ledger, report(1, "happened", "certain", "2009-08-06"))
    seen.keep(ledger, tmp_path / "list.toml", seen.Mark(5, "digest of what is gone"))
    with pytest.raises(Failure) as caught:
        seen.last(ledger, tmp_path / "list.toml")
    assert caught.value.problem.code == "S364"


def decided_on(ledger: Ledger, row: str, verdict: Verdict, **fields: object) -> Decision:
    """Let Anna decide about *row*."""
    return decide(ledger, Draft(row, verdict, "Anna", fields))


def test_what_a_reviewer_corrects_counts_in_what_changed(tmp_path: Path) -> None:
    """A mention that was seen turns a deed into a denied one when a person corrects it, and says who did."""
    with open_ledger(tmp_path / "my.ledger") as opened:
        ledger = opened.as_reviewed()
        add(
            ledger,
            report(1, "happened", "certain", "2023-03-14"),
            report(2, "happened", "certain", "2023-03-15"),
        )
        first = looked(ledger)
        assert len(first.news) == 2
        by = decided_on(ledger, "e000000000000002", "correct", status="not_happened")
        (change,) = looked(ledger, first.mark).changes
        assert (change.turn.word, change.turn.later.row) == ("denied", "e000000000000002")
        assert change.by == by
        second = looked(ledger, first.mark)
        assert looked(ledger, second.mark)[:3] == ((), (), ())
        assert looked(opened, first.mark)[:3] == ((), (), ())


def test_what_a_reviewer_rejects_is_told_once_with_its_evidence(tmp_path: Path) -> None:
    """Of a row that was told before it is told that it was rejected; of one that was not, nothing at all."""
    with open_ledger(tmp_path / "my.ledger") as opened:
        ledger = opened.as_reviewed()
        add(ledger, report(1, "happened", "certain", "2023-03-14"))
        before = looked(ledger).mark
        decided_on(ledger, "e000000000000001", "reject")
        found = looked(ledger, before)
        (gone,) = found.gone
        assert (gone.follows, gone.row.row, gone.by.verdict) == (("Kenya",), "e000000000000001", "reject")
        assert isinstance(gone.row, Told)
        assert "arrested eleven Kenyan sailors" in gone.row.evidence
        assert looked(ledger).gone == ()
        assert looked(ledger).news == ()
        assert len(looked(opened).news) == 1
        withdraw(ledger, 1, "Anna")
        (back,) = looked(ledger, found.mark).news
        assert back.told.row == "e000000000000001"


def test_what_a_reviewer_adds_is_news(tmp_path: Path) -> None:
    """An added event is told with its words and who added it."""
    with open_ledger(tmp_path / "my.ledger") as opened:
        ledger = opened.as_reviewed()
        one = report(1, "happened", "certain", "2023-03-14")
        add(ledger, replace(one, events=()))
        before = looked(ledger).mark
        actor = {"span": [33, 47], "code": "KEN"}
        fields = {"trigger": [17, 25], "type": "COERCE", "recipient": actor}
        by = add_row(ledger, Addition(one.article.sha256, "event", fields, "Anna"))
        (news,) = looked(ledger, before).news
        assert (news.told.trigger, news.told.row, news.by) == ("arrested", by.row, by)
        withdraw(ledger, 1, "Anna")
        assert [each.row.row for each in looked(ledger, looked(ledger, before).mark).gone] == []
