"""Reviewing at the terminal: sentences and rows in turn, a key for each decision, each kept at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.problems import Failure
from sayso.show import lookup_review as ledger_of
from sayso.show import typed
from sayso.show.adding import add
from sayso.show.deciding import told as told_decision
from sayso.show.keys import Keys
from sayso.show.messages import tell_problem
from sayso.show.sheet import heading, of_row
from sayso.show.terminal import put_line, tell

if TYPE_CHECKING:
    from sayso.ledger.decisions import Draft, Verdict
    from sayso.ledger.review import Ask, Page, Reviewed, Stop
    from sayso.ledger.store import Ledger

    Choice = tuple[Verdict, Mapping[str, object], str | None]

KEYS = {
    "a": "accept this row as it stands",
    "c": "correct it, field by field",
    "r": "reject it: there is no such row",
    "u": "unsure",
    "+": "add an event or a claim of this sentence that is missing",
    "n": "write a note, which is kept with the next decision on this row",
    "z": "undo: take back your last decision, and go there",
    "s": "skip it for now",
    "A": "accept all rows of this sentence that are left",
    "q": "quit; next time you go on from here",
}
PROMPT = "accept correct reject unsure +=add note z=undo skip All quit ?=help > "
BARE = "+=add skip z=undo quit > "
VERDICTS: Mapping[str, Verdict] = {"a": "accept", "r": "reject", "u": "unsure"}


@dataclass(slots=True)
class Session:
    """One reviewer at work: what is asked for, where keys come from, and what was decided so far."""

    ledger: Ledger
    ask: Ask
    blind: bool
    keys: Keys
    decided: Counter[str] = field(default_factory=Counter)
    accepting: bool = False
    explained: set[str] = field(default_factory=set)


class Quit(Exception):  # noqa: N818 - no error
    """The reviewer has had enough."""


class Back(Exception):  # noqa: N818 - no error
    """The reviewer has taken a decision back, and goes to its sentence."""

    def __init__(self, stop: Stop | None) -> None:
        """Keep where its row stands."""
        super().__init__()
        self.stop = stop


def review(session: Session, stops: list[Stop]) -> None:
    """Go through *stops* until all are reviewed or the reviewer quits."""
    place = 0
    try:
        while place < len(stops):
            try:
                _sentence(session, stops[place], (place + 1, len(stops)))
                place += 1
            except Back as back:
                place = _return_to(back.stop, stops, place)
    except Quit:
        pass


def _return_to(stop: Stop | None, stops: list[Stop], place: int) -> int:
    """Return the place of *stop*, which is put in before *place* where it was not asked for."""
    if stop is None:
        return place
    if stop not in stops:
        stops.insert(place, stop)
    return stops.index(stop)


def _sentence(session: Session, stop: Stop, place: tuple[int, int]) -> None:
    """Show one sentence and have its rows decided about, one after the other."""
    page = ledger_of.page(session.ledger, stop, session.ask, session.blind)
    rows = page.rows if session.ask.again else page.left
    if not rows and (page.rows or not session.ask.every):
        return
    _put(heading(page, *place))
    session.accepting = False
    if not rows:
        _bare(session, page)
    for one in rows:
        _put(of_row(one, page))
        _decide(session, one, page)


def _bare(session: Session, page: Page) -> None:
    """Ask for keys at a sentence without rows until the reviewer goes on."""
    while True:
        key = session.keys.key(BARE)
        if key is None or key == "q":
            raise Quit
        if key == "z":
            _undo(session)
        elif key == "+":
            add(session, page)
        elif key == "s":
            return
        else:
            _put(f"  {name}  {KEYS[name]}" for name in "+szq")


def _decide(session: Session, one: Reviewed, page: Page) -> None:
    """Ask for keys until the row is decided about or skipped."""
    note: str | None = None
    while True:
        key = "a" if session.accepting else session.keys.key(PROMPT)
        if key is None or key == "q":
            raise Quit
        if key == "z":
            _undo(session)
        elif key == "s":
            return
        elif key == "n":
            note = session.keys.line("note: ") or None
        elif key == "A":
            session.accepting = True
        elif key == "+":
            add(session, page)
        elif key == "c":
            if _correct(session, one, page, note):
                return
        elif key in VERDICTS:
            if _keep(session, one, page, (VERDICTS[key], {}, note)):
                return
        else:
            _put(f"  {name}  {what}" for name, what in KEYS.items())


def _undo(session: Session) -> None:
    """Take back the last decision and go to its row; where there is none, say so."""
    try:
        taken, stop = ledger_of.undo(session.ledger, session.ask.reviewer)
    except Failure as failure:
        if failure.problem.code != "S311":
            raise
        tell_problem(failure.problem)
        return
    session.decided["undone"] += 1
    put_line(f"taken back: {told_decision(taken)}")
    raise Back(stop)


def _correct(session: Session, one: Reviewed, page: Page, note: str | None) -> bool:
    """Ask for fields and values until an empty line; return whether the correction was kept."""
    corrections: dict[str, object] = {}
    for name, found in filled_in(session, one, page):
        draft = _draft(session, one, page, ("correct", {name: found}, note))
        fault = ledger_of.fault(session.ledger, draft)
        if fault:
            tell(f"{name} is not corrected: {fault}.")
        else:
            corrections[name] = found
    if not corrections:
        tell("Nothing was corrected.")
        return False
    return _keep(session, one, page, ("correct", corrections, note))


def filled_in(session: Session, one: Reviewed, page: Page) -> Iterator[tuple[str, object]]:
    """Yield each field with the value that is typed for it, until an empty line."""
    known = ledger_of.fields(one.kind)
    if one.kind not in session.explained:
        session.explained.add(one.kind)
        _explain(known, one)
    while line := session.keys.line("FIELD VALUE (?: help, empty: done) > "):
        name, _, value = line.strip().partition(" ")
        if name not in known:
            _explain(known, one)
            continue
        try:
            found = typed.value(name, value, one, page)
        except ValueError as error:
            tell(f"{name} is not corrected: {error}.")
            continue
        yield name, found


def _explain(known: Iterable[str], one: Reviewed) -> None:
    """Show the fields of a row and how their values are typed."""
    _put(f"  {name}: {typed.form(name, one)}" for name in known)


def _draft(session: Session, one: Reviewed, page: Page, choice: Choice) -> Draft:
    """Return what was chosen for a row as a decision to be kept."""
    from sayso.ledger.decisions import Draft

    verdict, corrections, note = choice
    reviewer = session.ask.reviewer
    return Draft(one.row.id, verdict, reviewer, corrections, note, session.blind, article=page.article)


def _keep(session: Session, one: Reviewed, page: Page, choice: Choice) -> bool:
    """Keep a decision; return whether the row is done with. What a field cannot hold is told."""
    try:
        kept = ledger_of.decide(session.ledger, _draft(session, one, page, choice))
    except Failure as failure:
        if failure.problem.code not in ("S306", "S310"):
            raise
        tell_problem(failure.problem)
        return failure.problem.code == "S306"
    session.decided[kept.verdict] += 1
    put_line(told_decision(kept))
    return True


def _put(lines: Iterable[str]) -> None:
    for line in lines:
        put_line(line)
