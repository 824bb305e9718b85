"""Stories as people read them: one line each in a list, or all that one of them is told by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sayso.show.explain import laid_out
from sayso.show.messages import counted
from sayso.show.rows import ID_LENGTH, NOBODY, named, source
from sayso.show.visible import visible

if TYPE_CHECKING:
    from sayso.resolve.stories import Party, Story

LEVELS = {"mention": "mentions", "article": "articles", "report": "reports"}


def line(story: Story) -> Mapping[str, object]:
    """Return the cells of *story* by heading."""
    return {
        "story": story.id,
        "type": story.type,
        "actor": _party(story.actor),
        "recipient": _party(story.recipient),
        "day": _days(story),
        "place": "; ".join(story.places),
        **{name: len(getattr(story, name)) for name in LEVELS.values()},
        "status": _statuses(story),
        "certainty": "; ".join(story.certainties),
        "sources": "; ".join(source(one) for one in story.sources),
    }


def narrow(story: Story) -> Mapping[str, object]:
    """Return the cells of *story* by heading, few enough for a terminal."""
    cells = line(story)
    return {
        "story": story.id[:ID_LENGTH],
        "type": story.type,
        "who, to whom": f"{cells['actor']}, {cells['recipient']}",
        "day, place": ", ".join(str(cells[name]) for name in ("day", "place") if cells[name]),
        "told in": _told(story),
        "how sure": f"{cells['status']}; {cells['certainty']}",
        "sources": cells["sources"],
    }


def heading(story: Story) -> Iterator[str]:
    """Yield what *story* says and how often it is told, line by line."""
    yield f"story {story.id}"
    yield ""
    cells = line(story)
    shown = ("type", "actor", "recipient", "day", "place", "status", "certainty", "sources")
    pairs = [(name, visible(str(cells[name])) or NOBODY) for name in shown]
    yield from laid_out([*pairs, ("told in", _told(story))])


def levels(stories: Iterable[Story]) -> str:
    """Return how many *stories* there are, and how much they are told by at each level."""
    found = list(stories)
    told = (
        counted(len({one for story in found for one in getattr(story, many)}), one)
        for one, many in LEVELS.items()
    )
    return f"{counted(len(found), 'story')}: {', '.join(told)}."


def _told(story: Story) -> str:
    return ", ".join(counted(len(getattr(story, many)), one) for one, many in LEVELS.items())


def _party(party: Party | None) -> str:
    return named(party.text, party.code) if party else NOBODY


def _days(story: Story) -> str:
    """Return the days of *story*; those of its articles, where no mention tells one, say so."""
    if story.days is None:
        return ""
    days = " to ".join(dict.fromkeys(day.isoformat() for day in story.days))
    return days if story.dated else f"published {days}"


def _statuses(story: Story) -> str:
    words = "; ".join(status.replace("_", " ") for status in story.statuses)
    return f"disputed: {words}" if story.disputed else words
