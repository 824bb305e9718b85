"""Who did it to whom in PETRARCH's unit sentences: their structure, whatever the deed is called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quality.intervals import share
from quality.shared import coded
from sayso import actor_file
from sayso.ontology.userfile import rows_in
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings

ACTORS = Path(__file__).parent / "petrarch.yaml"
# PETRARCH's codes of real actors that ISO 3166 has not; where a name stands for several, the one it has here
NOW = {
    "KUW": "KWT", "ZBW": "ZWE", "RHO": "ZWE", "NZE": "NZL", "GMW": "DEU", "NGM": "NGO",
    "GAL": "LAO", "BIL": "WSM", "SAM": "WSM", "ORC": "HND",
}  # fmt: skip
REAL = frozenset("LBY ETH PHL FRA PRK KOR PAK CAF AFG USA RUS DNK AUS IGO NGO KWT ZWE NZL DEU".split())
Pair = tuple[str, str]  # countries of actor and recipient


def measure(shared: Path) -> dict[str, float]:
    """Return the shares of sentences, and of their marked pairs, with the right actor and recipient.

    A sentence is right where a marked pair is found and none the wrong way round. Of joint parties sayso
    codes the first named, as the guidelines have it; ``every pair`` tells what this costs.
    """
    resources = load_resources(Settings(actors=(actor_file(ACTORS),)))
    found = [(gold, _pairs(text, resources)) for text, gold in read_cases(shared)]
    right = [bool(ours & gold) and not _turned(gold, ours) for gold, ours in found]
    every = [pair in ours for gold, ours in found for pair in sorted(gold)]
    return share("petrarch who to whom", right) | share("petrarch every pair", every)


def read_cases(shared: Path) -> Iterator[tuple[str, set[Pair]]]:
    """Yield each sentence whose marked parties are all real, or in PETRARCH's dictionary, and its pairs."""
    stand_ins = {row["id"]: row["code"][:3] for row in rows_in(actor_file(ACTORS))}
    known = NOW | {code: code for code in REAL} | stand_ins
    seen: set[str] = set()
    path = shared / "corpora" / "events" / "petrarch_unittest.jsonl"
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        pairs = {_pair(event, known) for event in record["events"]}
        usable = {pair for pair in pairs if all(pair)}
        if usable and usable == pairs and record["text"] not in seen:
            seen.add(record["text"])
            yield record["text"], usable


def _pair(event: dict[str, Any], known: dict[str, str]) -> Pair:
    return known.get(event["source"][:3], ""), known.get(event["target"][:3], "")


def _pairs(text: str, resources: Resources) -> set[Pair]:
    events = coded(text, resources).events
    return {(one.actor.code[:3], one.recipient.code[:3]) for one in events if one.actor and one.recipient}


def _turned(gold: set[Pair], ours: set[Pair]) -> bool:
    """Return whether a pair is the other way round from all that are marked."""
    return any((target, source) in gold and (source, target) not in gold for source, target in ours)
