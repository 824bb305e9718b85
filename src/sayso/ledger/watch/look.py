"""A look at a ledger: what is new of what somebody follows, and what changed its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ledger.filters import is_named
from sayso.ledger.store import Ledger
from sayso.ledger.stories import stories
from sayso.ledger.watch import changes, seen
from sayso.ledger.watch.follows import Follow, Who
from sayso.ledger.watch.told import Named, Statement, Told, statement, told
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
    copies of the same report, which are not listed.
    """

    follows: tuple[str, ...]
    told: Told
    known: bool = False
    copies: int = 0


class Spoken(NamedTuple):
    """A new claim, and the names of the entries that it fits."""

    follows: tuple[str, ...]
    claim: Statement


class Change(NamedTuple):
    """A turn in what is said of a deed, and the names of the entries that it fits."""

    follows: tuple[str, ...]
    turn: changes.Turn


class Look(NamedTuple):
    """What a look found, and the mark of all that it has seen. What ``changes`` holds is not in ``news``."""

    changes: tuple[Change, ...]
    news: tuple[News, ...]
    claims: tuple[Spoken, ...]
    mark: seen.Mark


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
    new = dict.fromkeys(_new(ledger, "events", before))
    grown = list(_grown(ledger, follows, new, near)) if new else []
    turned = [
        Change(one.follows, turn) for one in grown for turn in changes.turns(one.mentions.values(), new)
    ]
    shown = {told.row for one in turned for told in (one.turn.earlier, one.turn.later)}
    rest = [news for one in grown for news in _news(one, new) if news.told.row not in shown]
    return Look(tuple(turned), tuple(rest), tuple(_claims(ledger, follows, before)), mark)


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
    for story in stories(ledger, {}, near):
        if any(one.id in new for one in story.mentions):
            names = tuple(one.name for one in follows if fits(one, story))
            if names:
                rows = [one.id for one in story.mentions if one.id in codings]
                yield _Grown(names, story, {row: told(ledger, row, codings[row]) for row in rows})


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


def _claims(ledger: Ledger, follows: Sequence[Follow], before: seen.Seen) -> Iterator[Spoken]:
    """Yield the new claims that fit an entry with words of a claim."""
    wanted = [one for one in follows if one.claim is not None]
    if not wanted:
        return
    codings = _codings(ledger, "claims")
    for row in _new(ledger, "claims", before):
        found = statement(ledger, row, codings[row])
        names = tuple(one.name for one in wanted if _says(one, found))
        if names:
            yield Spoken(names, found)


def fits(follow: Follow, story: Story) -> bool:
    """Return whether some mention of *story* is what *follow* follows."""
    return any(_fits(follow, one) for one in story.mentions)


def _fits(follow: Follow, one: Telling) -> bool:
    if follow.row is not None:
        claim = one.said_by.claim if one.said_by else None
        return one.id.startswith(follow.row) or bool(claim and claim.startswith(follow.row))
    if follow.claim is not None or follow.type not in (None, one.type):
        return False
    return (
        (follow.actor is None or _is(follow.actor, one.actor) or _is(follow.actor, one.recipient))
        and (follow.pair is None or _are(follow.pair, one))
        and (follow.said_by is None or _speaks(follow.said_by, one.said_by))
    )


def _are(pair: tuple[Who, Who], one: Telling) -> bool:
    first, second = pair
    return (_is(first, one.actor) and _is(second, one.recipient)) or (
        _is(second, one.actor) and _is(first, one.recipient)
    )


def _is(who: Who, party: Party | None) -> bool:
    if party is None:
        return False
    return is_named(party.code, party.text, who.given) or (bool(who.row) and party.id == who.row)


def _says(follow: Follow, found: Statement) -> bool:
    said = follow.said_by is None or _speaks(follow.said_by, found.speaker)
    return said and is_named(None, found.content, follow.claim or "")


def _speaks(who: Who, speaker: Said | Named | None) -> bool:
    return speaker is not None and is_named(speaker.code, speaker.text, who.given)
