"""python -m quality.faults.child ACTION LEDGER ...: the programs that are killed.

``code`` writes by the real way, with a pipeline that finds an event in each line, so that most of the time is
spent in writing. What was committed is said at once. ``review`` does so of decisions. ``read`` looks at a
ledger again and again. ``add`` adds an event to each sentence, as a reviewer does, ``small-add`` on a small
disk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from time import monotonic

from sayso.ledger import decisions, query
from sayso.ledger.additions import Addition
from sayso.ledger.decisions import Draft, decide
from sayso.ledger.store import open_ledger
from sayso.ledger.verify import verify_ledger
from sayso.problems import Failure
from sayso.run import serial
from sayso.settings import Settings
from tests.run.stub import RESOURCES, process

SENTENCES = """
    SELECT current.article, sentences.end, sentences.quote FROM current
    JOIN sentences ON sentences.coding = current.number ORDER BY sentences.number
"""


def code(path: str, folder: str) -> int:
    """Code *folder* into the ledger at *path*; return 3 where that fails as it should."""
    serial.process = process  # type: ignore[assignment]
    try:
        with open_ledger(path) as ledger:
            for outcome in serial.code_sources([folder], Settings(), RESOURCES, ledger):
                _say(f"{'known' if outcome.known else 'coded'} {outcome.address}")
    except Failure as failure:
        _say(f"failed {failure.problem.code}")
        return 3
    return 0


def code_on_a_small_disk(path: str, folder: str, size: str) -> int:
    """Code *folder* where no file can have more than *size* bytes."""
    _limit(size)
    return code(path, folder)


def read(path: str, seconds: str) -> int:
    """Look at the ledger at *path* for so long; return 4 where it was seen broken at any moment."""
    until = monotonic() + float(seconds)
    last: dict[str, int] = {}
    while monotonic() < until:
        with open_ledger(path, create=False) as ledger:
            counted = dict(query.counts(ledger))
            found = verify_ledger(ledger)[1]
            sum(1 for _ in query.events(ledger, {"text": "minister", "limit": 20}))
        if found or any(counted[name] < held for name, held in last.items()):
            _say(f"broken {counted} {last} {found}")
            return 4
        last = counted
    _say("whole")
    return 0


def review(path: str) -> int:
    """Decide about each event of the ledger at *path*; say the number of each decision that was kept."""
    with open_ledger(path, create=False) as ledger:
        for one in list(query.events(ledger, {})):
            kept = decide(ledger, Draft(one.event.id, "accept", "Anna", article=one.article))
            _say(f"decided {kept.number}")
    return 0


def add(path: str) -> int:
    """Add an event to each sentence of the ledger at *path*, by its last word; say which were kept.

    Return 3 where that fails as it should.
    """
    try:
        with open_ledger(path, create=False) as ledger:
            for article, end, quote in list(ledger.read(SENTENCES)):
                word = quote.rstrip(".").split()[-1]
                start = end - len(quote) + quote.rindex(word)
                fields = {"trigger": [start, start + len(word)], "type": "AID"}
                _say(f"added {decisions.add(ledger, Addition(article, 'event', fields, 'Anna')).number}")
    except Failure as failure:
        _say(f"failed {failure.problem.code}")
        return 3
    return 0


def add_on_a_small_disk(path: str, size: str) -> int:
    """Add events where no file can have more than *size* bytes."""
    _limit(size)
    return add(path)


def _limit(size: str) -> None:
    import resource  # not there on Windows

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), resource.RLIM_INFINITY))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


ACTIONS: Mapping[str, Callable[..., int]] = {
    "code": code,
    "small": code_on_a_small_disk,
    "read": read,
    "review": review,
    "add": add,
    "small-add": add_on_a_small_disk,
}

if __name__ == "__main__":
    sys.exit(ACTIONS[sys.argv[1]](*sys.argv[2:]))
