"""How long a reader and a reviewer wait in a large ledger: python -m benchmarks web [EVENTS [LEDGER]].

Writes a ledger of so many events (default 200,000; one that is named is kept), made from the sample articles
under other names, and asks the explorer, in this process, for every kind of page, many times. What is made
once (columns, stories, a reviewer's queue) is timed apart. The bars: a page 200 ms, a step of a review 100 ms
(95 %), the first page 300 kB.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from benchmarks.review import fill, quantiles, say, timed
from sayso.ledger.store import open_ledger
from sayso.show.web.app import application
from sayso.show.web.desk import Desk
from sayso.show.web.guard import Access, Guard

ROUNDS = 20
STEPS = 200
PAGES = {
    "ledger": ("/ledger",),
    "ledger, filtered": (
        "/ledger?actor=KEN",
        "/ledger?type=ACCUSE&certainty=certain",
        "/ledger?said_by=officials",
    ),
    "ledger, searched": ("/ledger?text=sailors", "/ledger?text=sailors+ferry&sort=-day"),
    "ledger, sorted": ("/ledger?sort=-day", "/ledger?sort=actor", "/ledger?sort=doc"),
    "ledger, as reviewed": ("/ledger?reviewed=1",),
    "actors": ("/actors", "/actor?who=KEN", "/actor?who=officials"),
    "pair": ("/pair?a=KEN&b=TZA", "/pair?a=BOL&b=PRY&certainty=certain"),
    "network": ("/network", "/network?certainty=certain&since=2022", "/network?who=KEN&drawn=80"),
    "claims": ("/claims", "/claims?who=KEN", "/claims?about=TCD"),
    "predictions": ("/predictions", "/predictions?who=KEN", "/predictions?state=not+tested", "/trials"),
    "contradictions": ("/disputes",),
    "runs, sources": ("/runs", "/sources"),
}


def main(arguments: list[str]) -> None:
    """Fill a ledger, or take one that is named, and print what the pages take."""
    if arguments and Path(arguments[0]).exists():
        measure(Path(arguments[0]))
        return
    with TemporaryDirectory() as folder:
        path = Path(arguments[1]) if len(arguments) > 1 else Path(folder) / "large.ledger"
        with open_ledger(path) as ledger:
            events = fill(ledger, int(arguments[0]) if arguments else 200_000)
        say(f"{events} events")
        measure(path)


def measure(path: Path) -> None:
    """Print what the pages of the ledger at *path* take."""
    desk, guard = Desk(path), Guard(Access())
    with TestClient(application(desk, guard), base_url="http://localhost") as client:
        seconds, first = timed(lambda: client.get("/ledger"))
        say(f"the first page: {seconds:.2f} s, {len(first.content) / 1000:.0f} kB, once")
        seconds, _ = timed(lambda: client.get("/claims"))
        say(f"the first page of claims: {seconds:.2f} s, once")
        seconds, _ = timed(lambda: _wait(desk))
        say(f"stories, made aside: {seconds:.1f} s more, once")
        _pages(client)
        _review(client, guard)


def _wait(desk: Desk) -> None:
    """Wait until the stories are there."""
    while True:
        with desk.open() as ledger:
            if desk.levels(ledger) is not None:
                return
        time.sleep(0.2)


def _pages(client: Any) -> None:
    """Print what each kind of page takes, warm."""
    every: list[float] = []
    for name, addresses in {
        **PAGES,
        "article": tuple(_articles(client)),
        "further pages": tuple(_further(client)),
    }.items():
        taken = [_seconds(client.get, addresses[one % len(addresses)]) for one in range(ROUNDS)]
        every += taken
        say(f"  {name}: {quantiles(sorted(taken))}")
    say(f"all pages: {quantiles(sorted(every))}")


def _articles(client: Any) -> Iterator[str]:
    page = client.get("/sources").text
    yield from random.Random(0).sample(re.findall(r"/article/[0-9a-f]+", page), 20)


def _further(client: Any) -> Iterator[str]:
    address = "/ledger?sort=-day"
    for _ in range(5):
        found = re.search(r'rel="next" href="([^"]+)"', client.get(address).text)
        if found is None:
            return
        address = found[1].replace("&amp;", "&")
        yield address


def _review(client: Any, guard: Guard) -> None:
    """Print what a reviewer waits for: the queue, once, then each decision and the page after it."""
    seconds, page = timed(lambda: client.get("/review?reviewer=Anna"))
    say(f"the first sentence of a review: {seconds:.2f} s, once")
    steps: list[float] = []
    address = str(page.url)
    for _ in range(STEPS):
        row = re.search(r'name="row" value="(\w+)"', page.text)
        assert row
        form = {"token": guard.token, "row": row[1], "verdict": "accept"}
        start = time.perf_counter()
        page = client.post(address.replace("/review", "/decide"), data=form)
        steps.append(time.perf_counter() - start)
        address = str(page.url)
    say(f"a step (decision kept, next page shown), {STEPS} of them: {quantiles(sorted(steps))}")
    seconds, _ = timed(lambda: client.get("/ledger"))
    say(f"the ledger's page after {STEPS} decisions: {seconds * 1000:.0f} ms")


def _seconds(ask: Callable[[str], Any], address: str) -> float:
    seconds, answer = timed(lambda: ask(address))
    assert answer.status_code == 200, address
    return float(seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
