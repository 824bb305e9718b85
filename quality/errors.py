"""python -m quality.errors [SHARED]: which errors are made on the gold articles, by type and by kind.

Writes ``errors.md``. An event that is missed, or made up, is one error, of its kind; of the events that
are found with the right type, each wrong field is one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quality.events import code_folder, predicted
from quality.shared import SHARED, load_tool
from sayso.record import Coded
from sayso.run.pipeline import load_resources
from sayso.settings import Settings

OUT = Path(__file__).parent / "errors.md"
COMMONEST = 10
PARTIES = ("actor", "recipient", "said_by")
OTHER = "another type found at its words"
HEAD = """# Errors by type and kind

Written by `python -m quality.errors` from the 14 gold articles: development data, annotated by language
models, not by people. An event is right here where one of its type is coded in its sentence (`typed` in
[the README](README.md)).

| type | in the gold | coded | right | precision | recall |
|---|---|---|---|---|---|"""
COMMON = """
The ten commonest of {kinds} kinds of error, of {total} errors. An event of another type at the same
words counts once; of the events that are right, each wrong field counts. The examples are invented: they say
which error is meant, in brackets.

| kind | errors | example |
|---|---|---|"""
# Invented sentences; what stands in brackets is the error.
EXAMPLES = {
    "missed, another type found at its words": "The port is closed to Peru's ships [SANCTION, coded COERCE]",
    "missed, its trigger is a noun": "after the raid on the depot, the general resigned [no event at raid]",
    "missed, its trigger is a verb": "The council stood by its envoy [no event at stood by]",
    "missed, its trigger is neither": "The treaty is dead, and both sides are silent [no event at dead]",
    "made up, its trigger is a noun": "She chairs the peace committee [CONSULT coded at peace]",
    "made up, its trigger is a verb": "He said that the harvest had failed [REJECT coded at failed]",
    "made up, its trigger is neither": "The ministers were open about it [AGREE coded at open]",
    "actor missed": "The reporters were told to stay; they had been searched [no actor of searched]",
    "actor made up": "Thousands were displaced, the minister said [the minister coded as the actor]",
    "actor of another country": "Envoys of Kenya met rebels, whose leader thanked them [coded KEN]",
    "actor of another role": "The Kenyan team praised the deal [KEN GOV, coded KEN]",
    "recipient missed": "Kenya protested; Uganda called it unfair [no recipient of protested]",
    "recipient made up": "The crowd rallied outside the embassy of Peru [Peru coded as the recipient]",
    "recipient of another country": "Peru warned the neighbours of Chile [Chile coded as the recipient]",
    "recipient of another role": "The blast killed six people at the barracks [MIL, coded CVL]",
    "said_by missed": "The strike, in the words of one officer, was a mistake [no source]",
    "said_by made up": "The ministry regretted the attack on its staff [attack said by the ministry]",
    "said_by of another country": "A spokesman told the daily of Lima that ... [coded PER]",
    "said_by of another role": "A former judge said that ... [ELI, coded JUD]",
    "status": "Troops were to pull out by May [future, coded happened]",
    "certainty": "The shelling, thought to have killed two, went on [killed: probable, coded certain]",
}


Event = dict[str, Any]


class Compared(NamedTuple):
    """The gold and the coded events of an article, and those of one type that stand for each other."""

    gold: list[Event]
    ours: list[Event]
    pairs: list[tuple[Event, Event]]


def compare(shared: Path, coded: dict[str, Coded], scorer: ModuleType) -> dict[str, Compared]:
    """Return each gold article's events, paired as the scorer pairs them."""

    def may(gold: Event, ours: Event) -> bool:
        return gold["type"] == ours["type"] and bool(scorer.same_sentence(gold, ours))

    def rank(gold: Event, ours: Event) -> tuple[bool, int]:
        return scorer.overlap(gold["span"], ours["span"]) > 0, scorer.agreement(gold, ours)

    ours = predicted(coded)
    documents = scorer.load_gold(shared / "gold" / "texts" / "dev", shared / "gold" / "events" / "dev")
    return {
        name: Compared(gold, ours[name], scorer.pair(gold, ours[name], may, rank))
        for name, gold in documents.items()
    }


def kinds(one: Compared, coded: Coded) -> Iterator[str]:
    """Yield the kind of each error in an article."""
    words = {token.span.start: token.upos for part in coded.annotation.sentences for token in part.tokens}
    known, told = _ids(gold for gold, _ in one.pairs), _ids(ours for _, ours in one.pairs)
    missed = [gold for gold in one.gold if id(gold) not in known]
    extra = [ours for ours in one.ours if id(ours) not in told]
    for gold in missed:
        other = next((ours for ours in extra if _overlap(gold["span"], ours["span"])), None)
        if other is not None:
            extra.remove(other)
        yield f"missed, {OTHER if other is not None else _trigger(gold, words)}"
    yield from (f"made up, {_trigger(ours, words)}" for ours in extra)
    yield from (kind for gold, ours in one.pairs for kind in _fields(gold, ours))


def _ids(events: Iterable[Event]) -> set[int]:
    return {id(event) for event in events}


def _overlap(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _trigger(event: Event, words: dict[int, str]) -> str:
    start, end = event["span"]
    found = [part for place, part in words.items() if start <= place < end]
    named = "a verb" if "VERB" in found else "a noun" if {"NOUN", "PROPN"} & set(found) else "neither"
    return f"its trigger is {named}"


def _fields(gold: Event, ours: Event) -> Iterator[str]:
    """Yield what is wrong with an event of the right type."""
    for name in PARTIES:
        wanted, found = ((one[name] or {}).get("code", "") for one in (gold, ours))
        if wanted != found:
            kind = "missed" if not found else "made up" if not wanted else None
            same = wanted[:3] == found[:3]
            yield f"{name} {kind or ('of another role' if same else 'of another country')}"
    yield from (name for name in ("status", "certainty") if gold[name] != ours[name])


def report(compared: dict[str, Compared], coded: dict[str, Coded]) -> str:
    """Return the page: a line for each type, and the commonest kinds of error."""
    counts = Counter(kind for name, one in compared.items() for kind in kinds(one, coded[name]))
    lines = [HEAD, *_types(compared), COMMON.format(total=counts.total(), kinds=len(counts))]
    for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]:
        lines.append(f"| {kind} | {count} | {EXAMPLES[kind]} |")
    return "\n".join(lines) + "\n"


def _types(compared: dict[str, Compared]) -> Iterator[str]:
    """Yield for each type how often it is in the gold, coded, and right, and what it is mostly taken for."""
    gold = Counter(event["type"] for one in compared.values() for event in one.gold)
    ours = Counter(event["type"] for one in compared.values() for event in one.ours)
    right = Counter(pair[0]["type"] for one in compared.values() for pair in one.pairs)
    for kind in sorted(gold | ours):
        precision, recall = right[kind] / max(1, ours[kind]), right[kind] / max(1, gold[kind])
        yield f"| {kind} | {gold[kind]} | {ours[kind]} | {right[kind]} | {precision:.2f} | {recall:.2f} |"


def main() -> int:
    """Write the page from what is coded now."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    coded = code_folder(shared / "gold" / "texts" / "dev", load_resources(Settings()))
    compared = compare(shared, coded, load_tool(shared / "gold" / "score_events.py"))
    OUT.write_text(report(compared, coded), encoding="utf-8")
    print(f"{OUT} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
