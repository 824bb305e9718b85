"""python -m quality.fuzz --minutes N: feed every reader and importer with broken inputs; none may break.

Inputs are whole files of each kind, made here and then cut, joined, repeated and sprinkled with what is
known to hurt. Whatever comes out has to be an article whose blocks lie in its text, or a numbered problem.
What is imported (``fuzz_imports.py``) has to leave a ledger that is whole.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from quality.fuzz_imports import importers
from quality.seeds import ATOM, CSV, DATES, HURTFUL, JSONL, PAGE, RSS, WORDS, archive, packed, warc
from sayso.problems import Failure
from sayso.read.article import read_article
from sayso.read.blocks import find_blocks
from sayso.read.dates import (
    entry_date,
    parse,
    published_in_name,
    published_in_text,
    published_on_page,
    told_date,
)
from sayso.read.decode import decode
from sayso.read.fragment import as_text
from sayso.read.layout import find_spans
from sayso.read.sources import find_sources, make_source
from sayso.record import Article, Problem
from sayso.settings import Settings

LIMITS = Settings(max_bytes=200_000, published="2023-03-14")
SLOWEST = 20  # seconds of the processor; a reader that takes longer has broken, too


def of_article(article: Article) -> None:
    """See that *article* can be coded and kept."""
    article.text.encode()
    end = 0
    for block in article.blocks:
        start, stop = block.span
        assert end <= start < stop <= len(article.text), article.blocks
        assert article.text[start:stop] == article.text[start:stop].strip(), block
        end = stop
    assert "\x00" not in article.text + (article.title or ""), "NUL"


def of_file(name: str) -> Callable[[bytes], None]:
    """Return what reads a file called *name* as ``sayso code`` does."""

    def check(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(data)
            for found in find_sources([str(path)], LIMITS):
                if isinstance(found, Problem):
                    continue
                article, problems = read_article(found, LIMITS)
                assert article is not None or problems
                if article is not None:
                    of_article(article)

    return check


def of_text(data: bytes) -> None:
    """See that text is decoded, laid out in blocks and searched for dates."""
    try:
        text = decode(make_source("a.txt", data))
    except Failure:
        text = data.decode("latin-1")
    for find in (
        find_spans,
        find_blocks,
        published_in_text,
        published_in_name,
        parse,
        told_date,
        entry_date,
        as_text,
    ):
        find(text)
    published_on_page(text[:50], text)


def of_address(data: bytes) -> None:
    """See that whatever is no address is a problem; no name is looked up."""
    address = "http://[" + data.decode("latin-1")
    assert all(isinstance(one, Problem) for one in find_sources([address, address[7:]], LIMITS))


TEXTS: Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "text": (
        of_text,
        (WORDS.encode(), WORDS.encode("utf-16-le"), WORDS.encode("utf-16"), DATES.encode()),
    ),
    "article": (of_file("2023-03-14.txt"), (WORDS.encode(), WORDS.replace("\n\n", "\n").encode())),
    "page": (of_file("a.html"), (PAGE.encode(), PAGE.encode("utf-16"))),
    "feed": (
        of_file("a.xml"),
        (RSS.encode(), ATOM.encode(), RSS.replace("utf-8", "utf-16").encode("utf-16")),
    ),
    "warc": (of_file("a.warc"), (warc(),)),
    "packed warc": (of_file("a.warc.gz"), (packed(warc()), packed(warc()[:900]) + packed(warc()[900:]))),
    "archive": (of_file("a.zip"), (archive(),)),
    "jsonl": (of_file("a.jsonl"), (JSONL.encode() * 3, packed(JSONL.encode()))),
    "csv": (of_file("a.csv"), (CSV.encode(), CSV.encode("utf-16"), CSV.replace(";", ",").encode())),
    "address": (of_address, (b"::1]/", b"a.example/")),
}
READERS = {**TEXTS, **importers()}


@st.composite
def broken(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Draw one of *seeds*, cut, repeated, and sprinkled with bytes and with what is known to hurt."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + draw(st.sampled_from((1, 20, 400, 20_000))))))
        piece = draw(st.sampled_from(("cut", "again", "many", "hurt", "bytes")))
        put = {"cut": b"", "again": data[start:end] * 2, "many": data[start : start + 40] * 200}.get(piece)
        if put is None:
            put = draw(st.sampled_from(HURTFUL)) if piece == "hurt" else draw(st.binary(max_size=20))
        data = data[:start] + put + data[end:]
    return data[: 2 * LIMITS.max_bytes]


def trial(name: str, examples: int, number: int | None = None) -> Callable[[], None]:
    """Return what tries the reader called *name* on so many *examples*, as *number* has it."""
    check, seeds = READERS[name]

    @settings(
        max_examples=examples,
        database=None,
        deadline=None,  # wall-clock time says little on a busy machine
        suppress_health_check=list(HealthCheck),
        derandomize=number is None,
    )
    @given(st.one_of(broken(seeds), st.binary(max_size=300)))
    def run(data: bytes) -> None:
        began = time.process_time()
        check(data)
        assert time.process_time() - began < SLOWEST, "too slow"

    return run if number is None else seed(number)(run)


def rounds(until: float, names: list[str]) -> Iterator[str]:
    """Try one reader of *names* after the other *until* that time; yield each name first."""
    while time.monotonic() < until:
        for name in names:
            if time.monotonic() < until:
                yield name
                trial(name, 200, random.randrange(2**32))()


def main() -> int:
    """Run for as long as the command line says; leave with 1, and the example, where a reader breaks."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m quality.fuzz")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--reader", choices=list(READERS), action="append")
    given_ = parser.parse_args()
    count = 0
    for name in rounds(time.monotonic() + 60 * given_.minutes, given_.reader or list(READERS)):
        count += 200
        print(f"\r{count:>8} inputs, now {name:<12}", end="", file=sys.stderr, flush=True)
    print(f"\n{count} inputs in {given_.minutes:g} minutes; no reader broke.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
