"""What a cheap filter before the encoder would save and lose: python -m benchmarks sieve.

It would skip each sentence in which no word is the head of a trigger, none is a cue of a claim, and nothing
is quoted. Lemmas are those that the core gives afterwards: a filter that runs before it would know less.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.stages import sources
from benchmarks.texts import texts
from sayso.ontology.triggers import load_triggers
from sayso.record import Coded, Sentence, Span
from sayso.run.pipeline import load_resources, process
from sayso.settings import Settings

QUOTES = frozenset(["``", "''", '"', "'", "\u201c", "\u201d", "\u2018", "\u2019", "\xab", "\xbb"])


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks sieve", description=__doc__)
    parser.add_argument("--articles", nargs="+", default=[], metavar="NAME", help="default: the samples")
    parser.add_argument("--number", type=int, default=40, help="how many articles, repeated if need be")
    given = parser.parse_args(arguments)
    resources = load_resources(Settings())
    cues = resources.cues
    telling = {trigger.words[trigger.head] for trigger in load_triggers().all}
    telling |= {*cues.verbs, *cues.nouns, *cues.adjectives, "accord"}
    found: Counter[str] = Counter()
    for source in sources(texts(given.articles, given.number)):
        coded = process(source, Settings(), resources)
        if isinstance(coded, Coded):
            found += _counted(coded, telling)
    for line in _report(found):
        print(line, flush=True)


def _counted(coded: Coded, telling: set[str]) -> Counter[str]:
    """Count sentences, words and rows of an article, and those of sentences that would be skipped."""
    found: Counter[str] = Counter()
    for sentence in coded.annotation.sentences:
        events = sum(_within(event.trigger, sentence) for event in coded.events)
        claims = sum(any(_within(one, sentence) for one in claim.content[:1]) for claim in coded.claims)
        its = Counter(sentences=1, words=len(sentence.tokens), events=events, claims=claims)
        found += its
        found += Counter({"empty": not (events or claims)})
        if not _passes(sentence, telling):
            found += Counter({f"skipped {name}": number for name, number in its.items()})
    return found


def _passes(sentence: Sentence, telling: set[str]) -> bool:
    return any(token.lemma.lower() in telling or token.text in QUOTES for token in sentence.tokens)


def _within(span: Span, sentence: Sentence) -> bool:
    return sentence.span.start <= span.start < sentence.span.end


def _report(found: Counter[str]) -> Iterator[str]:
    empty = found["empty"] / found["sentences"]
    yield f"{found['sentences']:,} sentences; {empty:.1%} hold no event and no claim"
    for name in ("sentences", "words", "events", "claims"):
        yield f"skipped {name}: {found[f'skipped {name}']:,}, {found[f'skipped {name}'] / found[name]:.1%}"


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
