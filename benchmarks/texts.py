"""Texts to measure with: articles that you name, or the samples that come with sayso, changed a little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, cycle
from pathlib import Path

from sayso.read.article import read_article
from sayso.read.sources import find_sources
from sayso.record import Source
from sayso.settings import Settings
from sayso.show.samples import sample_files

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def texts(names: Sequence[str], number: int) -> list[str]:
    """Return the texts of *number* articles: of those that *names* name, or of the samples, again and again.

    From the second time on a text has another first line and other days of the week: no two are alike.
    """
    found: Iterator[tuple[int, str]] = _again(_read(names or sample_files()))
    return [_changed(text, time) for (time, text), _ in zip(found, range(number), strict=False)]


def write(folder: Path, contents: Sequence[str]) -> Path:
    """Write *contents* to files in *folder*, made if need be, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(contents):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def _read(names: Sequence[str]) -> list[str]:
    sources = (one for one in find_sources(names, Settings()) if isinstance(one, Source))
    articles = (read_article(source, Settings())[0] for source in sources)
    return [article.text for article in articles if article is not None]


def _again(some: Sequence[str]) -> Iterator[tuple[int, str]]:
    if not some:
        raise SystemExit("There is no article to measure with.")
    numbers = (time for time in count() for _ in some)
    return zip(numbers, cycle(some), strict=False)


def _changed(text: str, time: int) -> str:
    """Return *text* as it is read the *time*th time, from 0."""
    if not time:
        return text
    for place, day in enumerate(DAYS):
        text = text.replace(day, f"\x00{(place + time) % len(DAYS)}")
    for place, day in enumerate(DAYS):
        text = text.replace(f"\x00{place}", day)
    return f"Bulletin number {time} of the day\n\n{text}"
