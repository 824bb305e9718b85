"""How right the days of events and the horizons of predictions are, on passages written for this.

The passages (``dates.yaml``) are in four sets: events and predictions, those that rules were made with and
those kept aside. Silence counts as an answer: right where a reader could not tell the days either.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from quality.intervals import share
from quality.shared import coded
from sayso.coding.claims.quotes import overlaps
from sayso.record import Interval, Span
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings

AUTHORED = Path(__file__).parent / "dates.yaml"
NONE = "none"
LONGEST = (1, 3, 10, 45, 120, 400)  # days of: a day, a weekend, a week, a month, a season, a year


class Passage(NamedTuple):
    """A passage, its day of publication, the word of its event and the days expected of it."""

    text: str
    published: str
    trigger: Span
    expected: str


class Answer(NamedTuple):
    """What sayso said of a passage: whether it saw the event, and the days it gave."""

    passage: Passage
    found: bool
    days: Interval | None

    @property
    def is_right(self) -> bool:
        """Return whether the days are among the expected."""
        if self.days is None or self.passage.expected == NONE:
            return self.days is None and self.passage.expected == NONE
        first, last = _ends(self.passage.expected)
        return first[0] <= self.days.start <= first[-1] and last[0] <= self.days.end <= last[-1]

    @property
    def is_as_precise(self) -> bool:
        """Return whether the days are as many as expected: a day, a week, a month, a year, more, or none."""
        if self.days is None or self.passage.expected == NONE:
            return self.days is None and self.passage.expected == NONE
        first, last = _ends(self.passage.expected)
        shortest, longest = _size(first[-1], last[0]), _size(first[0], last[-1])
        return shortest <= _size(self.days.start, self.days.end) <= longest


def measure(resources: Resources) -> dict[str, float]:
    """Return the shares of days right by set: all, as precise, told where they can be, else silent."""
    scores: dict[str, float] = {}
    for name, answers in answered(resources).items():
        found = [one for one in answers if one.found]
        told = [one.days is not None for one in found if one.passage.expected != NONE]
        silent = [one.days is None for one in found if one.passage.expected == NONE]
        scores |= share(f"{name} event found", [one.found for one in answers])
        scores |= share(f"{name} right of found", [one.is_right for one in found])
        scores |= share(f"{name} as precise", [one.is_as_precise for one in found])
        scores |= share(f"{name} told where they can be", told)
        scores |= share(f"{name} silent where they cannot", silent)
    return scores


def answered(resources: Resources) -> dict[str, list[Answer]]:
    """Return what sayso says of every passage, by set."""
    return {
        name: [_answer(passage, resources, name.startswith("horizons")) for passage in passages]
        for name, passages in read_passages().items()
    }


def read_passages() -> dict[str, list[Passage]]:
    """Return the passages of ``dates.yaml``, by set."""
    written = yaml.safe_load(AUTHORED.read_text(encoding="utf-8"))
    return {name: [_passage(*row) for row in rows] for name, rows in written.items()}


def _passage(published: str, expected: str, marked: str) -> Passage:
    """Return *marked*, with its event's word between stars, as a passage."""
    before, trigger, after = marked.split("*")
    span = Span(len(before), len(before) + len(trigger))
    return Passage(before + trigger + after, published, span, expected)


def _answer(passage: Passage, resources: Resources, is_prediction: bool) -> Answer:
    published = None if passage.published == NONE else passage.published
    result = coded(passage.text, resources, published)
    if is_prediction:
        horizons = [one.by for one in result.predictions if overlaps(one.span, passage.trigger)]
        return Answer(passage, bool(horizons), horizons[0] if horizons else None)
    dates = [one.date for one in result.events if overlaps(one.trigger, passage.trigger)]
    return Answer(passage, bool(dates), dates[0] if dates else None)


def _ends(expected: str) -> tuple[list[str], list[str]]:
    """Return the days that the first, and the last, of the expected days may be: one, or any of some."""
    first, _, last = expected.partition("..")
    return first.split("~"), (last or first).split("~")


def _size(first: str, last: str) -> int:
    """Return how many bounds of LONGEST the days from *first* to *last* pass."""
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    return sum(days > bound for bound in LONGEST)


def main() -> None:
    """Print what is wrong, and the scores. Passages kept aside are counted only."""
    resources = load_resources(Settings())
    for name, answers in answered(resources).items():
        for one in answers if not name.endswith("aside") else ():
            if not (one.found and one.is_right):
                given = f"{one.days.start}..{one.days.end}" if one.days else NONE
                print(f"{given if one.found else 'no event'}, not {one.passage.expected}: {one.passage}")
    for score, value in measure(resources).items():
        print(f"{value:8.4f}  {score}")


if __name__ == "__main__":
    main()
