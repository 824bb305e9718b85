"""What a look found, as people and programs read it: each with its evidence, source and day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from sayso.show.deciding import told as decision_told
from sayso.show.explain import laid_out
from sayso.show.messages import counted
from sayso.show.rows import ID_LENGTH, NOBODY, THE_ARTICLE, named
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.ledger.decisions import Decision
    from sayso.ledger.watch.look import Change, Gone, Look, News, Spoken
    from sayso.ledger.watch.told import Named, Origin, Statement, Told
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
    told = [*map(_change, look.changes), *map(_new, look.news), *map(_claim, look.claims)]
    return [*told, *map(_gone, look.gone)]


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
    if look.gone:
        parts.append(f"{len(look.gone)} rejected by reviewers")
    copies = sum(one.copies for one in look.news)
    aside = f" Copies of the same report, not listed: {copies}." if copies else ""
    return f"{', '.join(parts)} of what {visible(name)} follows.{aside}"


def _change(change: Change) -> Item:
    word, earlier, later = change.turn
    return Item(
        id=f"change:{earlier.row}:{later.row}{_number(change.by)}",
        title=f"{word}: {_deed(later)}",
        updated=max(earlier.origin.coded, later.origin.coded),
        address=later.origin.address,
        lines=(
            *_mention("before", earlier),
            *_mention("now", later),
            *_decided(change.by),
            _followed(change.follows),
        ),
        fields={
            "kind": "change",
            "change": word,
            "follows": list(change.follows),
            "earlier": _told(earlier),
            "later": _told(later),
            "decision": _decision(change.by),
        },
    )


def _new(news: News) -> Item:
    what = news.told
    copies = [("copies", f"in {counted(news.copies, 'other article')}")] if news.copies else []
    return Item(
        id=f"event:{what.row}{_number(news.by)}",
        title=f"{_word(news)}: {_deed(what)}",
        updated=max(what.origin.coded, news.by.decided if news.by else ""),
        address=what.origin.address,
        lines=(*_mention("told", what), *copies, *_decided(news.by), _followed(news.follows)),
        fields={
            "kind": "event",
            "known": news.known,
            "copies": news.copies,
            "follows": list(news.follows),
            "decision": _decision(news.by),
            **_told(what),
        },
    )


def _claim(spoken: Spoken) -> Item:
    what = spoken.claim
    who = _named(what.speaker) if what.speaker else visible(what.source) or NOBODY
    denied = "not " if what.negated else ""
    return Item(
        id=f"claim:{what.row}{_number(spoken.by)}",
        title=f"claim: {who}, {denied}{visible(what.cue)}: {visible(what.content)}",
        updated=what.origin.coded,
        address=what.origin.address,
        lines=(
            ("told", _where(what.origin, what.row)),
            *_decided(spoken.by),
            _followed(spoken.follows),
        ),
        fields={
            "kind": "claim",
            "follows": list(spoken.follows),
            "decision": _decision(spoken.by),
            **_said(what),
        },
    )


def _gone(gone: Gone) -> Item:
    what = gone.row
    from sayso.ledger.watch.told import Statement

    if isinstance(what, Statement):
        title, lines = visible(what.content), [("was told", _where(what.origin, what.row))]
        fields = {"kind": "rejected claim", **_said(what)}
    else:
        title, lines = _deed(what), list(_mention("was told", what))
        fields = {"kind": "rejected event", **_told(what)}
    return Item(
        id=f"gone:{what.row}{_number(gone.by)}",
        title=f"rejected: {title}",
        updated=gone.by.decided,
        address=what.origin.address,
        lines=(*lines, *_decided(gone.by), _followed(gone.follows)),
        fields={**fields, "follows": list(gone.follows), "decision": _decision(gone.by)},
    )


def _word(news: News) -> str:
    """Return whether a mention is new, one more of a deed, or was made otherwise by a person."""
    if news.by is not None:
        return "added" if news.by.verdict == "add" else "reviewed"
    return "more" if news.known else "new"


def _number(by: Decision | None) -> str:
    return f":decision{by.number}" if by else ""


def _decided(by: Decision | None) -> Iterator[tuple[str, str]]:
    """Yield who decided since the last look, and what: the row is not as the machine had it."""
    if by is not None:
        yield "decided", f"{decision_told(by)}, {by.decided[:10]} (decision {by.number})"


def _decision(by: Decision | None) -> Json | None:
    names = ("number", "verdict", "reviewer", "decided", "note")
    return {name: getattr(by, name) for name in names} if by else None


def _said(what: Statement) -> Json:
    return {
        "row": what.row,
        "speaker": what.speaker._asdict() if what.speaker else None,
        "source": what.source,
        "cue": what.cue,
        "content": what.content,
        "negated": what.negated,
        **what.origin._asdict(),
    }


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
