"""Stories: the mentions of one deed, in one report or several, grouped and nothing averaged away.

Two mentions fit where type and parties are the same, the days near and the places no contradiction.
In a story every two do: mentions of Monday and Wednesday are not joined by one of Tuesday.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sayso.ontology.actors import NO_COUNTRY
from sayso.record import Certainty, Said, Status

NEAR = 1  # days between two mentions that tell their day
WIDER = 2  # more where one of them has only the day of its article
WEEK = 7  # days; a longer time fits only the very same
VAGUE = frozenset(["INT", "UNK"])  # what two reports may call alike and mean different

Traits = tuple[str | None, ...]


class Party(NamedTuple):
    """Who a mention names on one side: words, code and id of an actor."""

    text: str
    code: str
    id: str

    @property
    def known(self) -> bool:
        """Return whether another report that names the same means the same."""
        return self.code[:3] not in VAGUE

    @property
    def same(self) -> str:
        """Return what the same parties share: the country, or the id of who has none."""
        return self.id if self.code[:3] in NO_COUNTRY else self.code[:3]

    @property
    def role(self) -> str | None:
        """Return the role, if the code tells one."""
        return self.code[4:] or None


@dataclass(frozen=True, slots=True)
class Telling:
    """What counts of one mention of an event.

    ``article`` is the digest of its text, ``report`` the name of all copies of it. ``first`` and
    ``last`` are the days it tells, or where it tells none (``dated`` is False) the day of its report.
    """

    id: str
    article: str
    doc_id: str
    report: str
    type: str
    actor: Party | None
    recipient: Party | None
    first: date | None
    last: date | None
    dated: bool
    place: str | None
    country: str | None
    status: Status
    certainty: Certainty
    said_by: Said | None


@dataclass(frozen=True, slots=True)
class Story:
    """All mentions of one deed. ``id`` is a digest of theirs: the same mentions make the same story."""

    id: str
    mentions: tuple[Telling, ...]

    @property
    def type(self) -> str:
        """Return the type of the deed."""
        return self.mentions[0].type

    @property
    def actor(self) -> Party | None:
        """Return who did it, as the first mention has it that tells most."""
        return _fullest(one.actor for one in self.mentions)

    @property
    def recipient(self) -> Party | None:
        """Return to whom, as the first mention has it that tells most."""
        return _fullest(one.recipient for one in self.mentions)

    @property
    def dated(self) -> bool:
        """Return whether any mention tells the day itself."""
        return any(one.dated for one in self.mentions)

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and last day of those that tell it; of none, those of their articles."""
        dated = self.dated  # asked once: a story can have thousands of mentions
        told = [one for one in self.mentions if one.dated or not dated]
        days = [(one.first, one.last) for one in told if one.first and one.last]
        return (min(first for first, _ in days), max(last for _, last in days)) if days else None

    @property
    def places(self) -> tuple[str, ...]:
        """Return the words for the place, each once."""
        return tuple(dict.fromkeys(one.place for one in self.mentions if one.place))

    @property
    def statuses(self) -> tuple[Status, ...]:
        """Return every status that a mention has."""
        return tuple(dict.fromkeys(one.status for one in self.mentions))

    @property
    def certainties(self) -> tuple[Certainty, ...]:
        """Return every certainty that a mention has."""
        return tuple(dict.fromkeys(one.certainty for one in self.mentions))

    @property
    def sources(self) -> tuple[Said | None, ...]:
        """Return on whose word it is told, each by words and code once; None is an article itself."""
        said = [one.said_by for one in self.mentions]
        return tuple({one and (one.text, one.code): one for one in said}.values())

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the digests of the articles that tell it."""
        return tuple(dict.fromkeys(one.article for one in self.mentions))

    @property
    def reports(self) -> tuple[str, ...]:
        """Return the names of the reports that tell it: articles with their copies folded in."""
        return tuple(dict.fromkeys(one.report for one in self.mentions))

    @property
    def disputed(self) -> bool:
        """Return whether one mention says that it happened and another that it did not."""
        return {"happened", "not_happened"} <= set(self.statuses)


def group(mentions: Iterable[Telling], near: int = NEAR) -> list[Story]:
    """Return *mentions* as stories, the earliest first; *near* is the number of days that two may lie apart.

    The result does not depend on the order of the mentions: those that tell their day are grouped first, then
    those with the day of their article, then those with none.
    """
    index: dict[Hashable, list[_Draft]] = defaultdict(list)
    drafts: list[_Draft] = []
    for one in sorted(mentions, key=_order):
        fitting = [
            draft for key in _keys(one, near) for draft in index.get(key, ()) if draft.takes(one, near)
        ]
        if fitting:
            draft = min(fitting, key=lambda draft: draft.distance(one))
        else:
            draft = _Draft()
            drafts.append(draft)
            index[_deed(one), one.first and one.first.toordinal()].append(draft)
        if one.report not in draft.reports:
            index[_deed(one), one.report].append(draft)
        draft.add(one)
    return sorted((draft.story() for draft in drafts), key=_when)


class _Draft:
    """A story that is being put together."""

    def __init__(self) -> None:
        self.mentions: list[Telling] = []
        self.traits: Traits = ()
        self.bounds: dict[bool, tuple[date, date]] = {}  # the latest first and the earliest last day
        self.reports: set[str] = set()

    def add(self, one: Telling) -> None:
        """Take *one* in."""
        self.traits = tuple(a or b for a, b in zip(self.traits or (None,) * 4, _traits(one), strict=True))
        self.mentions.append(one)
        self.reports.add(one.report)
        if one.first and one.last:
            latest, earliest = self.bounds.get(one.dated, (one.first, one.last))
            self.bounds[one.dated] = max(latest, one.first), min(earliest, one.last)

    def takes(self, one: Telling, near: int) -> bool:
        """Return whether *one* fits every mention."""
        if any(a and b and a != b for a, b in zip(self.traits, _traits(one), strict=True)):
            return False
        if one.first is None:
            return self.reports == {one.report}
        return all(
            self._apart(one, dated) <= (near if dated and one.dated else near + WIDER)
            for dated in self.bounds
        )

    def distance(self, one: Telling) -> int:
        """Return the number of days between *one* and the mention farthest from it."""
        return max((self._apart(one, dated) for dated in self.bounds), default=0)

    def _apart(self, one: Telling, dated: bool) -> int:
        if one.first is None or one.last is None:
            return 0
        latest, earliest = self.bounds[dated]
        return max((one.first - earliest).days, (latest - one.last).days, 0)

    def story(self) -> Story:
        """Return the story that has been put together."""
        ids = sorted(one.id for one in self.mentions)
        return Story(f"s{hashlib.sha256(' '.join(ids).encode()).hexdigest()[:15]}", tuple(self.mentions))


def _order(one: Telling) -> tuple[object, ...]:
    return (one.first is None, not one.dated, one.first, one.last, one.id)


def _when(story: Story) -> tuple[object, ...]:
    days = story.days
    return (days is None, days or (date.max, date.max), story.id)


def _deed(one: Telling) -> Hashable:
    """Return what all mentions of a deed share; where parties are vague, the report is part of it."""
    parties = [party for party in (one.actor, one.recipient) if party is not None]
    alone = not parties or not all(party.known for party in parties)
    return (
        one.type,
        one.actor and one.actor.same,
        one.recipient and one.recipient.same,
        (one.first, one.last) if _is_long(one) else None,
        one.report if alone else None,
    )


def _keys(one: Telling, near: int) -> Iterator[Hashable]:
    """Yield the keys under which stories that may take *one* are indexed."""
    deed = _deed(one)
    if one.first is None:
        yield deed, one.report
        return
    reach = 0 if _is_long(one) else near + WIDER + WEEK
    day = one.first.toordinal()
    for number in range(day - reach, day + reach + 1):
        yield deed, number


def _is_long(one: Telling) -> bool:
    return bool(one.first and one.last and (one.last - one.first).days >= WEEK)


def _traits(one: Telling) -> Traits:
    """Return what mentions of one deed may leave out but not contradict: roles, and a country or words."""
    return (
        one.actor.role if one.actor else None,
        one.recipient.role if one.recipient else None,
        one.country,
        one.place.casefold() if one.place and not one.country else None,
    )


def _fullest(parties: Iterable[Party | None]) -> Party | None:
    return max((one for one in parties if one), key=lambda one: len(one.code), default=None)
