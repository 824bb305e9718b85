"""Count mentions of accusations between countries: python examples/who_accuses_whom.py FILE..."""

from __future__ import annotations

import sys
from collections import Counter

import sayso


def accusations(names: list[str]) -> Counter[tuple[str, str]]:
    """Return how often each country is reported to accuse each other one. Counts mentions, not events."""
    pairs: Counter[tuple[str, str]] = Counter()
    for outcome in sayso.code_files(names):
        for event in outcome.coded.events if outcome.coded else ():
            if event.type == "ACCUSE" and event.actor and event.recipient and event.status == "happened":
                pairs[event.actor.code[:3], event.recipient.code[:3]] += 1
    return pairs


if __name__ == "__main__":
    for (actor, recipient), count in accusations(sys.argv[1:]).most_common():
        print(f"{actor} accuses {recipient}: {count} mentions")
