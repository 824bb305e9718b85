"""Fits how ``sayso.coding.grades.weighing`` puts the words around an event and the core together.

python -m training.weigh_grades --corpora ../shared/corpora: prints ``shares`` for ``ontology/grades.yaml``,
how often each rule's grade is that of the annotated events which the core was trained on, and the weights,
fitted on the events that are kept aside. The core must have been built before.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sayso.annotate.annotate import annotate
from sayso.coding.events import SPEECH
from sayso.coding.grades import Grade, grade
from sayso.coding.grades.weighing import FIELDS, Choice, Field, decider, evidence, seen_by_core
from sayso.coding.readings import deed_of, top
from sayso.ontology.grades import Grades
from sayso.run.pipeline import Resources, load_resources
from sayso.settings import Settings
from sayso.tree import Tree
from training.annotations import ARTICLES, DOCUMENTS, SENTENCES, as_article, inside, read_articles
from training.cases import read_cases
from training.example import is_aside
from training.weigh import logistic

LEAST = 5  # events that a rule decides, below which its share is not told
DOUBT = 2, 3  # right ones and events that are added to those seen


class Graded(NamedTuple):
    """An annotated event: what the words around it say, and the core where it finds it, and what it is."""

    words: Grade
    core: dict[Field, Choice] | None
    event: dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Count, fit, print; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.weigh_grades", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    options = parser.parse_args(arguments)
    resources = load_resources(Settings())
    events: dict[bool, list[Graded]] = {True: [], False: []}
    for name, text, annotated in texts(options.corpora):
        events[is_aside(name)] += graded(text, annotated, resources)
    for field in FIELDS:
        told = shares(events[False], field).items()
        lines = (f"    {share:.2f}: {' '.join(rules)}\n" for share, rules in told)
        sys.stdout.write(f"  {field}:\n{''.join(lines)}")
    for field in FIELDS:
        weights = fit(events[True], field, resources.grades)
        sys.stdout.write(f"{field}: {', '.join(f'{weight:.2f}' for weight in weights)}\n")
    return 0


def texts(corpora: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield by what it is kept aside, the text, and the events of all that is annotated."""
    for path in (ARTICLES, SENTENCES, DOCUMENTS):
        for text, article in read_articles(corpora, path):
            yield article["doc_id"], text, article["events"]
    for text, events in read_cases():
        yield text, text, events


def graded(text: str, events: Sequence[dict[str, Any]], resources: Resources) -> Iterator[Graded]:
    """Yield the annotated *events* of a text, each as its words grade it and as the core sees it."""
    annotation, _ = annotate(as_article("text", text), Settings(), resources.core)
    for sentence in annotation.sentences:
        tree = Tree(sentence)
        spans = [token.span for token in tree.tokens]
        here = [(event, tokens) for event in events if (tokens := inside(spans, event["trigger"]))]
        speaking = [top(tree, tokens) for event, tokens in here if event["type"] in SPEECH]
        for event, tokens in here:
            words = grade(tree, top(tree, tokens), resources.grades, tokens, speaking)
            deed = deed_of(tree, tokens)
            found = deed is not None and deed.types[0].value == event["type"]
            yield Graded(words, seen_by_core(deed) if deed and found else None, event)


def shares(events: Sequence[Graded], field: Field) -> dict[float, list[str]]:
    """Return the rules by how often the grade that each decides last is right, in twentieths."""
    seen, right = Counter[str](), Counter[str]()
    for one in events:
        rule = decider(one.words, field)
        seen[rule] += 1
        right[rule] += getattr(one.words, field) == one.event[field]
    good, all_of = DOUBT
    found: dict[float, list[str]] = {}
    for rule in sorted(rule for rule, number in seen.items() if number >= LEAST):
        share = round(20 * (right[rule] + good) / (seen[rule] + all_of)) / 20
        found.setdefault(share, []).append(rule.replace(" ", "_"))
    return dict(sorted(found.items()))


def fit(events: Sequence[Graded], field: Field, grades: Grades) -> list[float]:
    """Return the weights of ``evidence``, over the events of which words and core differ and one is right."""
    rows, truths = [], []
    for one in events:
        choice, told = one.core and one.core[field], getattr(one.words, field)
        if choice and choice.value != told and one.event[field] in (choice.value, told):
            rows.append(evidence(one.words, field, choice, grades))
            truths.append(one.event[field] == choice.value)
    return logistic(rows, truths)


if __name__ == "__main__":
    sys.exit(main())
