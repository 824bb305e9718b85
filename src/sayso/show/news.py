"""What a look found, as people and programs read it: each with its evidence, source and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sayso.show.explain import laid_out
from sayso.show.messages import counted
from sayso.show.rows import ID_LENGTH, NOBODY, THE_ARTICLE, named
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.watch.look import Change, Look, News, Spoken
    from sayso.ledger.watch.told import Named, Origin, Told
    from sayso.record import Said

Json = dict[str, object]


class Item(NamedTuple):
    """One thing that is shown. ``id`` is the same whenever it is found; ``lines`` are label and text."""

    id: str
    title: str
    updated: str
    address: str
    lines: tuple[tuple[str, str], ...]
    fields: Json


def items(look: Look) -> list[Item]:
    """Return what *look* found, changes first."""
    return [*map(_change, look.changes), *map(_new, look.news), *map(_claim, look.claims)]


def text(found: list[Item]) -> Iterator[str]:
    """Yield *found* as lines that fit the terminal, an empty one between two items."""
    for one in found:
        yield from laid_out([("", one.title), *one.lines])
        yield ""


def summary(look: Look, name: str) -> str:
    """Return how much *look* found of what the list called *name* follows."""
    parts = [
        counted(len(look.changes), "change"),
        counted(len(look.news), "new mention"),
        counted(len(look.claims), "new claim"),
    ]
    copies = sum(one.copies for one in look.news)
    aside = f" Copies of the same report, not listed: {copies}." if copies else ""
    return f"{', '.join(parts)} of what {visible(name)} follows.{aside}"


def _change(change: Change) -> Item:
    word, earlier, later = change.turn
    return Item(
        id=f"change:{earlier.row}:{later.row}",
        title=f"{word}: {_deed(later)}",
        updated=max(earlier.origin.coded, later.origin.coded),
        address=later.origin.address,
        lines=(*_mention("before", earlier), *_mention("now", later), _followed(change.follows)),
        fields={
            "kind": "change",
            "change": word,
            "follows": list(change.follows),
            "earlier": _told(earlier),
            "later": _told(later),
        },
    )


def _new(news: News) -> Item:
    what = news.told
    copies = [("copies", f"in {counted(news.copies, 'other article')}")] if news.copies else []
    return Item(
        id=f"event:{what.row}",
        title=f"{'more' if news.known else 'new'}: {_deed(what)}",
        updated=what.origin.coded,
        address=what.origin.address,
        lines=(*_mention("told", what), *copies, _followed(news.follows)),
        fields={
            "kind": "event",
            "known": news.known,
            "copies": news.copies,
            "follows": list(news.follows),
            **_told(what),
        },
    )


def _claim(spoken: Spoken) -> Item:
    what = spoken.claim
    who = _named(what.speaker) if what.speaker else visible(what.source) or NOBODY
    denied = "not " if what.negated else ""
    return Item(
        id=f"claim:{what.row}",
        title=f"claim: {who}, {denied}{visible(what.cue)}: {visible(what.content)}",
        updated=what.origin.coded,
        address=what.origin.address,
        lines=(("told", _where(what.origin, what.row)), _followed(spoken.follows)),
        fields={
            "kind": "claim",
            "follows": list(spoken.follows),
            "row": what.row,
            "speaker": what.speaker._asdict() if what.speaker else None,
            "source": what.source,
            "cue": what.cue,
            "content": what.content,
            "negated": what.negated,
            **what.origin._asdict(),
        },
    )


def _deed(told: Told) -> str:
    """Return who does what to whom, with the status where it is not simply reported to have happened."""
    status = "" if told.status == "happened" else f" ({told.status.replace('_', ' ')})"
    return f"{_named(told.actor)}, {told.type} {visible(told.trigger)}{status}, {_named(told.recipient)}"


def _mention(label: str, told: Told) -> Iterator[tuple[str, str]]:
    sure = f"{told.status.replace('_', ' ')}, {told.certainty}"
    yield label, f"{sure}, according to {_source(told.said_by)}; {_where(told.origin, told.row)}"
    yield "", visible(told.evidence)


def _where(origin: Origin, row: str) -> str:
    day = f"published {origin.published}" if origin.published else "published on an unknown day"
    return f"{visible(origin.doc_id)}, {day}; row {row[:ID_LENGTH]}"


def _followed(names: tuple[str, ...]) -> tuple[str, str]:
    return "followed as", "; ".join(map(visible, names))


def _named(party: Named | None) -> str:
    return named(party.text, party.code) if party else NOBODY


def _source(said: Said | None) -> str:
    return named(said.text, said.code) if said else THE_ARTICLE


def _told(told: Told) -> Json:
    said = told.said_by
    return {
        "row": told.row,
        "type": told.type,
        "actor": told.actor._asdict() if told.actor else None,
        "recipient": told.recipient._asdict() if told.recipient else None,
        "status": told.status,
        "certainty": told.certainty,
        "said_by": {"text": said.text, "code": said.code, "claim": said.claim} if said else None,
        "trigger": told.trigger,
        "evidence": told.evidence,
        **told.origin._asdict(),
    }
