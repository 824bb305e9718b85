"""A look at a ledger: what is new of what somebody follows, and what changed its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ledger.chain import Key
from sayso.ledger.content import content
from sayso.ledger.decisions import Decision, current
from sayso.ledger.filters import is_named
from sayso.ledger.standing import State, states
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.ledger.watch import changes, seen
from sayso.ledger.watch.follows import Follow, Who
from sayso.ledger.watch.revised import Revised, revised
from sayso.ledger.watch.told import Named, Statement, Told, of_event, origin_of, statement, told
from sayso.record import Said
from sayso.resolve.stories import Party, Story, Telling

NEAR = 3  # days; more than elsewhere, as what is said on a Thursday is often confirmed after the weekend
NEW = """
    SELECT {table}.id FROM current JOIN {table} ON {table}.coding = current.number
    WHERE NOT {current} AND NOT EXISTS (
        SELECT 1 FROM {table} AS before JOIN codings ON codings.number = before.coding
        WHERE before.id = {table}.id AND {codings}
    ) ORDER BY {table}.coding, {table}.number
"""


class News(NamedTuple):
    """A new mention, and the names of the entries that it fits.

    ``known`` says whether another mention of the deed had been seen; ``copies`` counts new mentions in
    copies of the same report, which are not listed. ``by`` is the decision by which it stands so, where
    somebody added or corrected it since the last look.
    """

    follows: tuple[str, ...]
    told: Told
    known: bool = False
    copies: int = 0
    by: Decision | None = None


class Spoken(NamedTuple):
    """A new claim, and the names of the entries that it fits."""

    follows: tuple[str, ...]
    claim: Statement
    by: Decision | None = None


class Gone(NamedTuple):
    """A mention or claim that was told before and that somebody has rejected since, as it was told."""

    follows: tuple[str, ...]
    row: Told | Statement
    by: Decision


class Change(NamedTuple):
    """A turn in what is said of a deed, and the names of the entries that it fits."""

    follows: tuple[str, ...]
    turn: changes.Turn
    by: Decision | None = None


class Look(NamedTuple):
    """What a look found, and the mark of all that it has seen. What ``changes`` holds is not in ``news``."""

    changes: tuple[Change, ...]
    news: tuple[News, ...]
    claims: tuple[Spoken, ...]
    mark: seen.Mark
    gone: tuple[Gone, ...] = ()


class _Grown(NamedTuple):
    """A followed story with a new mention: who follows it, and all its mentions."""

    follows: tuple[str, ...]
    story: Story
    mentions: Mapping[str, Told]


def look(ledger: Ledger, follows: Sequence[Follow], before: seen.Seen, near: int = NEAR) -> Look:
    """Return what of *follows* is new in *ledger* since *before*.

    *near* is the number of days that two mentions of one deed may lie apart. What is added while
    this runs may be found now and again at the next look, and is never left out.
    """
    mark = seen.now(ledger)
    decided = revised(ledger, before)
    standing = {name: one for name, one in decided.items() if not one.gone}
    of_events = [name for name, one in standing.items() if isinstance(one.row, Told)]
    new = dict.fromkeys([*_new(ledger, "events", before), *of_events])
    grown = list(_grown(ledger, follows, new, near)) if new else []
    turned = [
        Change(one.follows, turn, _by(turn, standing))
        for one in grown
        for turn in changes.turns(one.mentions.values(), new)
    ]
    shown = {told.row for one in turned for told in (one.turn.earlier, one.turn.later)}
    rest = [news for one in grown for news in _news(one, new) if news.told.row not in shown]
    news = [one._replace(by=standing[one.told.row].by) if one.told.row in standing else one for one in rest]
    spoken = tuple(_claims(ledger, follows, before, decided))
    return Look(tuple(turned), tuple(news), spoken, mark, tuple(_gone(follows, before, ledger, decided)))


def _by(turn: changes.Turn, standing: Mapping[str, Revised]) -> Decision | None:
    """Return the decision since the last look by which one side of *turn* stands as it does."""
    sides = (standing.get(one.row) for one in (turn.later, turn.earlier))
    return next((one.by for one in sides if one is not None), None)


def _gone(
    follows: Sequence[Follow], before: seen.Seen, ledger: Ledger, decided: Mapping[str, Revised]
) -> Iterator[Gone]:
    """Yield what was rejected, or is added no longer, of what had been told before."""
    unseen = {*_new(ledger, "events", before), *_new(ledger, "claims", before)} if decided else set()
    for name, one in decided.items():
        if one.gone and name not in unseen:
            names = tuple(each.name for each in follows if _follows(each, one.row))
            if names:
                yield Gone(names, one.row, one.by)


def _follows(follow: Follow, row: Told | Statement) -> bool:
    if isinstance(row, Statement):
        named = follow.row is not None and row.row.startswith(follow.row)
        return named or (follow.claim is not None and _says(follow, row))
    return _fits(follow, row)


def _new(ledger: Ledger, table: str, before: seen.Seen) -> Iterator[str]:
    """Yield the ids of the rows of *table* that count now, and are in no coding that had been seen."""
    query = NEW.format(table=table, current=before.of("current"), codings=before.of("codings"))
    for row in ledger.read(query, before.values * 2):
        yield row["id"]


def _codings(ledger: Ledger, table: str) -> dict[str, int]:
    """Return the coding that counts of each row of *table*."""
    query = f"SELECT {table}.id, coding FROM current JOIN {table} ON {table}.coding = current.number"
    return {row["id"]: row["coding"] for row in ledger.read(query)}


def _grown(ledger: Ledger, follows: Sequence[Follow], new: Mapping[str, None], near: int) -> Iterator[_Grown]:
    codings = _codings(ledger, "events")
    known = states(ledger, by=ledger.review.by) if ledger.review.applied else {}
    for story in stories(ledger, {}, near):
        if any(one.id in new for one in story.mentions):
            names = tuple(one.name for one in follows if fits(one, story))
            if names:
                yield _Grown(names, story, _mentions(ledger, story, codings, known))


def _mentions(
    ledger: Ledger, story: Story, codings: Mapping[str, int], known: Mapping[Key, State]
) -> Mapping[str, Told]:
    """Return the mentions of *story* by id, as *ledger* is to be read."""
    found: dict[str, Told] = {}
    for one in story.mentions:
        state = known.get((one.article, one.id))
        if state is not None and state.corrections:
            held = content(ledger, one.article)
            event = next((each for each in held.rows.events if each.id == one.id), None)
            if event is not None:
                origin = origin_of(ledger, current(ledger, one.article))
                found[one.id] = of_event(event, held.article.text, origin)
        elif one.id in codings:
            found[one.id] = told(ledger, one.id, codings[one.id])
    return found


def _news(grown: _Grown, new: Mapping[str, None]) -> Iterator[News]:
    """Yield the new mentions of a story, those of copies of one report once."""
    known = any(one.id not in new for one in grown.story.mentions)
    found: dict[tuple[str, str, tuple[str, str]], list[Told]] = {}
    for one in grown.story.mentions:
        if one.id in new and one.id in grown.mentions:
            mention = grown.mentions[one.id]
            found.setdefault((one.report, mention.evidence, mention.standing), []).append(mention)
    for first, *copies in found.values():
        others = {one.origin.doc_id for one in copies} - {first.origin.doc_id}
        yield News(grown.follows, first, known, len(others))


def _claims(
    ledger: Ledger, follows: Sequence[Follow], before: seen.Seen, decided: Mapping[str, Revised]
) -> Iterator[Spoken]:
    """Yield the new claims that fit an entry with words of a claim."""
    wanted = [one for one in follows if one.claim is not None]
    if not wanted:
        return
    codings = _codings(ledger, "claims")
    for row in dict.fromkeys([*_new(ledger, "claims", before), *decided]):
        one = decided.get(row)
        if one is None:
            found = statement(ledger, row, codings[row])
        elif isinstance(one.row, Statement) and not one.gone:
            found = one.row
        else:
            continue
        names = tuple(each.name for each in wanted if _says(each, found))
        if names:
            yield Spoken(names, found, one.by if one else None)


def fits(follow: Follow, story: Story) -> bool:
    """Return whether some mention of *story* is what *follow* follows."""
    return any(_fits(follow, one) for one in story.mentions)


def _fits(follow: Follow, one: Telling | Told) -> bool:
    if follow.row is not None:
        claim = one.said_by.claim if one.said_by else None
        name = one.row if isinstance(one, Told) else one.id
        return name.startswith(follow.row) or bool(claim and claim.startswith(follow.row))
    if follow.claim is not None or follow.type not in (None, one.type):
        return False
    return (
        (follow.actor is None or _is(follow.actor, one.actor) or _is(follow.actor, one.recipient))
        and (follow.pair is None or _are(follow.pair, one))
        and (follow.said_by is None or _speaks(follow.said_by, one.said_by))
    )


def _are(pair: tuple[Who, Who], one: Telling | Told) -> bool:
    first, second = pair
    return (_is(first, one.actor) and _is(second, one.recipient)) or (
        _is(second, one.actor) and _is(first, one.recipient)
    )


def _is(who: Who, party: Party | Named | None) -> bool:
    if party is None:
        return False
    same = isinstance(party, Party) and bool(who.row) and party.id == who.row
    return same or is_named(party.code, party.text, who.given)


def _says(follow: Follow, found: Statement) -> bool:
    said = follow.said_by is None or _speaks(follow.said_by, found.speaker)
    return said and is_named(None, found.content, follow.claim or "")


def _speaks(who: Who, speaker: Said | Named | None) -> bool:
    return speaker is not None and is_named(speaker.code, speaker.text, who.given)
